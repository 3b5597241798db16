//! Literals.
//!
//! Invariant: a literal stands on one line, whatever the document holds.

use std::fmt::Write;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::json::{Json, Number};

/// A list of string literals: `["a", "b"]`.
pub(super) fn strings<T: AsRef<str>>(texts: &[T]) -> TokenStream {
    let texts = texts.iter().map(AsRef::as_ref);
    quote!([#(#texts),*])
}

/// An integer without a type of its own.
pub(super) fn integer(value: i128) -> TokenStream {
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// A number as an `f64`.
pub(super) fn float(number: Number) -> TokenStream {
    #[expect(clippy::cast_precision_loss, reason = "what an `f64` can not hold is read as one, too")]
    let value = match number {
        Number::Integer(value) => value as f64,
        Number::Float(value) => value,
    };
    let digits = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() { quote!(-#digits) } else { quote!(#digits) }
}

/// JSON text on one line.
pub(super) fn json(value: &Json) -> String {
    let mut out = String::new();
    push_json(&mut out, value);
    out
}

fn push_json(out: &mut String, value: &Json) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => push_number(out, *number),
        Json::String(text) => push_string(out, text),
        Json::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                push_json(out, item);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                push_string(out, key);
                out.push(':');
                push_json(out, value);
            }
            out.push('}');
        }
    }
}

fn push_number(out: &mut String, number: Number) {
    // Writing to a string can not fail. `{:?}` of a float is the shortest text that reads back, and JSON.
    let _ = match number {
        Number::Integer(value) => write!(out, "{value}"),
        Number::Float(value) => write!(out, "{value:?}"),
    };
}

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(out, "\\{c}"),
            c if c.is_control()
                || ('\u{2028}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c) =>
            {
                write!(out, "\\u{:04x}", u32::from(c))
            }
            c => write!(out, "{c}"),
        };
    }
    out.push('"');
}
