//! `oneOf` and `anyOf`: a tagged union where a discriminator tells the branches apart.

use std::collections::HashSet;

use super::shape::{Shape, Union, Unions};
use super::{Lower, Owner, Pending};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{
    Branch, Fallback, ModelId, ModelKind, Pointer, StringEnum, TaggedUnion, Type, Value, split_pointer,
};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::schema::{Discriminator, TypeSet};
use crate::openapi::{Node, join};

/// A union that a discriminator tells apart.
pub(super) struct Tagged<'d> {
    /// The place of `oneOf` or `anyOf`.
    pub(super) keyword: Pointer,
    pub(super) branches: Vec<Node<'d>>,
    pub(super) discriminator: Discriminator<'d>,
    pub(super) origin: Origin,
}

/// Where the branches of a union come from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Origin {
    /// A list of them.
    List,
    /// They are the children of a schema that has the discriminator, and itself.
    Children,
    /// They are the children of a schema whose own parent has the discriminator, and itself.
    Grandchildren,
}

/// What is known of the tags of a union while its branches are lowered.
pub(super) struct Tags {
    /// Those that have a branch.
    pub(super) taken: HashSet<String>,
    /// Which entries of the mapping have a branch.
    mapped: Vec<bool>,
}

impl Tags {
    fn of(discriminator: &Discriminator<'_>) -> Self {
        Self { taken: HashSet::new(), mapped: vec![false; discriminator.mapping.len()] }
    }
}

/// Several unions at one place are lowered as one union in another, up to so many branches in all.
const MOST_COMBINATIONS: usize = 64;

/// What stands beside a union belongs to the branches of its branches too, so deep: each level multiplies the types.
const MOST_MERGES: usize = 4;

impl<'d> Lower<'d, '_> {
    /// Lowers a shape that has unions; `value` is what is known of it without them.
    pub(super) fn lower_union(&mut self, shape: &Shape<'d>, owner: &Owner, mut value: Value) -> Value {
        let mut parent = shape.clone();
        let combinations = parent.unions.iter().try_fold(1_usize, |product, union| {
            product.checked_mul(union.branches.len()).filter(|product| *product <= MOST_COMBINATIONS)
        });
        if parent.unions.len() > 1 && combinations.is_none() || parent.merges > MOST_MERGES {
            return self.untyped_union(shape, value);
        }
        // The others belong to what stands beside this one, and so to each of its branches.
        let at = parent.unions.iter().position(|union| union.discriminator.is_some()).unwrap_or_default();
        let union = parent.unions.remove(at);
        let mut branches = union.branches.clone();
        branches.retain(|branch| !self.is_null(branch));
        value.nullable |= branches.len() < union.branches.len();
        if let ([branch], None) = (branches.as_slice(), &union.discriminator) {
            return self.lower_only_branch(&parent, branch, owner, &value);
        }
        if let Some(list) = self.union_of_strings(&branches, &union.pointer) {
            value.ty = self.lower_enum(shape, owner, list);
            return value;
        }
        let Some(discriminator) = union.discriminator.clone() else {
            return self.lower_untagged(&parent, &union, &branches, owner, value);
        };
        if self.some_carry_no_tag(&branches) {
            let message = "not all branches of this union are objects, so that not all have the tag";
            let help = "the others are told apart by their JSON types";
            self.warn(Code::Contradiction, &union.pointer, message, help);
            return self.lower_untagged(&parent, &union, &branches, owner, value);
        }
        if self.no_tag_is_a_string(&branches, discriminator.property) {
            let message = format!("`{}` is no string in any of the branches", discriminator.property);
            let help = "its values are compared as they are, and a `mapping` has no effect";
            self.warn(Code::Contradiction, &discriminator.pointer, message, help);
            let untagged = Union { discriminator: None, ..union };
            return self.lower_untagged(&parent, &untagged, &branches, owner, value);
        }
        self.enforce_other_unions(&parent);
        let tagged = Tagged { keyword: union.pointer, branches, discriminator, origin: Origin::List };
        value.ty = self.lower_tagged(shape, tagged, owner);
        value
    }

    /// The model of a union that a discriminator tells apart.
    pub(super) fn lower_tagged(&mut self, shape: &Shape<'d>, tagged: Tagged<'d>, owner: &Owner) -> Type {
        let key = shape.key();
        if let Some(id) = self.inline.get(&key) {
            return Type::Model(*id);
        }
        let id = self.reserve(shape.pointer.clone(), owner, shape.docs.clone());
        self.models[id.0].sensitive = shape.access.is_secret();
        self.inline.insert(key, id);
        self.pending.push_back(Pending::Union(id, shape.clone(), tagged));
        Type::Model(id)
    }

    /// Whether a branch is a list or of a simple type.
    fn some_carry_no_tag(&mut self, branches: &[Node<'d>]) -> bool {
        branches.iter().any(|branch| {
            let shape = self.flatten_one(branch);
            let kinds = self.kinds(&shape, 0);
            kinds != TypeSet::ANY && kinds.without(TypeSet::NULL).without(TypeSet::OBJECT) != TypeSet::NONE
        })
    }

    /// Whether the property that should tell branches apart is of another type in all of them.
    fn no_tag_is_a_string(&mut self, branches: &[Node<'d>], tag: &str) -> bool {
        let is_another = |branch: &Node<'d>| {
            let shape = self.flatten_one(branch);
            let Some(nodes) = shape.property(tag) else { return false };
            let types = self.flatten(nodes, Unions::Kept).implied_types();
            types != TypeSet::NONE && types.and(TypeSet::STRING) == TypeSet::NONE
        };
        !branches.is_empty() && branches.iter().all(is_another)
    }

    fn enforce_other_unions(&mut self, parent: &Shape<'d>) {
        for union in &parent.unions {
            self.enforce(&union.pointer);
        }
    }

    /// Lowers the branches of a union.
    pub(super) fn fill_union(&mut self, id: ModelId, shape: &Shape<'d>, tagged: &Tagged<'d>) {
        self.take_siblings(shape);
        let union = self.lower_branches(id, shape, tagged);
        self.models[id.0].kind = ModelKind::TaggedUnion(union);
    }

    /// Accounts for the properties that stand beside a union: they belong to its branches, which read them anew where
    /// they do not say the same themselves.
    pub(super) fn take_siblings(&mut self, shape: &Shape<'d>) {
        for node in shape.properties.iter().flat_map(|(_, nodes)| nodes) {
            if !self.diagnostics.ledger().knows(node.json) {
                self.diagnostics.ledger().whole(node.json, Fate::Code);
            }
        }
    }

    /// Accounts for a schema that is left out, which was reported.
    pub(super) fn give_up(&mut self, node: &Node<'d>) {
        if !self.diagnostics.ledger().knows(node.json) {
            self.diagnostics.ledger().whole(node.json, Fate::Reported);
            return;
        }
        // It was looked at, and its parts were not.
        let parts = node.members().filter(|(_, part)| part.json.as_object().is_some()).map(|(_, part)| part);
        let items = node.members().flat_map(|(_, part)| part.items().collect::<Vec<_>>());
        self.give_up_parts(parts.chain(items).collect());
    }

    fn give_up_parts(&mut self, parts: Vec<Node<'d>>) {
        for part in parts {
            if !self.diagnostics.ledger().knows(part.json) {
                self.diagnostics.ledger().whole(part.json, Fate::Reported);
            }
        }
    }

    /// The values of a union whose branches are all strings, if it is one; an empty list where a branch allows any.
    /// Which branch a value belongs to makes no difference then.
    fn union_of_strings(&mut self, branches: &[Node<'d>], keyword: &Pointer) -> Option<StringEnum> {
        let mut values: Vec<String> = Vec::new();
        let (mut listed, mut says_more) = (true, false);
        for branch in branches {
            let shape = self.flatten(std::slice::from_ref(branch), Unions::Kept);
            if shape.implied_types() != TypeSet::STRING || !shape.unions.is_empty() {
                return None;
            }
            says_more |= !shape.assertions.is_empty() || !shape.unenforced.is_empty();
            says_more |= !shape.formats.is_empty() || shape.values.len() > 1;
            match shape.values.first() {
                Some((strings, pointer)) => values.extend(self.distinct_strings(strings, pointer)),
                None => listed = false,
            }
        }
        let mut seen = HashSet::new();
        let all = values.len();
        values.retain(|value| seen.insert(value.clone()));
        if says_more {
            self.enforce(keyword);
        } else if branches.len() > 1 && (!listed || values.len() < all) {
            self.enforce_one(keyword);
        }
        if !listed {
            values.clear();
        }
        Some(StringEnum { keyword: keyword.clone(), values })
    }

    /// A union with one branch is that branch, with what stands beside the union.
    fn lower_only_branch(
        &mut self,
        parent: &Shape<'d>,
        branch: &Node<'d>,
        owner: &Owner,
        outer: &Value,
    ) -> Value {
        let nodes = std::slice::from_ref(branch);
        let mut value = if parent.says_nothing() && parent.unions.is_empty() {
            self.lower_value(nodes, owner).value
        } else {
            let merged = Shape::clone(&self.flatten_one(branch)).merged(parent);
            self.lower_shape(Shape { pointer: parent.pointer.clone(), ..merged }, owner)
        };
        value.nullable |= outer.nullable;
        value.sensitive |= outer.sensitive;
        value
    }

    fn lower_branches(&mut self, id: ModelId, shape: &Shape<'d>, tagged: &Tagged<'d>) -> TaggedUnion {
        let discriminator = &tagged.discriminator;
        let mut tags = Tags::of(discriminator);
        let mut branches: Vec<Branch> = self.lower_itself(id, shape, tagged, &mut tags).into_iter().collect();
        for node in &tagged.branches {
            let Some((name, target)) = self.branch_target(node, discriminator.property) else {
                self.give_up(node);
                continue;
            };
            let mut own = self.mapped_tags(tagged, &mut tags, Some(node), &name, &target);
            if own.is_empty() {
                own = self.implicit_tags(node, tagged, &name);
            }
            own.retain(|tag| tags.taken.insert(tag.clone()));
            let fallback = self.default_mapping(tagged, Some(node), &name, &target);
            if own.is_empty() {
                let message = format!("no value of `{}` chooses `{name}`", discriminator.property);
                let help = "give it a value of its own in the `mapping`; it is left out";
                self.warn(Code::Contradiction, &node.pointer, message, help);
                continue;
            }
            if let Some(model) = self.lower_branch(id, shape, node, &name, discriminator.property) {
                branches.push(Branch { name, tags: own, model, boxed: false, fallback });
            }
        }
        // A child has the discriminator of its parent, whose other children it does not know.
        if tagged.origin != Origin::Grandchildren {
            self.report_mapping(discriminator, &tags, &branches);
        }
        TaggedUnion { tag: discriminator.property.to_owned(), keyword: tagged.keyword.clone(), branches }
    }

    /// Reports what a mapping names that is no branch.
    fn report_mapping(&mut self, discriminator: &Discriminator<'d>, tags: &Tags, branches: &[Branch]) {
        for ((value, target, pointer), _) in
            discriminator.mapping.iter().zip(&tags.mapped).filter(|(_, found)| !**found)
        {
            let message = format!("`{value}` is mapped to `{target}`, which is no branch of the union");
            self.warn(Code::Ignored, pointer, message, "such a value is kept as an unknown one");
        }
        if let Some((target, pointer)) = &discriminator.default
            && branches.iter().all(|branch| branch.fallback != Fallback::AnyTag)
        {
            let message = format!("`{target}` is no branch of the union");
            self.warn(Code::Ignored, pointer, message, "values with other tags are kept as unknown ones");
        }
    }

    /// The tags that a mapping gives a branch: one with this name and place.
    pub(super) fn mapped_tags(
        &mut self,
        tagged: &Tagged<'d>,
        tags: &mut Tags,
        branch: Option<&Node<'d>>,
        name: &str,
        place: &str,
    ) -> Vec<String> {
        let mut own = Vec::new();
        for ((value, target, at), found) in tagged.discriminator.mapping.iter().zip(&mut tags.mapped) {
            if self.is_target((target, at), branch, name, place) {
                own.push((*value).to_owned());
                *found = true;
            }
        }
        own
    }

    /// What a `defaultMapping` gives a branch.
    pub(super) fn default_mapping(
        &mut self,
        tagged: &Tagged<'d>,
        branch: Option<&Node<'d>>,
        name: &str,
        place: &str,
    ) -> Fallback {
        match &tagged.discriminator.default {
            Some((target, at)) if self.is_target((target, at), branch, name, place) => Fallback::AnyTag,
            _ => Fallback::Nothing,
        }
    }

    /// The name of a branch and the place of its schema: those of the schema that it refers to, or else the value
    /// of its tag.
    fn branch_target(&mut self, node: &Node<'d>, tag: &str) -> Option<(String, Pointer)> {
        if let Some((target, _)) = self.sole_reference(node) {
            return Some((self.name_of(&target.pointer), target.pointer));
        }
        if is_named(&node.pointer) {
            return Some((self.name_of(&node.pointer), node.pointer.clone()));
        }
        if let [only] = self.listed_tags(node, tag).as_slice() {
            return Some((only.clone(), node.pointer.clone()));
        }
        let message = format!("this branch has neither a name nor one value of `{tag}`");
        let help = "move it to `components`; it is left out, and its values are kept as unknown ones";
        self.warn(Code::NotEnforced, &node.pointer, message, help);
        None
    }

    /// The values that the schema of a branch lists for its tag.
    pub(super) fn listed_tags(&mut self, node: &Node<'d>, tag: &str) -> Vec<String> {
        let shape = self.flatten_one(node);
        let Some(nodes) = shape.property(tag) else { return Vec::new() };
        let property = self.flatten(nodes, Unions::Kept);
        let values = property.values.first().map(|(values, _)| values.as_slice()).unwrap_or_default();
        values.iter().filter_map(|value| value.as_str()).map(str::to_owned).collect()
    }

    /// The tags of a branch that no mapping names: its name, unless its own schema lists others.
    fn implicit_tags(&mut self, node: &Node<'d>, tagged: &Tagged<'d>, name: &str) -> Vec<String> {
        let tag = tagged.discriminator.property;
        let mut listed = self.listed_tags(node, tag);
        // What another branch lists too, or is called, does not choose this one.
        for other in tagged.branches.iter().filter(|other| other.pointer != node.pointer) {
            let theirs = self.listed_tags(other, tag);
            let called = self.sole_reference(other).map(|(target, _)| self.name_of(&target.pointer));
            listed.retain(|value| value == name || !theirs.contains(value) && called.as_ref() != Some(value));
        }
        // Nor does what the mapping has for another one.
        listed.retain(|value| !tagged.discriminator.maps(value));
        let implicit = listed.is_empty() && !tagged.discriminator.maps(name);
        if implicit { vec![name.to_owned()] } else { listed }
    }

    /// Lowers a branch together with what stands beside the union: those properties belong to every branch.
    fn lower_branch(
        &mut self,
        union: ModelId,
        parent: &Shape<'d>,
        node: &Node<'d>,
        name: &str,
        tag: &str,
    ) -> Option<ModelId> {
        let own = Shape::clone(&self.flatten_one(node));
        let owner = Owner::Model(union, name.to_owned());
        let value = if is_named(&node.pointer) {
            self.lower_reference(node, &owner)
        } else {
            let mut rest = self.without_implied(parent, &own);
            rest.properties.retain(|(wire, _)| *wire != tag || own.property(tag).is_none());
            rest.required.retain(|(name, _)| *name != tag);
            if rest.properties.is_empty() && rest.required.is_empty() && rest.assertions.is_empty() {
                self.lower_value(std::slice::from_ref(node), &owner).value
            } else {
                let mut merged = own.clone();
                for (wire, nodes) in &rest.properties {
                    merged.merge_property(wire, nodes);
                }
                merged.required.extend(parent.required.iter().cloned());
                merged.assertions.extend(parent.assertions.iter().cloned());
                merged.sources.extend(parent.sources.iter().cloned());
                self.lower_shape(merged, &owner)
            }
        };
        match value.ty {
            Type::Model(id) if !matches!(self.models[id.0].kind, ModelKind::Enum(_)) => Some(id),
            _ => {
                let help = "it is left out; its values are kept as unknown ones";
                let message = "this branch of a union with a discriminator is not an object";
                self.warn(Code::Contradiction, &node.pointer, message, help);
                None
            }
        }
    }

    /// Whether a mapping's target is the branch with this name and place.
    pub(super) fn is_target(
        &mut self,
        (target, at): (&str, &str),
        branch: Option<&Node<'d>>,
        name: &str,
        place: &str,
    ) -> bool {
        if target == name || join("/components/schemas", target) == place {
            return true;
        }
        // A bare name would be read as that of a file.
        if !target.contains(['#', '/', '.']) {
            return false;
        }
        let Some(found) = self.document.place_of(target, at) else { return false };
        if found == place || split_pointer(&found).0 == split_pointer(place).0 {
            return found == place;
        }
        // One of the two may be a component that only refers to the file.
        let found = self.document.resolve(target, at, &mut Diagnostics::default());
        found.is_some_and(|found| {
            let mut end = |node: &Node<'d>| {
                self.end_of_references(node).map_or_else(|| node.pointer.clone(), |(end, _)| end.pointer)
            };
            end(&found) == branch.map_or_else(|| place.to_owned(), end)
        })
    }

    fn is_null(&mut self, node: &Node<'d>) -> bool {
        let schema = self.schema(node);
        let only_null = schema.values.as_ref().is_some_and(|(values, _)| {
            !values.is_empty() && values.iter().all(|value| **value == Json::Null)
        });
        // Some generators write a `null` branch of OpenAPI 3.0 as one that says nothing else.
        let only_nullable = schema.nullable && !schema.constrains() && schema.all_of.is_empty();
        schema.reference.is_none() && (schema.types == TypeSet::NULL || only_null || only_nullable)
    }

    fn untyped_union(&mut self, shape: &Shape<'d>, value: Value) -> Value {
        let message = "so many combinations of unions are kept as JSON text";
        let place = Place::Value(shape.unions[0].pointer.clone());
        self.diagnostics.note(Code::KeptAsText, place, message, "give this place one union");
        self.enforce_all(shape);
        shape.unions.iter().for_each(|union| self.enforce(&union.pointer));
        Value { ty: Type::Any, ..value }
    }
}

/// Whether a branch is given as a component or file itself, not by a reference to it.
pub(super) fn is_named(pointer: &str) -> bool {
    match split_pointer(pointer) {
        ("", local) => local.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/')),
        (_, local) => !local.rsplit('/').nth(1).is_some_and(|key| matches!(key, "oneOf" | "anyOf")),
    }
}
