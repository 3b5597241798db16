//! Request Body Objects and Media Type Objects (OpenAPI 3.x).

use super::{Lower, Owner};
use crate::diagnostic::Code;
use crate::ir::{Content, ContentFormat, Docs, Example, RequestBody, Type, Value};
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_request_body(&mut self, node: Node<'d>, operation: &str) -> Option<RequestBody> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Request Body Object", self.diagnostics);
        let description = fields.string("description", self.diagnostics).map(str::to_owned);
        let required = fields.flag("required", self.diagnostics);
        let content = fields.take("content");
        if content.is_none() {
            fields.missing("content", self.diagnostics);
        }
        fields.finish(self.diagnostics);
        let owner = Owner::Operation(operation.to_owned(), "body".to_owned());
        let mut content = self.lower_content(content.as_ref(), &owner);
        for content in &mut content {
            self.check_request_content(content);
        }
        let docs = Docs { description, ..Docs::default() };
        Some(RequestBody { pointer: node.pointer, required, docs, content })
    }

    /// Reports a request body that can not be written, and makes text of what is sent as text.
    fn check_request_content(&mut self, content: &mut Content) {
        let essence = essence(&content.media_type);
        let form = essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/");
        if form || essence.contains('*') {
            let what = format!("a request body of type `{}`", content.media_type);
            self.unsupported(&content.pointer, &what, "JSON, text and bytes can be sent");
        }
        if content.format == ContentFormat::Text && content.value.ty != Type::String {
            let message = "this body is sent as the text that the caller gives; its schema is not enforced";
            self.warn(Code::NotEnforced, &content.pointer, message, "");
            content.value = Value { ty: Type::String, ..super::value::any(content.pointer.clone()) };
        }
    }

    /// Lowers a map of media types. Only the first is generated, and the others are reported.
    pub(super) fn lower_content(&mut self, node: Option<&Node<'d>>, owner: &Owner) -> Vec<Content> {
        let Some(node) = node.filter(|node| node.is_object(self.diagnostics)) else { return Vec::new() };
        let mut content = Vec::new();
        for (media_type, media) in node.members().filter(|(key, _)| !key.starts_with("x-")) {
            if content.is_empty() {
                content.extend(self.lower_media_type(media_type, media, owner));
            } else {
                let message = format!("`{media_type}` is not generated: only the first media type is");
                self.warn(Code::NotEnforced, &media.pointer, message, "order the media types by preference");
            }
        }
        content
    }

    fn lower_media_type(&mut self, media_type: &str, node: Node<'d>, owner: &Owner) -> Option<Content> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Media Type Object", self.diagnostics);
        let schema = fields.take("schema");
        let examples = self.take_examples(&mut fields);
        for key in ["encoding", "itemSchema", "prefixEncoding", "itemEncoding"] {
            fields.ignore(key, "the body is generated from its schema alone", self.diagnostics);
        }
        fields.finish(self.diagnostics);
        let value = match schema {
            Some(schema) => self.lower_value(&[schema], owner).value,
            None => super::value::any(node.pointer.clone()),
        };
        let format = content_format(media_type);
        Some(Content { pointer: node.pointer, media_type: media_type.to_owned(), format, value, examples })
    }

    /// Takes `example` and `examples` of a media type, a parameter or a header.
    pub(super) fn take_examples(&mut self, fields: &mut Fields<'d>) -> Vec<Example> {
        let mut examples = Vec::new();
        if let Some(node) = fields.take("example") {
            examples.push(Example { pointer: node.pointer.clone(), name: None, value: node.json.clone() });
        }
        let named = fields.take("examples");
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

/// How a body of this media type is read and written (RFC 6838, section 4.2.8; RFC 9110, section 8.3.1).
fn content_format(media_type: &str) -> ContentFormat {
    let essence = essence(media_type);
    if essence == "application/json" || essence == "text/json" || essence.ends_with("+json") {
        ContentFormat::Json
    } else if essence.starts_with("text/") {
        ContentFormat::Text
    } else {
        ContentFormat::Binary
    }
}

/// A media type without its parameters (RFC 9110, section 8.3.1).
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
