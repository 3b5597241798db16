//! `multipleOf`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;
use crate::emit::literal;
use crate::json::Number;

/// An integer is divided by an integer where the limit is one, and as a decimal number elsewhere.
pub(super) fn emit(kind: Kind, limit: Number) -> TokenStream {
    match (kind, limit) {
        (Kind::Integer, Number::Integer(limit)) => {
            let limit = literal::integer(limit);
            quote!(report.multiple_of(at, value, #limit);)
        }
        (Kind::Integer, Number::Float(_)) => {
            let limit = literal::float(limit);
            quote! {
                #[allow(clippy::cast_precision_loss, reason = "the limit is no integer either")]
                report.multiple_of_f64(at, value as f64, #limit);
            }
        }
        (Kind::Number, _) => {
            let limit = literal::float(limit);
            quote!(report.multiple_of_f64(at, value, #limit);)
        }
        (Kind::Boolean | Kind::Other, _) => TokenStream::new(),
    }
}
