//! `maximum`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;
use crate::emit::literal;
use crate::json::Number;

/// An integer is compared with the last one that the limit allows.
pub(super) fn emit(kind: Kind, limit: Number) -> TokenStream {
    match (kind, super::floor(limit)) {
        (Kind::Integer, Some(limit)) => {
            let limit = literal::integer(limit);
            quote!(report.maximum(at, value, #limit);)
        }
        (Kind::Number, _) => {
            let limit = literal::float(limit);
            quote!(report.maximum_f64(at, value, #limit);)
        }
        _ => TokenStream::new(),
    }
}
