//! Webhooks and callbacks (OpenAPI 3.x): what a server sends on its own → types that it can be read as.
//!
//! Invariant: a payload is read, like a response, and never sent.

use super::content::Use;
use super::value::any;
use super::{Lower, Owner};
use crate::ir::{Api, Docs, Model, ModelId, ModelKind, ModelName, Payload, Type, Value};
use crate::ledger::Fate;
use crate::openapi::{Fields, Node};

/// Says on the types of payloads what they are, and gives those a name that are no model.
pub(super) fn document(api: &mut Api) {
    for payload in &mut api.payloads {
        let note = format!("The payload of {}.", payload.title);
        if let Type::Model(id) = payload.value.ty {
            let description = api.models[id.0].docs.description.get_or_insert_default();
            if !description.is_empty() {
                description.push_str("\n\n");
            }
            description.push_str(&note);
            continue;
        }
        let id = ModelId(api.models.len());
        let value = Value { ty: Type::Model(id), ..any(payload.value.pointer.clone()) };
        let value = std::mem::replace(&mut payload.value, value);
        api.models.push(Model {
            pointer: payload.pointer.clone(),
            name: ModelName::InOperation(payload.id.clone(), ROLE.to_owned()),
            docs: Docs { description: Some(note), ..Docs::default() },
            sensitive: value.sensitive,
            write_of: None,
            rules: Vec::new(),
            any_branch: None,
            kind: ModelKind::Alias(value),
        });
    }
}

/// The role of a payload in the names of its inline types.
const ROLE: &str = "payload";

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_webhooks(&mut self, node: &Node<'d>) -> Vec<Payload> {
        let mut payloads = Vec::new();
        for (name, item) in node.members().filter(|(name, _)| !name.starts_with("x-")) {
            let title = format!("the webhook `{name}`");
            self.lower_payloads(item, name, &title, &mut payloads);
        }
        payloads
    }

    /// Lowers the callbacks of an operation. Their types are named after it, unless they have an id.
    pub(super) fn lower_callbacks(&mut self, node: &Node<'d>, operation: &str) -> Vec<Payload> {
        let mut payloads = Vec::new();
        for (name, callback) in node.members().filter(|(name, _)| !name.starts_with("x-")) {
            let Some(callback) = self.document.follow(callback, self.diagnostics) else { continue };
            let title = format!("the callback `{name}` of `{operation}`");
            for (_, item) in callback.members().filter(|(name, _)| !name.starts_with("x-")) {
                self.lower_payloads(item, &format!("{operation} {name}"), &title, &mut payloads);
            }
        }
        payloads
    }

    fn lower_payloads(&mut self, item: Node<'d>, name: &str, title: &str, payloads: &mut Vec<Payload>) {
        let Some(item) = self.document.follow(item, self.diagnostics) else { return };
        if !item.is_object(self.diagnostics) {
            return;
        }
        self.account_for_item(&item);
        for key in ["parameters", "servers"] {
            self.ignore_of_call(&item, key);
        }
        let operations = self.operations_of(&item);
        for (index, (_, node)) in operations.iter().enumerate() {
            let id = node.get("operationId").and_then(|id| id.json.as_str());
            let id = id.filter(|id| !id.is_empty()).map_or_else(
                || if index == 0 { name.to_owned() } else { format!("{name} {index}") },
                str::to_owned,
            );
            payloads.extend(self.lower_payload(node, &id, title));
        }
    }

    /// What a receiver answers is described, and what it holds is reported: no types are generated for it.
    fn account_for_answers(&mut self, responses: Option<&Node<'d>>) {
        let Some(responses) = responses else { return };
        self.diagnostics.ledger().whole(responses.json, Fate::Documentation);
        for (_, response) in responses.members() {
            if let Some(content) = response.get("content") {
                let message = "what is answered to a server's call is not generated";
                self.ignored(&content.pointer, message, "only its payload is");
            }
        }
    }

    /// Reports what a path item or operation says of a server's call beside its payload.
    fn ignore_of_call(&mut self, node: &Node<'d>, key: &str) {
        let Some(part) = node.get(key) else { return };
        let is_empty = part.json.as_array().is_some_and(<[_]>::is_empty)
            || part.json.as_object().is_some_and(<[_]>::is_empty);
        if !is_empty {
            self.diagnostics.ledger().whole(part.json, Fate::Reported);
            let message = format!("`{key}` has no effect on the generated code");
            self.ignored(&part.pointer, message, "only the payload of what a server calls is generated");
        }
    }

    fn lower_payload(&mut self, node: &Node<'d>, id: &str, title: &str) -> Option<Payload> {
        let mut fields = Fields::new(node, "Operation Object", self.diagnostics);
        let body = fields.take("requestBody");
        for key in ["operationId", "summary", "description", "externalDocs", "tags", "deprecated"] {
            fields.take(key);
        }
        self.account_for_answers(fields.take("responses").as_ref());
        for key in ["parameters", "callbacks", "security", "servers"] {
            fields.take(key);
            self.ignore_of_call(node, key);
        }
        fields.finish(self.diagnostics);
        let body = self.document.follow(body?, self.diagnostics)?;
        let mut fields = Fields::new(&body, "Request Body Object", self.diagnostics);
        fields.take("description");
        fields.take("required");
        let content = fields.take("content");
        fields.finish(self.diagnostics);
        let owner = Owner::Operation(id.to_owned(), ROLE.to_owned());
        let mut content = self.lower_content(content.as_ref(), &owner, Use::Response).into_iter();
        let first = content.next()?;
        for other in content {
            let message = format!("`{}` is not generated", other.media_type);
            self.ignored(&other.pointer, message, "only the first media type of a payload is");
        }
        Some(Payload {
            pointer: first.pointer,
            id: id.to_owned(),
            title: title.to_owned(),
            value: first.value,
        })
    }
}
