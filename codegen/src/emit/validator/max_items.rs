//! `maxItems`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn emit(limit: u64) -> TokenStream {
    let limit = Literal::u64_unsuffixed(limit);
    quote!(report.max_items(at, value.len(), #limit);)
}
