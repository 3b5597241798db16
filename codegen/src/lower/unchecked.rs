//! Reports what the document says about values that are received, and that no `validate()` gets to see.
//!
//! Invariant: what a model says of itself is not reported, because whoever has one can ask it.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Api, ContentFormat, ModelKind, Pointer, Type, Value};

/// Reports it, now that all models are known.
pub(super) fn report(api: &Api, diagnostics: &mut Diagnostics) {
    let mut found = Found { api, reported: BTreeSet::new(), diagnostics };
    for operation in &api.operations {
        for response in &operation.responses {
            for header in &response.headers {
                if operation.agreed_header(&header.wire).is_none() {
                    found.value(&header.value, "the responses do not agree on what this header is");
                }
            }
            for content in &response.content {
                if matches!(content.format, ContentFormat::JsonItems | ContentFormat::Events) {
                    found.value(&content.value, "items are read one by one");
                }
            }
        }
    }
    for payload in &api.payloads {
        found.value(&payload.value, "what a webhook or a callback brings is checked where it is a model");
    }
}

struct Found<'a, 'd> {
    api: &'a Api,
    /// What several places refer to is said once.
    reported: BTreeSet<Pointer>,
    diagnostics: &'d mut Diagnostics,
}

impl Found<'_, '_> {
    /// Reports what only the place of a value could check: models below it are asked by whoever has them.
    fn value(&mut self, value: &Value, why: &str) {
        self.value_within(value, why, self.api.models.len());
    }

    /// An alias of an alias leads on, but no further than there are models.
    fn value_within(&mut self, value: &Value, why: &str, steps: usize) {
        for assertion in &value.assertions {
            if self.reported.insert(assertion.pointer.clone()) {
                let place = Place::Value(assertion.pointer.clone());
                let message = format!("this is not enforced: {why}");
                self.diagnostics.note(Code::NotEnforced, place, message, "");
            }
        }
        let api = self.api;
        match &value.ty {
            Type::Array(inner) | Type::Map(inner) => self.value_within(inner, why, steps),
            Type::Model(id) => {
                if let ModelKind::Alias(target) = &api.model(*id).kind
                    && steps > 0
                {
                    self.value_within(target, why, steps - 1);
                }
            }
            _ => {}
        }
    }
}
