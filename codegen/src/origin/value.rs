//! Values in words: their types, and what is checked of them.

use super::Subject;
use crate::ir::{Assertion, Keyword, Type, Value};

/// The Rust type of a value, as a reader of the crate sees it.
pub(crate) fn type_text(subject: &Subject<'_>, value: &Value) -> String {
    let bare = match &value.ty {
        Type::Any => "runtime::RawJson".to_owned(),
        Type::AnyObject => "runtime::RawObject".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer { unsigned: true } => "u64".to_owned(),
        Type::Integer { unsigned: false } => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Formatted(format) => format!("runtime::{}", format.type_name()),
        Type::Binary => "runtime::File".to_owned(),
        Type::Array(items) => format!("Vec<{}>", type_text(subject, items)),
        Type::Map(members) => format!("runtime::Map<{}>", type_text(subject, members)),
        Type::Model(id) => subject.model_path(*id),
    };
    let boxed = if value.boxed { format!("Box<{bare}>") } else { bare };
    if value.nullable { format!("Option<{boxed}>") } else { boxed }
}

/// What made a value what it is.
pub(super) fn reasons(value: &Value) -> Vec<String> {
    let mut because = Vec::new();
    match &value.ty {
        Type::Any => because
            .push("It may be any JSON value, or one that no type can hold: its JSON text is kept.".into()),
        Type::AnyObject => because.push("Nothing is said about its members: its JSON text is kept.".into()),
        Type::Formatted(format) => because.push(format!(
            "Its format is `{}`: any text is read and kept, and `validate()` checks it.",
            format.name()
        )),
        _ => {}
    }
    if value.nullable {
        because.push("It may be null.".into());
    }
    if value.boxed {
        because.push("It is boxed: by value it would contain itself, or be large.".into());
    }
    if value.sensitive {
        because.push("The document marks it as a secret: `Debug` and errors never show it.".into());
    }
    let checks: Vec<String> = value.assertions.iter().map(check).collect();
    if !checks.is_empty() {
        because.push(format!("`validate()` checks {}.", checks.join(", ")));
    }
    because
}

/// A check, by its keyword and its argument.
pub(crate) fn check(assertion: &Assertion) -> String {
    let named = |name: &str, argument: &dyn std::fmt::Display| format!("`{name}: {argument}`");
    match &assertion.keyword {
        Keyword::MinLength(limit) => named("minLength", limit),
        Keyword::MaxLength(limit) => named("maxLength", limit),
        Keyword::Pattern(pattern) => named("pattern", pattern),
        Keyword::Minimum(limit) => named("minimum", limit),
        Keyword::Maximum(limit) => named("maximum", limit),
        Keyword::ExclusiveMinimum(limit) => named("exclusiveMinimum", limit),
        Keyword::ExclusiveMaximum(limit) => named("exclusiveMaximum", limit),
        Keyword::MultipleOf(factor) => named("multipleOf", factor),
        Keyword::MinItems(limit) => named("minItems", limit),
        Keyword::MaxItems(limit) => named("maxItems", limit),
        Keyword::UniqueItems => named("uniqueItems", &true),
        Keyword::MinProperties(limit) => named("minProperties", limit),
        Keyword::MaxProperties(limit) => named("maxProperties", limit),
        Keyword::Integer(format) => named("format", &format.name()),
        Keyword::Format(format) => named("format", &format.name()),
        Keyword::NotNull => "that it is not null".to_owned(),
        Keyword::Enum(values) => format!("that it is one of {} values", values.len()),
        Keyword::Rule(name) => {
            format!("the rule `#{}`", name.trim_start_matches('#'))
        }
    }
}
