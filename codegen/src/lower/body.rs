//! Request Body Objects, and the examples of whatever has them (OpenAPI 3.x).

use super::content::Use;
use super::{Lower, Owner};
use crate::ir::{Docs, Example, RequestBody};
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_request_body(&mut self, node: Node<'d>, operation: &str) -> Option<RequestBody> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Request Body Object", self.diagnostics);
        let description = fields.string("description", self.diagnostics).map(str::to_owned);
        let required = fields.flag("required", self.diagnostics);
        let content = fields.take("content");
        fields.finish(self.diagnostics);
        let owner = Owner::Operation(operation.to_owned(), "body".to_owned());
        let content = self.lower_content(content.as_ref(), &owner, Use::Request);
        if content.is_empty() {
            let message = "this request body has no media type";
            self.ignored(&node.pointer, message, "none is sent: name a media type in `content`");
        }
        let docs = Docs { description, ..Docs::default() };
        Some(RequestBody { pointer: node.pointer, required, docs, content })
    }

    /// Takes `example` and `examples` of a media type, a parameter or a header.
    pub(super) fn take_examples(&mut self, fields: &mut Fields<'d>) -> Vec<Example> {
        let mut examples = Vec::new();
        if let Some(node) = fields.take("example") {
            examples.push(Example { pointer: node.pointer.clone(), name: None, value: node.json.clone() });
        }
        let named = fields.take("examples").filter(|named| {
            let is_map = named.json.as_object().is_some();
            if !is_map {
                let help = "give each example a name, and an object with its `value`";
                named.unread("an object", help, self.diagnostics);
            }
            is_map
        });
        for (name, node) in named.iter().flat_map(Node::members) {
            let Some(node) = self.document.follow(node, self.diagnostics) else { continue };
            let mut fields = Fields::new(&node, "Example Object", self.diagnostics);
            for key in ["summary", "description", "serializedValue"] {
                fields.take(key);
            }
            fields.ignore(
                "externalValue",
                "nothing is ever fetched: give the value itself",
                self.diagnostics,
            );
            let value = fields.take("value").or_else(|| fields.take("dataValue"));
            fields.finish(self.diagnostics);
            if let Some(value) = value {
                let (pointer, name) = (value.pointer.clone(), Some(name.to_owned()));
                examples.push(Example { pointer, name, value: value.json.clone() });
            }
        }
        examples
    }
}
