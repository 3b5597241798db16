//! `format` of an integer.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Kind;
use crate::ir::IntegerFormat;

/// Only integers have these formats.
pub(super) fn emit(kind: Kind, format: IntegerFormat) -> TokenStream {
    if kind != Kind::Integer {
        return TokenStream::new();
    }
    let check = format_ident!("{}", format.name());
    quote!(report.#check(at, value);)
}
