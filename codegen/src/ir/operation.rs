//! Operations: their parameters, bodies and responses.

use super::{Docs, Example, Pointer, Server, Type, Value};
use crate::json::Json;

/// An operation (OpenAPI 3.x, Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its place in the document.
    pub pointer: Pointer,
    /// `operationId`, or an id made from method and path.
    pub id: String,
    /// The HTTP method, as it goes on the wire.
    pub method: String,
    /// The path template, such as `/groups/{groupId}`.
    pub path: String,
    /// The template's parts: text, and indices into `parameters`.
    pub segments: Vec<PathPart>,
    /// What stands after a `?` in the template: pairs that are always sent, ready for the wire.
    pub query: String,
    /// The servers that stand in for the document's own.
    pub servers: Vec<Server>,
    /// What the document says about it.
    pub docs: Docs,
    /// Its tags.
    pub tags: Vec<String>,
    /// Roles of which the caller needs one (`x-roles`).
    pub roles: Vec<String>,
    /// The alternatives of security requirements; each lists schemes that are needed together.
    pub security: Vec<Vec<SecurityRequirement>>,
    /// Its parameters, in document order, path-level ones included.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<RequestBody>,
    /// Its responses, in document order.
    pub responses: Vec<Response>,
    /// How it gives a list page by page, if it does.
    pub pages: Option<Pages>,
}

/// How an operation gives a list page by page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Pages {
    /// The parameter that is the number of the page: an index into the parameters.
    pub page: usize,
    /// The parameter that is the length of a page.
    pub size: Option<usize>,
    /// The property of the reply that has the items.
    pub items: String,
    /// The property of the reply that says how many items there are on all pages.
    pub total: Option<String>,
}

/// A part of a path template.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPart {
    /// Text that goes on the wire as it is.
    Literal(String),
    /// The parameter with this index.
    Parameter(usize),
}

/// A scheme that is needed, with its scopes.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityRequirement {
    /// A name of `components.securitySchemes`.
    pub scheme: String,
    /// The scopes or roles it needs.
    pub scopes: Vec<String>,
}

/// A parameter (OpenAPI 3.x, Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its place in the document, after following references.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub wire: String,
    /// Where it goes.
    pub location: ParameterLocation,
    /// How a value becomes text.
    pub style: Style,
    /// Whether arrays and objects become one pair per item.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Whether the request needs it.
    pub required: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// What its value looks like.
    pub value: Value,
    /// `default` of its schema.
    pub default: Option<Json>,
    /// Where the value comes from, if it is not an argument of its own (`x-value-from`).
    pub source: Option<ValueSource>,
    /// Which header it is, if it is one of a part.
    pub part: Option<PartHeader>,
}

/// A header of a part of a multipart body (OpenAPI 3.x, Encoding Object).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PartHeader {
    /// The property that becomes the part.
    pub property: String,
    /// The name of the header.
    pub name: String,
    /// The property, by its index in the body's object, where the part may be left out and needs the header if it is not.
    pub needed_by: Option<usize>,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// As the whole query.
    QueryString,
    /// In a header of a part of the body.
    Part,
}

impl ParameterLocation {
    /// Its name in the standard.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::QueryString => "querystring",
            Self::Part => "part",
        }
    }
}

/// How a parameter's value becomes text (OpenAPI 3.x, Style Values).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    /// `;color=blue`.
    Matrix,
    /// `.blue`.
    Label,
    /// `color=blue`.
    Form,
    /// `blue,black`.
    Simple,
    /// `blue%20black`.
    SpaceDelimited,
    /// `blue|black`.
    PipeDelimited,
    /// `color[R]=100`.
    DeepObject,
    /// `color=blue`, without any encoding.
    Cookie,
    /// JSON text, for a parameter with `content`.
    Json,
}

/// A runtime expression that was resolved against the operation's own types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ValueSource {
    /// The tag of the request body, which is a tagged union.
    BodyTag,
    /// A property of the request body, which is an object: an index into its properties.
    BodyProperty(usize),
}

/// A request body (OpenAPI 3.x, Request Body Object).
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// Its place in the document.
    pub pointer: Pointer,
    /// Whether the request needs it.
    pub required: bool,
    /// What the document says about it.
    pub docs: Docs,
    /// What the caller can send, by preference.
    pub content: Vec<Content>,
}

/// A body in one media type (OpenAPI 3.x, Media Type Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The media type, as the document spells it.
    pub media_type: String,
    /// Other media types under which the same comes in a response.
    pub also: Vec<String>,
    /// How the body is read and written.
    pub format: ContentFormat,
    /// What the body looks like.
    pub value: Value,
    /// How the properties of a form are written, where the document says so.
    pub encodings: Vec<PropertyEncoding>,
    /// Examples of the whole body.
    pub examples: Vec<Example>,
}

impl Content {
    /// All its media types.
    pub fn media_types(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.media_type).chain(&self.also)
    }
}

/// How a property of a form is written (OpenAPI 3.x, Encoding Object).
#[derive(Clone, Debug, PartialEq)]
pub struct PropertyEncoding {
    /// The name of the property.
    pub property: String,
    /// The style, whether it is exploded, and whether reserved characters stay; where the document gives one.
    pub style: Option<(Style, bool, bool)>,
    /// The media type of the property's part, where the document gives one: or a range, or a list with commas.
    pub content_type: Option<String>,
    /// The headers of the property's part, until they are parameters of the operation.
    pub headers: Vec<Parameter>,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ContentFormat {
    /// JSON, also under a `+json` name.
    Json,
    /// Pairs, as HTML forms send them.
    Form,
    /// Parts.
    Multipart,
    /// JSON texts that follow each other; the value is one of them.
    JsonItems,
    /// Events that follow each other; the value is one of them.
    Events,
    /// Text.
    Text,
    /// Bytes that nobody looks into.
    Binary,
    /// Bytes whose media type the caller chooses.
    File,
}

/// A response (OpenAPI 3.x, Response Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Its place in the document, after following references.
    pub pointer: Pointer,
    /// The statuses it stands for.
    pub status: StatusPattern,
    /// What the document says about it.
    pub description: String,
    /// Its headers, in document order.
    pub headers: Vec<Header>,
    /// What it may hold, by preference; empty where it has no body.
    pub content: Vec<Content>,
    /// Statuses among those of a success that never have a body, although others that it stands for do.
    pub bodiless: Vec<u16>,
    /// The media types that a request asks for: all, but of several versions with a date only the first by preference.
    pub accept: Vec<String>,
    /// Where to go from it, in document order.
    pub links: Vec<Link>,
}

/// Where to go from a response (OpenAPI 3.x, Link Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The id of the operation that it leads to, or a reference to it.
    pub operation: String,
    /// The operation's parameters, and the expressions that give their values.
    pub parameters: Vec<(String, String)>,
    /// What the document says about it.
    pub description: Option<String>,
}

/// What a webhook or a callback brings (OpenAPI 3.x, Callback Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Payload {
    /// Its place in the document.
    pub pointer: Pointer,
    /// What its types are named after.
    pub id: String,
    /// What it belongs to, in words.
    pub title: String,
    /// What it looks like.
    pub value: Value,
}

/// The statuses that a response stands for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum StatusPattern {
    /// One status, such as `404`.
    Exact(u16),
    /// A class, such as `4XX`: its first digit.
    Class(u8),
    /// `default`.
    Default,
}

impl StatusPattern {
    /// Whether it stands for successes (RFC 9110, section 15.3).
    #[must_use]
    pub fn is_2xx(self) -> bool {
        matches!(self, Self::Exact(200..=299) | Self::Class(2))
    }
}

impl Operation {
    /// Whether one of its responses is a success. The default is one where no other is.
    #[must_use]
    pub fn is_success(&self, response: &Response) -> bool {
        let has_2xx = || self.responses.iter().any(|response| response.status.is_2xx());
        response.status.is_2xx() || response.status == StatusPattern::Default && !has_2xx()
    }

    /// Its response headers of one name, whatever the case of that. They share a field.
    pub fn headers<'a>(&'a self, wire: &'a str) -> impl Iterator<Item = &'a Header> {
        let all = self.responses.iter().flat_map(|response| &response.headers);
        all.filter(move |header| header.wire.eq_ignore_ascii_case(wire))
    }

    /// The response header of a name, if it can be checked without its status: all responses that have it ask the same of
    /// it.
    #[must_use]
    pub fn agreed_header<'a>(&'a self, wire: &'a str) -> Option<&'a Header> {
        let mut all = self.headers(wire);
        let first = all.next()?;
        all.all(|other| asks_the_same(&first.value, &other.value)).then_some(first)
    }

    /// Whether its successes are told apart: there are several.
    #[must_use]
    pub fn has_several_successes(&self) -> bool {
        self.responses.iter().filter(|response| self.is_success(response)).count() > 1
    }
}

/// A response header (OpenAPI 3.x, Header Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its place in the document, after following references.
    pub pointer: Pointer,
    /// Its name.
    pub wire: String,
    /// What the document says about it.
    pub docs: Docs,
    /// What its value looks like.
    pub value: Value,
}

/// Whether two values have one type, and the same must hold of them. Nulls do not matter: no header has one.
fn asks_the_same(a: &Value, b: &Value) -> bool {
    let keywords = a.assertions.iter().map(|it| &it.keyword).eq(b.assertions.iter().map(|it| &it.keyword));
    keywords
        && match (&a.ty, &b.ty) {
            (Type::Array(a), Type::Array(b)) => asks_the_same(a, b),
            (a, b) => a == b,
        }
}
