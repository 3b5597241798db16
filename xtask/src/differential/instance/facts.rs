//! Schemas that must all hold → what that means for one value, with a branch chosen of each union.
//!
//! Invariant: a schema that leads back to itself without a step into the instance is taken once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::super::schemas::{Schemas, below};
use super::super::translate::mapping;

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in super::super) enum Type {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`.
    Integer,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

impl Type {
    /// All of them.
    pub(in super::super) const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    fn named(name: &str) -> Option<Self> {
        let names = ["null", "boolean", "integer", "number", "string", "array", "object"];
        Some(Self::ALL[names.iter().position(|it| *it == name)?])
    }

    /// The narrowest type of a value.
    pub(in super::super) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(number) if number.is_f64() => Self::Number,
            Value::Number(_) => Self::Integer,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// What must hold for a value.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Facts<'s> {
    /// The schemas, with their places.
    pub(super) parts: Vec<(String, &'s Map<String, Value>)>,
    /// The tags of unions that choose the branches which were chosen.
    pub(in super::super) tags: BTreeMap<String, String>,
    seen: BTreeSet<String>,
}

impl<'s> Facts<'s> {
    /// Collects what the schemas at these places say. `is_enough`: branches that lead on are avoided.
    pub(super) fn collect(
        schemas: &'s Schemas,
        places: &[String],
        rng: &mut fastrand::Rng,
        is_enough: bool,
    ) -> Self {
        let mut facts = Self::default();
        for place in places {
            facts.add(schemas, place, rng, is_enough);
        }
        facts
    }

    fn add(&mut self, schemas: &'s Schemas, place: &str, rng: &mut fastrand::Rng, is_enough: bool) {
        let Some(schema) = schemas.object(place) else { return };
        if !self.seen.insert(place.to_owned()) {
            return;
        }
        self.parts.push((place.to_owned(), schema));
        if let Some(target) = schemas.target(place) {
            self.add(schemas, &target, rng, is_enough);
        }
        for at in 0..length(schema, "allOf") {
            self.add(schemas, &below(place, &["allOf", &at.to_string()]), rng, is_enough);
        }
        let has_branches = ["oneOf", "anyOf"].into_iter().any(|key| length(schema, key) > 0);
        for key in ["oneOf", "anyOf"] {
            if let Some(branch) = choose(schemas, place, schema, key, rng, is_enough) {
                self.tag(schemas, place, schema, &branch, rng);
                self.add(schemas, &branch, rng, is_enough);
            }
        }
        let mapping = mapping(schemas, place);
        if !has_branches && let Some((_, target)) = rng.choice(&mapping) {
            self.tag(schemas, place, schema, target, rng);
            self.add(schemas, target, rng, is_enough);
        }
        if schema.contains_key("if") {
            let keys: &[&str] = if rng.bool() { &["if", "then"] } else { &["else"] };
            for key in keys {
                self.add(schemas, &below(place, &[key]), rng, is_enough);
            }
        }
    }

    /// Notes the tag that chooses a branch.
    fn tag(
        &mut self,
        schemas: &Schemas,
        place: &str,
        schema: &Map<String, Value>,
        branch: &str,
        rng: &mut fastrand::Rng,
    ) {
        let Some(name) = schema.get("discriminator").and_then(|it| it.get("propertyName")?.as_str()) else {
            return;
        };
        let target = schemas.follow(branch);
        let mapped: Vec<String> =
            mapping(schemas, place).into_iter().filter(|(_, to)| *to == target).map(|(tag, _)| tag).collect();
        let reference = schemas.object(branch).and_then(|schema| schema.get("$ref")?.as_str());
        let implicit = reference.and_then(|it| it.rsplit('/').next()).map(str::to_owned);
        if let Some(tag) = rng.choice(mapped).or(implicit) {
            self.tags.insert(name.to_owned(), tag);
        }
    }

    /// The values of a keyword in all schemas that have it.
    pub(in super::super) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'s Value> + 'a {
        self.parts.iter().filter_map(move |(_, schema)| schema.get(key))
    }

    /// The largest and the smallest number that a keyword has.
    pub(in super::super) fn most(&self, key: &str) -> Option<u64> {
        self.all(key).filter_map(Value::as_u64).max()
    }

    /// The smallest number that a keyword has.
    pub(in super::super) fn least(&self, key: &str) -> Option<u64> {
        self.all(key).filter_map(Value::as_u64).min()
    }

    /// The types that are allowed; none if all are.
    pub(in super::super) fn types(&self) -> Option<Vec<Type>> {
        let mut types: Option<Vec<Type>> = None;
        for value in self.all("type") {
            let listed: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |it| it.iter().collect());
            let named: Vec<Type> =
                listed.into_iter().filter_map(|name| Type::named(name.as_str()?)).collect();
            types = Some(match types {
                None => named,
                Some(types) => {
                    Type::ALL.into_iter().filter(|it| has(&types, *it) && has(&named, *it)).collect()
                }
            });
        }
        types
    }

    /// The types that the keywords are about, or else all.
    pub(super) fn implied_types(&self) -> Vec<Type> {
        const ABOUT: [(Type, &[&str]); 4] = [
            (Type::Object, &["properties", "required", "additionalProperties", "minProperties"]),
            (Type::Array, &["items", "prefixItems", "minItems", "contains"]),
            (Type::String, &["pattern", "minLength", "maxLength", "format"]),
            (Type::Number, &["minimum", "maximum", "multipleOf"]),
        ];
        let about = ABOUT.iter().find(|(_, keys)| keys.iter().any(|key| self.all(key).next().is_some()));
        about.map_or_else(|| Type::ALL.into(), |(kind, _)| vec![*kind])
    }

    /// Whether a value is of an allowed type.
    pub(super) fn allows_type(&self, value: &Value) -> bool {
        self.types().is_none_or(|types| has(&types, Type::of(value)))
    }

    /// The values that are listed by `enum` and `const`, if there are any.
    pub(in super::super) fn listed(&self) -> Option<Vec<&'s Value>> {
        let mut lists: Vec<Vec<&Value>> =
            self.all("enum").filter_map(Value::as_array).map(|list| list.iter().collect()).collect();
        lists.extend(self.all("const").map(|value| vec![value]));
        let first = lists.first()?.clone();
        Some(first.into_iter().filter(|value| lists.iter().all(|list| list.contains(value))).collect())
    }

    /// The values that the document shows.
    pub(super) fn samples(&self) -> Vec<&'s Value> {
        let listed = self.all("examples").filter_map(Value::as_array).flatten();
        self.all("default").chain(self.all("example")).chain(listed).collect()
    }

    /// The names of members that must be there.
    pub(in super::super) fn required(&self) -> BTreeSet<&'s str> {
        self.all("required").filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect()
    }
}

fn has(types: &[Type], wanted: Type) -> bool {
    types.contains(&wanted) || (wanted == Type::Integer && types.contains(&Type::Number))
}

fn length(schema: &Map<String, Value>, key: &str) -> usize {
    schema.get(key).and_then(Value::as_array).map_or(0, Vec::len)
}

/// Chooses a branch of a union; one that does not lead on, if there is enough.
fn choose(
    schemas: &Schemas,
    place: &str,
    schema: &Map<String, Value>,
    key: &str,
    rng: &mut fastrand::Rng,
    is_enough: bool,
) -> Option<String> {
    let mut branches: Vec<String> =
        (0..length(schema, key)).map(|at| below(place, &[key, &at.to_string()])).collect();
    let leads_on = |branch: &String| {
        let schema = schemas.object(&schemas.follow(branch));
        schema.is_some_and(|it| {
            ["properties", "items", "allOf", "oneOf"].iter().any(|key| it.contains_key(*key))
        })
    };
    if is_enough && !branches.iter().all(leads_on) {
        branches.retain(|branch| !leads_on(branch));
    }
    rng.choice(branches)
}
