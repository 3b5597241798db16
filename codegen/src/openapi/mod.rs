//! The document as the OpenAPI Specification and JSON Schema see it.
//!
//! Objects are read when they are asked for, from the place they stand at, and every one of their keys is
//! accounted for: it has a field here, is an extension, or is reported.

mod dynamic;
mod files;
mod identifiers;
mod node;
mod reference;
pub mod schema;
mod unresolved;
mod uri;

pub use files::Files;
pub use node::{Fields, Node, join, report_unknown};
pub use reference::report_cycle;

use crate::json::Json;
use crate::version::Version;

/// The methods of a Path Item Object.
pub(crate) const METHODS: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A document whose root was checked.
#[derive(Clone, Copy)]
pub struct Document<'d> {
    /// Its files.
    pub files: &'d Files<'d>,
    /// The version of OpenAPI it is written for.
    pub version: Version,
}

impl<'d> Document<'d> {
    /// The content of its root.
    #[must_use]
    pub fn root(&self) -> &'d Json {
        self.files.root()
    }

    /// The root.
    #[must_use]
    pub fn node(&self) -> Node<'d> {
        Node { json: self.root(), pointer: String::new() }
    }
}
