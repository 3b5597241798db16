//! Headers of the parts of multipart bodies (OpenAPI 3.x, Encoding Object): parameters of the operation that sends them.
//!
//! Invariant: a header that a part needs is asked for where the part is sent for certain, and by a check where it may be.

use super::value::any;
use super::{Lower, Owner};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{
    Api, Docs, Model, ModelKind, Parameter, ParameterLocation, PartHeader, Property, RequestBody, Type,
};
use crate::ledger::Fate;
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    /// Lowers the headers of the part that a property becomes.
    pub(super) fn lower_part_headers(
        &mut self,
        node: &Node<'d>,
        property: &str,
        owner: &Owner,
    ) -> Vec<Parameter> {
        let mut headers: Vec<Parameter> = Vec::new();
        if !node.is_object(self.diagnostics) {
            return headers;
        }
        for (name, node) in node.members() {
            let is_it = |other: &Parameter| is_header(other, property, name);
            let reason = if name.eq_ignore_ascii_case("content-type") {
                // The standard has `contentType` for that.
                self.diagnostics.ledger().whole(node.json, Fate::Documentation);
                continue;
            } else if name.eq_ignore_ascii_case("content-disposition") {
                "is made of the names of part and file"
            } else if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
                "is not the name of a header"
            } else if headers.iter().any(is_it) {
                "stands here twice"
            } else {
                headers.extend(self.lower_part_header(name, node, property, owner));
                continue;
            };
            let message = format!("`{}` {reason}", name.escape_debug());
            self.ignored(&node.pointer, message, "this description of it is left out");
            self.diagnostics.ledger().whole(node.json, Fate::Reported);
        }
        headers
    }

    fn lower_part_header(
        &mut self,
        name: &str,
        node: Node<'d>,
        property: &str,
        owner: &Owner,
    ) -> Option<Parameter> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Header Object", self.diagnostics);
        let style = self.lower_style(&mut fields, ParameterLocation::Part);
        let explode = fields.take("explode").and_then(|node| node.flag(self.diagnostics));
        let required = fields.flag("required", self.diagnostics);
        let mut docs = Docs {
            description: fields.string("description", self.diagnostics).map(str::to_owned),
            deprecated: fields.flag("deprecated", self.diagnostics),
            ..Docs::default()
        };
        docs.examples = self.take_examples(&mut fields);
        let value = (fields.take("schema"), fields.take("content"));
        let sensitive = fields.flag("x-sensitive", self.diagnostics) | self.is_hidden(&node.pointer);
        fields.finish(self.diagnostics);
        let mut header = Parameter {
            value: any(node.pointer.clone()),
            pointer: node.pointer,
            wire: format!("{property}.{name}"),
            location: ParameterLocation::Part,
            style,
            explode: explode.unwrap_or_default(),
            allow_reserved: false,
            required,
            docs,
            default: None,
            source: None,
            part: Some(PartHeader { property: property.to_owned(), name: name.to_owned(), needed_by: None }),
        };
        self.lower_parameter_value(&mut header, value, &owner.role(property).role(name));
        header.value.sensitive |= sensitive;
        // One that is null is left out.
        header.value.nullable = false;
        Some(header)
    }
}

/// Makes parameters of the headers of all parts, now that the media types of bodies are settled.
pub(super) fn collect(api: &mut Api, diagnostics: &mut Diagnostics) {
    for operation in &mut api.operations {
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let encodings = contents.flat_map(|content| &mut content.encodings);
        for header in encodings.flat_map(|encoding| std::mem::take(&mut encoding.headers)) {
            let Some(part) = &header.part else { continue };
            if operation.parameters.iter().any(|other| is_header(other, &part.property, &part.name)) {
                let message = format!("the header `{}` of this part is described twice", part.name);
                let help = "the first description holds in all media types of the body";
                diagnostics.warn(Code::Ignored, Place::Key(header.pointer), message, help);
                continue;
            }
            operation.parameters.push(header);
        }
    }
}

/// Finds out where parts need headers, now that all properties have their places.
pub(super) fn resolve(api: &mut Api, diagnostics: &mut Diagnostics) {
    for operation in &mut api.operations {
        let Some(body) = &operation.body else { continue };
        for header in operation.parameters.iter_mut().filter(|header| header.required) {
            let Some(part) = &mut header.part else { continue };
            let found = property(&api.models, body, &part.property);
            header.required = body.required
                && found.is_some_and(|(_, property)| property.required && !property.value.nullable);
            if let Some((index, _)) = found {
                part.needed_by = Some(index).filter(|_| !header.required);
            } else {
                let message = format!("nothing checks that the part has the header `{}`", part.name);
                let help =
                    "it is checked where the body is one object, in one media type, with this property";
                let place = Place::Key(header.pointer.clone());
                diagnostics.warn(Code::NotEnforced, place, message, help);
            }
        }
    }
}

/// The property of a body that is one object, in one media type.
fn property<'a>(models: &'a [Model], body: &RequestBody, name: &str) -> Option<(usize, &'a Property)> {
    let [content] = body.content.as_slice() else { return None };
    let Type::Model(id) = content.value.ty else { return None };
    let ModelKind::Object(object) = &models.get(id.0)?.kind else { return None };
    let properties = object.properties.iter().enumerate();
    properties.filter(|(_, it)| it.constant.is_none()).find(|(_, it)| it.wire == name)
}

/// Whether a parameter is this header of this part.
fn is_header(parameter: &Parameter, property: &str, name: &str) -> bool {
    let part = parameter.part.as_ref();
    part.is_some_and(|part| part.property == property && part.name.eq_ignore_ascii_case(name))
}
