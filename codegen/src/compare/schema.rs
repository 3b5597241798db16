//! Compares what values look like: types, and what must hold beyond them.
//!
//! Invariant: a pair of models is compared once, so that recursion ends.

use std::collections::{BTreeMap, HashSet};

use super::difference::{Aspect, Change, Difference, Side};
use super::words::{kind_words, name, said, words};
use crate::ir::{
    Additional, Api, Assertion, Direction, Model, ModelId, ModelKind, Object, Property, TaggedUnion, Type,
    UntaggedUnion, Value, join,
};
use crate::json::Json;

/// A place on each side.
type Places<'p> = (&'p str, &'p str);

/// Compares values of two documents, and collects how they differ.
pub(super) struct Schemas<'a> {
    ours: &'a Api,
    theirs: &'a Api,
    seen: HashSet<(ModelId, ModelId)>,
    /// The operation that is being compared.
    pub(super) operation: String,
    pub(super) found: Vec<Difference>,
}

/// A value without the names that it has on the way.
struct Flat<'a> {
    ty: &'a Type,
    pointer: &'a str,
    nullable: bool,
    assertions: Vec<&'a Assertion>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(ours: &'a Api, theirs: &'a Api) -> Self {
        Self { ours, theirs, seen: HashSet::new(), operation: String::new(), found: Vec::new() }
    }

    pub(super) fn added(&mut self, aspect: Aspect, subject: &str, name: &str, at: Places<'_>) {
        self.push(Change::Added, aspect, subject, name, at, (None, None));
    }

    pub(super) fn removed(&mut self, aspect: Aspect, subject: &str, name: &str, at: Places<'_>) {
        self.push(Change::Removed, aspect, subject, name, at, (None, None));
    }

    /// Adds what a keyword says on one side or on both.
    pub(super) fn keyword(
        &mut self,
        name: &'static str,
        subject: &str,
        at: Places<'_>,
        values: (Option<Json>, Option<Json>),
    ) {
        let change = match &values {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Changed,
        };
        self.push(change, Aspect::Keyword(name), subject, "", at, values);
    }

    pub(super) fn required(&mut self, subject: &str, at: Places<'_>, flags: (bool, bool)) {
        self.flag(Aspect::Required, subject, at, flags);
    }

    fn flag(&mut self, aspect: Aspect, subject: &str, at: Places<'_>, (ours, theirs): (bool, bool)) {
        if ours != theirs {
            let values = (Some(Json::Bool(ours)), Some(Json::Bool(theirs)));
            self.push(Change::Changed, aspect, subject, "", at, values);
        }
    }

    pub(super) fn default(
        &mut self,
        subject: &str,
        (ours, theirs): Places<'_>,
        values: (&Option<Json>, &Option<Json>),
    ) {
        let is_same = match values {
            (Some(ours), Some(theirs)) => ours.same(theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        if !is_same {
            let places = (join(ours, "default"), join(theirs, "default"));
            self.keyword("default", subject, (&places.0, &places.1), (values.0.clone(), values.1.clone()));
        }
    }

    fn push(
        &mut self,
        change: Change,
        aspect: Aspect,
        subject: &str,
        name: &str,
        (ours, theirs): Places<'_>,
        (our_value, their_value): (Option<Json>, Option<Json>),
    ) {
        let difference = Difference {
            change,
            aspect,
            subject: subject.to_owned(),
            name: name.to_owned(),
            operation: self.operation.clone(),
            ours: Side { pointer: ours.to_owned(), value: our_value },
            theirs: Side { pointer: theirs.to_owned(), value: their_value },
        };
        let is_known = |known: &Difference| {
            (known.aspect, &known.name, &known.ours, &known.theirs)
                == (aspect, &difference.name, &difference.ours, &difference.theirs)
        };
        if !self.found.iter().any(is_known) {
            self.found.push(difference);
        }
    }

    /// Compares two values.
    pub(super) fn value(&mut self, subject: &str, ours: &'a Value, theirs: &'a Value) {
        let (ours, theirs) = (flat(self.ours, ours), flat(self.theirs, theirs));
        let at = (ours.pointer, theirs.pointer);
        self.flag(Aspect::Nullable, subject, at, (ours.nullable, theirs.nullable));
        match (ours.ty, theirs.ty) {
            (Type::Array(ours), Type::Array(theirs)) => {
                self.value(&format!("the items of {subject}"), ours, theirs);
            }
            (Type::Map(ours), Type::Map(theirs)) => {
                self.value(&format!("the members of {subject}"), ours, theirs);
            }
            (Type::Model(our_id), Type::Model(their_id)) => {
                if self.seen.insert((*our_id, *their_id)) {
                    self.models(subject, self.ours.model(*our_id), self.theirs.model(*their_id));
                }
            }
            (our_type, their_type) => {
                let words = (words(self.ours, our_type), words(self.theirs, their_type));
                if words.0 != words.1 {
                    self.types(subject, at, words);
                }
            }
        }
        self.assertions(subject, at, (&ours.assertions, &theirs.assertions));
    }

    fn types(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (String, String)) {
        self.keyword("type", subject, at, (Some(Json::String(ours)), Some(Json::String(theirs))));
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
            (our_kind, their_kind) => {
                let words = (kind_words(our_kind).to_owned(), kind_words(their_kind).to_owned());
                self.types(subject, (&ours.pointer, &theirs.pointer), words);
            }
        }
        self.rules(subject, ours, theirs);
    }

    /// Compares lists of values.
    fn lists(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (&[Json], &[Json])) {
        let has = |list: &[Json], value: &Json| list.iter().any(|known| known.same(value));
        for (index, value) in ours.iter().enumerate().filter(|(_, value)| !has(theirs, value)) {
            let place = format!("{}/{index}", at.0);
            self.removed(Aspect::EnumValue, subject, &name(value), (&place, at.1));
        }
        for (index, value) in theirs.iter().enumerate().filter(|(_, value)| !has(ours, value)) {
            let place = format!("{}/{index}", at.1);
            self.added(Aspect::EnumValue, subject, &name(value), (at.0, &place));
        }
    }

    fn objects(&mut self, subject: &str, at: Places<'a>, ours: &'a Object, theirs: &'a Object) {
        let find =
            |object: &'a Object, wire: &str| object.properties.iter().find(|property| property.wire == wire);
        for property in &ours.properties {
            if let Some(found) = find(theirs, &property.wire) {
                self.property(property, found);
            } else {
                let name = format!("`{}`", property.wire);
                self.removed(Aspect::Property, subject, &name, (&property.pointer, at.1));
            }
        }
        for property in theirs.properties.iter().filter(|it| find(ours, &it.wire).is_none()) {
            let name = format!("`{}`", property.wire);
            self.added(Aspect::Property, subject, &name, (at.0, &property.pointer));
        }
        match (&ours.additional, &theirs.additional) {
            (Additional::Typed(ours), Additional::Typed(theirs)) => {
                self.value(&format!("the other members of {subject}"), ours, theirs);
            }
            (ours, theirs) => {
                let words = |additional: &Additional| {
                    Some(Json::String(match additional {
                        Additional::Open => "open".to_owned(),
                        Additional::Closed(_) => "closed".to_owned(),
                        Additional::Typed(_) => "of one type".to_owned(),
                    }))
                };
                if words(ours) != words(theirs) {
                    let places = (join(at.0, "additionalProperties"), join(at.1, "additionalProperties"));
                    let values = (words(ours), words(theirs));
                    self.keyword("additionalProperties", subject, (&places.0, &places.1), values);
                }
            }
        }
        let all = |object: &'a Object| object.assertions.iter().collect::<Vec<_>>();
        self.assertions(subject, at, (&all(ours), &all(theirs)));
    }

    fn property(&mut self, ours: &'a Property, theirs: &'a Property) {
        let subject = format!("`{}`", ours.wire);
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        // The tag of a branch is there in any case: nothing else tells that it is one.
        if ours.constant.is_none() || theirs.constant.is_none() {
            self.required(&subject, at, (ours.required, theirs.required));
        }
        for (name, way) in [("readOnly", Direction::ReadOnly), ("writeOnly", Direction::WriteOnly)] {
            let flags = (ours.direction == way, theirs.direction == way);
            if flags.0 != flags.1 {
                self.keyword(name, &subject, at, (Some(Json::Bool(flags.0)), Some(Json::Bool(flags.1))));
            }
        }
        self.default(&subject, at, (&ours.default, &theirs.default));
        let listed = |api: &Api, property: &Property| match (&property.constant, &property.value.ty) {
            (Some(constant), _) => Some(vec![Json::String(constant.clone())]),
            (None, Type::Model(id)) => match &api.model(*id).kind {
                ModelKind::Enum(list) => Some(list.values.iter().cloned().map(Json::String).collect()),
                _ => None,
            },
            _ => None,
        };
        if ours.constant.is_none() && theirs.constant.is_none() {
            return self.value(&subject, &ours.value, &theirs.value);
        }
        // The tag of a branch has no type of its own, and whether a branch writes it depends on all unions that it is in.
        if let (Some(our_list), Some(their_list)) = (listed(self.ours, ours), listed(self.theirs, theirs)) {
            let places = (join(&ours.value.pointer, "enum"), join(&theirs.value.pointer, "enum"));
            self.lists(&subject, (&places.0, &places.1), (&our_list, &their_list));
        }
    }

    fn tagged(&mut self, subject: &str, ours: &'a TaggedUnion, theirs: &'a TaggedUnion) {
        let at = (ours.keyword.as_str(), theirs.keyword.as_str());
        if ours.tag != theirs.tag {
            let text = |text: &str| Some(Json::String(text.to_owned()));
            self.keyword("discriminator", subject, at, (text(&ours.tag), text(&theirs.tag)));
        }
        let find = |union: &'a TaggedUnion, tag: &String| {
            union.branches.iter().find(|branch| branch.tags.contains(tag)).map(|branch| branch.model)
        };
        for (tag, our_model) in
            ours.branches.iter().flat_map(|it| it.tags.iter().map(move |tag| (tag, it.model)))
        {
            let our_model_of = self.ours.model(our_model);
            if let Some(their_model) = find(theirs, tag) {
                if self.seen.insert((our_model, their_model)) {
                    self.models(&format!("`{tag}`"), our_model_of, self.theirs.model(their_model));
                }
            } else {
                let at = (our_model_of.pointer.as_str(), at.1);
                self.removed(Aspect::Branch, subject, &format!("`{tag}`"), at);
            }
        }
        let all = theirs.branches.iter().flat_map(|it| it.tags.iter().map(move |tag| (tag, it.model)));
        for (tag, model) in all.filter(|(tag, _)| find(ours, tag).is_none()) {
            let at = (at.0, self.theirs.model(model).pointer.as_str());
            self.added(Aspect::Branch, subject, &format!("`{tag}`"), at);
        }
    }

    /// Compares unions whose branches have no tag: those of one name, then the others of one type, in their order.
    fn untagged(&mut self, subject: &str, ours: &'a UntaggedUnion, theirs: &'a UntaggedUnion) {
        let mut left: Vec<_> = theirs.branches.iter().collect();
        let mut alone = Vec::new();
        for branch in &ours.branches {
            match left.iter().position(|it| it.name == branch.name) {
                Some(at) => self.value(
                    &format!("{subject} (`{}`)", branch.name),
                    &branch.value,
                    &left.remove(at).value,
                ),
                None => alone.push(branch),
            }
        }
        for branch in alone {
            let own = words(self.ours, flat(self.ours, &branch.value).ty);
            let is_alike = |value: &'a Value| words(self.theirs, flat(self.theirs, value).ty) == own;
            if let Some(at) = left.iter().position(|it| is_alike(&it.value)) {
                self.value(&format!("{subject} (`{}`)", branch.name), &branch.value, &left.remove(at).value);
            } else {
                let at = (branch.value.pointer.as_str(), theirs.keyword.as_str());
                self.removed(Aspect::Branch, subject, &format!("`{}`", branch.name), at);
            }
        }
        for branch in left {
            let at = (ours.keyword.as_str(), branch.value.pointer.as_str());
            self.added(Aspect::Branch, subject, &format!("`{}`", branch.name), at);
        }
    }

    /// Compares what must hold beyond types.
    fn assertions(&mut self, subject: &str, at: Places<'_>, (ours, theirs): (&[&Assertion], &[&Assertion])) {
        let (our_map, their_map) = (index(ours), index(theirs));
        for (name, (value, place)) in &our_map {
            match their_map.get(name) {
                Some((other, their_place)) => match (value, other) {
                    (Json::Array(ours), Json::Array(theirs)) => {
                        self.lists(subject, (place, their_place), (ours, theirs));
                    }
                    _ if value.same(other) => {}
                    _ => {
                        let values = (Some(value.clone()), Some(other.clone()));
                        self.keyword(name, subject, (place, their_place), values);
                    }
                },
                None => self.keyword(name, subject, (place, at.1), (Some(value.clone()), None)),
            }
        }
        for (name, (value, place)) in their_map.iter().filter(|(name, _)| !our_map.contains_key(*name)) {
            self.keyword(name, subject, (at.0, place), (None, Some(value.clone())));
        }
    }

    /// Compares the rules of two models, by their keywords.
    fn rules(&mut self, subject: &str, ours: &Model, theirs: &Model) {
        let all = |api: &Api, model: &Model| -> BTreeMap<String, (Json, String)> {
            let rules = model.rules.iter().filter_map(|name| api.rule(name));
            let key = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
            rules.map(|rule| (key(&rule.name), (rule.schema.clone(), rule.name.clone()))).collect()
        };
        let (our_rules, their_rules) = (all(self.ours, ours), all(self.theirs, theirs));
        for (key, (schema, place)) in &our_rules {
            match their_rules.get(key) {
                Some((other, their_place)) if !without_names(schema).same(&without_names(other)) => {
                    let values = (Some(schema.clone()), Some(other.clone()));
                    self.keyword("rule", subject, (place, their_place), values);
                }
                Some(_) => {}
                None => self.keyword("rule", subject, (place, &theirs.pointer), (Some(schema.clone()), None)),
            }
        }
        for (_, (schema, place)) in their_rules.iter().filter(|(key, _)| !our_rules.contains_key(*key)) {
            self.keyword("rule", subject, (&ours.pointer, place), (None, Some(schema.clone())));
        }
    }
}

/// A value with all that its other names say.
fn flat<'a>(api: &'a Api, value: &'a Value) -> Flat<'a> {
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
