//! Keywords about an object as a whole.

use proc_macro2::TokenStream;

use super::{max_properties, min_properties};
use crate::ir::{Assertion, Keyword};

/// Emits the checks of a struct. `count` is how many members it has.
pub(in crate::emit) fn emit(assertions: &[Assertion], count: &TokenStream) -> TokenStream {
    super::emit_by_schema(assertions, |assertion| match &assertion.keyword {
        Keyword::MinProperties(limit) => min_properties::emit(count, *limit),
        Keyword::MaxProperties(limit) => max_properties::emit(count, *limit),
        // The others say nothing about objects.
        _ => TokenStream::new(),
    })
}
