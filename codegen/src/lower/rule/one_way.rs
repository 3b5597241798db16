//! Rules that require properties which travel one way: one rule for what is sent, and one for what is received.
//!
//! A rule lists the names that it requires in one direction only below `@received` and `@sent`. Where a value travels both
//! ways, nobody knows whether one is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::collect_references;
use crate::ir::{Api, Keyword, Pointer, Rule, Type, Value};
use crate::json::Json;
use crate::lower::directions::{self, Travels};

/// Names that only responses require, in a rule.
pub(super) const RECEIVED: &str = "@received";

/// Names that only requests require, in a rule.
pub(super) const SENT: &str = "@sent";

/// Names of properties that a schema around declares, which only responses require, in a rule.
pub(super) const RECEIVED_AROUND: &str = "@received around";

/// Names of properties that a schema around declares, which only requests require, in a rule.
pub(super) const SENT_AROUND: &str = "@sent around";

/// Lets each model and each value refer to the rules for the way it travels. Gives the places of the schemas that can not be
/// decided for it.
pub(in crate::lower) fn settle(api: &mut Api) -> BTreeSet<Pointer> {
    let divided = divided(&api.rules);
    if divided.is_empty() {
        return BTreeSet::new();
    }
    let ways = directions::ways(api);
    let mut work = Variants { divided, needed: BTreeSet::new(), undecided: BTreeSet::new() };
    for (model, way) in api.models.iter_mut().zip(ways) {
        model.rules.iter_mut().for_each(|name| work.rename(name, way));
        model.any_branch.iter_mut().for_each(|name| work.rename(name, way));
        model.kind.values_mut().for_each(|value| work.rename_in(value, way));
    }
    for operation in &mut api.operations {
        let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.value);
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content).map(|it| &mut it.value);
        parameters.chain(bodies).for_each(|value| work.rename_in(value, Travels::Sent));
        for response in &mut operation.responses {
            let content = response.content.iter_mut().map(|content| &mut content.value);
            let headers = response.headers.iter_mut().map(|header| &mut header.value);
            content.chain(headers).for_each(|value| work.rename_in(value, Travels::Received));
        }
    }
    for payload in &mut api.payloads {
        work.rename_in(&mut payload.value, Travels::Received);
    }
    api.rules = work.finish(std::mem::take(&mut api.rules));
    work.undecided
}

/// The names of the rules of which there must be one for each way, because they or what they refer to say so.
fn divided(rules: &[Rule]) -> BTreeSet<String> {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut work = Vec::new();
    for rule in rules {
        if mentions_a_way(&rule.schema) {
            work.push(rule.name.as_str());
        }
        let mut references = Vec::new();
        collect_references(&rule.schema, &mut references);
        for name in references {
            owners.entry(name).or_default().push(&rule.name);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(name) = work.pop() {
        if found.insert(name.to_owned()) {
            work.extend(owners.get(name).into_iter().flatten());
        }
    }
    found
}

/// Which way values travel of which a list requires names, and whether a schema around declares them.
fn list_of(key: &str) -> Option<(Travels, bool)> {
    Some(match key {
        RECEIVED => (Travels::Received, false),
        SENT => (Travels::Sent, false),
        RECEIVED_AROUND => (Travels::Received, true),
        SENT_AROUND => (Travels::Sent, true),
        _ => return None,
    })
}

fn mentions_a_way(schema: &Json) -> bool {
    match schema {
        Json::Object(members) => {
            members.iter().any(|(key, value)| list_of(key).is_some() || mentions_a_way(value))
        }
        Json::Array(items) => items.iter().any(mentions_a_way),
        _ => false,
    }
}

struct Variants {
    divided: BTreeSet<String>,
    /// What is referred to: the rule, and which way.
    needed: BTreeSet<(String, Travels)>,
    /// The places of rules of which a part is not known.
    undecided: BTreeSet<Pointer>,
}

impl Variants {
    fn rename(&mut self, name: &mut String, way: Travels) {
        if self.divided.contains(name) {
            self.needed.insert((name.clone(), way));
            name.push_str(suffix(way));
        }
    }

    fn rename_in(&mut self, value: &mut Value, way: Travels) {
        for assertion in &mut value.assertions {
            if let Keyword::Rule(name) = &mut assertion.keyword {
                self.rename(name, way);
            }
        }
        if let Type::Array(inner) | Type::Map(inner) = &mut value.ty {
            self.rename_in(inner, way);
        }
    }

    /// All rules, by name: those that do not depend on the way as they are, and of the others what is needed.
    fn finish(&mut self, rules: Vec<Rule>) -> Vec<Rule> {
        let mut all: BTreeMap<String, Rule> = BTreeMap::new();
        let mut originals: BTreeMap<String, Rule> = BTreeMap::new();
        for rule in rules {
            let table = if self.divided.contains(&rule.name) { &mut originals } else { &mut all };
            table.insert(rule.name.clone(), rule);
        }
        while let Some((name, way)) = self.needed.pop_first() {
            let own = format!("{name}{}", suffix(way));
            let Some(rule) = originals.get(&name).filter(|_| !all.contains_key(&own)) else { continue };
            let mut rule = Rule { name: own.clone(), ..rule.clone() };
            if self.take_way(&mut rule.schema, way, false) {
                self.undecided.insert(rule.pointer.clone());
            }
            all.insert(own, rule);
        }
        all.into_values().collect()
    }

    /// Leaves in a schema what is required of a value that travels this way, and refers to such schemas. Whether a part is
    /// not known then. `counts`: whether it matters that a schema does not hold.
    fn take_way(&mut self, schema: &mut Json, way: Travels, counts: bool) -> bool {
        let Json::Object(members) = schema else { return false };
        let (mut dropped, mut unknown) = (Vec::new(), false);
        members.retain(|(key, names)| {
            let Some((list, is_around)) = list_of(key) else { return true };
            if list != way {
                dropped.extend(names.as_array().unwrap_or_default().to_vec());
                // A schema that declares a property does without it; one that only asks for it can not be answered.
                unknown |= way == Travels::Both || counts && is_around;
            }
            false
        });
        let mut undecided = false;
        for (key, value) in members.iter_mut() {
            let counts = counts || matches!(key.as_str(), "not" | "oneOf" | "if" | "contains");
            match (key.as_str(), value) {
                ("$ref", Json::String(name)) => self.rename(name, way),
                ("required", Json::Array(names)) => names.retain(|name| !dropped.contains(name)),
                ("enum" | "const", _) => {}
                ("properties" | "patternProperties" | "dependentSchemas", Json::Object(members)) => {
                    for (_, schema) in members {
                        undecided |= self.take_way(schema, way, counts);
                    }
                }
                (_, Json::Array(branches)) => {
                    for schema in branches {
                        undecided |= self.take_way(schema, way, counts);
                    }
                }
                (_, schema) => undecided |= self.take_way(schema, way, counts),
            }
        }
        if unknown {
            members.push(("@unknown".to_owned(), Json::Bool(true)));
        }
        members.retain(|(key, value)| key != "required" || value.as_array().is_none_or(|it| !it.is_empty()));
        undecided || unknown
    }
}

fn suffix(way: Travels) -> &'static str {
    match way {
        Travels::Both => "",
        Travels::Sent => " as sent",
        Travels::Received => " as received",
    }
}
