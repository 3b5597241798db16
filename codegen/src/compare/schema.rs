//! Compares what values look like: types, and what must hold beyond them.
//!
//! Invariant: a pair of models is compared once, so that recursion ends.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::mem::discriminant;

use super::bounds;
use super::difference::Aspect;
use super::effect::{Effect, of_models, of_types};
use super::found::{Found, Places, Way};
use super::words::{kind_words, name, said, words};
use crate::ir::{Api, Assertion, Keyword, Model, ModelId, ModelKind, Rule, Type, Value};
use crate::json::Json;

/// Compares values of two documents, and collects how they differ.
pub(super) struct Schemas<'a> {
    pub(super) ours: &'a Api,
    pub(super) theirs: &'a Api,
    seen: HashSet<(ModelId, ModelId, Way)>,
    /// Whether deprecations are compared too.
    pub(super) is_thorough: bool,
    /// Whether a model that is being compared has only what travels one way.
    pub(super) is_half: bool,
    pub(super) found: Found,
}

/// A value without the names that it has on the way.
pub(super) struct Flat<'a> {
    pub(super) ty: &'a Type,
    pointer: &'a str,
    nullable: bool,
    assertions: Vec<&'a Assertion>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(ours: &'a Api, theirs: &'a Api) -> Self {
        Self {
            ours,
            theirs,
            seen: HashSet::new(),
            is_thorough: false,
            is_half: false,
            found: Found::default(),
        }
    }

    /// The models that stand in the same places.
    pub(super) fn pairs(&self) -> BTreeSet<(ModelId, ModelId)> {
        self.seen.iter().map(|(ours, theirs, _)| (*ours, *theirs)).collect()
    }

    /// Compares two values.
    pub(super) fn value(&mut self, subject: &str, ours: &'a Value, theirs: &'a Value) {
        let (mut ours, mut theirs) = (flat(self.ours, ours), flat(self.theirs, theirs));
        let at = (ours.pointer, theirs.pointer);
        let mut has_same_rules = true;
        self.found.nullable(subject, at, (ours.nullable, theirs.nullable));
        match (ours.ty, theirs.ty) {
            (Type::Array(ours), Type::Array(theirs)) => {
                self.value(&format!("the items of {subject}"), ours, theirs);
            }
            (Type::Map(ours), Type::Map(theirs)) => {
                self.value(&format!("the members of {subject}"), ours, theirs);
            }
            (Type::Model(our_id), Type::Model(their_id)) => {
                let kinds = (&self.ours.model(*our_id).kind, &self.theirs.model(*their_id).kind);
                has_same_rules = discriminant(kinds.0) == discriminant(kinds.1);
                self.enter(subject, *our_id, *their_id);
            }
            (our_type, their_type) => {
                let words = (words(self.ours, our_type), words(self.theirs, their_type));
                if words.0 != words.1 {
                    let effect = of_types((self.ours, our_type), (self.theirs, their_type));
                    self.types(subject, at, words, effect);
                    // A format that has a type of its own is said with it.
                    for flat in [&mut ours, &mut theirs] {
                        flat.assertions.retain(|it| !matches!(it.keyword, Keyword::Format(_)));
                    }
                }
            }
        }
        let is_integer = matches!((ours.ty, theirs.ty), (Type::Integer { .. }, Type::Integer { .. }));
        self.assertions(subject, at, (&ours.assertions, &theirs.assertions), is_integer);
        if has_same_rules {
            let names = |flat: &Flat<'a>| flat.assertions.iter().filter_map(|it| it.rule()).collect();
            self.rules(subject, at, (names(&ours), names(&theirs)));
        }
    }

    /// Compares models, unless that was done for things that travel the same way.
    pub(super) fn enter(&mut self, subject: &str, ours: ModelId, theirs: ModelId) {
        if self.seen.insert((ours, theirs, self.found.way)) {
            let is_half = is_half(self.ours, ours) || is_half(self.theirs, theirs);
            let outer = std::mem::replace(&mut self.is_half, is_half);
            self.models(subject, self.ours.model(ours), self.theirs.model(theirs));
            self.is_half = outer;
        }
    }

    fn types(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (String, String), effect: Effect) {
        let values = (Some(Json::String(ours)), Some(Json::String(theirs)));
        self.found.said("type", subject, at, values, effect);
    }

    fn models(&mut self, subject: &str, ours: &'a Model, theirs: &'a Model) {
        match (&ours.kind, &theirs.kind) {
            (ModelKind::Object(our_object), ModelKind::Object(their_object)) => {
                self.objects(subject, (&ours.pointer, &theirs.pointer), our_object, their_object);
            }
            (ModelKind::Enum(our_list), ModelKind::Enum(their_list)) => {
                let json = |list: &[String]| list.iter().cloned().map(Json::String).collect::<Vec<_>>();
                let lists = (json(&our_list.values), json(&their_list.values));
                self.lists(subject, (&our_list.keyword, &their_list.keyword), (&lists.0, &lists.1));
            }
            (ModelKind::TaggedUnion(ours), ModelKind::TaggedUnion(theirs)) => {
                self.tagged(subject, ours, theirs);
            }
            (ModelKind::UntaggedUnion(ours), ModelKind::UntaggedUnion(theirs)) => {
                self.untagged(subject, ours, theirs);
            }
            (ModelKind::TaggedUnion(ours), ModelKind::UntaggedUnion(theirs)) => {
                let (text, at) =
                    (Json::String(ours.tag.clone()), (ours.keyword.as_str(), theirs.keyword.as_str()));
                self.found.said("discriminator", subject, at, (Some(text), None), Effect::Depends);
                self.lost_tag(subject, ours, theirs);
            }
            (ModelKind::UntaggedUnion(ours), ModelKind::TaggedUnion(theirs)) => {
                let (text, at) =
                    (Json::String(theirs.tag.clone()), (ours.keyword.as_str(), theirs.keyword.as_str()));
                self.found.said("discriminator", subject, at, (None, Some(text)), Effect::Depends);
                self.new_tag(subject, ours, theirs);
            }
            (our_kind, their_kind) => {
                let words = (kind_words(our_kind).to_owned(), kind_words(their_kind).to_owned());
                let effect = of_models((self.ours, ours), (self.theirs, theirs));
                self.types(subject, (&ours.pointer, &theirs.pointer), words, effect);
            }
        }
        if discriminant(&ours.kind) != discriminant(&theirs.kind) {
            // How many branches may hold belongs to a union, and is up to the tag, if there is one.
            return;
        }
        let names = |model: &'a Model| model.rules.iter().map(String::as_str).collect();
        self.rules(subject, (&ours.pointer, &theirs.pointer), (names(ours), names(theirs)));
    }

    /// Whether something is deprecated decides nothing.
    pub(super) fn deprecated(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (bool, bool)) {
        if self.is_thorough && ours != theirs {
            let values = (Some(Json::Bool(ours)), Some(Json::Bool(theirs)));
            self.found.said("deprecated", subject, at, values, Effect::Nothing);
        }
    }

    /// Compares lists of values.
    pub(super) fn lists(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (&[Json], &[Json])) {
        let has = |list: &[Json], value: &Json| list.iter().any(|known| known.same(value));
        // Where none is left, it is another list.
        let is_left = ours.iter().any(|value| has(theirs, value));
        let effect = if is_left { Effect::Tightens } else { Effect::Replaces };
        for (index, value) in ours.iter().enumerate().filter(|(_, value)| !has(theirs, value)) {
            let place = format!("{}/{index}", at.0);
            self.found.removed(Aspect::EnumValue, subject, &name(value), (&place, at.1), effect);
        }
        // Lists grow, and whoever reads their values is to be prepared for it.
        let is_read = self.found.way == Way::Received;
        let effect = if is_read { Effect::Depends } else { Effect::Loosens };
        for (index, value) in theirs.iter().enumerate().filter(|(_, value)| !has(ours, value)) {
            let place = format!("{}/{index}", at.1);
            self.found.added(Aspect::EnumValue, subject, &name(value), (at.0, &place), effect);
        }
    }

    /// Compares what must hold beyond types. Integers have neighbours, so that bounds can say the same in two ways.
    pub(super) fn assertions(
        &mut self,
        subject: &str,
        at: Places<'_>,
        (ours, theirs): (&[&Assertion], &[&Assertion]),
        is_integer: bool,
    ) {
        let (our_map, their_map) = (index(ours), index(theirs));
        let keyword = |found: &mut Found, name, at: Places<'_>, values: (Option<Json>, Option<Json>)| {
            let Some(side) = bounds::Side::of(name) else { return found.keyword(name, subject, at, values) };
            found.said(name, subject, at, values, bounds::effect(side, (ours, theirs), is_integer));
        };
        for (name, (value, place)) in &our_map {
            match their_map.get(name) {
                Some((other, their_place)) => match (value, other) {
                    (Json::Array(ours), Json::Array(theirs)) => {
                        self.lists(subject, (place, their_place), (ours, theirs));
                    }
                    _ if value.same(other) => {}
                    _ => {
                        let values = (Some(value.clone()), Some(other.clone()));
                        keyword(&mut self.found, name, (place, their_place), values);
                    }
                },
                None => keyword(&mut self.found, name, (place, at.1), (Some(value.clone()), None)),
            }
        }
        for (name, (value, place)) in their_map.iter().filter(|(name, _)| !our_map.contains_key(*name)) {
            keyword(&mut self.found, name, (at.0, place), (None, Some(value.clone())));
        }
    }

    /// Compares rules by their keywords, for a place on each side.
    fn rules(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (Vec<&str>, Vec<&str>)) {
        let all = |api: &'a Api, names: Vec<&str>| -> BTreeMap<&'a str, &'a Rule> {
            let rules = names.into_iter().filter_map(|name| api.rule(name));
            rules.map(|rule| (rule.name.rsplit('/').next().unwrap_or_default(), rule)).collect()
        };
        let (our_rules, their_rules) = (all(self.ours, ours), all(self.theirs, theirs));
        for (key, rule) in &our_rules {
            let said = Some(rule.schema.clone());
            match their_rules.get(key) {
                Some(other) if !without_names(&rule.schema).same(&without_names(&other.schema)) => {
                    let places = (rule.name.as_str(), other.name.as_str());
                    self.found.keyword("rule", subject, places, (said, Some(other.schema.clone())));
                }
                Some(_) => {}
                None => self.found.keyword("rule", subject, (&rule.name, at.1), (said, None)),
            }
        }
        for (_, rule) in their_rules.iter().filter(|(key, _)| !our_rules.contains_key(*key)) {
            self.found.keyword("rule", subject, (at.0, &rule.name), (None, Some(rule.schema.clone())));
        }
    }
}

/// Whether a model is what is sent or what is received of a schema, and not both.
fn is_half(api: &Api, id: ModelId) -> bool {
    api.model(id).write_of.is_some() || api.models.iter().any(|model| model.write_of == Some(id))
}

/// A value with all that its other names say.
pub(super) fn flat<'a>(api: &'a Api, value: &'a Value) -> Flat<'a> {
    let mut flat = Flat {
        ty: &value.ty,
        pointer: &value.pointer,
        nullable: value.nullable,
        assertions: value.assertions.iter().collect(),
    };
    // An alias never leads back to itself; the limit makes sure of that.
    for _ in 0..api.models.len() {
        let Type::Model(id) = flat.ty else { break };
        let ModelKind::Alias(inner) = &api.model(*id).kind else { break };
        flat.ty = &inner.ty;
        flat.nullable |= inner.nullable;
        flat.assertions.extend(&inner.assertions);
    }
    flat
}

/// What assertions say, by their keyword, with the place of that. Of several, the strictest counts.
fn index<'a>(list: &[&'a Assertion]) -> BTreeMap<&'static str, (Json, &'a str)> {
    let mut map: BTreeMap<&'static str, (Json, &'a str)> = BTreeMap::new();
    for assertion in list {
        let Some((name, value)) = said(&assertion.keyword) else { continue };
        let is_stricter = map.get(name).is_none_or(|(known, _)| {
            let (Some(known), Some(value)) = (known.as_number(), value.as_number()) else { return false };
            let order = value.compare(known);
            if name.starts_with("max") || name == "exclusiveMaximum" { order.is_lt() } else { order.is_gt() }
        });
        if is_stricter {
            map.insert(name, (value, &assertion.pointer));
        }
    }
    map
}

/// A schema of a rule without the names of other rules, which are places in its document.
fn without_names(schema: &Json) -> Json {
    match schema {
        Json::Object(members) => {
            let members = members.iter().filter(|(key, _)| key != "$ref");
            Json::Object(members.map(|(key, value)| (key.clone(), without_names(value))).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(without_names).collect()),
        other => other.clone(),
    }
}
