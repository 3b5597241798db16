//! Rules taken apart: the text of a rule → [`Schema`].
//!
//! The text is a schema of JSON Schema 2020-12 without identifiers. A `$ref` in it names another rule, and members that
//! begin with `@` say how the rest is meant:
//!
//! - `@types`: it is only about values of these types;
//! - `@most`: no branch of a `oneOf` needs to hold, because something else sees to that;
//! - `@any`: any number of branches of a `oneOf` may hold, because a tag chooses the one that counts;
//! - `@properties`: what `properties` names beside an `additionalProperties`, where something else checks these;
//! - `@beside`: what stands beside `unevaluated…`, which something else checks;
//! - `@unknown`: something that can not be decided.

use std::sync::OnceLock;

use super::decimal::Decimal;
use super::json_value::Value;
use super::rule_names::Names;
use super::shown::none_of;

/// A schema of a rule.
#[derive(Debug, Default)]
pub(super) struct Schema {
    /// Whether it is `false`.
    pub(super) never: bool,
    /// Whether a part of it can not be decided.
    pub(super) unknown: bool,
    /// The types that it is about; 0 for all.
    pub(super) about: u8,
    /// What is checked elsewhere, and evaluates members or items.
    pub(super) beside: Option<Box<Self>>,
    /// The keywords in order, each with its name.
    pub(super) keywords: Vec<(&'static str, Keyword)>,
    /// What is not evaluated by them, with the name of the keyword.
    pub(super) unevaluated: Vec<(&'static str, Self)>,
}

/// Schemas by name.
pub(super) type Named = Vec<(String, Schema)>;

/// A keyword and its argument.
#[derive(Debug)]
pub(super) enum Keyword {
    Type(u8, String),
    Enum(Values),
    Minimum(Decimal, String),
    Maximum(Decimal, String),
    ExclusiveMinimum(Decimal, String),
    ExclusiveMaximum(Decimal, String),
    MultipleOf(Decimal, String),
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    Format(String),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    PrefixItems(Vec<Schema>),
    /// After so many items.
    Items(usize, Box<Schema>),
    /// With the least and the most items of this kind, where they are written.
    Contains(Box<Schema>, Option<u64>, Option<u64>),
    Required(Vec<String>),
    MinProperties(u64),
    MaxProperties(u64),
    Properties(Names<Schema>),
    PatternProperties(Named),
    /// Beside these names and patterns.
    AdditionalProperties(Vec<String>, Vec<String>, Box<Schema>),
    PropertyNames(Box<Schema>),
    DependentRequired(Vec<(String, Vec<String>)>),
    DependentSchemas(Named),
    AllOf(Vec<Schema>),
    AnyOf(Vec<Schema>),
    /// Whether one must hold, and whether no more may.
    OneOf(Vec<Schema>, bool, bool),
    Not(Box<Schema>),
    If(Box<Schema>, Option<Box<Schema>>, Option<Box<Schema>>),
    /// The name of a rule, and where that was found in the table.
    Reference(String, OnceLock<Option<usize>>),
}

/// Values of which one is asked for.
#[derive(Debug)]
pub(super) struct Values {
    /// The strings, which most values are.
    texts: Names<()>,
    /// The canonical texts of all others.
    others: Vec<String>,
    /// What is wrong with any other value.
    pub(super) message: String,
}

pub(super) const NULL: u8 = 1;
pub(super) const BOOLEAN: u8 = 2;
pub(super) const INTEGER: u8 = 4;
pub(super) const NUMBER: u8 = 8 | INTEGER;
pub(super) const STRING: u8 = 16;
pub(super) const ARRAY: u8 = 32;
pub(super) const OBJECT: u8 = 64;

impl Schema {
    /// Reads the text of a rule.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Value::of(text).map(|value| Self::of(&value))
    }

    fn of(value: &Value<'_>) -> Self {
        let mut schema = Self { never: matches!(value, Value::Boolean(false)), ..Self::default() };
        let Value::Members(members) = value else { return schema };
        for (key, argument) in members {
            match key.as_ref() {
                "@unknown" => schema.unknown = true,
                "@types" => schema.about = types(argument),
                "@beside" => schema.beside = Some(boxed(argument)),
                "unevaluatedItems" => schema.unevaluated.push(("unevaluatedItems", Self::of(argument))),
                "unevaluatedProperties" => {
                    schema.unevaluated.push(("unevaluatedProperties", Self::of(argument)));
                }
                key => schema.keywords.extend(keyword(key, argument, value)),
            }
        }
        schema
    }
}

fn boxed(value: &Value<'_>) -> Box<Schema> {
    Box::new(Schema::of(value))
}

fn list(value: &Value<'_>) -> Vec<Schema> {
    value.items().iter().map(Schema::of).collect()
}

fn named(value: &Value<'_>) -> Named {
    value.members().iter().map(|(key, value)| (key.to_string(), Schema::of(value))).collect()
}

fn text(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Number(text) => (*text).to_owned(),
        _ => String::new(),
    }
}

fn texts(value: &Value<'_>) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().map(text).collect(),
        one => vec![text(one)],
    }
}

fn keys(value: Option<&Value<'_>>) -> Vec<String> {
    match value {
        Some(Value::Members(members)) => members.iter().map(|(key, _)| key.to_string()).collect(),
        Some(names) => texts(names),
        None => Vec::new(),
    }
}

fn count(value: Option<&Value<'_>>) -> Option<u64> {
    match value {
        Some(Value::Number(text)) => text.parse().ok(),
        _ => None,
    }
}

fn types(value: &Value<'_>) -> u8 {
    texts(value).iter().fold(0, |types, name| {
        types
            | match name.as_str() {
                "null" => NULL,
                "boolean" => BOOLEAN,
                "integer" => INTEGER,
                "number" => NUMBER,
                "string" => STRING,
                "array" => ARRAY,
                "object" => OBJECT,
                _ => 0,
            }
    })
}

/// The keyword called so in a schema. None for one that has no effect of its own.
fn keyword(key: &str, value: &Value<'_>, schema: &Value<'_>) -> Option<(&'static str, Keyword)> {
    let number = || Some((Decimal::parse(&text(value))?, text(value)));
    let length = || count(Some(value));
    Some(match key {
        "type" => ("type", Keyword::Type(types(value), texts(value).join(", "))),
        "enum" => ("enum", Keyword::Enum(Values::of(value.items()))),
        "const" => ("const", Keyword::Enum(Values::of(std::slice::from_ref(value)))),
        "minimum" => ("minimum", number().map(|(limit, text)| Keyword::Minimum(limit, text))?),
        "maximum" => ("maximum", number().map(|(limit, text)| Keyword::Maximum(limit, text))?),
        "exclusiveMinimum" => {
            ("exclusiveMinimum", number().map(|(limit, text)| Keyword::ExclusiveMinimum(limit, text))?)
        }
        "exclusiveMaximum" => {
            ("exclusiveMaximum", number().map(|(limit, text)| Keyword::ExclusiveMaximum(limit, text))?)
        }
        "multipleOf" => ("multipleOf", number().map(|(step, text)| Keyword::MultipleOf(step, text))?),
        "minLength" => ("minLength", Keyword::MinLength(length()?)),
        "maxLength" => ("maxLength", Keyword::MaxLength(length()?)),
        "pattern" => ("pattern", Keyword::Pattern(text(value))),
        "format" => ("format", Keyword::Format(text(value))),
        "minItems" => ("minItems", Keyword::MinItems(length()?)),
        "maxItems" => ("maxItems", Keyword::MaxItems(length()?)),
        "uniqueItems" => ("uniqueItems", Keyword::UniqueItems),
        "minProperties" => ("minProperties", Keyword::MinProperties(length()?)),
        "maxProperties" => ("maxProperties", Keyword::MaxProperties(length()?)),
        "required" => ("required", Keyword::Required(texts(value))),
        "dependentRequired" => ("dependentRequired", dependencies(value)),
        _ => return applicator(key, value, schema),
    })
}

fn applicator(key: &str, value: &Value<'_>, schema: &Value<'_>) -> Option<(&'static str, Keyword)> {
    let other = |key| schema.get(key);
    Some(match key {
        "$ref" => ("$ref", Keyword::Reference(text(value), OnceLock::new())),
        "allOf" => ("allOf", Keyword::AllOf(list(value))),
        "anyOf" => ("anyOf", Keyword::AnyOf(list(value))),
        "oneOf" => ("oneOf", Keyword::OneOf(list(value), other("@most").is_none(), other("@any").is_none())),
        "not" => ("not", Keyword::Not(boxed(value))),
        "if" => ("if", Keyword::If(boxed(value), other("then").map(boxed), other("else").map(boxed))),
        "prefixItems" => ("prefixItems", Keyword::PrefixItems(list(value))),
        "items" => {
            let before = match other("prefixItems") {
                Some(Value::List(items)) => items.len(),
                _ => 0,
            };
            ("items", Keyword::Items(before, boxed(value)))
        }
        "contains" => {
            let (least, most) = (count(other("minContains")), count(other("maxContains")));
            ("contains", Keyword::Contains(boxed(value), least, most))
        }
        "properties" => ("properties", Keyword::Properties(named(value).into_iter().collect())),
        "patternProperties" => ("patternProperties", Keyword::PatternProperties(named(value))),
        "additionalProperties" => {
            let mut names = keys(other("@properties"));
            names.extend(keys(other("properties")));
            let patterns = keys(other("patternProperties"));
            ("additionalProperties", Keyword::AdditionalProperties(names, patterns, boxed(value)))
        }
        "propertyNames" => ("propertyNames", Keyword::PropertyNames(boxed(value))),
        "dependentSchemas" => ("dependentSchemas", Keyword::DependentSchemas(named(value))),
        _ => return None,
    })
}

impl Values {
    fn of(values: &[Value<'_>]) -> Self {
        let message = none_of(values.iter().map(shown));
        let (mut texts, mut others) = (Vec::new(), Vec::new());
        for value in values {
            match value {
                Value::Text(text) => texts.push((text.to_string(), ())),
                other => others.push(other.canonical()),
            }
        }
        Self { texts: texts.into_iter().collect(), others, message }
    }

    /// Whether a value is one of them.
    pub(super) fn contain(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) => self.texts.get(text).is_some(),
            _ => !self.others.is_empty() && self.others.contains(&value.canonical()),
        }
    }
}

/// A value of the document for messages.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Number(text) => (*text).to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Members(_) => "an object".to_owned(),
        simple => simple.canonical(),
    }
}

fn dependencies(value: &Value<'_>) -> Keyword {
    Keyword::DependentRequired(
        value.members().iter().map(|(key, names)| (key.to_string(), texts(names))).collect(),
    )
}
