//! `enum` and `const` of anything but strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::Kind;
use crate::emit::literal;
use crate::json::{Json, Number};

/// A number or boolean is compared with literals of its own type, anything else as JSON.
pub(super) fn emit(kind: Kind, values: &[Json], keyword_location: &str) -> TokenStream {
    let literals: Vec<TokenStream> = match kind {
        Kind::Integer => values.iter().filter_map(integer).map(literal::integer).collect(),
        Kind::Number => values.iter().filter_map(Json::as_number).map(literal::float).collect(),
        Kind::Boolean => values.iter().filter_map(Json::as_bool).map(|value| quote!(#value)).collect(),
        Kind::Other => {
            let texts: Vec<String> = values.iter().map(literal::json).collect();
            let texts = literal::strings(&texts);
            return quote!(report.listed_json(at, value, &#texts, #keyword_location););
        }
    };
    let listed = if values.contains(&Json::Null) { quote!(listed_or_null) } else { quote!(listed) };
    let check = quote!(report.#listed(at, &value, &[#(#literals),*], #keyword_location););
    // What is not finite is a mistake of its own.
    if kind == Kind::Number { quote!(if value.is_finite() { #check }) } else { check }
}

/// An integer. The type was chosen so that it holds it.
fn integer(value: &Json) -> Option<i128> {
    value.as_number().and_then(Number::as_i128)
}
