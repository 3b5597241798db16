//! `pattern`: regular expressions that are simple enough become straight code.
//!
//! Invariant: patterns that can not be enforced exactly do not arrive here; `lower` reports them.

mod matcher;

use proc_macro2::TokenStream;
use quote::quote;

use crate::pattern;

pub(super) fn emit(pattern: &str) -> TokenStream {
    let Some(alternatives) = pattern::alternatives(pattern) else { return TokenStream::new() };
    if alternatives.iter().any(|it| it.is_always() || matcher::is_any_text(it)) {
        return TokenStream::new();
    }
    let matched = alternatives.iter().enumerate().map(|(index, sequence)| matcher::emit(index, sequence));
    quote! {
        let matched = #(#matched)||*;
        report.pattern(at, matched, #pattern);
    }
}
