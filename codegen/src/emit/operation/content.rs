//! Which of the media types of a body is used, and what type it has.
//!
//! Invariant: JSON is preferred, then document order.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::scope::Scope;
use crate::emit::types;
use crate::ir::{Content, ContentFormat, RequestBody};

/// The media type that is used.
pub(super) fn preferred(content: &[Content]) -> Option<&Content> {
    content.iter().find(|content| content.format == ContentFormat::Json).or(content.first())
}

/// That of a request body.
pub(super) fn of_body(body: &RequestBody) -> Option<&Content> {
    preferred(&body.content)
}

/// The Rust type of a body.
pub(super) fn ty(scope: &Scope<'_>, content: &Content) -> TokenStream {
    match content.format {
        ContentFormat::Json => types::of(scope, &content.value),
        ContentFormat::Text => scope.string(),
        ContentFormat::Binary => {
            let vec = scope.vec();
            quote!(#vec<u8>)
        }
    }
}

/// Whether the checks of its schema apply: nobody looks into bytes.
pub(super) fn is_checked(content: &Content) -> bool {
    content.format != ContentFormat::Binary
}
