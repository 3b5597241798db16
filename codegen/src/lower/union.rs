//! `oneOf` and `anyOf`: a tagged union where a discriminator tells the branches apart.

mod branches;
mod nulls;
mod tags;

use std::collections::HashSet;

use super::shape::{Shape, Union, Unions};
use super::{Lower, Owner, Pending};
use crate::diagnostic::{Code, Place};
use crate::ir::{ModelId, ModelKind, Pointer, StringEnum, Type, Value};
use crate::ledger::Fate;
use crate::openapi::Node;
use crate::openapi::schema::{Discriminator, TypeSet};

/// A union that a discriminator tells apart.
#[derive(Clone)]
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

pub(super) use branches::is_named;
pub(super) use tags::Tags;

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
        // All parts of an `allOf` have a say. What stands beside the unions has had its own.
        let beside = value.nullable || shape.types == TypeSet::ANY && shape.values.is_empty();
        value.nullable = beside && (value.nullable && shape.lists_values() || self.unions_may_be_null(shape));
        let mut branches = union.branches.clone();
        branches.retain(|branch| !self.is_null(branch));
        if let ([branch], None) = (branches.as_slice(), &union.discriminator) {
            return self.lower_only_branch(&parent, &union, branch, owner, &value);
        }
        if let Some(list) = self.union_of_strings(&branches, &union.pointer) {
            self.is_of_another_type(&parent, TypeSet::STRING, &union.pointer);
            self.enforce_values(&parent);
            self.enforce_other_unions(&parent);
            value.ty = self.lower_enum(shape, owner, list);
            let beside = Shape { types: TypeSet::STRING, values: Vec::new(), ..parent };
            value.assertions = self.assertions_for(&value.ty, &beside);
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
        self.enforce_beside_objects(&parent);
        self.add_mapped(&mut branches, &discriminator, shape);
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

    pub(super) fn enforce_other_unions(&mut self, parent: &Shape<'d>) {
        for union in &parent.unions {
            self.enforce(&union.pointer);
        }
    }

    /// Lets rules enforce what stands beside a union of objects and is about all their members, or about their whole values.
    pub(super) fn enforce_beside_objects(&mut self, parent: &Shape<'d>) {
        let places = beside_objects(parent);
        places.for_each(|place| self.enforce(place));
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
        union: &Union<'d>,
        branch: &Node<'d>,
        owner: &Owner,
        outer: &Value,
    ) -> Value {
        let nodes = std::slice::from_ref(branch);
        let own = self.flatten_one(branch);
        let (kinds, named) = (self.kinds(&own, 0), self.named_kinds(&own));
        // Whether it may be null is known.
        let kinds = if kinds == TypeSet::ANY { kinds } else { kinds.without(TypeSet::NULL) };
        let is_whole = parent.says_nothing()
            && parent.unions.is_empty()
            && (parent.types.contains(kinds) || self.is_of_another_type(parent, named, &union.pointer));
        let mut value = if is_whole {
            self.lower_value(nodes, owner).value
        } else {
            let merged = Shape::clone(&own).merged(parent);
            self.lower_shape(Shape { pointer: parent.pointer.clone(), ..merged }, owner)
        };
        value.nullable = outer.nullable;
        value.sensitive |= outer.sensitive;
        value
    }

    /// Whether a branch leads to the schema that has the keyword at this place.
    pub(super) fn leads_to(&mut self, branch: &Node<'d>, keyword: &str) -> bool {
        let place = keyword.rsplit_once('/').map_or("", |(place, _)| place);
        self.flatten_one(branch).sources.iter().any(|source| source == place)
    }

    /// Lets rules enforce the lists of values beside a union of strings, which is a type of its own.
    pub(super) fn enforce_values(&mut self, parent: &Shape<'d>) {
        parent.values.iter().for_each(|(_, pointer)| self.enforce(pointer));
    }

    /// Whether the branches of a union are of types that what stands beside it rules out, which is nearly always a mistake
    /// there: such a type is not enforced.
    fn is_of_another_type(&mut self, parent: &Shape<'d>, kinds: TypeSet, keyword: &Pointer) -> bool {
        let is_of_another = kinds != TypeSet::NONE && parent.types.and(kinds) == TypeSet::NONE;
        if is_of_another {
            let message = "the type beside this union is not enforced: no branch is of it";
            self.warn(Code::NotEnforced, keyword, message, "correct the `type`");
        }
        is_of_another
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

/// The keywords beside a union of objects that no branch of it has taken over.
pub(super) fn beside_objects<'s>(parent: &'s Shape<'_>) -> impl Iterator<Item = &'s Pointer> {
    let unions = parent.unions.iter().map(|union| &union.pointer);
    let closed = parent.closed.iter().map(|(place, _)| place);
    unions.chain(closed).chain(parent.values.iter().map(|(_, place)| place))
}
