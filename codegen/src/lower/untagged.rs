//! Unions without a discriminator, and values of several types: what tells the branches apart.
//!
//! A branch is known by its JSON type; a list by its first item; an object by a property that always has another
//! value, or else by a member that only this branch has. Nothing is tried out: where that is not enough, the value is
//! kept as JSON and shown as each of the branches.

mod branch;
mod join;
mod kinds;
mod looks;
mod tagged;

use self::join::{join_branches, number_namesakes};
use super::integer::integer_type;
use super::shape::{Shape, Union};
use super::union::{Tagged, beside_objects};
use super::{Lower, Owner, Pending};
use crate::diagnostic::{Code, Place};
use crate::ir::{
    Assertion, Docs, Keyword, Look, ModelId, ModelKind, Pointer, Type, UntaggedBranch, UntaggedUnion, Value,
};
use crate::json::Json;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// A union whose branches are known, but not lowered yet.
pub(super) struct Untagged<'d> {
    keyword: Pointer,
    branches: Vec<Branch<'d>>,
    looks: Vec<(Look, usize)>,
}

/// A branch before it is lowered.
#[derive(Clone)]
struct Branch<'d> {
    name: String,
    nodes: Vec<Node<'d>>,
    /// What it says, together with what stands beside the union.
    shape: Shape<'d>,
    /// Whether the nodes alone say that.
    whole: bool,
    /// The JSON types of its values, `null` aside.
    kinds: TypeSet,
    /// The branches of this branch, if a property tells them apart.
    tagged: Option<Tagged<'d>>,
}

impl Branch<'_> {
    /// Where it is listed, unless it was made of several.
    fn sole_place(&self) -> Option<Pointer> {
        if let [node] = &*self.nodes { Some(node.pointer.clone()) } else { None }
    }
}

/// The JSON types, each with the name of a branch of that type.
const KINDS: &[(TypeSet, &str)] = &[
    (TypeSet::BOOLEAN, "boolean"),
    (TypeSet::NUMBER, "number"),
    (TypeSet::STRING, "string"),
    (TypeSet::ARRAY, "array"),
    (TypeSet::OBJECT, "object"),
];

impl<'d> Lower<'d, '_> {
    /// Lowers a union that has no discriminator; `parent` is what stands beside it.
    pub(super) fn lower_untagged(
        &mut self,
        parent: &Shape<'d>,
        union: &Union<'d>,
        nodes: &[Node<'d>],
        owner: &Owner,
        value: Value,
    ) -> Value {
        let mut value = value;
        self.take_siblings(parent);
        let mut branches = Vec::new();
        for node in nodes {
            let mut branch = self.branch(node, parent);
            // Whether the union may be null is known.
            branch.shape.take_null();
            // A union that is a branch of itself adds nothing.
            if branch.shape.sources != parent.sources || !self.leads_to(node, &union.pointer) {
                branches.push(branch);
            }
        }
        // What stands beside the union rules these out, or they themselves do.
        branches.retain(|branch| branch.kinds != TypeSet::NONE);
        if branches.is_empty() {
            if !value.nullable {
                let message = "no value satisfies any of these branches";
                // The union may be right, and part of another schema that is not.
                let help = if union.pointer.starts_with(&parent.pointer) {
                    "what stands beside them rules all out".to_owned()
                } else {
                    format!("what else holds at `{}` rules all out", parent.pointer)
                };
                self.warn(Code::Contradiction, &union.pointer, message, help);
            }
            return self.lower_to_any(parent, union, value);
        }
        if let [branch] = branches.as_slice() {
            let shape = Shape { pointer: parent.pointer.clone(), ..branch.shape.clone() };
            let mut only = self.lower_shape(shape, owner);
            only.nullable = value.nullable;
            return Value { sensitive: only.sensitive || value.sensitive, ..only };
        }
        if branches.iter().any(|branch| branch.kinds == TypeSet::ANY) {
            return self.lower_to_any(parent, union, value);
        }
        let kinds = branches.iter().fold(TypeSet::NONE, |all, branch| all.or(branch.kinds));
        if let Some(ty) = scalar(kinds) {
            return self.lower_scalars(parent, union, &branches, ty, value);
        }
        let key = parent.key();
        if let Some(id) = self.inline.get(&key) {
            return Value { ty: Type::Model(*id), ..value };
        }
        let id = self.reserve(parent.pointer.clone(), owner, parent.docs.clone());
        self.models[id.0].sensitive = parent.access.is_secret();
        self.inline.insert(key, id);
        value.ty = Type::Model(id);
        if kinds == TypeSet::OBJECT
            && let Some(tagged) = self.tagged_by_property(&branches, &union.pointer)
        {
            if self.may_lack(&branches, tagged.discriminator.property) {
                self.let_any_branch_hold(id, parent, &union.pointer);
            }
            self.enforce_beside_objects(parent);
            self.pending.push_back(Pending::Union(id, parent.clone(), tagged));
            return value;
        }
        let untagged = self.tell_apart(id, union, branches, parent);
        if untagged.looks.is_empty() {
            self.enforce_all(parent);
        }
        self.pending.push_back(Pending::Untagged(id, untagged));
        value
    }

    /// Lets a rule enforce that no more than one branch holds, where the keyword says so.
    pub(super) fn enforce_one(&mut self, keyword: &str) {
        if keyword.ends_with("/oneOf") {
            self.enforce_at_most_one(keyword);
        }
    }

    /// Keeps a value as JSON, of which rules enforce everything.
    fn lower_to_any(&mut self, parent: &Shape<'d>, union: &Union<'d>, value: Value) -> Value {
        self.enforce_all(parent);
        self.enforce(&union.pointer);
        Value { ty: Type::Any, ..value }
    }

    /// Lowers a value of several types.
    pub(super) fn lower_types(&mut self, shape: &Shape<'d>, types: TypeSet, owner: &Owner) -> Type {
        let key = shape.key();
        if let Some(id) = self.inline.get(&key) {
            return Type::Model(*id);
        }
        let mut branches = Vec::new();
        for (kind, name) in KINDS.iter().filter(|(kind, _)| types.and(*kind) != TypeSet::NONE) {
            let shape = shape.narrowed(types.and(*kind));
            let name = if shape.types == TypeSet::INTEGER { "integer" } else { name };
            branches.push(Branch {
                name: name.to_owned(),
                nodes: Vec::new(),
                kinds: shape.types,
                shape,
                whole: false,
                tagged: None,
            });
        }
        let id = self.reserve(shape.pointer.clone(), owner, shape.docs.clone());
        self.models[id.0].sensitive = shape.access.is_secret();
        self.inline.insert(key, id);
        let pointer = self.type_keyword(&shape.pointer);
        let union =
            Union { pointer, branches: Vec::new(), discriminator: None, nullable: false, lets_null: false };
        let untagged = self.tell_apart(id, &union, branches, shape);
        self.pending.push_back(Pending::Untagged(id, untagged));
        Type::Model(id)
    }

    /// Lowers the branches of a union.
    pub(super) fn fill_untagged(&mut self, id: ModelId, untagged: Untagged<'d>) {
        let mut branches = Vec::new();
        for branch in untagged.branches {
            let pointer = branch.sole_place();
            let owner = Owner::Model(id, branch.name.clone());
            let mut value = if let Some(tagged) = branch.tagged {
                self.lower_inner_union(branch.shape, tagged, &owner)
            } else if branch.whole {
                self.lower_value(&branch.nodes, &owner).value
            } else {
                self.lower_shape(branch.shape, &owner)
            };
            // The union itself may be null.
            value.nullable = false;
            branches.push(UntaggedBranch { name: branch.name, pointer, value });
        }
        let union = UntaggedUnion { keyword: untagged.keyword, branches, looks: untagged.looks };
        self.models[id.0].kind = ModelKind::UntaggedUnion(union);
    }

    fn lower_inner_union(&mut self, parent: Shape<'d>, tagged: Tagged<'d>, owner: &Owner) -> Value {
        let id = self.reserve(parent.pointer.clone(), owner, Docs::default());
        let value = Value { ty: Type::Model(id), ..super::value::any(parent.pointer.clone()) };
        self.pending.push_back(Pending::Union(id, parent, tagged));
        value
    }

    /// A union whose branches all have one simple type is a value of that type.
    fn lower_scalars(
        &mut self,
        parent: &Shape<'d>,
        union: &Union<'d>,
        branches: &[Branch<'d>],
        ty: Type,
        value: Value,
    ) -> Value {
        let own = |branch: &Branch<'d>| {
            let new = |pointer: &Pointer| !parent.assertions.iter().any(|other| other.pointer == *pointer);
            branch.shape.assertions.iter().any(|assertion| new(&assertion.pointer))
                || branch.shape.formats.iter().any(|format| !parent.formats.contains(format))
                || branch.shape.values.iter().any(|values| !parent.values.contains(values))
        };
        self.enforce_other_unions(parent);
        if ty == Type::String {
            self.enforce_values(parent);
        }
        let listed = listed_values(branches);
        let ty = match (&ty, &listed) {
            (Type::Integer { unsigned }, Some(values)) => integer_type(values.iter(), *unsigned),
            _ => ty,
        };
        let mut assertions = self.assertions_for(&ty, parent);
        if let Some(values) = listed {
            let twice =
                |(index, value): (usize, &Json)| values[..index].iter().any(|other| other.same(value));
            if values.iter().enumerate().any(twice) {
                self.enforce_one(&union.pointer);
            }
            let (pointer, keyword) = (union.pointer.clone(), Keyword::Enum(values));
            assertions.push(Assertion { pointer, keyword });
        } else if branches.iter().any(own) || holds_more(&branches.iter().collect::<Vec<_>>(), &union.pointer)
        {
            self.enforce(&union.pointer);
        } else {
            self.enforce_one(&union.pointer);
        }
        Value { ty, assertions, ..value }
    }

    /// Lets a value be valid that any branch accepts, whichever it looks like. Branches that name no type hold for all
    /// values that a type beside the union rules out; of what else stands there, each has its own share, so that the
    /// schemas as a whole are asked. They know nothing of the children of a parent, which a tag chooses.
    fn let_any_branch_hold(&mut self, id: ModelId, parent: &Shape<'d>, keyword: &str) {
        if self.has_parent(keyword) {
            return;
        }
        let rule = if parent.says_nothing() && parent.unions.is_empty() {
            self.keyword_rule(keyword, parent.types)
        } else {
            self.sources_rule(keyword, parent)
        };
        self.models[id.0].any_branch = rule;
    }

    /// Whether one of the branches of a union is a parent whose tag chooses a child.
    fn has_parent(&mut self, keyword: &str) -> bool {
        let Some((place, key)) = keyword.rsplit_once('/') else { return false };
        let Some(json) = self.nodes.get(place).copied() else { return false };
        let union = Node { json, pointer: place.to_owned() };
        let branches: Vec<Node<'d>> = union.get(key).iter().flat_map(Node::items).collect();
        branches.into_iter().any(|branch| {
            let end = self.end_of_references(&branch).map_or(branch, |(end, _)| end);
            let shape = self.flatten_one(&end);
            self.union_of_children(&shape).is_some()
        })
    }

    fn tell_apart(
        &mut self,
        id: ModelId,
        union: &Union<'d>,
        branches: Vec<Branch<'d>>,
        parent: &Shape<'d>,
    ) -> Untagged<'d> {
        let keyword = union.pointer.clone();
        let is_object = |branch: &&Branch<'d>| branch.kinds == TypeSet::OBJECT;
        let objects: Vec<_> = branches.iter().filter(is_object).cloned().collect();
        let mut branches = self.group(branches, union, parent);
        number_namesakes(&mut branches);
        let looks = self.looks(&branches);
        let tagged =
            branches.iter().filter(|_| union.discriminator.is_none()).find_map(|it| it.tagged.as_ref());
        let mut may_mislead = looks.as_ref().is_some_and(|looks| may_be_alike(looks));
        let constant = looks.iter().flatten().find_map(|(look, _)| match look {
            Look::Constant(member, _) => Some(member.clone()),
            _ => None,
        });
        may_mislead |= constant.is_some_and(|member| self.may_lack(&objects, &member));
        may_mislead |= tagged.is_some_and(|tagged| self.may_lack(&objects, tagged.discriminator.property));
        // A list of types has no branches of its own.
        if may_mislead && !union.branches.is_empty() {
            self.let_any_branch_hold(id, parent, &keyword);
        }
        if looks.as_ref().is_some_and(|looks| may_be_alike(looks)) {
            self.enforce_one(&keyword);
        }
        if looks.is_none() {
            let message =
                "nothing tells the branches of this union apart, so that its values are kept as JSON text";
            let help =
                "a `discriminator`, or a property with another `const` in each branch, makes it an enum";
            self.diagnostics.note(Code::KeptAsText, Place::Value(keyword.clone()), message, help);
            self.enforce(&keyword);
        }
        Untagged { keyword, branches, looks: looks.unwrap_or_default() }
    }

    /// Makes one branch of those that are strings, one of those that are numbers, and one of the objects that a
    /// property tells apart.
    fn group(&mut self, branches: Vec<Branch<'d>>, union: &Union<'d>, parent: &Shape<'d>) -> Vec<Branch<'d>> {
        let keyword = &union.pointer;
        for kind in [TypeSet::STRING, TypeSet::NUMBER] {
            self.enforce_joined(&branches, kind, keyword, parent);
        }
        let branches = join_branches(branches, TypeSet::STRING, keyword);
        let mut branches = join_branches(branches, TypeSet::NUMBER, keyword);
        let is_object = |branch: &Branch<'d>| branch.kinds == TypeSet::OBJECT;
        let objects = branches.iter().filter(|branch| is_object(branch)).count();
        if objects == 0 || objects == 1 && union.discriminator.is_none() {
            return branches;
        }
        let at = branches.iter().position(is_object).unwrap_or_default();
        let (objects, mut others): (Vec<_>, Vec<_>) = branches.drain(..).partition(is_object);
        let tagged = match &union.discriminator {
            Some(discriminator) => Some(self.tagged_objects(&objects, &others, keyword, discriminator)),
            None => self.tagged_by_property(&objects, keyword),
        };
        let Some(tagged) = tagged else {
            // Back in their places.
            others.extend(objects);
            return others;
        };
        // Of these, the branches that it is made of know nothing.
        beside_objects(parent).for_each(|place| self.enforce_for(place, TypeSet::OBJECT));
        let shape = parent.narrowed(TypeSet::OBJECT);
        let name = "object".to_owned();
        let kinds = TypeSet::OBJECT;
        others
            .insert(at, Branch { name, nodes: Vec::new(), shape, whole: false, kinds, tagged: Some(tagged) });
        others
    }

    /// Lets a rule enforce what is lost where several branches become one.
    fn enforce_joined(
        &mut self,
        branches: &[Branch<'d>],
        kind: TypeSet,
        keyword: &Pointer,
        parent: &Shape<'d>,
    ) {
        let joined = || branches.iter().filter(|branch| kind.contains(branch.kinds));
        let says_more = |branch: &Branch<'d>| {
            !branch.shape.assertions.is_empty()
                || kind == TypeSet::STRING && !branch.shape.formats.is_empty()
                || kind == TypeSet::NUMBER && !branch.shape.values.is_empty()
        };
        if joined().count() < 2 {
            return;
        }
        if joined().any(says_more)
            || holds_more(&joined().collect::<Vec<_>>(), keyword)
            || keyword.ends_with("/oneOf")
        {
            self.enforce_for(keyword, kind);
        }
        parent.unions.iter().for_each(|union| self.enforce_for(&union.pointer, kind));
    }
}

/// Whether another branch may hold beside the one that a value looks like: looks at members and at first items do not
/// rule that out.
fn may_be_alike(looks: &[(Look, usize)]) -> bool {
    let objects = looks.iter().filter(|(look, _)| matches!(look, Look::Object(_))).count();
    objects > 1 || looks.iter().any(|(look, _)| matches!(look, Look::ArrayOf(_) | Look::EmptyArray))
}

/// Whether branches of one simple type have unions or other keywords that are lost where they become one. Of an `anyOf`, none
/// matters where another branch is all of the type.
fn holds_more(branches: &[&Branch<'_>], keyword: &str) -> bool {
    let kinds = branches.iter().fold(TypeSet::NONE, |all, branch| all.or(branch.kinds));
    let more = |shape: &Shape<'_>| {
        !shape.unions.is_empty() || !shape.unenforced.is_empty() || shape.values.len() > 1
    };
    let is_all = |branch: &&&Branch<'_>| {
        branch.kinds == kinds
            && !more(&branch.shape)
            && branch.shape.says_nothing()
            && branch.shape.formats.is_empty()
    };
    branches.iter().any(|branch| more(&branch.shape))
        && (keyword.ends_with("/oneOf") || !branches.iter().any(|branch| is_all(&branch)))
}

/// The values of branches that are nothing but lists of values.
fn listed_values(branches: &[Branch<'_>]) -> Option<Vec<Json>> {
    let mut all = Vec::new();
    for branch in branches {
        let shape = &branch.shape;
        let [(values, _)] = shape.values.as_slice() else { return None };
        if !shape.assertions.is_empty() || !shape.unions.is_empty() || !shape.unenforced.is_empty() {
            return None;
        }
        all.extend(values.iter().copied().cloned());
    }
    Some(all)
}

/// The type of a value whose branches are all of one simple type other than strings.
fn scalar(kinds: TypeSet) -> Option<Type> {
    match kinds {
        TypeSet::BOOLEAN => Some(Type::Boolean),
        TypeSet::INTEGER => Some(Type::Integer { unsigned: false }),
        TypeSet::NUMBER => Some(Type::Number),
        TypeSet::STRING => Some(Type::String),
        _ => None,
    }
}
