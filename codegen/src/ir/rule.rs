//! What the document says of values beyond types and assertions: schemas that are evaluated over JSON.

use super::{Api, Assertion, Keyword, Pointer};
use crate::json::Json;

/// A schema, or a part of one, that generated code evaluates as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What refers to it: the place of its keyword, or `#` and the place of a schema.
    pub name: String,
    /// The place of the schema.
    pub pointer: Pointer,
    /// The schema, in the form that the runtime reads (`runtime/rule_schema.rs`).
    pub schema: Json,
    /// The patterns in it, sorted.
    pub patterns: Vec<String>,
}

impl Assertion {
    /// The rule that it names.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match &self.keyword {
            Keyword::Rule(name) => Some(name),
            _ => None,
        }
    }
}

impl Api {
    /// The rule of this name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.binary_search_by_key(&name, |rule| &rule.name).ok().map(|index| &self.rules[index])
    }
}
