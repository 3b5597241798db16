//! A schema → random instances that it most likely allows.
//!
//! Invariant: the same seed gives the same instance, on every machine.

mod array;
mod facts;
mod number;
mod object;
mod string;

use serde_json::{Value, json};

pub(super) use self::facts::{Facts, Type};
pub(super) use self::number::from_f64;
pub(super) use self::string::{letters, matching};
use super::schemas::Schemas;

/// How deep an instance goes before it only has what it must have.
const DEEP: usize = 5;
/// How deep it goes at most; it may be invalid there.
const DEEPEST: usize = 14;
/// How many values an instance has before it only has what it must have.
const LARGE: usize = 60;
/// How many values it has at most; it may be invalid then. What must have parts that must have parts has no end.
const LARGEST: usize = 600;

/// What is known about a part of an instance.
#[derive(Clone, Debug)]
pub(super) struct Note<'s> {
    /// Where the part is: a JSON Pointer.
    pub(super) at: String,
    /// What must hold for it.
    pub(super) facts: Facts<'s>,
}

/// An instance, and what is known about its parts.
#[derive(Clone, Debug)]
pub(super) struct Instance<'s> {
    /// It.
    pub(super) value: Value,
    /// What is known.
    pub(super) notes: Vec<Note<'s>>,
}

/// Makes an instance of the schema at a place.
pub(super) fn generate<'s>(schemas: &'s Schemas, place: &str, rng: &mut fastrand::Rng) -> Instance<'s> {
    let mut generator = Generator { schemas, rng, notes: Vec::new(), values: 0 };
    let value = generator.value(&[place.to_owned()], "", 0);
    Instance { value, notes: generator.notes }
}

/// An instance in the making.
struct Generator<'s, 'r> {
    schemas: &'s Schemas,
    rng: &'r mut fastrand::Rng,
    notes: Vec<Note<'s>>,
    values: usize,
}

impl Generator<'_, '_> {
    /// Whether only what must be there is to be added.
    fn is_enough(&self, depth: usize) -> bool {
        depth >= DEEP || self.values >= LARGE
    }

    /// Whether something happens that does so many times out of a hundred.
    fn chance(&mut self, percent: u8) -> bool {
        self.rng.u8(0..100) < percent
    }

    /// A value that the schemas at all these places allow.
    fn value(&mut self, places: &[String], at: &str, depth: usize) -> Value {
        self.values += 1;
        let is_enough = self.is_enough(depth);
        let facts = Facts::collect(self.schemas, places, self.rng, is_enough);
        let is_too_much = depth >= DEEPEST || self.values >= LARGEST;
        let value = if is_too_much { Value::Null } else { self.of_facts(&facts, at, depth) };
        self.notes.push(Note { at: at.to_owned(), facts });
        value
    }

    fn of_facts(&mut self, facts: &Facts<'_>, at: &str, depth: usize) -> Value {
        if let Some(listed) = facts.listed() {
            let fitting: Vec<&Value> = listed.into_iter().filter(|value| facts.allows_type(value)).collect();
            return self.rng.choice(fitting).cloned().unwrap_or_default();
        }
        if self.chance(10) {
            let samples: Vec<&Value> =
                facts.samples().into_iter().filter(|value| facts.allows_type(value)).collect();
            if let Some(sample) = self.rng.choice(samples) {
                return sample.clone();
            }
        }
        match self.kind(facts) {
            Type::Null => Value::Null,
            Type::Boolean => self.rng.bool().into(),
            Type::Integer => number::integer(facts, self.rng),
            Type::Number if self.chance(40) => number::integer(facts, self.rng),
            Type::Number => number::number(facts, self.rng),
            Type::String => string::string(facts, self.rng).into(),
            Type::Array => self.array(facts, at, depth),
            Type::Object => self.object(facts, at, depth),
        }
    }

    fn kind(&mut self, facts: &Facts<'_>) -> Type {
        let mut kinds = facts.types().unwrap_or_else(|| facts.implied_types());
        if kinds.len() > 1 && self.chance(80) {
            kinds.retain(|kind| *kind != Type::Null);
        }
        self.rng.choice(kinds).unwrap_or(Type::Null)
    }
}

/// A value of a type, whatever it is.
pub(super) fn any_of(kind: Type, rng: &mut fastrand::Rng) -> Value {
    match kind {
        Type::Null => Value::Null,
        Type::Boolean => rng.bool().into(),
        Type::Integer => rng.i64(-100..100).into(),
        Type::Number => json!(f64::from(rng.i32(-1000..1000)) + 0.5),
        Type::String => string::any(rng).into(),
        Type::Array => json!([rng.i64(0..10)]),
        Type::Object => json!({ "a": rng.i64(0..10) }),
    }
}
