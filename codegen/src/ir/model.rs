//! Types: what becomes a Rust item, and what stands in its places.

use super::{Docs, Format, IntegerFormat, Pointer, UntaggedUnion};
use crate::json::{Json, Number};

/// Refers to a [`Model`] of the same [`Api`](super::Api).
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
    /// The names of the rules that its values must satisfy.
    pub rules: Vec<String>,
    /// The rule that accepts a value of a union although the branch that it looks like, or is tagged as, does not.
    pub any_branch: Option<String>,
    /// What it is.
    pub kind: ModelKind,
    /// The model that it can be made of: this one is what is sent of a schema whose properties do not all travel both
    /// ways, and that one is what is received.
    pub write_of: Option<ModelId>,
}

/// Where the name of a model comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ModelName {
    /// A key of `components.schemas`, or of another map of components with a suffix that tells them apart.
    Component(String),
    /// Where in another file a reference leads to: the name that stands there, or that of the file. The place of the
    /// model tells it from others that are called the same.
    InFile(String),
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
    /// One of several values, told apart by what they look like.
    UntaggedUnion(UntaggedUnion),
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
    /// `type: string` with a format that has a type of its own; any text will do to read one.
    Formatted(Format),
    /// `type: string` with `format: binary`: bytes, where the media type can hold them.
    Binary,
    /// `type: array`.
    Array(Box<Value>),
    /// `type: object` whose members all have one type.
    Map(Box<Value>),
    /// A model.
    Model(ModelId),
}

impl Type {
    /// Whether it holds one text, and nothing else.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Formatted(_))
    }
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
    /// `format` of an integer (OpenAPI, Data Type Format): a number of bits.
    Integer(IntegerFormat),
    /// For a value that may be null: the keyword that does not hold for `null`, which the type allows. It may be an `enum`
    /// without it, a union of which no branch holds for it or too many, a `not`, or what stands behind a condition.
    NotNull,
    /// `format` of a string (7.3).
    Format(Format),
    /// `enum` (6.1.2), or `const` (6.1.3) as a list of one, where the values are not all strings: those of strings
    /// are a [`StringEnum`].
    Enum(Vec<Json>),
    /// The [`Rule`](super::Rule) of this name. Where the type may be null it is about what is not, and [`NotNull`](Self::NotNull)
    /// says the rest.
    Rule(String),
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
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Its place among the branches, or that of its schema where no list has it; none if it is several.
    pub pointer: Option<Pointer>,
    /// The values of the tag that choose it; at least one.
    pub tags: Vec<String>,
    /// Its type: a model that is an object, or a union of objects with another tag or none.
    pub model: ModelId,
    /// Whether it must be boxed, because it contains the union.
    pub boxed: bool,
    /// What it takes beside the objects that its tags choose. At most one branch of a union takes anything.
    pub fallback: Fallback,
}

/// The objects that a branch of a tagged union takes although none of its tags chooses them.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Fallback {
    /// None.
    #[default]
    Nothing,
    /// Those without a tag.
    NoTag,
    /// Those without a tag, and those whose tag no branch has.
    AnyTag,
}
