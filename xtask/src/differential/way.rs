//! An instance and a place in it → the schemas that have a say there: what can be the reason for a verdict.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::schemas::{Schemas, below, in_file, unescape};
use super::translate::{NULLABLE, mapping};

/// Schemas in the places of which something is said, by the place of what is said.
#[derive(Debug)]
pub(super) struct Ways<'s> {
    schemas: &'s Schemas,
    /// The schemas that are an `allOf` of a parent with a discriminator, by that parent.
    children: BTreeMap<String, Vec<String>>,
    /// The branches of unions with a discriminator: each has a tag, also where it does not say so itself.
    branches: BTreeSet<String>,
}

impl<'s> Ways<'s> {
    /// Ways through the schemas of a document.
    pub(super) fn of(schemas: &'s Schemas) -> Self {
        let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let components = schemas.object("/components/schemas");
        for name in components.into_iter().flat_map(|components| components.keys()) {
            let place = below("/components/schemas", &[name]);
            for part in keyed(schemas, &place, "allOf") {
                let parent = schemas.follow(&part);
                if schemas.object(&parent).is_some_and(|schema| schema.contains_key("discriminator")) {
                    children.entry(parent).or_default().push(place.clone());
                }
            }
        }
        let mut branches = BTreeSet::new();
        for (file, content) in &schemas.files {
            find_branches(schemas, &in_file(file, ""), content, &mut branches);
        }
        Self { schemas, children, branches }
    }

    /// Whether one of some schemas has a discriminator, or is a branch of one that has.
    pub(super) fn has_discriminator(&self, seen: &BTreeSet<String>) -> bool {
        let has =
            |place: &String| self.schemas.object(place).is_some_and(|it| it.contains_key("discriminator"));
        seen.iter().any(|place| has(place) || self.branches.contains(place))
    }

    /// The schemas on the way from that of an instance to a place in it; with `deep`, also those of all that is below.
    pub(super) fn to(&self, schema: &str, instance: &Value, at: &str, deep: bool) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut here = self.closure(vec![schema.to_owned()]);
        let mut value = Some(instance);
        seen.extend(here.iter().cloned());
        for part in at.split('/').skip(1) {
            let key = unescape(part);
            let is_index = value.is_some_and(Value::is_array);
            here = self.step(&here, &key, is_index);
            seen.extend(here.iter().cloned());
            value = value.and_then(|value| {
                if is_index { value.get(key.parse::<usize>().ok()?) } else { value.get(&key) }
            });
        }
        if let (true, Some(value)) = (deep, value) {
            self.below(&here, value, &mut seen);
        }
        seen
    }

    /// Whether one of some schemas is a union of at least two branches that no discriminator tells apart.
    pub(super) fn has_union(&self, seen: &BTreeSet<String>) -> bool {
        let branches = |place: &String| {
            ["oneOf", "anyOf"]
                .iter()
                .map(|key| keyed(self.schemas, place, key).len())
                .max()
                .unwrap_or_default()
        };
        seen.iter().any(|place| branches(place) > 1)
    }

    /// Whether one of some schemas has a branch that says nothing but `nullable: true`.
    pub(super) fn has_null_branch(&self, seen: &BTreeSet<String>) -> bool {
        let annotations = [NULLABLE, "title", "description"];
        seen.iter().filter_map(|place| self.schemas.object(place)).any(|schema| {
            schema.get(NULLABLE) == Some(&Value::Bool(true))
                && schema.keys().all(|key| annotations.contains(&key.as_str()))
        })
    }

    /// Whether one of some schemas says `nullable: true` and has no type, which the standard gives no meaning to, or has
    /// parts beside it, which the standard lets refuse null all the same; or whether it lists null alone, beside whatever
    /// type.
    pub(super) fn has_odd_nullable(&self, seen: &BTreeSet<String>) -> bool {
        let has_parts = |schema: &Map<String, Value>| {
            ["allOf", "oneOf", "anyOf"].iter().any(|key| schema.contains_key(*key))
        };
        seen.iter().filter_map(|place| self.schemas.object(place)).any(|schema| {
            let is_nullable = schema.get(NULLABLE) == Some(&Value::Bool(true));
            let is_null = schema.get("enum").and_then(Value::as_array).is_some_and(|it| *it == [Value::Null]);
            is_null || is_nullable && (!schema.contains_key("type") || has_parts(schema))
        })
    }

    /// Whether one of some schemas has a property that travels one way: the one of this name, or any.
    pub(super) fn has_one_way(&self, seen: &BTreeSet<String>, only: Option<&str>) -> bool {
        let travels = |place: &String| {
            let flag = |key| self.schemas.object(place).and_then(|schema| schema.get(key)?.as_bool());
            flag("readOnly") == Some(true) || flag("writeOnly") == Some(true)
        };
        let properties = |place: &String| {
            let names = self.schemas.object(place).and_then(|it| it.get("properties")?.as_object());
            let names = names.into_iter().flat_map(|names| names.keys());
            let names = names.filter(|name| only.is_none_or(|only| only == *name));
            names.map(|name| below(place, &["properties", name])).collect::<Vec<_>>()
        };
        seen.iter().flat_map(properties).any(|property| self.closure(vec![property]).iter().any(travels))
    }

    /// Whether one of some schemas has a format of integers that are not negative.
    pub(super) fn has_unsigned_format(&self, seen: &BTreeSet<String>) -> bool {
        let format = |place: &String| self.schemas.object(place)?.get("format")?.as_str();
        seen.iter().filter_map(format).any(|format| format.starts_with("uint"))
    }

    fn below(&self, here: &BTreeSet<String>, value: &Value, seen: &mut BTreeSet<String>) {
        let parts: Vec<(String, &Value)> = match value {
            Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
            Value::Array(items) => items.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect(),
            _ => return,
        };
        for (key, part) in parts {
            let there = self.step(here, &key, value.is_array());
            self.below(&there, part, seen);
            seen.extend(there);
        }
    }

    /// The schemas of a member or an item.
    fn step(&self, here: &BTreeSet<String>, key: &str, is_index: bool) -> BTreeSet<String> {
        let mut next = Vec::new();
        for place in here {
            let Some(schema) = self.schemas.object(place) else { continue };
            let mut push = |parts: &[&str]| next.push(below(place, parts));
            if is_index {
                push(&["prefixItems", key]);
                for key in ["items", "contains", "unevaluatedItems"] {
                    push(&[key]);
                }
            } else {
                push(&["properties", key]);
                for key in ["additionalProperties", "unevaluatedProperties"] {
                    push(&[key]);
                }
                for pattern in
                    schema.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
                {
                    push(&["patternProperties", pattern.0]);
                }
            }
        }
        next.retain(|place| self.schemas.get(place).is_some());
        self.closure(next)
    }

    /// The schemas that have a say in the same place of the instance.
    fn closure(&self, mut open: Vec<String>) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        while let Some(place) = open.pop() {
            if self.schemas.object(&place).is_none() || !seen.insert(place.clone()) {
                continue;
            }
            open.extend(self.schemas.target(&place));
            for key in ["allOf", "oneOf", "anyOf"] {
                open.extend(keyed(self.schemas, &place, key));
            }
            open.extend(["not", "if", "then", "else"].iter().map(|key| below(&place, &[key])));
            open.extend(mapping(self.schemas, &place).into_iter().map(|(_, target)| target));
            open.extend(self.children.get(&place).into_iter().flatten().cloned());
        }
        seen
    }
}

/// Finds the branches of all unions with a discriminator.
fn find_branches(schemas: &Schemas, place: &str, value: &Value, branches: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if members.get("discriminator").is_some_and(Value::is_object) {
                for key in ["oneOf", "anyOf"] {
                    let follow = |branch: String| schemas.follow(&branch);
                    branches.extend(keyed(schemas, place, key).into_iter().map(follow));
                }
            }
            for (name, value) in members {
                find_branches(schemas, &below(place, &[name]), value, branches);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                find_branches(schemas, &below(place, &[&at.to_string()]), value, branches);
            }
        }
        _ => {}
    }
}

fn keyed(schemas: &Schemas, place: &str, key: &str) -> Vec<String> {
    let list = schemas.object(place).and_then(|schema| schema.get(key)?.as_array());
    (0..list.map_or(0, Vec::len)).map(|at| below(place, &[key, &at.to_string()])).collect()
}
