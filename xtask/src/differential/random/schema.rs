//! A schema from chance: few names and values, so that keywords meet.

use codegen::version::Version;
use serde_json::{Map, Value, json};

/// How deep a schema goes.
const DEEP: usize = 3;
/// The names of properties.
const NAMES: [&str; 4] = ["a", "b", "kind", "x-y"];
/// Patterns that some of the names and texts match.
const PATTERNS: [&str; 6] = ["^a", "b$", "^[a-z]+$", "^(a|ab|kind)$", r"^\d{1,3}$", "-"];
/// Texts.
const TEXTS: [&str; 6] = ["a", "b", "ab", "", "é", "12"];

/// The name of a component.
pub(super) fn name(at: usize) -> String {
    format!("S{at:03}")
}

/// Makes up schemas.
pub(super) struct Author<'r> {
    /// What they are written for.
    pub(super) version: Version,
    /// How many components there are.
    pub(super) all: usize,
    /// How many are done: what a schema may be another name of.
    pub(super) done: usize,
    /// Where chance comes from.
    pub(super) rng: &'r mut fastrand::Rng,
}

type Schema = Map<String, Value>;

impl Author<'_> {
    /// A component.
    pub(super) fn component(&mut self) -> Value {
        self.schema(0, false)
    }

    /// A schema. `is_inside`: whether it is one of a part of the value, which may be of any component.
    fn schema(&mut self, depth: usize, is_inside: bool) -> Value {
        if depth > 0
            && self.chance(if depth < DEEP { 15 } else { 30 })
            && let Some(reference) = self.reference(is_inside)
        {
            return reference;
        }
        if depth > 0 && self.chance(3) && self.is_31() {
            return self.chance(70).into();
        }
        let mut schema = Schema::new();
        let turns = if self.chance(70) { 1 } else { 2 };
        for _ in 0..turns {
            self.add(&mut schema, depth);
        }
        if !self.is_31() && self.chance(15) {
            schema.insert("nullable".to_owned(), true.into());
        }
        schema.into()
    }

    /// Adds what a schema of one kind says.
    fn add(&mut self, schema: &mut Schema, depth: usize) {
        let is_deep = depth >= DEEP;
        match self.rng.u8(0..100) {
            12..26 => self.number(schema),
            26..30 => self.typed(schema, "boolean"),
            30..48 if !is_deep => self.object(schema, depth),
            48..58 if !is_deep => self.array(schema, depth),
            58..66 => self.listed(schema),
            66..72 if !is_deep => self.branches(schema, "oneOf", depth),
            72..78 if !is_deep => self.branches(schema, "anyOf", depth),
            78..82 if !is_deep => self.objects(schema, depth),
            82..88 if !is_deep => self.branches(schema, "allOf", depth),
            88..90 if !is_deep => drop(schema.insert("not".to_owned(), self.schema(depth + 1, false))),
            90..93 if !is_deep && self.is_31() => self.condition(schema, depth),
            93..97 if self.is_31() => self.types(schema),
            97..99 if self.is_31() => self.typed(schema, "null"),
            99 => {}
            // What is too deep or of another version is one too.
            _ => self.string(schema),
        }
    }

    fn is_31(&self) -> bool {
        self.version != Version::V30
    }

    /// Whether something happens that does so many times out of a hundred.
    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    /// A component; one of a part of the value may be any, and leads round.
    fn reference(&mut self, is_inside: bool) -> Option<Value> {
        let most = if is_inside { self.all } else { self.done };
        let at = (most > 0).then(|| self.rng.usize(0..most))?;
        Some(json!({ "$ref": format!("#/components/schemas/{}", name(at)) }))
    }

    /// One of some keywords, with a value.
    fn maybe(&mut self, schema: &mut Schema, percent: u8, key: &str, value: impl FnOnce(&mut Self) -> Value) {
        if self.chance(percent) {
            let value = value(self);
            schema.insert(key.to_owned(), value);
        }
    }

    /// The type, which is left out at times.
    fn typed(&mut self, schema: &mut Schema, name: &str) {
        self.maybe(schema, 85, "type", |_| name.into());
    }

    fn types(&mut self, schema: &mut Schema) {
        let mut names = ["null", "boolean", "integer", "number", "string", "array", "object"];
        self.rng.shuffle(&mut names);
        let count = self.rng.usize(1..4);
        schema.insert("type".to_owned(), names[..count].into());
    }

    fn small(&mut self) -> Value {
        self.rng.u64(0..4).into()
    }

    fn string(&mut self, schema: &mut Schema) {
        self.typed(schema, "string");
        self.maybe(schema, 30, "minLength", Self::small);
        self.maybe(schema, 30, "maxLength", Self::small);
        self.maybe(schema, 25, "pattern", |it| PATTERNS[it.rng.usize(0..PATTERNS.len())].into());
    }

    fn number(&mut self, schema: &mut Schema) {
        let name = if self.rng.bool() { "integer" } else { "number" };
        self.typed(schema, name);
        self.maybe(schema, 30, "minimum", |it| it.rng.i64(-2..3).into());
        self.maybe(schema, 30, "maximum", |it| it.rng.i64(-1..6).into());
        let exclusive =
            |it: &mut Self| if it.is_31() { it.rng.i64(-2..4).into() } else { it.rng.bool().into() };
        // Only beside its bound does the flag mean something, and draft 4 allows it nowhere else.
        if self.is_31() || schema.contains_key("minimum") {
            self.maybe(schema, 15, "exclusiveMinimum", exclusive);
        }
        if self.is_31() || schema.contains_key("maximum") {
            self.maybe(schema, 15, "exclusiveMaximum", exclusive);
        }
        self.maybe(schema, 15, "multipleOf", |it| {
            [json!(2), json!(0.5), json!(3)][it.rng.usize(0..3)].clone()
        });
    }

    fn object(&mut self, schema: &mut Schema, depth: usize) {
        self.typed(schema, "object");
        self.maybe(schema, 80, "properties", |it| it.members(&NAMES, 3, |it| it.schema(depth + 1, true)));
        self.maybe(schema, 45, "required", |it| it.names(1));
        self.maybe(schema, 30, "additionalProperties", |it| it.rest(depth));
        self.maybe(schema, 8, "minProperties", Self::small);
        self.maybe(schema, 8, "maxProperties", Self::small);
        if self.is_31() {
            self.maybe(schema, 10, "patternProperties", |it| {
                it.members(&PATTERNS, 2, |it| it.schema(depth + 1, true))
            });
            self.maybe(schema, 6, "propertyNames", Self::of_names);
            self.maybe(schema, 6, "dependentRequired", |it| it.members(&NAMES, 1, |it| it.names(0)));
            self.maybe(schema, 6, "dependentSchemas", |it| {
                it.members(&NAMES, 1, |it| it.schema(depth + 1, false))
            });
            self.maybe(schema, 6, "unevaluatedProperties", |it| it.rest(depth));
        }
    }

    /// A schema of what is left, or whether there may be any.
    fn rest(&mut self, depth: usize) -> Value {
        if self.rng.bool() { false.into() } else { self.schema(depth + 1, true) }
    }

    /// A schema of names.
    fn of_names(&mut self) -> Value {
        let mut schema = Schema::new();
        self.string(&mut schema);
        schema.into()
    }

    /// Some names, at least so many.
    fn names(&mut self, least: usize) -> Value {
        let mut names = NAMES;
        self.rng.shuffle(&mut names);
        let count = self.rng.usize(least..3);
        names[..count].into()
    }

    /// An object with some of the keys.
    fn members(&mut self, keys: &[&str], most: usize, mut value: impl FnMut(&mut Self) -> Value) -> Value {
        let mut members = Map::new();
        for _ in 0..self.rng.usize(1..=most) {
            let key = keys[self.rng.usize(0..keys.len())];
            let value = value(self);
            members.insert(key.to_owned(), value);
        }
        members.into()
    }

    fn array(&mut self, schema: &mut Schema, depth: usize) {
        self.typed(schema, "array");
        // OpenAPI 3.0 asks for it beside the type.
        let percent = if self.is_31() { 75 } else { 100 };
        self.maybe(schema, percent, "items", |it| it.schema(depth + 1, true));
        self.maybe(schema, 20, "minItems", Self::small);
        self.maybe(schema, 20, "maxItems", Self::small);
        self.maybe(schema, 20, "uniqueItems", |it| it.chance(80).into());
        if self.is_31() {
            self.maybe(schema, 15, "prefixItems", |it| it.list(1, |it| it.schema(depth + 1, true)));
            self.maybe(schema, 10, "contains", |it| it.schema(depth + 1, true));
            self.maybe(schema, 5, "minContains", Self::small);
            self.maybe(schema, 5, "maxContains", Self::small);
            self.maybe(schema, 5, "unevaluatedItems", |it| it.rest(depth));
        }
    }

    fn list(&mut self, least: usize, mut value: impl FnMut(&mut Self) -> Value) -> Value {
        let count = self.rng.usize(least..4);
        (0..count).map(|_| value(self)).collect()
    }

    fn branches(&mut self, schema: &mut Schema, key: &str, depth: usize) {
        schema.insert(key.to_owned(), self.list(1, |it| it.schema(depth + 1, false)));
    }

    /// A union of objects that a member tells apart, or nearly.
    fn objects(&mut self, schema: &mut Schema, depth: usize) {
        let key = if self.rng.bool() { "oneOf" } else { "anyOf" };
        let branches = self.list(2, |it| {
            let mut branch = Schema::new();
            it.object(&mut branch, depth + 1);
            let mut members = match branch.remove("properties") {
                Some(Value::Object(members)) => members,
                _ => Map::new(),
            };
            let tags: Vec<Value> = (0..it.rng.usize(1..3)).map(|_| it.text()).collect();
            if it.chance(90) {
                members.insert("kind".to_owned(), json!({ "type": "string", "enum": distinct(tags) }));
            }
            branch.insert("properties".to_owned(), members.into());
            it.maybe(&mut branch, 60, "required", |_| json!(["kind"]));
            branch.into()
        });
        schema.insert(key.to_owned(), branches);
    }

    fn condition(&mut self, schema: &mut Schema, depth: usize) {
        schema.insert("if".to_owned(), self.schema(depth + 1, false));
        self.maybe(schema, 70, "then", |it| it.schema(depth + 1, false));
        self.maybe(schema, 50, "else", |it| it.schema(depth + 1, false));
    }

    /// A list of values, or one.
    fn listed(&mut self, schema: &mut Schema) {
        if self.is_31() && self.chance(35) {
            schema.insert("const".to_owned(), self.value());
            return;
        }
        let is_text = self.chance(60);
        let count = self.rng.usize(1..5);
        let values = (0..count).map(|_| if is_text { self.text() } else { self.value() }).collect();
        schema.insert("enum".to_owned(), distinct(values).into());
    }

    fn text(&mut self) -> Value {
        TEXTS[self.rng.usize(0..TEXTS.len())].into()
    }

    fn value(&mut self) -> Value {
        match self.rng.u8(0..12) {
            0..4 => self.text(),
            4..7 => self.rng.i64(-1..4).into(),
            7 => json!(1.5),
            8 => Value::Null,
            9 => self.rng.bool().into(),
            10 => [json!([]), json!([1]), json!(["a", null])][self.rng.usize(0..3)].clone(),
            _ => [json!({}), json!({ "a": 1 }), json!({ "kind": "a" })][self.rng.usize(0..3)].clone(),
        }
    }
}

/// Each value once.
fn distinct(values: Vec<Value>) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for value in values {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all
}
