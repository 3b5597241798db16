//! The intermediate representation: what a document means, as plain data.
//!
//! [`lower`](crate::lower) writes it, [`name`](crate::name) and [`emit`](crate::emit) read it. It knows
//! neither YAML nor Rust: names are still the document's own, types refer to each other by [`ModelId`], and
//! every node carries the JSON Pointer of the place in the document that it comes from. Everything that
//! takes a decision (optional, nullable, boxed, constant, sensitive) is decided before this point.

use crate::json::{Json, Number};

/// Where in the document something stands: an RFC 6901 JSON Pointer, `""` for the root.
pub type Pointer = String;

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The document's servers, in document order.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every type that becomes a Rust item. A [`ModelId`] is an index into this list.
    pub models: Vec<Model>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
}

impl Api {
    /// The model with this id.
    ///
    /// # Panics
    ///
    /// If the id comes from another [`Api`].
    #[must_use]
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.0]
    }
}

/// A server of the document (OpenAPI 3.x, Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The URL, which may be relative and may hold `{variables}`.
    pub url: String,
    /// What the document says about it.
    pub description: Option<String>,
    /// The variables of the URL, in document order.
    pub variables: Vec<ServerVariable>,
}

/// A variable in a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name, as it stands between braces.
    pub name: String,
    /// The value used when the caller gives none.
    pub default: String,
    /// The allowed values; empty where the document allows any.
    pub values: Vec<String>,
    /// What the document says about it.
    pub description: Option<String>,
}

/// An entry of `components.securitySchemes` (OpenAPI 3.x, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The name that security requirements use.
    pub name: String,
    /// What the document says about it.
    pub description: Option<String>,
    /// How it works.
    pub kind: SecuritySchemeKind,
}

/// The kinds of security scheme.
#[derive(Clone, Debug, PartialEq)]
pub enum SecuritySchemeKind {
    /// `type: apiKey`.
    ApiKey {
        /// Where the key goes.
        location: ParameterLocation,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// `type: http`, with the name of the HTTP authentication scheme in lower case (`basic`, `digest`…).
    Http(String),
    /// `type: oauth2`.
    OAuth2(Vec<OAuthFlow>),
    /// `type: openIdConnect`, with the discovery URL.
    OpenIdConnect(String),
    /// `type: mutualTLS`.
    MutualTls,
}

/// One flow of an `oauth2` scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct OAuthFlow {
    /// The flow's key in the document, such as `clientCredentials`.
    pub kind: String,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// The scopes and what each stands for.
    pub scopes: Vec<(String, String)>,
}

/// Refers to a [`Model`] of the same [`Api`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ModelId(pub usize);

/// A type that becomes a Rust item in `models`.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The place of its schema in the document.
    pub pointer: Pointer,
    /// Where its name comes from.
    pub name: ModelName,
    /// What the document says about it.
    pub docs: Docs,
    /// Whether its `Debug` may not show what it holds.
    pub sensitive: bool,
    /// What it is.
    pub kind: ModelKind,
}

/// Where the name of a model comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ModelName {
    /// A key of `components.schemas`, or of another map of components with a suffix that tells them apart.
    Component(String),
    /// Inline in another model: the owner's name and a role, such as a property's wire name.
    InModel(ModelId, String),
    /// Inline in an operation: the operation's id and a role, such as a parameter's wire name or `body`.
    InOperation(String, String),
}

/// What a model is.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    /// A JSON object with named properties.
    Object(Object),
    /// A string with listed values.
    Enum(StringEnum),
    /// One of several objects, told apart by a property.
    TaggedUnion(TaggedUnion),
    /// Another name for a type.
    Alias(Value),
}

/// What a JSON value at some place of an instance looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The place of its schema in the document, after following references.
    pub pointer: Pointer,
    /// Its type.
    pub ty: Type,
    /// Whether `null` is allowed beside the type.
    pub nullable: bool,
    /// Whether the type must be boxed here, because it contains itself.
    pub boxed: bool,
    /// Whether errors and `Debug` may not show it.
    pub sensitive: bool,
    /// What must hold for it beyond its type, in document order.
    pub assertions: Vec<Assertion>,
}

/// The type of a [`Value`].
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value; kept as its own text.
    Any,
    /// A JSON object with nothing said about its members; kept as its own text.
    AnyObject,
    /// `type: boolean`.
    Boolean,
    /// `type: integer`; `unsigned` for the unsigned formats.
    Integer {
        /// Whether it is read as `u64`.
        unsigned: bool,
    },
    /// `type: number`.
    Number,
    /// `type: string`, whatever its format says beyond that.
    String,
    /// `type: array`.
    Array(Box<Value>),
    /// `type: object` whose members all have one type.
    Map(Box<Value>),
    /// A model.
    Model(ModelId),
}

/// Something that must hold for a value: one keyword of its schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion {
    /// The place of the keyword in the document.
    pub pointer: Pointer,
    /// The keyword and its argument.
    pub keyword: Keyword,
}

/// The assertions of JSON Schema that validators are generated for.
///
/// Lengths are in Unicode code points. An exclusive bound of OpenAPI 3.0 (`exclusiveMinimum: true`) arrives
/// here in its modern form.
#[derive(Clone, Debug, PartialEq)]
pub enum Keyword {
    /// `minLength` (JSON Schema Validation 6.3.2).
    MinLength(u64),
    /// `maxLength` (6.3.1).
    MaxLength(u64),
    /// `pattern` (6.3.3): an ECMA-262 regular expression that was checked to be one.
    Pattern(String),
    /// `minimum` (6.2.4).
    Minimum(Number),
    /// `maximum` (6.2.2).
    Maximum(Number),
    /// `exclusiveMinimum` (6.2.5).
    ExclusiveMinimum(Number),
    /// `exclusiveMaximum` (6.2.3).
    ExclusiveMaximum(Number),
    /// `multipleOf` (6.2.1).
    MultipleOf(Number),
    /// `minItems` (6.4.2).
    MinItems(u64),
    /// `maxItems` (6.4.1).
    MaxItems(u64),
    /// `uniqueItems: true` (6.4.3).
    UniqueItems,
    /// `minProperties` (6.5.2).
    MinProperties(u64),
    /// `maxProperties` (6.5.1).
    MaxProperties(u64),
    /// `format: int32` (OpenAPI, Data Type Format): between -2³¹ and 2³¹ - 1.
    Int32,
}

/// What the document says about something, for people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title`, or `summary` of an operation.
    pub title: Option<String>,
    /// `description`: `CommonMark` of unknown origin.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external: Option<ExternalDocs>,
    /// `example` and `examples` of a schema.
    pub examples: Vec<Example>,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// A link to more documentation (OpenAPI 3.x, External Documentation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalDocs {
    /// What stands behind the link.
    pub description: Option<String>,
    /// The link, as the document has it.
    pub url: String,
}

/// A JSON object with named properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Its properties, in document order.
    pub properties: Vec<Property>,
    /// What other members it may have.
    pub additional: Additional,
    /// Assertions on the object as a whole.
    pub assertions: Vec<Assertion>,
}

/// What members an object may have beside its named properties.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// Any: they are kept as JSON text.
    Open,
    /// None: they are kept, and are violations of the keyword at this place.
    Closed(Pointer),
    /// Members of one type.
    Typed(Box<Value>),
}

/// A named property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its key in JSON.
    pub wire: String,
    /// The place of its schema in the owner, before following references.
    pub pointer: Pointer,
    /// What the document says about it.
    pub docs: Docs,
    /// What its value looks like.
    pub value: Value,
    /// Whether it must be there.
    pub required: bool,
    /// Which way it travels.
    pub direction: Direction,
    /// `default`, checked to be of the property's type.
    pub default: Option<Json>,
    /// The one string it always holds, where it is the tag of a union's branch: it has no field then and is
    /// written by the type itself.
    pub constant: Option<String>,
}

/// Which way a property travels.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Direction {
    /// In requests and responses.
    #[default]
    Both,
    /// `readOnly`: in responses only.
    ReadOnly,
    /// `writeOnly`: in requests only.
    WriteOnly,
}

/// A string with listed values.
#[derive(Clone, Debug, PartialEq)]
pub struct StringEnum {
    /// The place of the `enum` keyword.
    pub keyword: Pointer,
    /// The values, in document order, each once.
    pub values: Vec<String>,
}

/// One of several objects, told apart by the value of one property.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedUnion {
    /// The property that tells them apart.
    pub tag: String,
    /// The place of the keyword that lists the branches.
    pub keyword: Pointer,
    /// The branches, in document order.
    pub branches: Vec<Branch>,
}

/// A branch of a tagged union.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The name of the branch: the last part of the reference to it.
    pub name: String,
    /// The values of the tag that choose it; at least one.
    pub tags: Vec<String>,
    /// Its type: a model that is an object.
    pub model: ModelId,
    /// Whether it must be boxed, because it contains the union.
    pub boxed: bool,
}

/// An operation (OpenAPI 3.x, Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its place in the document.
    pub pointer: Pointer,
    /// `operationId`, or an id made from method and path.
    pub id: String,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path template, such as `/groups/{groupId}`.
    pub path: String,
    /// The template's parts: text, and indices into `parameters`.
    pub segments: Vec<PathPart>,
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
    /// Its media types, in document order.
    pub content: Vec<Content>,
}

/// A body in one media type (OpenAPI 3.x, Media Type Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The media type, as the document spells it.
    pub media_type: String,
    /// How the body is read and written.
    pub format: ContentFormat,
    /// What the body looks like.
    pub value: Value,
    /// Examples of the whole body.
    pub examples: Vec<Example>,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ContentFormat {
    /// JSON, also under a `+json` name.
    Json,
    /// Text.
    Text,
    /// Bytes that nobody looks into.
    Binary,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its place in the document.
    pub pointer: Pointer,
    /// Its name in an `examples` map.
    pub name: Option<String>,
    /// The value.
    pub value: Json,
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
    /// Its media types, in document order; empty where it has no body.
    pub content: Vec<Content>,
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
