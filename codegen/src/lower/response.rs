//! Response Objects and Header Objects (OpenAPI 3.x).

use super::content::Use;
use super::{Lower, Owner};
use crate::diagnostic::{Code, Place};
use crate::ir::{Content, ContentFormat, Docs, Header, Link, Response, StatusPattern, Type};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_responses(
        &mut self,
        node: &Node<'d>,
        operation: &str,
        method: &str,
    ) -> Vec<Response> {
        if !node.is_object(self.diagnostics) {
            return Vec::new();
        }
        let mut responses = Vec::new();
        for (key, response) in node.members().filter(|(key, _)| !key.starts_with("x-")) {
            let Some(status) = status_pattern(key) else {
                let place = Place::Key(response.pointer);
                let message = format!("`{key}` is not a status, and is left out");
                let help = "a status is three digits, a class such as `4XX`, or `default`";
                self.diagnostics.warn(Code::WrongType, place, message, help);
                self.diagnostics.ledger().whole(response.json, Fate::Reported);
                continue;
            };
            if let Some(mut response) = self.lower_response(response, status, operation) {
                self.without_content(&mut response, method);
                responses.push(response);
            }
        }
        find_bodiless(&mut responses);
        responses
    }

    /// Takes the content from a response that has none on the wire (RFC 9110, sections 6.4.1 and 9.3.2).
    fn without_content(&mut self, response: &mut Response, method: &str) {
        let bare = match response.status {
            StatusPattern::Exact(status) => matches!(status, 100..=199 | 204 | 205 | 304),
            StatusPattern::Class(class) => class == 1,
            StatusPattern::Default => false,
        };
        if !bare && method != "HEAD" {
            return;
        }
        for content in std::mem::take(&mut response.content) {
            // Some documents name a media type although nothing comes in it.
            if content.value.ty != Type::Any {
                let what = if bare { "with this status" } else { "to HEAD" };
                let message = format!("a response {what} has no body");
                self.ignored(&content.pointer, message, "it is read as empty");
            }
        }
    }

    fn lower_response(&mut self, node: Node<'d>, status: StatusPattern, operation: &str) -> Option<Response> {
        let (node, named) = self.follow(node, "response")?;
        if let Some(response) = self.responses.get(&node.pointer) {
            return Some(Response { status, ..response.clone() });
        }
        let mut fields = Fields::new(&node, "Response Object", self.diagnostics);
        fields.take("summary");
        let description = fields.string("description", self.diagnostics).unwrap_or_default().to_owned();
        let headers = fields.take("headers");
        let content = fields.take("content");
        let links = fields.take("links");
        fields.finish(self.diagnostics);
        let owner = named.unwrap_or_else(|| Owner::Operation(operation.to_owned(), role(status)));
        let content = self.lower_content(content.as_ref(), &owner, Use::Response);
        let headers: Vec<_> = headers.iter().flat_map(Node::members).collect();
        let mut lowered: Vec<Header> = Vec::new();
        for (name, node) in headers {
            if !self.may_look_through(lowered.len(), &node.pointer) {
                break;
            }
            let twice = lowered.iter().any(|other| other.wire.eq_ignore_ascii_case(name));
            if twice || http::HeaderName::from_bytes(name.as_bytes()).is_err() {
                let what = if twice { "stands here twice" } else { "is not the name of a header" };
                let message = format!("`{}` {what}", name.escape_debug());
                self.ignored(&node.pointer, message, "it is left out");
                continue;
            }
            lowered.extend(self.lower_header(name, node, &owner));
        }
        let headers = lowered;
        let links = links.map(|links| self.lower_links(&links)).unwrap_or_default();
        let response = Response {
            pointer: node.pointer,
            status,
            description,
            headers,
            content,
            bodiless: Vec::new(),
            accept: Vec::new(),
            links,
        };
        self.responses.insert(response.pointer.clone(), response.clone());
        Some(response)
    }

    fn lower_links(&mut self, node: &Node<'d>) -> Vec<Link> {
        let mut links = Vec::new();
        for (name, node) in node.members().filter(|(name, _)| !name.starts_with("x-")) {
            let Some(node) = self.document.follow(node, self.diagnostics) else { continue };
            let mut fields = Fields::new(&node, "Link Object", self.diagnostics);
            let operation = fields.string("operationId", self.diagnostics);
            let reference = fields.string("operationRef", self.diagnostics);
            let description = fields.string("description", self.diagnostics).map(str::to_owned);
            let parameters = fields.take("parameters");
            for key in ["requestBody", "server"] {
                fields.ignore(key, "it is up to the caller", self.diagnostics);
            }
            fields.finish(self.diagnostics);
            let text = |json: &Json| json.as_str().map_or_else(|| json.to_text(), str::to_owned);
            let parameters = parameters.iter().flat_map(Node::members);
            let parameters = parameters.map(|(name, value)| (name.to_owned(), text(value.json))).collect();
            let operation = operation.or(reference).unwrap_or_default().to_owned();
            links.push(Link { name: name.to_owned(), operation, parameters, description });
        }
        links
    }

    fn lower_header(&mut self, name: &str, node: Node<'d>, owner: &Owner) -> Option<Header> {
        // The standard keeps this name for the media type itself.
        if name.eq_ignore_ascii_case("content-type") {
            self.diagnostics.ledger().whole(node.json, Fate::Documentation);
            return None;
        }
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Header Object", self.diagnostics);
        let mut docs = Docs {
            description: fields.string("description", self.diagnostics).map(str::to_owned),
            deprecated: fields.flag("deprecated", self.diagnostics),
            ..Docs::default()
        };
        docs.examples = self.take_examples(&mut fields);
        for key in ["required", "style", "explode"] {
            fields.take(key);
        }
        let schema = fields.take("schema");
        fields.ignore("content", "such a header is read as text", self.diagnostics);
        fields.finish(self.diagnostics);
        let mut value = match schema {
            Some(schema) => self.lower_value(&[schema], &owner.role(name)).value,
            None => super::value::any(node.pointer.clone()),
        };
        let is_list = matches!(&value.ty, Type::Array(item) if is_scalar(&item.ty) && !item.nullable);
        if !is_scalar(&value.ty) && !is_list {
            let message = format!("the header `{name}` is read as text");
            self.warn(
                Code::NotEnforced,
                &node.pointer,
                message,
                "only text, numbers, booleans and lists of them have types here",
            );
            value.ty = Type::String;
            value.assertions.clear();
        }
        Some(Header { pointer: node.pointer, wire: name.to_owned(), docs, value })
    }
}

/// Whether a type stands in a header as it is.
fn is_scalar(ty: &Type) -> bool {
    ty.is_text() || matches!(ty, Type::Boolean | Type::Integer { .. } | Type::Number)
}

/// Finds the statuses that have no body by HTTP (RFC 9110, sections 15.3.5 and 15.3.6) where they share a response with
/// others. Failures are left alone: that would be a choice at each of them for a status that hardly comes.
fn find_bodiless(responses: &mut [Response]) {
    let all: Vec<StatusPattern> = responses.iter().map(|response| response.status).collect();
    let is_2xx = |it: &StatusPattern| matches!(it, StatusPattern::Exact(200..=299) | StatusPattern::Class(2));
    for response in responses {
        let is_success = match response.status {
            StatusPattern::Exact(_) => false,
            StatusPattern::Class(class) => class == 2,
            StatusPattern::Default => !all.iter().any(is_2xx),
        };
        let parsed = |content: &Content| {
            matches!(content.format, ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart)
        };
        if is_success && response.content.iter().any(parsed) {
            let bodiless = [204, 205].into_iter();
            response.bodiless = bodiless.filter(|it| !all.contains(&StatusPattern::Exact(*it))).collect();
        }
    }
}

fn status_pattern(key: &str) -> Option<StatusPattern> {
    if key == "default" {
        return Some(StatusPattern::Default);
    }
    match key.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(StatusPattern::Class(class - b'0')),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusPattern::Exact),
        _ => None,
    }
}

/// The role of a response in the names of its inline types.
fn role(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(status) => format!("response_{status}"),
        StatusPattern::Class(class) => format!("response_{class}xx"),
        StatusPattern::Default => "response_default".to_owned(),
    }
}
