//! Arbitrary text as a document.

use codegen::Source;

/// Bytes that are no document are a diagnostic, and those that are one become what every document becomes.
pub fn load(bytes: &[u8]) {
    crate::output::check(&Source { name: "input.yaml".to_owned(), bytes: bytes.to_vec() });
}
