//! The Discriminator Object (OpenAPI 3.x).

use crate::diagnostic::Diagnostics;
use crate::ir::Pointer;
use crate::openapi::node::{Fields, Node};

/// `discriminator` (OpenAPI 3.x, Discriminator Object).
#[derive(Clone, Debug)]
pub struct Discriminator<'d> {
    /// Its place.
    pub pointer: Pointer,
    /// `propertyName`.
    pub property: &'d str,
    /// `mapping`: a value of the property, and the name of a schema or a reference to it.
    pub mapping: Vec<(&'d str, &'d str, Pointer)>,
    /// `defaultMapping`: the name of a schema or a reference to it, for objects whose tag is missing or unknown.
    pub default: Option<(&'d str, Pointer)>,
}

impl<'d> Discriminator<'d> {
    /// Whether the mapping says what a value of the property chooses.
    #[must_use]
    pub fn maps(&self, value: &str) -> bool {
        self.mapping.iter().any(|(mapped, ..)| *mapped == value)
    }

    pub(super) fn read(node: &Node<'d>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut fields = Fields::new(node, "Discriminator Object", diagnostics);
        let property = fields.required_string("propertyName", diagnostics);
        let mapping = fields.take("mapping");
        let default = fields.take("defaultMapping");
        fields.finish(diagnostics);
        let mapping = mapping.iter().flat_map(Node::members).filter_map(|(value, target)| {
            let pointer = target.pointer.clone();
            target.json.as_str().map(|target| (value, target, pointer))
        });
        let mapping = mapping.collect();
        let default = default.and_then(|target| Some((target.string(diagnostics)?, target.pointer)));
        (!property.is_empty()).then(|| Self { pointer: node.pointer.clone(), property, mapping, default })
    }
}
