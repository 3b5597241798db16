//! What types and keywords are called.
//!
//! Invariant: two types with the same words take the same JSON types.

use crate::ir::{Api, Keyword, ModelKind, Type};
use crate::json::{Json, Number};

/// The name and the argument of a keyword.
pub(super) fn said(keyword: &Keyword) -> Option<(&'static str, Json)> {
    let count = |count: u64| Json::Number(Number::Integer(count.into()));
    Some(match keyword {
        Keyword::MinLength(least) => ("minLength", count(*least)),
        Keyword::MaxLength(most) => ("maxLength", count(*most)),
        Keyword::Pattern(pattern) => ("pattern", Json::String(pattern.clone())),
        Keyword::Minimum(least) => ("minimum", Json::Number(*least)),
        Keyword::Maximum(most) => ("maximum", Json::Number(*most)),
        Keyword::ExclusiveMinimum(least) => ("exclusiveMinimum", Json::Number(*least)),
        Keyword::ExclusiveMaximum(most) => ("exclusiveMaximum", Json::Number(*most)),
        Keyword::MultipleOf(factor) => ("multipleOf", Json::Number(*factor)),
        Keyword::MinItems(least) => ("minItems", count(*least)),
        Keyword::MaxItems(most) => ("maxItems", count(*most)),
        Keyword::UniqueItems => ("uniqueItems", Json::Bool(true)),
        Keyword::MinProperties(least) => ("minProperties", count(*least)),
        Keyword::MaxProperties(most) => ("maxProperties", count(*most)),
        Keyword::Integer(format) => ("format", Json::String(format!("{format:?}").to_lowercase())),
        Keyword::Format(format) => ("format", Json::String(format.name().to_owned())),
        Keyword::Enum(values) => ("enum", Json::Array(values.clone())),
        // The first says the same as that the value is not nullable; what rules say is compared with models.
        Keyword::NotNull | Keyword::Rule(_) => return None,
    })
}

/// A value of a list, as messages name it.
pub(super) fn name(value: &Json) -> String {
    format!("`{}`", value.as_str().map_or_else(|| value.to_text(), str::to_owned))
}

/// A type, in words.
pub(super) fn words(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Any => "anything".to_owned(),
        Type::AnyObject | Type::Map(_) => "object".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer { .. } => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Formatted(format) => format!("string of format {}", format.name()),
        Type::Binary => "string of format binary".to_owned(),
        Type::Array(_) => "array".to_owned(),
        Type::Model(id) => match &api.model(*id).kind {
            ModelKind::Alias(value) => words(api, &value.ty),
            kind => kind_words(kind).to_owned(),
        },
    }
}

/// A kind of model, in words.
pub(super) fn kind_words(kind: &ModelKind) -> &'static str {
    match kind {
        ModelKind::Object(_) => "object with properties",
        ModelKind::Enum(_) => "string with listed values",
        ModelKind::TaggedUnion(_) => "union with a discriminator",
        ModelKind::UntaggedUnion(_) => "union",
        ModelKind::Alias(_) => "another type",
    }
}
