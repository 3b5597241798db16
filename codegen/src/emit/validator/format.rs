//! `format` of strings.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::Format;

pub(super) fn emit(format: Format) -> TokenStream {
    let ident = Ident::new(format.type_name(), Span::call_site());
    quote!(report.format::<runtime::format::#ident>(at, value);)
}
