//! Objects.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::schemas::{below, escape};
use super::string::matching;
use super::{Facts, Generator};

/// Names for members that no schema knows: of all kinds.
const NAMES: [&str; 8] = ["extra", "x-y", "a/b", "~t", "größe", "two words", "UPPER", "n0"];

impl Generator<'_, '_> {
    /// An object that the facts allow.
    pub(super) fn object(&mut self, facts: &Facts<'_>, at: &str, depth: usize) -> Value {
        let required = facts.required();
        let is_enough = self.is_enough(depth);
        let known: BTreeSet<&str> = facts
            .all("properties")
            .filter_map(Value::as_object)
            .flat_map(|members| members.keys().map(String::as_str))
            .collect();
        let share = if is_enough { 0 } else { self.rng.u8(10..=90) };
        let tags = facts.tags.keys().map(String::as_str);
        let mut names: Vec<String> = required.iter().copied().chain(tags).map(str::to_owned).collect();
        let most = facts
            .least("maxProperties")
            .map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        for name in known {
            if !names.iter().any(|it| it == name) && names.len() < most && self.chance(share) {
                names.push(name.to_owned());
            }
        }
        let least = usize::try_from(facts.most("minProperties").unwrap_or_default()).unwrap_or_default();
        let more = if is_enough || !self.may_have_more(facts) { 0 } else { self.rng.usize(0..3) };
        for _ in 0..more.max(least.saturating_sub(names.len())) {
            let name = self.name(facts);
            if !names.contains(&name) && names.len() < most {
                names.push(name);
            }
        }
        let mut members = Map::new();
        for name in names {
            let at = format!("{at}/{}", escape(&name));
            let value = self.member(facts, &name, &at, depth);
            members.insert(name, value);
        }
        Value::Object(members)
    }

    fn member(&mut self, facts: &Facts<'_>, name: &str, at: &str, depth: usize) -> Value {
        let mut places = Vec::new();
        for (place, schema) in &facts.parts {
            let listed = schema.get("properties").is_some_and(|it| it.get(name).is_some());
            let patterns = schema.get("patternProperties").and_then(Value::as_object);
            let pattern = patterns.into_iter().flatten().map(|(key, _)| key).find(|key| fits(key, name));
            if listed {
                places.push(below(place, &["properties", name]));
            } else if let Some(key) = pattern {
                places.push(below(place, &["patternProperties", key]));
            } else if schema.get("additionalProperties").is_some_and(Value::is_object) {
                places.push(below(place, &["additionalProperties"]));
            }
        }
        let value = self.value(&places, at, depth + 1);
        match (facts.tags.get(name), self.notes.last().map(|note| note.facts.listed())) {
            (Some(tag), Some(None)) => tag.as_str().into(),
            (Some(tag), Some(Some(listed))) if listed.iter().any(|it| it.as_str() == Some(tag)) => {
                tag.as_str().into()
            }
            _ => value,
        }
    }

    /// Whether members that are not listed are worth a try.
    fn may_have_more(&mut self, facts: &Facts<'_>) -> bool {
        let is_closed = facts.all("additionalProperties").any(|it| *it == Value::Bool(false));
        let is_typed = facts.all("additionalProperties").any(Value::is_object)
            || facts.all("patternProperties").next().is_some();
        (!is_closed && self.chance(if is_typed { 90 } else { 15 }))
            || (is_closed && facts.all("patternProperties").next().is_some())
    }

    /// A name for a member that is not listed.
    fn name(&mut self, facts: &Facts<'_>) -> String {
        let patterns: Vec<&String> = facts
            .all("patternProperties")
            .filter_map(Value::as_object)
            .flat_map(Map::keys)
            .chain(facts.all("propertyNames").filter_map(|it| match it.get("pattern") {
                Some(Value::String(pattern)) => Some(pattern),
                _ => None,
            }))
            .collect();
        let matched = self.rng.choice(patterns).and_then(|pattern| matching(pattern, (0, 40), self.rng));
        let other = NAMES[self.rng.usize(0..NAMES.len())];
        matched.unwrap_or_else(|| other.to_owned())
    }
}

/// Whether a pattern of a name matches it. What can not be told is no match.
fn fits(pattern: &str, name: &str) -> bool {
    jsonschema::validator_for(&serde_json::json!({ "pattern": pattern }))
        .is_ok_and(|it| it.is_valid(&name.into()))
}
