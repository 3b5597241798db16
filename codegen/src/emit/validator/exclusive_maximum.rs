//! `exclusiveMaximum`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;
use crate::emit::literal;
use crate::json::Number;

/// An integer is compared with the first one that the limit excludes.
pub(super) fn emit(kind: Kind, limit: Number) -> TokenStream {
    match (kind, super::ceil(limit)) {
        (Kind::Integer, Some(limit)) => {
            let limit = literal::integer(limit);
            quote!(report.exclusive_maximum(at, value, #limit);)
        }
        (Kind::Number, _) => {
            let limit = literal::float(limit);
            quote!(report.exclusive_maximum_f64(at, value, #limit);)
        }
        _ => TokenStream::new(),
    }
}
