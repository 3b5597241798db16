//! The document as the OpenAPI Specification and JSON Schema see it.
//!
//! Objects are read when they are asked for, from the place they stand at, and every one of their keys is
//! accounted for: it has a field here, is an extension, or is reported.

mod node;
mod reference;
pub mod schema;

pub use node::{Fields, Node, join, report_unknown};
pub use reference::report_cycle;

use crate::json::Json;
use crate::version::Version;

/// A document whose root was checked.
#[derive(Clone, Copy, Debug)]
pub struct Document<'d> {
    /// The whole of it.
    pub root: &'d Json,
    /// The version of OpenAPI it is written for.
    pub version: Version,
}

impl<'d> Document<'d> {
    /// The root.
    #[must_use]
    pub fn node(&self) -> Node<'d> {
        Node { json: self.root, pointer: String::new() }
    }
}
