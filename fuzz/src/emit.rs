//! Documents that are like real ones, but for some changes.

use arbitrary::Unstructured;
use codegen::Source;

use crate::mutate::document;

/// Whatever the document is, there is a complete output that parses, or a diagnostic.
pub fn emit(bytes: &[u8]) {
    let Ok(document) = document(&mut Unstructured::new(bytes)) else { return };
    crate::output::check(&source(&document));
}

/// A document as text.
#[must_use]
pub fn source(document: &codegen::json::Json) -> Source {
    Source { name: "input.json".to_owned(), bytes: document.to_text().into_bytes() }
}
