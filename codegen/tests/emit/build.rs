//! Short ways to write the IR by hand.

use codegen::ir::*;
use codegen::json::{Json, Number};

pub(crate) fn docs(text: &str) -> Docs {
    Docs { description: Some(text.to_owned()), ..Docs::default() }
}

pub(crate) fn value(ty: Type) -> Value {
    Value {
        pointer: String::new(),
        ty,
        nullable: false,
        boxed: false,
        sensitive: false,
        assertions: Vec::new(),
    }
}

pub(crate) fn string() -> Value {
    value(Type::String)
}

pub(crate) fn integer() -> Value {
    value(Type::Integer { unsigned: false })
}

pub(crate) fn model(id: usize) -> Value {
    value(Type::Model(ModelId(id)))
}

pub(crate) fn array(items: Value) -> Value {
    value(Type::Array(Box::new(items)))
}

/// A value with one more assertion.
pub(crate) fn with(mut value: Value, keyword: Keyword) -> Value {
    let pointer = format!("/assertions/{}", value.assertions.len());
    value.assertions.push(Assertion { pointer, keyword });
    value
}

pub(crate) fn property(wire: &str, value: Value) -> Property {
    Property {
        wire: wire.to_owned(),
        pointer: format!("/properties/{wire}"),
        docs: Docs::default(),
        value,
        required: false,
        direction: Direction::Both,
        default: None,
        constant: None,
    }
}

pub(crate) fn required(wire: &str, value: Value) -> Property {
    Property { required: true, ..property(wire, value) }
}

pub(crate) fn constant(wire: &str, text: &str) -> Property {
    Property { constant: Some(text.to_owned()), required: true, ..property(wire, string()) }
}

pub(crate) fn component(name: &str, kind: ModelKind) -> Model {
    let pointer = format!("/components/schemas/{name}");
    Model {
        pointer,
        name: ModelName::Component(name.to_owned()),
        docs: Docs::default(),
        sensitive: false,
        rules: Vec::new(),
        any_branch: None,
        kind,
        write_of: None,
    }
}

pub(crate) fn inline(owner: usize, role: &str, kind: ModelKind) -> Model {
    let pointer = format!("/inline/{owner}/{role}");
    let name = ModelName::InModel(ModelId(owner), role.to_owned());
    Model {
        pointer,
        name,
        docs: Docs::default(),
        sensitive: false,
        rules: Vec::new(),
        any_branch: None,
        kind,
        write_of: None,
    }
}

pub(crate) fn object(properties: Vec<Property>) -> ModelKind {
    ModelKind::Object(Object { properties, additional: Additional::Open, assertions: Vec::new() })
}

pub(crate) fn string_enum(values: &[&str]) -> ModelKind {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    ModelKind::Enum(StringEnum { keyword: "/enum".to_owned(), values })
}

pub(crate) fn union(tag: &str, branches: Vec<Branch>) -> ModelKind {
    ModelKind::TaggedUnion(TaggedUnion { tag: tag.to_owned(), keyword: "/oneOf".to_owned(), branches })
}

pub(crate) fn branch(name: &str, tag: &str, model: usize) -> Branch {
    let (name, tags) = (name.to_owned(), vec![tag.to_owned()]);
    Branch { name, pointer: None, tags, model: ModelId(model), boxed: false, fallback: Fallback::Nothing }
}

pub(crate) fn parameter(wire: &str, location: ParameterLocation, value: Value) -> Parameter {
    let style = match location {
        ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
        _ => Style::Form,
    };
    Parameter {
        pointer: format!("/parameters/{wire}"),
        wire: wire.to_owned(),
        location,
        style,
        explode: style == Style::Form,
        allow_reserved: false,
        required: location == ParameterLocation::Path,
        docs: Docs::default(),
        value,
        default: None,
        source: None,
        part: None,
    }
}

pub(crate) fn content(media_type: &str, value: Value, examples: Vec<Json>) -> Content {
    let example = |value| Example { pointer: String::new(), name: None, value };
    Content {
        pointer: String::new(),
        media_type: media_type.to_owned(),
        also: Vec::new(),
        format: ContentFormat::Json,
        value,
        encodings: Vec::new(),
        examples: examples.into_iter().map(example).collect(),
    }
}

pub(crate) fn response(status: StatusPattern, description: &str, content: Vec<Content>) -> Response {
    Response {
        pointer: String::new(),
        status,
        description: description.to_owned(),
        headers: Vec::new(),
        accept: content.iter().map(|content| content.media_type.clone()).collect(),
        content,
        bodiless: Vec::new(),
        links: Vec::new(),
    }
}

pub(crate) fn operation(id: &str, method: &str, path: &str, segments: Vec<PathPart>) -> Operation {
    Operation {
        pointer: format!("/paths/{}/{}", path.replace('/', "~1"), method.to_lowercase()),
        id: id.to_owned(),
        method: method.to_owned(),
        path: path.to_owned(),
        segments,
        query: String::new(),
        servers: Vec::new(),
        docs: Docs::default(),
        tags: Vec::new(),
        roles: Vec::new(),
        security: Vec::new(),
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        pages: None,
    }
}

pub(crate) fn json(text: &str) -> Json {
    from_value(serde_json::from_str(text).unwrap())
}

fn from_value(value: serde_json::Value) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::Bool(value) => Json::Bool(value),
        serde_json::Value::Number(number) => Json::Number(match number.as_i64() {
            Some(integer) => Number::Integer(integer.into()),
            None => Number::Float(number.as_f64().unwrap()),
        }),
        serde_json::Value::String(text) => Json::String(text),
        serde_json::Value::Array(items) => Json::Array(items.into_iter().map(from_value).collect()),
        serde_json::Value::Object(members) => {
            Json::Object(members.into_iter().map(|(key, value)| (key, from_value(value))).collect())
        }
    }
}
