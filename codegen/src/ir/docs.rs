//! What the document says to people, and the examples that it shows them.

use super::Pointer;
use crate::json::Json;

/// What the document says about something, for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title`, or `summary` of an operation.
    pub title: Option<String>,
    /// `description`: `CommonMark` of unknown origin.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external: Option<ExternalDocs>,
    /// `example` and `examples` of a schema.
    pub examples: Vec<Example>,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// A link to more documentation (OpenAPI 3.x, External Documentation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalDocs {
    /// What stands behind the link.
    pub description: Option<String>,
    /// The link, as the document has it.
    pub url: String,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its place in the document.
    pub pointer: Pointer,
    /// Its name in an `examples` map.
    pub name: Option<String>,
    /// The value.
    pub value: Json,
}
