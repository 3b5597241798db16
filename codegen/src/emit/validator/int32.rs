//! `format: int32`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;

/// Only a signed integer has this format.
pub(super) fn emit(kind: Kind) -> TokenStream {
    if kind == Kind::Integer { quote!(report.int32(at, value);) } else { TokenStream::new() }
}
