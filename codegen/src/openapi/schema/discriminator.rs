//! The Discriminator Object (OpenAPI 3.x).

use crate::diagnostic::{Code, Diagnostics, Place};
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
        // Before OpenAPI 3.0, a discriminator was the name alone.
        if let Some(property) = node.json.as_str() {
            let message = "expected a Discriminator Object, found a string";
            let help = format!("write it as `propertyName: {property}`: that is how it is read");
            diagnostics.warn(Code::WrongType, Place::Value(node.pointer.clone()), message, help);
            let pointer = node.pointer.clone();
            return Some(Self { pointer, property, mapping: Vec::new(), default: None });
        }
        let mut fields = Fields::new(node, "Discriminator Object", diagnostics);
        let property = fields.expected_string("propertyName", diagnostics);
        let mapping = fields.take("mapping").filter(|mapping| mapping.is_object(diagnostics));
        let default = fields.take("defaultMapping");
        fields.finish(diagnostics);
        let mapping = mapping.iter().flat_map(Node::members).filter_map(|(value, target)| {
            let pointer = target.pointer.clone();
            target.string(diagnostics).map(|target| (value, target, pointer))
        });
        let mapping = mapping.collect();
        let default = default.and_then(|target| Some((target.string(diagnostics)?, target.pointer)));
        (!property.is_empty()).then(|| Self { pointer: node.pointer.clone(), property, mapping, default })
    }
}
