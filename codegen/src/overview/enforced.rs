//! Which keywords are enforced, by what, and at how many places.
//!
//! Invariant: a place counts once, whatever refers to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Additional, Api, Assertion, Keyword, Model, ModelKind, Pointer, Type, Value, join};
use crate::json::Json;

/// A keyword, and what enforces it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Enforced {
    /// The keyword, as the standard spells it.
    pub keyword: String,
    /// What enforces it.
    pub means: Means,
}

/// What enforces a keyword.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Means {
    /// A Rust type, which can not be read from anything else, or can not hold it.
    Type,
    /// A check in `validate()`.
    Check,
    /// A rule, which `validate()` evaluates over the JSON of a value.
    Rule,
}

/// At how many places of the document a keyword is enforced.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct KeywordCounts {
    /// By a Rust type.
    pub by_type: usize,
    /// By a check.
    pub by_check: usize,
    /// By a rule.
    pub by_rule: usize,
}

/// The places that were seen.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<Enforced, BTreeSet<Pointer>>);

impl Counts {
    pub(super) fn by_keyword(&self) -> BTreeMap<String, KeywordCounts> {
        let mut counts: BTreeMap<String, KeywordCounts> = BTreeMap::new();
        for (enforced, places) in &self.0 {
            let count = counts.entry(enforced.keyword.clone()).or_default();
            match enforced.means {
                Means::Type => count.by_type = places.len(),
                Means::Check => count.by_check = places.len(),
                Means::Rule => count.by_rule = places.len(),
            }
        }
        counts
    }
}

/// What is enforced in a model.
pub(super) fn of_model(api: &Api, model: &Model, counts: &mut Counts) -> BTreeSet<Enforced> {
    let mut found = Found { api, counts, own: BTreeSet::new() };
    model.rules.iter().for_each(|rule| found.rule(rule));
    model.kind.values().for_each(|value| found.value(value));
    match &model.kind {
        ModelKind::Object(object) => {
            found.add("type", Means::Type, &model.pointer);
            object.assertions.iter().for_each(|assertion| found.assertion(assertion));
            for property in &object.properties {
                if property.required {
                    found.add("required", Means::Type, &property.pointer);
                }
                if property.constant.is_some() {
                    found.add("const", Means::Type, &property.pointer);
                }
            }
            match &object.additional {
                Additional::Closed(pointer) => found.add("additionalProperties", Means::Check, pointer),
                Additional::Typed(value) => found.add("additionalProperties", Means::Type, &value.pointer),
                Additional::Open => {}
            }
        }
        ModelKind::Enum(it) => {
            found.add("type", Means::Type, &model.pointer);
            found.add("enum", Means::Check, &it.keyword);
        }
        ModelKind::TaggedUnion(union) => found.union(&union.keyword, model),
        ModelKind::UntaggedUnion(union) => found.union(&union.keyword, model),
        ModelKind::Alias(_) => {}
    }
    found.own
}

/// What is enforced of values.
pub(super) fn of_values<'a>(
    api: &Api,
    values: impl Iterator<Item = &'a Value>,
    counts: &mut Counts,
) -> BTreeSet<Enforced> {
    let mut found = Found { api, counts, own: BTreeSet::new() };
    values.for_each(|value| found.value(value));
    found.own
}

struct Found<'a> {
    api: &'a Api,
    counts: &'a mut Counts,
    own: BTreeSet<Enforced>,
}

impl Found<'_> {
    fn add(&mut self, keyword: &str, means: Means, pointer: &str) {
        let enforced = Enforced { keyword: keyword.to_owned(), means };
        self.counts.0.entry(enforced.clone()).or_default().insert(pointer.to_owned());
        self.own.insert(enforced);
    }

    fn value(&mut self, value: &Value) {
        value.assertions.iter().for_each(|assertion| self.assertion(assertion));
        match &value.ty {
            // A model says it itself.
            Type::Any | Type::Model(_) => return,
            Type::Array(inner) => {
                self.add("items", Means::Type, &inner.pointer);
                self.value(inner);
            }
            Type::Map(inner) => {
                self.add("additionalProperties", Means::Type, &inner.pointer);
                self.value(inner);
            }
            _ => {}
        }
        self.add("type", Means::Type, &value.pointer);
    }

    /// The branches of a union are its variants: the keyword that lists them is enforced by the type, and by a rule too
    /// where another branch may hold. That one asks for what stands beside the keyword as well, which the type enforces.
    fn union(&mut self, keyword: &str, model: &Model) {
        let name = keyword.rsplit('/').next().unwrap_or_default();
        self.add(name, Means::Type, keyword);
        if model.any_branch.is_some() {
            self.add(name, Means::Rule, keyword);
        }
    }

    fn assertion(&mut self, assertion: &Assertion) {
        let keyword = match &assertion.keyword {
            Keyword::MinLength(_) => "minLength",
            Keyword::MaxLength(_) => "maxLength",
            Keyword::Pattern(_) => "pattern",
            Keyword::Minimum(_) => "minimum",
            Keyword::Maximum(_) => "maximum",
            Keyword::ExclusiveMinimum(_) => "exclusiveMinimum",
            Keyword::ExclusiveMaximum(_) => "exclusiveMaximum",
            Keyword::MultipleOf(_) => "multipleOf",
            Keyword::MinItems(_) => "minItems",
            Keyword::MaxItems(_) => "maxItems",
            Keyword::UniqueItems => "uniqueItems",
            Keyword::MinProperties(_) => "minProperties",
            Keyword::MaxProperties(_) => "maxProperties",
            Keyword::Integer(_) | Keyword::Format(_) => "format",
            Keyword::NotNull => assertion.pointer.rsplit('/').next().unwrap_or_default(),
            Keyword::Enum(_) => "enum",
            Keyword::Rule(name) => return self.rule(name),
        };
        self.add(keyword, Means::Check, &assertion.pointer);
    }

    /// The keywords of a rule. What stands below them is a part of these.
    fn rule(&mut self, name: &str) {
        let Some(rule) = self.api.rule(name) else { return };
        match &rule.schema {
            Json::Object(members) => {
                let said = members.iter().map(|(key, _)| key.as_str()).filter(|key| !key.starts_with('@'));
                for keyword in said {
                    self.add(keyword, Means::Rule, &join(&rule.pointer, keyword));
                }
            }
            _ => self.add("false", Means::Rule, &rule.pointer),
        }
    }
}
