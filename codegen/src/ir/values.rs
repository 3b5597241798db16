//! The values of an API, wherever they stand.
//!
//! Invariant: a value is given once, at the place where it is used; a model is not entered.

use std::collections::BTreeSet;

use super::{Additional, Api, Keyword, ModelKind, Operation, Type, Value};

impl Api {
    /// The distinct patterns that strings are checked by (JSON Schema Validation, section 6.3.3), sorted.
    #[must_use]
    pub fn patterns(&self) -> BTreeSet<&str> {
        let models = self.models.iter().flat_map(|model| model.kind.values());
        let operations = self.operations.iter().flat_map(Operation::values);
        let payloads = self.payloads.iter().map(|payload| &payload.value);
        let mut patterns = BTreeSet::new();
        for value in models.chain(operations).chain(payloads) {
            collect_patterns(value, &mut patterns);
        }
        patterns.extend(self.rules.iter().flat_map(|rule| &rule.patterns).map(String::as_str));
        patterns
    }
}

fn collect_patterns<'a>(value: &'a Value, patterns: &mut BTreeSet<&'a str>) {
    for assertion in &value.assertions {
        if let Keyword::Pattern(pattern) = &assertion.keyword {
            patterns.insert(pattern);
        }
    }
    if let Type::Array(inner) | Type::Map(inner) = &value.ty {
        collect_patterns(inner, patterns);
    }
}

impl ModelKind {
    /// The values that a model holds itself: its fields, its branches, or what it is another name for. Properties that
    /// are constants hold none.
    #[must_use]
    pub fn values(&self) -> Box<dyn Iterator<Item = &Value> + '_> {
        match self {
            Self::Object(object) => {
                let properties = object.properties.iter().filter(|property| property.constant.is_none());
                let additional = match &object.additional {
                    Additional::Typed(value) => Some(&**value),
                    Additional::Open | Additional::Closed(_) => None,
                };
                Box::new(properties.map(|property| &property.value).chain(additional))
            }
            Self::UntaggedUnion(union) => Box::new(union.branches.iter().map(|branch| &branch.value)),
            Self::Alias(value) => Box::new(std::iter::once(value)),
            Self::Enum(_) | Self::TaggedUnion(_) => Box::new(std::iter::empty()),
        }
    }
}

impl ModelKind {
    /// The same, to change them.
    pub(crate) fn values_mut(&mut self) -> Box<dyn Iterator<Item = &mut Value> + '_> {
        match self {
            Self::Object(object) => {
                let additional = match &mut object.additional {
                    Additional::Typed(value) => Some(&mut **value),
                    Additional::Open | Additional::Closed(_) => None,
                };
                let properties = object.properties.iter_mut().filter(|property| property.constant.is_none());
                Box::new(properties.map(|property| &mut property.value).chain(additional))
            }
            Self::UntaggedUnion(union) => Box::new(union.branches.iter_mut().map(|branch| &mut branch.value)),
            Self::Alias(value) => Box::new(std::iter::once(value)),
            Self::Enum(_) | Self::TaggedUnion(_) => Box::new(std::iter::empty()),
        }
    }
}

impl Operation {
    /// The values of its parameters, bodies and headers.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.value);
        let bodies = self.body.iter().flat_map(|body| &body.content);
        let replies = self.responses.iter().flat_map(|response| &response.content);
        let headers = self.responses.iter().flat_map(|response| &response.headers);
        let content = bodies.chain(replies).map(|content| &content.value);
        parameters.chain(content).chain(headers.map(|header| &header.value))
    }
}
