//! The keywords of both dialects, and what becomes of their values.

use crate::ledger::Fate;

/// What a keyword is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Role {
    /// For people, or for tools of another kind.
    Documentation,
    /// Its value as a whole decides what the generated code is.
    Value,
    /// So do the parts of its value, which are read one by one.
    Parts,
    /// It asserts something that types can not: rules do.
    Unenforced,
}

const KEYWORDS: &[(&str, Role)] = &[
    ("title", Role::Documentation),
    ("description", Role::Documentation),
    ("externalDocs", Role::Documentation),
    ("deprecated", Role::Documentation),
    ("example", Role::Documentation),
    ("examples", Role::Documentation),
    ("$comment", Role::Documentation),
    ("xml", Role::Documentation),
    ("contentEncoding", Role::Documentation),
    ("contentMediaType", Role::Documentation),
    ("contentSchema", Role::Documentation),
    ("$schema", Role::Documentation),
    ("$vocabulary", Role::Documentation),
    ("type", Role::Value),
    ("enum", Role::Value),
    ("const", Role::Value),
    ("default", Role::Value),
    ("required", Role::Value),
    ("$ref", Role::Parts),
    ("nullable", Role::Parts),
    ("format", Role::Parts),
    ("readOnly", Role::Parts),
    ("writeOnly", Role::Parts),
    ("properties", Role::Parts),
    ("additionalProperties", Role::Parts),
    ("items", Role::Parts),
    ("allOf", Role::Parts),
    ("anyOf", Role::Parts),
    ("oneOf", Role::Parts),
    ("discriminator", Role::Parts),
    ("minLength", Role::Parts),
    ("maxLength", Role::Parts),
    ("pattern", Role::Parts),
    ("minimum", Role::Parts),
    ("maximum", Role::Parts),
    ("exclusiveMinimum", Role::Parts),
    ("exclusiveMaximum", Role::Parts),
    ("multipleOf", Role::Parts),
    ("minItems", Role::Parts),
    ("maxItems", Role::Parts),
    ("uniqueItems", Role::Parts),
    ("minProperties", Role::Parts),
    ("maxProperties", Role::Parts),
    ("$id", Role::Parts),
    ("$anchor", Role::Parts),
    ("$defs", Role::Parts),
    ("definitions", Role::Parts),
    ("$dynamicAnchor", Role::Parts),
    ("$recursiveAnchor", Role::Parts),
    ("not", Role::Unenforced),
    ("patternProperties", Role::Unenforced),
    ("propertyNames", Role::Unenforced),
    ("prefixItems", Role::Unenforced),
    ("contains", Role::Unenforced),
    ("minContains", Role::Unenforced),
    ("maxContains", Role::Unenforced),
    ("if", Role::Unenforced),
    ("then", Role::Unenforced),
    ("else", Role::Unenforced),
    ("dependentRequired", Role::Unenforced),
    ("dependentSchemas", Role::Unenforced),
    ("unevaluatedProperties", Role::Unenforced),
    ("unevaluatedItems", Role::Unenforced),
    ("$dynamicRef", Role::Unenforced),
    ("$recursiveRef", Role::Unenforced),
];

/// A keyword and its role. None for a key that neither dialect knows.
pub(super) fn role(key: &str) -> Option<(&'static str, Role)> {
    KEYWORDS.iter().find(|(keyword, _)| *keyword == key).copied()
}

/// All keywords, which a misspelt one may have meant.
pub(super) fn names() -> Vec<&'static str> {
    KEYWORDS.iter().map(|(keyword, _)| *keyword).collect()
}

/// What becomes of a value that is taken as a whole.
pub(super) fn fate(key: &str) -> Option<Fate> {
    match role(key) {
        Some((_, Role::Documentation)) => Some(Fate::Documentation),
        Some((_, Role::Value) | ("dependentRequired" | "minContains" | "maxContains", _)) => Some(Fate::Code),
        // Rules read the parts of what types can not enforce.
        Some((_, Role::Parts | Role::Unenforced)) => None,
        None if key == "x-sensitive" => None,
        None if key.starts_with("x-") => Some(Fate::Extension),
        None => Some(Fate::Reported),
    }
}
