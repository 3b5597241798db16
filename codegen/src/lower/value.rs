//! A schema at some place → the [`Value`] that stands there.

use std::collections::HashSet;

use super::shape::{Shape, Unions, merge_docs};
use super::{Lower, Owner};
use crate::diagnostic::{Code, Place};
use crate::ir::{Docs, Pointer, Type, Value};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::Node;
use crate::openapi::schema::{Access, TypeSet};

/// A lowered schema: its value, and what it says about the place that it stands in.
#[derive(Clone, Debug)]
pub(super) struct Lowered<'d> {
    pub(super) value: Value,
    pub(super) docs: Docs,
    pub(super) access: Access,
    pub(super) default: Option<Node<'d>>,
}

/// References that lead to schemas that lead to references… Real documents stay below ten.
const DEEPEST: usize = 200;

/// So many questions for the types of a schema may lead to each other.
const MOST_ASKED: usize = 8;

impl<'d> Lower<'d, '_> {
    /// Lowers the conjunction of the schemas at some place. An inline type is named from its owner.
    pub(super) fn lower_value(&mut self, nodes: &[Node<'d>], owner: &Owner) -> Lowered<'d> {
        if let [node] = nodes
            && let Some((end, nullable)) = self.end_of_references(node)
        {
            return self.lower_referring(node, &end, nullable, owner);
        }
        let shape = self.flatten(nodes, Unions::Kept);
        let (docs, access, default) = (shape.docs.clone(), shape.access, shape.default.clone());
        let value = self.lower_shape(shape, owner);
        Lowered { value, docs, access, default }
    }

    /// Lowers a schema that is nothing but a way to another one.
    fn lower_referring(
        &mut self,
        node: &Node<'d>,
        end: &Node<'d>,
        nullable: bool,
        owner: &Owner,
    ) -> Lowered<'d> {
        let own = self.schema(node);
        let target = self.flatten_one(end);
        let mut docs = own.docs.clone();
        merge_docs(&mut docs, &target.docs);
        let access = own.access.and(target.access);
        let mut value = self.lower_reference(end, owner);
        if nullable {
            value.nullable = true;
        }
        value.sensitive |= access.is_secret();
        Lowered { value, docs, access, default: own.default.clone().or_else(|| target.default.clone()) }
    }

    /// Where a schema that says nothing but a reference leads in the end, and whether `null` is added on the way.
    /// None for any other schema.
    pub(super) fn end_of_references(&mut self, node: &Node<'d>) -> Option<(Node<'d>, bool)> {
        if let Some(end) = self.ends.get(&node.pointer) {
            return Some(end.clone());
        }
        // Each step: where it starts, and whether it adds `null`.
        let mut way: Vec<(Pointer, bool)> = Vec::new();
        let mut seen = HashSet::new();
        let (mut end, mut nullable) = (node.clone(), false);
        while let Some((next, adds_null)) = self.sole_reference(&end) {
            if !self.may_do(1, &node.pointer) {
                return None;
            }
            if !seen.insert(end.pointer.clone()) {
                crate::openapi::report_cycle(&node.pointer, self.diagnostics);
                return None;
            }
            way.push((end.pointer, adds_null));
            end = next;
            if let Some((known, null)) = self.ends.get(&end.pointer) {
                (end, nullable) = (known.clone(), *null);
                break;
            }
        }
        for (pointer, adds_null) in way.into_iter().rev() {
            nullable |= adds_null;
            self.ends.insert(pointer, (end.clone(), nullable));
        }
        self.ends.get(&node.pointer).cloned()
    }

    /// The one schema that a schema stands for, where it says nothing else about the value, and whether it adds
    /// `null` to it.
    pub(super) fn sole_reference(&mut self, node: &Node<'d>) -> Option<(Node<'d>, bool)> {
        let schema = self.schema(node);
        if schema.constrains() && !schema.adds_only_its_type() || self.is_bare_child(&schema) {
            return None;
        }
        let (target, nullable) = match (&schema.reference, schema.all_of.as_slice()) {
            (Some((reference, pointer)), []) => {
                (self.document.resolve(reference, pointer, self.diagnostics)?, schema.nullable)
            }
            (None, [part]) => {
                let (target, nullable) = self.sole_reference(part)?;
                (target, nullable || schema.nullable)
            }
            _ => return None,
        };
        let is_new = schema.types != TypeSet::ANY && self.rules_out_a_type(schema.types, &target);
        (!is_new).then_some((target, nullable))
    }

    /// Whether a schema has types that these are not: those that it has anyway say nothing new. What a schema is depends on
    /// what refers to it, so that the question can lead back to itself; then they say nothing.
    fn rules_out_a_type(&mut self, types: TypeSet, target: &Node<'d>) -> bool {
        if self.asked.contains(&target.pointer) || self.asked.len() >= MOST_ASKED {
            return false;
        }
        self.asked.push(target.pointer.clone());
        let shape = self.flatten_one(target);
        let rules_out = !types.contains(self.kinds(&shape, 0));
        self.asked.pop();
        rules_out
    }

    /// The value that a reference stands for: lowered once, named after its own place.
    pub(super) fn lower_reference(&mut self, target: &Node<'d>, owner: &Owner) -> Value {
        if let Some(value) = self.references.get(&target.pointer) {
            return value.clone();
        }
        if self.resolving.contains(&target.pointer) {
            return self.lower_recursion(target);
        }
        if self.gives_up() {
            return any(target.pointer.clone());
        }
        if self.resolving.len() >= DEEPEST {
            let message = format!("references nest deeper than {DEEPEST} levels");
            self.give_up_at(&target.pointer, message, "put an object in between");
            return any(target.pointer.clone());
        }
        self.resolving.push(target.pointer.clone());
        let owner = self.owner_of(&target.pointer, "").unwrap_or_else(|| owner.clone());
        let value = self.lower_value(std::slice::from_ref(target), &owner).value;
        self.resolving.pop();
        self.references.insert(target.pointer.clone(), value.clone());
        value
    }

    /// A reference to a schema that is being lowered: its model, if it has one already.
    fn lower_recursion(&mut self, target: &Node<'d>) -> Value {
        let mut shape = Shape::clone(&self.flatten_one(target));
        let mut value = any(target.pointer.clone());
        value.nullable = shape.take_null();
        if let Some(id) = self.inline.get(&shape.key()) {
            value.ty = Type::Model(*id);
        } else if shape.says_nothing() {
            crate::openapi::report_cycle(&target.pointer, self.diagnostics);
        } else {
            self.note_recursion(&target.pointer);
            self.enforce_schema(target);
            value.assertions.extend(self.rules.pop());
        }
        let unions = std::mem::take(&mut shape.unions);
        self.decide_null(&shape, &unions, &mut value);
        value
    }

    /// Lowers a shape to a value, creating a model where it needs one.
    pub(super) fn lower_shape(&mut self, shape: Shape<'d>, owner: &Owner) -> Value {
        if self.inside.contains(&shape.key()) {
            self.note_recursion(&shape.pointer);
            let outer = std::mem::take(&mut self.rules);
            self.enforce_all(&shape);
            let assertions = std::mem::replace(&mut self.rules, outer);
            return Value { assertions, ..any(shape.pointer) };
        }
        if self.inside.len() >= DEEPEST {
            let message = format!("schemas nest deeper than {DEEPEST} levels");
            self.give_up_at(&shape.pointer, message, "put an object with a name in between");
            return any(shape.pointer);
        }
        self.inside.push(shape.key());
        let outer = std::mem::take(&mut self.rules);
        let mut shape = shape;
        let unions = shape.unions.clone();
        let mut value = self.lower_shape_inside(&mut shape, owner);
        let rules = std::mem::replace(&mut self.rules, outer);
        self.attach_rules(&shape, &mut value, rules);
        self.decide_null(&shape, &unions, &mut value);
        self.inside.pop();
        value
    }

    fn note_recursion(&mut self, pointer: &str) {
        let message = "this schema contains itself without an object in between";
        let place = Place::Value(pointer.to_owned());
        self.diagnostics.note(Code::KeptAsText, place, message, "it is kept as JSON text");
    }

    fn lower_shape_inside(&mut self, shape: &mut Shape<'d>, owner: &Owner) -> Value {
        self.enforce_others(shape);
        self.simplify_unions(shape);
        let sensitive =
            shape.access.is_secret() || shape.formats.iter().any(|(format, _)| *format == "password");
        let nullable = shape.take_null();
        let mut value = Value {
            pointer: shape.pointer.clone(),
            ty: Type::Any,
            nullable,
            boxed: false,
            sensitive,
            assertions: Vec::new(),
        };
        if !shape.unions.is_empty() {
            return self.lower_union(shape, owner, value);
        }
        if let Some(tagged) = self.union_of_children(shape) {
            value.ty = self.lower_tagged(shape, tagged, owner);
            return value;
        }
        self.report_misplaced(shape);
        self.drop_unfit_lists(shape);
        value.ty = self.lower_type(shape, owner);
        // Of several types, each branch has the assertions that are about it.
        if matches!(value.ty, Type::Any) || shape.implied_types().is_one() {
            value.assertions = self.assertions_for(&value.ty, shape);
        }
        if nullable {
            self.list_null(&mut value.assertions);
        }
        value
    }

    /// Reports what the schema says of objects or arrays where it allows none.
    fn report_misplaced(&mut self, shape: &Shape<'d>) {
        let types = shape.implied_types();
        let properties = shape.properties.iter().flat_map(|(_, nodes)| nodes).map(|node| {
            let keyword = node.pointer.rsplit_once('/').map_or("", |(keyword, _)| keyword);
            (TypeSet::OBJECT, node, keyword)
        });
        let additional = shape.additional.iter().map(|node| (TypeSet::OBJECT, node, node.pointer.as_str()));
        let items = shape.items.iter().map(|node| (TypeSet::ARRAY, node, node.pointer.as_str()));
        for (kind, node, keyword) in properties.chain(additional).chain(items) {
            if types.and(kind) != TypeSet::NONE {
                continue;
            }
            self.diagnostics.ledger().whole(node.json, Fate::Reported);
            // Where nothing is allowed at all, that is reported.
            if types != TypeSet::NONE {
                self.report_misfit(keyword, types);
            }
        }
    }

    fn lower_type(&mut self, shape: &Shape<'d>, owner: &Owner) -> Type {
        let types = shape.implied_types();
        self.note_implied_type(shape);
        if types == TypeSet::STRING {
            return self.lower_string(shape, owner);
        }
        if types == TypeSet::OBJECT {
            return self.lower_object(shape, owner);
        }
        match types {
            TypeSet::BOOLEAN => Type::Boolean,
            TypeSet::INTEGER => self.lower_integer(shape),
            TypeSet::NUMBER => Type::Number,
            TypeSet::ARRAY => {
                let item = match shape.items.as_slice() {
                    [] => any(shape.pointer.clone()),
                    items => self.lower_value(items, &owner.role("item")).value,
                };
                Type::Array(Box::new(item))
            }
            TypeSet::ANY | TypeSet::NULL => Type::Any,
            TypeSet::NONE => {
                self.enforce_types(shape);
                Type::Any
            }
            // The list of values says more than their types.
            _ if !shape.values.is_empty() => {
                self.enforce_content(shape);
                Type::Any
            }
            // Nothing but `null` is left out, which is said beside the type.
            _ if types == TypeSet::ANY.without(TypeSet::NULL) && shape.says_nothing() => Type::Any,
            _ => self.lower_types(shape, types, owner),
        }
    }

    /// Lets rules enforce the keywords that types can not.
    fn enforce_others(&mut self, shape: &Shape<'d>) {
        let by_type = self.pattern_map(shape).is_some();
        for (keyword, pointer) in &shape.unenforced {
            if !by_type || !matches!(*keyword, "patternProperties" | "additionalProperties") {
                self.enforce(pointer);
            }
        }
    }

    /// Lets rules enforce types that exclude each other.
    fn enforce_types(&mut self, shape: &Shape<'d>) {
        let is_false =
            |source: &&Pointer| self.nodes.get(*source).is_some_and(|it| **it == Json::Bool(false));
        let never: Vec<Pointer> = shape.sources.iter().filter(is_false).cloned().collect();
        if never.is_empty() {
            let message = "no value satisfies this schema";
            self.warn(Code::Contradiction, &shape.pointer, message, "its parts allow no common type");
            self.enforce_all(shape);
        }
        for source in &never {
            self.enforce_nothing(source);
        }
    }
}

/// A value of which nothing is known.
pub(super) fn any(pointer: Pointer) -> Value {
    Value { pointer, ty: Type::Any, nullable: false, boxed: false, sensitive: false, assertions: Vec::new() }
}
