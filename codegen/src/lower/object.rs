//! Objects and lists of strings: shapes that become models.

use std::collections::HashSet;

use super::format::string_type;
use super::shape::Shape;
use super::{Lower, Owner, Pending};
use crate::diagnostic::Code;
use crate::ir::{
    Additional, Assertion, Direction, Keyword, ModelId, ModelKind, Object, Pointer, Property, StringEnum,
    Type, Value,
};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::schema::{Discriminator, TypeSet};
use crate::openapi::{Node, join};

impl<'d> Lower<'d, '_> {
    /// Lowers a shape that is a string: an enumeration where it lists values.
    pub(super) fn lower_string(&mut self, shape: &Shape<'d>, owner: &Owner) -> Type {
        let Some((values, keyword)) = shape.values.first() else {
            return string_type(shape);
        };
        // Beside a union, another branch has what is no string.
        let of_another = |value: &&Json| shape.merges > 0 && value.as_str().is_none();
        let values: Vec<&Json> = values.iter().copied().filter(|value| !of_another(value)).collect();
        let first = self.distinct_strings(&values, keyword);
        if first.is_empty() {
            self.enforce(keyword);
            return string_type(shape);
        }
        let others = shape.values[1..].iter();
        let others: Vec<HashSet<&str>> =
            others.map(|(values, _)| values.iter().filter_map(|value| value.as_str()).collect()).collect();
        let in_all = |text: &&String| others.iter().all(|values| values.contains(text.as_str()));
        let mut wanted: Vec<String> = first.iter().filter(in_all).cloned().collect();
        if wanted.is_empty() {
            let message = "no string is in this list and in the others that hold for the same value";
            self.warn(
                Code::Contradiction,
                keyword,
                message,
                "this list alone is enforced, and the others are not",
            );
            wanted = first;
        }
        self.lower_enum(shape, owner, StringEnum { keyword: keyword.clone(), values: wanted })
    }

    /// The model of a list of strings; without any, any string will do.
    pub(super) fn lower_enum(&mut self, shape: &Shape<'d>, owner: &Owner, list: StringEnum) -> Type {
        if list.values.is_empty() {
            return Type::String;
        }
        let (id, new) = self.model_of(shape, owner);
        if new {
            self.models[id.0].kind = ModelKind::Enum(list);
        }
        Type::Model(id)
    }

    /// The strings of an `enum`, each once. Anything else in it is reported.
    pub(super) fn distinct_strings(&mut self, values: &[&Json], keyword: &str) -> Vec<String> {
        let mut seen = HashSet::new();
        let mut strings = Vec::new();
        for value in values {
            match value.as_str() {
                Some(text) if seen.insert(text) => strings.push(text.to_owned()),
                Some(_) => {}
                None => {
                    let message = format!("{} in a list of strings", value.kind());
                    self.warn(Code::BadConstraint, keyword, message, "no string is equal to it: remove it");
                }
            }
        }
        strings
    }

    /// Lowers a shape that is an object.
    pub(super) fn lower_object(&mut self, shape: &Shape<'d>, owner: &Owner) -> Type {
        if shape.properties.is_empty() {
            return self.lower_map(shape, owner);
        }
        let (id, new) = self.model_of(shape, owner);
        if new {
            self.pending.push_back(Pending::Object(id, shape.clone()));
        }
        Type::Model(id)
    }

    /// Lowers what an object contains.
    pub(super) fn fill_object(&mut self, id: ModelId, shape: &Shape<'d>) {
        let own = |it: &&Discriminator<'d>| it.pointer == join(&shape.pointer, "discriminator");
        if let Some(discriminator) = shape.discriminator.as_ref().filter(own) {
            let message = "this `discriminator` chooses nothing: it has no `oneOf`, and no schema refers to it by `allOf`";
            let help = "its own properties are typed, the rest is kept as unknown fields";
            self.warn(Code::NotEnforced, &discriminator.pointer, message, help);
        }
        let required: HashSet<&str> = shape.required.iter().map(|(name, _)| *name).collect();
        let properties =
            shape.properties.iter().map(|(wire, nodes)| self.lower_property(id, &required, wire, nodes));
        let properties = properties.collect();
        let additional = self.lower_additional(shape, &Owner::Model(id, String::new()));
        self.report_required(shape);
        let assertions = shape.assertions.iter().filter(|assertion| on_object(assertion)).cloned();
        let object = Object { properties, additional, assertions: assertions.collect() };
        self.models[id.0].kind = ModelKind::Object(object);
    }

    /// The model of a shape, and whether it is yet to be filled.
    fn model_of(&mut self, shape: &Shape<'d>, owner: &Owner) -> (ModelId, bool) {
        if let Some(id) = self.inline.get(&shape.key()) {
            return (*id, false);
        }
        let id = self.reserve(shape.pointer.clone(), owner, shape.docs.clone());
        self.models[id.0].sensitive = shape.access.is_secret();
        self.inline.insert(shape.key(), id);
        (id, true)
    }

    fn lower_property(
        &mut self,
        id: ModelId,
        required: &HashSet<&str>,
        wire: &str,
        nodes: &[Node<'d>],
    ) -> Property {
        let lowered = self.lower_value(nodes, &Owner::Model(id, wire.to_owned()));
        let direction = match (lowered.access.read_only, lowered.access.write_only) {
            (true, false) => Direction::ReadOnly,
            (false, true) => Direction::WriteOnly,
            _ => Direction::Both,
        };
        Property {
            wire: wire.to_owned(),
            pointer: nodes[0].pointer.clone(),
            docs: lowered.docs,
            required: required.contains(wire),
            direction,
            default: lower_default(lowered.default.as_ref()),
            constant: None,
            value: lowered.value,
        }
    }

    /// Lowers an object without properties: a map where its members have a type.
    fn lower_map(&mut self, shape: &Shape<'d>, owner: &Owner) -> Type {
        self.enforce_unnamed(shape);
        if let Some((keyword, members)) = self.pattern_map(shape) {
            self.enforce_names(&keyword);
            return Type::Map(Box::new(self.lower_value(&members, &owner.role("value")).value));
        }
        if has_patterns(shape) {
            return Type::AnyObject;
        }
        let members = self.typed_members(shape);
        if !members.is_empty() {
            return Type::Map(Box::new(self.lower_value(&members, &owner.role("value")).value));
        }
        if !shape.additional.iter().any(|node| *node.json == Json::Bool(false)) {
            return Type::AnyObject;
        }
        let (id, new) = self.model_of(shape, owner);
        if new {
            self.pending.push_back(Pending::Object(id, shape.clone()));
        }
        Type::Model(id)
    }

    /// The schema of all members of a shape whose members have one, and names that match patterns: with the place of the
    /// patterns.
    pub(super) fn pattern_map(&mut self, shape: &Shape<'d>) -> Option<(Pointer, Vec<Node<'d>>)> {
        let of = |key: &'static str| {
            shape.unenforced.iter().filter(move |(keyword, _)| *keyword == key).map(|(_, at)| at)
        };
        let (mut patterns, mut additional) = (of("patternProperties"), of("additionalProperties"));
        let (keyword, closed) = (patterns.next()?, additional.next()?);
        let (place, _) = keyword.rsplit_once('/')?;
        let json = self.nodes.get(place).copied().filter(|_| closed.starts_with(place))?;
        let node = Node { json, pointer: place.to_owned() };
        let is_false = *node.get("additionalProperties")?.json == Json::Bool(false);
        let mut members = node.get("patternProperties")?.members().map(|(_, node)| node).collect::<Vec<_>>();
        let one = members.windows(2).all(|pair| pair[0].json == pair[1].json);
        let only = patterns.next().is_none() && additional.next().is_none();
        members.truncate(1);
        let says = is_false && one && only && shape.types == TypeSet::OBJECT && shape.properties.is_empty();
        let typed = members.first()?.json.as_object().is_some_and(|members| !members.is_empty());
        (says && typed).then(|| (keyword.clone(), members))
    }

    /// The schemas of members that no property names, where they say anything.
    fn typed_members(&mut self, shape: &Shape<'d>) -> Vec<Node<'d>> {
        let says_something = |node: &&Node<'d>| match node.json {
            Json::Object(_) => {
                let schema = self.schema(node);
                schema.constrains() || schema.reference.is_some() || !schema.all_of.is_empty()
            }
            _ => false,
        };
        shape.additional.iter().filter(says_something).cloned().collect()
    }

    /// What members an object with properties may have beside them.
    fn lower_additional(&mut self, shape: &Shape<'d>, owner: &Owner) -> Additional {
        // It is also about what other parts of an `allOf` name.
        let is_wider = |names: &[&str]| shape.properties.iter().any(|(name, _)| !names.contains(name));
        let mut by_rules = false;
        for (pointer, names) in &shape.closed {
            if is_wider(names) {
                self.enforce(pointer);
                by_rules = true;
            }
        }
        if by_rules {
            shape.closed.iter().for_each(|(pointer, _)| self.enforce(pointer));
            return Additional::Open;
        }
        let closed = shape.additional.iter().find(|node| *node.json == Json::Bool(false));
        if let Some(node) = closed {
            // What others say of such members has no effect: there are none.
            for other in &shape.additional {
                self.diagnostics.ledger().whole(other.json, Fate::Code);
            }
            return Additional::Closed(node.pointer.clone());
        }
        let typed = self.typed_members(shape);
        if typed.is_empty() {
            return Additional::Open;
        }
        let value = self.lower_value(&typed, &owner.role("additional")).value;
        Additional::Typed(Box::new(Value { pointer: typed[0].pointer.clone(), ..value }))
    }

    /// Reports required names that no property has, once per place.
    fn report_required(&mut self, shape: &Shape<'d>) {
        for (name, pointer) in unnamed(shape) {
            let message = format!("`{name}` is required, but no property has this name");
            self.warn(Code::RequiredWithoutProperty, &pointer, message, "define the property");
        }
        self.enforce_unnamed(shape);
    }

    /// Lets a rule enforce what is required, and is no property.
    fn enforce_unnamed(&mut self, shape: &Shape<'d>) {
        self.enforce_required(&unnamed(shape));
    }
}

/// The required names that no property has.
fn unnamed<'d>(shape: &Shape<'d>) -> Vec<(&'d str, Pointer)> {
    let known: HashSet<&str> = shape.properties.iter().map(|(name, _)| *name).collect();
    shape.required.iter().filter(|(name, _)| !known.contains(name)).cloned().collect()
}

/// Whether members are told by patterns of their names, which rules do.
fn has_patterns(shape: &Shape<'_>) -> bool {
    shape.unenforced.iter().any(|(keyword, _)| *keyword == "patternProperties")
}

/// A default as it stands; whether it fits its schema is checked when all types are known.
pub(super) fn lower_default(node: Option<&Node<'_>>) -> Option<Json> {
    node.map(|node| node.json.clone())
}

fn on_object(assertion: &Assertion) -> bool {
    matches!(assertion.keyword, Keyword::MinProperties(_) | Keyword::MaxProperties(_))
}
