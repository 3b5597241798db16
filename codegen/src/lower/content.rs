//! Media Type Objects and Encoding Objects (OpenAPI 3.x): what bodies look like, and how they are read and written.
//!
//! Invariant: every media type has a sound reading. What the generator does not understand is text or bytes.

use super::media_type::{essence, is_json, is_range, is_valid};
use super::parameter::style;
use super::value::any;
use super::{Lower, Owner};
use crate::diagnostic::Code;
use crate::ir::{
    Assertion, Content, ContentFormat, Keyword, ModelKind, Pointer, PropertyEncoding, Style, Type, Value,
};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::{Fields, Node, join};

/// Which way a body goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Use {
    Request,
    Response,
}

/// A media type and the schema that it was lowered from.
struct Lowered<'d> {
    schema: Option<&'d Json>,
    /// Whether nothing of its schema is in the type.
    raw: bool,
    content: Content,
}

impl<'d> Lower<'d, '_> {
    /// Lowers a map of media types. Inline types are named after the first; the others add their media type.
    pub(super) fn lower_content(&mut self, node: Option<&Node<'d>>, owner: &Owner, way: Use) -> Vec<Content> {
        let Some(node) = node.filter(|node| node.is_object(self.diagnostics)) else { return Vec::new() };
        let mut all: Vec<Lowered<'d>> = Vec::new();
        for (media_type, media) in node.members().filter(|(key, _)| !key.starts_with("x-")) {
            if !self.may_look_through(all.len(), &media.pointer) {
                break;
            }
            let role = if all.is_empty() { owner.clone() } else { owner.role(&role(media_type)) };
            let lowered = self.lower_media_type(media_type, media, &role, way, &all);
            all.extend(lowered);
        }
        self.leave_out_raw(&mut all);
        for lowered in all.iter().filter(|lowered| lowered.raw) {
            self.report_raw(&lowered.content, way);
        }
        all.into_iter().map(|lowered| lowered.content).collect()
    }

    fn lower_media_type(
        &mut self,
        media_type: &str,
        node: Node<'d>,
        owner: &Owner,
        way: Use,
        earlier: &[Lowered<'d>],
    ) -> Option<Lowered<'d>> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Media Type Object", self.diagnostics);
        let schema = fields.take("schema");
        let examples = self.take_examples(&mut fields);
        let encoding = fields.take("encoding");
        let item_format = Some(item_format(media_type)).filter(|_| way == Use::Response).flatten();
        let item = fields.take("itemSchema");
        let items = item_format.filter(|_| item.is_some());
        if let Some(item) = item.as_ref().filter(|_| items.is_none()) {
            self.ignored(
                &item.pointer,
                "`itemSchema` has no effect here",
                "it is for sequences that are received",
            );
        }
        let schema = if items.is_some() {
            // It says the same of all items together.
            if let Some(schema) = schema {
                self.diagnostics.ledger().whole(schema.json, Fate::Documentation);
            }
            item
        } else {
            schema
        };
        for key in ["prefixEncoding", "itemEncoding"] {
            fields.ignore(key, "parts are written from their schema alone", self.diagnostics);
        }
        fields.finish(self.diagnostics);

        let json = schema.as_ref().map(|schema| schema.json);
        // Documents often repeat an inline schema for each media type; it is one type all the same.
        let known = earlier.iter().find(|other| json.is_some() && other.schema == json && !other.raw);
        let value = match (known, schema) {
            (Some(known), schema) => {
                if let Some(schema) = schema {
                    self.diagnostics.ledger().whole(schema.json, Fate::Code);
                }
                known.content.value.clone()
            }
            (None, Some(schema)) => self.lower_value(&[schema], owner).value,
            (None, None) => any(node.pointer.clone()),
        };
        let mut content = Content {
            pointer: node.pointer,
            media_type: media_type.to_owned(),
            also: Vec::new(),
            format: ContentFormat::Binary,
            value,
            encodings: Vec::new(),
            examples,
        };
        let structured = json.is_some() && self.is_structured(&content.value);
        if let Some(format) = items {
            content.format = format;
            content.examples.clear();
            return Some(Lowered { schema: json, raw: false, content });
        }
        self.choose_format(&mut content, structured, way);
        let form = matches!(content.format, ContentFormat::Form | ContentFormat::Multipart);
        if let Some(encoding) = &encoding {
            if form {
                content.encodings = self.lower_encodings(encoding, content.format, owner);
            } else {
                self.ignored(
                    &encoding.pointer,
                    "`encoding` has no effect here",
                    "it is for forms that are sent",
                );
            }
        }
        let raw = structured && !form && content.format != ContentFormat::Json;
        Some(Lowered { schema: json, raw, content })
    }

    /// Whether a value is more than text or bytes.
    fn is_structured(&self, value: &Value) -> bool {
        match &value.ty {
            Type::String | Type::Formatted(_) | Type::Binary => false,
            Type::Model(id) => !matches!(self.models[id.0].kind, ModelKind::Enum(_)),
            _ => true,
        }
    }

    /// Decides how a body is read or written.
    fn choose_format(&mut self, content: &mut Content, structured: bool, way: Use) {
        let mut essence = essence(&content.media_type);
        if !is_valid(&essence) {
            let message = format!("`{}` is not a media type", content.media_type.escape_debug());
            let help = "it is taken for any: write for example `application/json`";
            self.ignored(&content.pointer, message, help);
            "*/*".clone_into(&mut content.media_type);
            "*/*".clone_into(&mut essence);
        }
        let is_form = essence == "application/x-www-form-urlencoded";
        content.format = if is_json(&essence) || is_any(&essence) && structured {
            ContentFormat::Json
        } else if way == Use::Request && is_form && (structured || content.value.ty == Type::Any) {
            ContentFormat::Form
        } else if way == Use::Request && essence.starts_with("multipart/") && !is_text(&content.value) {
            ContentFormat::Multipart
        } else if is_range(&essence) && way == Use::Request {
            ContentFormat::File
        } else if content.value.ty == Type::Binary {
            ContentFormat::Binary
        } else if is_form || is_textual(&essence) || is_any(&essence) && is_text(&content.value) {
            ContentFormat::Text
        } else {
            ContentFormat::Binary
        };
        if content.format == ContentFormat::Json && is_range(&essence) && way == Use::Request {
            "application/json".clone_into(&mut content.media_type);
        }
        if matches!(content.format, ContentFormat::Binary | ContentFormat::File) && !structured {
            self.report_bytes(&content.value);
        }
        self.keep_list(content);
        forget_schema(content);
    }

    /// Reports what a schema says of a text that is bytes here.
    fn report_bytes(&mut self, value: &Value) {
        let message = "this keyword is not enforced on bytes";
        let mut places: Vec<Pointer> = value.assertions.iter().map(|it| it.pointer.clone()).collect();
        if let Type::Model(id) = value.ty
            && let ModelKind::Enum(list) = &self.models[id.0].kind
        {
            places.push(list.keyword.clone());
        }
        for place in places {
            self.warn(Code::NotEnforced, &place, message, "");
        }
    }

    /// Lets a text check itself that it is one of listed values, since it has no type to do so.
    fn keep_list(&self, content: &mut Content) {
        if content.format == ContentFormat::Text
            && let Type::Model(id) = content.value.ty
            && let ModelKind::Enum(listed) = &self.models[id.0].kind
        {
            let values = listed.values.iter().cloned().map(Json::String).collect();
            let list = Assertion { pointer: listed.keyword.clone(), keyword: Keyword::Enum(values) };
            content.value.ty = Type::String;
            content.value.assertions.insert(0, list);
        }
    }

    /// Reports bodies whose schema plays no part in how they are read or written.
    fn report_raw(&mut self, content: &Content, way: Use) {
        let what = if content.format == ContentFormat::Text { "text" } else { "bytes" };
        let how = match way {
            Use::Request => format!("is sent as the {what} that the caller gives"),
            Use::Response => format!("is read as {what}"),
        };
        let message = format!("`{}` {how}; its schema is not enforced", content.media_type);
        self.warn(Code::NotEnforced, &content.pointer, message, "JSON is read and written from its schema");
    }

    /// Leaves out media types that are text or bytes to the generator where another one holds the same with its type.
    fn leave_out_raw(&mut self, all: &mut Vec<Lowered<'d>>) {
        let typed: Vec<(Option<&Json>, String)> = all
            .iter()
            .filter(|lowered| !lowered.raw && lowered.schema.is_some())
            .map(|lowered| (lowered.schema, lowered.content.media_type.clone()))
            .collect();
        all.retain(|lowered| {
            let same = typed.iter().find(|(schema, _)| lowered.raw && *schema == lowered.schema);
            if let Some((_, media_type)) = same {
                let message = format!("`{}` is not generated", lowered.content.media_type);
                self.ignored(&lowered.content.pointer, message, format!("`{media_type}` holds the same"));
            }
            same.is_none()
        });
    }

    /// Whether the `contentType` of an encoding lists media types; it is reported where it does not.
    fn are_media_types(&mut self, listed: &str, encoding: &Node<'d>) -> bool {
        let valid = listed.split(',').all(|media_type| is_valid(&essence(media_type)));
        if !valid {
            let message = format!("`{}` is no list of media types", listed.escape_debug());
            let help = "write for example `image/png, image/jpeg` or `image/*`";
            self.ignored(&join(&encoding.pointer, "contentType"), message, help);
        }
        valid
    }

    fn lower_encodings(
        &mut self,
        node: &Node<'d>,
        format: ContentFormat,
        owner: &Owner,
    ) -> Vec<PropertyEncoding> {
        let mut encodings = Vec::new();
        for (property, node) in node.members().filter(|(key, _)| !key.starts_with("x-")) {
            let mut fields = Fields::new(&node, "Encoding Object", self.diagnostics);
            let content_type = fields.string("contentType", self.diagnostics);
            let name = fields.string("style", self.diagnostics);
            let explode = fields.take("explode").and_then(|node| node.flag(self.diagnostics));
            let reserved = fields.take("allowReserved").and_then(|node| node.flag(self.diagnostics));
            if format != ContentFormat::Multipart {
                fields.ignore("headers", "only parts of multipart bodies have headers", self.diagnostics);
            }
            let headers = fields.take("headers");
            for key in ["encoding", "prefixEncoding", "itemEncoding"] {
                fields.ignore(key, "a part is written from its schema alone", self.diagnostics);
            }
            fields.finish(self.diagnostics);
            let style = name.map_or(Some(Style::Form), style).unwrap_or(Style::Form);
            let styled = name.is_some() || explode.is_some() || reserved.is_some();
            let explode = explode.unwrap_or(style == Style::Form);
            let mut style = styled.then_some((style, explode, reserved.unwrap_or_default()));
            let content_type = content_type.filter(|listed| self.are_media_types(listed, &node));
            if format == ContentFormat::Form && content_type.is_some_and(|it| is_json(&essence(it))) {
                style = style.or(Some((Style::Json, false, false)));
            }
            let content_type = content_type.filter(|_| format == ContentFormat::Multipart && style.is_none());
            let content_type = content_type.map(str::to_owned);
            let headers = headers.map(|headers| self.lower_part_headers(&headers, property, owner));
            let headers = headers.unwrap_or_default();
            if style.is_some() || content_type.is_some() || !headers.is_empty() {
                encodings.push(PropertyEncoding {
                    property: property.to_owned(),
                    style,
                    content_type,
                    headers,
                });
            }
        }
        encodings
    }
}

/// What is text or bytes to the generator has the type of that, whatever its schema says. Only JSON has a null.
fn forget_schema(content: &mut Content) {
    if content.format != ContentFormat::Json {
        content.value.nullable = false;
    }
    let ty = match content.format {
        ContentFormat::Text => Type::String,
        ContentFormat::Binary => Type::Any,
        ContentFormat::File => Type::Binary,
        _ => return,
    };
    if ty == Type::String && content.value.ty.is_text() {
        content.value.ty = ty;
    } else if content.value.ty != ty {
        let sensitive = content.value.sensitive;
        content.value = Value { ty, sensitive, ..any(content.pointer.clone()) };
    }
}

fn is_any(essence: &str) -> bool {
    matches!(essence, "*/*" | "application/*")
}

/// How a sequence of items is read (OpenAPI 3.2, Sequential Media Types).
fn item_format(media_type: &str) -> Option<ContentFormat> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(ContentFormat::Events),
        "application/jsonl" | "application/x-ndjson" | "application/json-seq" => {
            Some(ContentFormat::JsonItems)
        }
        _ => None,
    }
}

/// Whether a media type is one of text.
fn is_textual(essence: &str) -> bool {
    let jsonl = ["application/x-ndjson", "application/jsonl", "application/json-seq"];
    essence.starts_with("text/") || jsonl.contains(&essence)
}

fn is_text(value: &Value) -> bool {
    value.ty.is_text() || value.ty == Type::Binary
}

/// The role of a media type in the names of its inline types.
fn role(media_type: &str) -> String {
    let essence = essence(media_type);
    essence.rsplit(['/', '+']).next().unwrap_or_default().trim_start_matches("x-").to_owned()
}
