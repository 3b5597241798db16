//! `pattern`: regular expressions that are simple enough become straight code.
//!
//! Invariant: what [`supported`] accepts is matched exactly as ECMA-262 says (with the `u` flag), in time
//! linear in the text. The rest is not enforced, which `lower` reports.

mod class;
mod matcher;
mod parse;
mod sequence;

use proc_macro2::TokenStream;
use quote::quote;

/// Whether a pattern is enforced.
#[must_use]
pub fn supported(pattern: &str) -> bool {
    parse::parse(pattern).is_some_and(|alternatives| alternatives.iter().all(sequence::Sequence::is_exact))
}

pub(super) fn emit(pattern: &str, keyword_location: &str) -> TokenStream {
    if !supported(pattern) {
        return TokenStream::new();
    }
    let Some(alternatives) = parse::parse(pattern) else { return TokenStream::new() };
    if alternatives.iter().any(sequence::Sequence::is_always) {
        return TokenStream::new();
    }
    let matched = alternatives.iter().enumerate().map(|(index, sequence)| matcher::emit(index, sequence));
    quote! {
        let matched = #(#matched)||*;
        report.pattern(at, matched, #pattern, #keyword_location);
    }
}
