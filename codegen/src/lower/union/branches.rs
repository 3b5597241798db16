//! The branches of a union that a discriminator tells apart.

use std::collections::HashSet;

use super::{Origin, Tagged, Tags};
use crate::diagnostic::Code;
use crate::ir::{
    Assertion, Branch, Docs, Fallback, ModelId, ModelKind, Pointer, TaggedUnion, Type, split_pointer,
};
use crate::json::Json;
use crate::lower::check;
use crate::lower::shape::{Shape, Union, Unions};
use crate::lower::value::any;
use crate::lower::{Lower, Owner};
use crate::openapi::Node;

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_branches(
        &mut self,
        id: ModelId,
        shape: &Shape<'d>,
        tagged: &Tagged<'d>,
    ) -> TaggedUnion {
        let tagged = &self.with_inner_branches(tagged);
        let discriminator = &tagged.discriminator;
        let mut tags = Tags::of(discriminator);
        let mut branches: Vec<Branch> = self.lower_itself(id, shape, tagged, &mut tags).into_iter().collect();
        let shared = self.shared_tags(tagged);
        for (value, nodes) in &shared {
            tags.taken.insert(value.clone());
            branches.extend(self.lower_shared(id, shape, tagged, value, nodes));
        }
        let is_shared = |node: &Node<'d>| {
            shared.iter().any(|(_, nodes)| nodes.iter().any(|it| it.pointer == node.pointer))
        };
        for node in tagged.branches.iter().filter(|node| !is_shared(node)) {
            if !self.may_look_through(tagged.branches.len(), &node.pointer) {
                break;
            }
            if tagged.origin == Origin::List && self.rules_out(shape, node) {
                continue;
            }
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
                let pointer = Some(node.pointer.clone());
                let of_branch = Shape::clone(&self.flatten_one(node));
                self.enforce_tags(id, shape, discriminator.property, &own);
                self.enforce_tags(model, &of_branch, discriminator.property, &own);
                branches.push(Branch { name, pointer, tags: own, model, boxed: false, fallback });
            }
        }
        // A child has the discriminator of its parent, whose other children it does not know.
        if tagged.origin != Origin::Grandchildren {
            self.report_mapping(discriminator, &tags, &branches);
        }
        TaggedUnion { tag: discriminator.property.to_owned(), keyword: tagged.keyword.clone(), branches }
    }

    /// Lets rules enforce what else a shape says of a property than which strings it can be, where one of these tags may not
    /// satisfy it: types have no field for the property.
    fn enforce_tags(&mut self, model: ModelId, shape: &Shape<'d>, property: &'d str, tags: &[String]) {
        let Some(nodes) = shape.property(property) else { return };
        let all = self.flatten(nodes, Unions::Kept);
        let holds = |assertion: &Assertion| {
            tags.iter().all(|tag| check::holds(assertion, &Json::String(tag.clone())))
        };
        if all.unenforced.is_empty() && all.formats.is_empty() && all.assertions.iter().all(holds) {
            return;
        }
        let outer = std::mem::take(&mut self.rules);
        for node in nodes {
            self.enforce_property(property, node);
        }
        let rules = std::mem::replace(&mut self.rules, outer);
        self.give_rules(model, &rules);
    }

    /// The name of a branch and the place of its schema: those of the schema that it refers to, or else the value
    /// of its tag.
    pub(super) fn branch_target(&mut self, node: &Node<'d>, tag: &str) -> Option<(String, Pointer)> {
        if let Some((target, _)) = self.sole_reference(node) {
            return Some((self.name_of(&target.pointer), target.pointer));
        }
        if is_named(&node.pointer) {
            return Some((self.name_of(&node.pointer), node.pointer.clone()));
        }
        if let Some([only]) = self.listed_tags(node, tag).as_deref() {
            return Some((only.clone(), node.pointer.clone()));
        }
        if self.listed_tags(node, tag).is_some() {
            return Some((self.branch_title(node), node.pointer.clone()));
        }
        let message = format!("this branch has neither a name nor one value of `{tag}`");
        let help = "move it to `components`; it is left out, and its values are kept as unknown ones";
        self.warn(Code::NotEnforced, &node.pointer, message, help);
        None
    }

    /// The union with the branches of the unions among its branches that have the same tag, and leave it to the branches
    /// what that is: all of them are told apart together.
    fn with_inner_branches(&mut self, tagged: &Tagged<'d>) -> Tagged<'d> {
        let (mut branches, mut seen) = (Vec::new(), HashSet::new());
        let mut work: Vec<Node<'d>> = tagged.branches.iter().rev().cloned().collect();
        while let Some(node) = work.pop() {
            let shape = self.flatten_one(&node);
            match shape.unions.as_slice() {
                [inner]
                    if tagged.origin == Origin::List && shape.says_nothing() && is_like(inner, tagged) =>
                {
                    if seen.insert(inner.pointer.clone()) {
                        work.extend(inner.branches.iter().rev().cloned());
                    }
                }
                _ => branches.push(node),
            }
        }
        Tagged { branches, ..tagged.clone() }
    }

    /// Whether what stands beside a union rules a branch out, which it then has no type for.
    fn rules_out(&mut self, parent: &Shape<'d>, node: &Node<'d>) -> bool {
        let branch = self.flatten_one(node);
        let beside = Shape { unions: Vec::new(), ..parent.clone() };
        self.excludes(&beside, &branch)
    }

    /// What to call a branch that refers to a schema and says more, or that has a title.
    fn branch_title(&mut self, node: &Node<'d>) -> String {
        let schema = self.schema(node);
        if let Some((reference, place)) = &schema.reference
            && let Some(target) = self.document.place_of(reference, place)
        {
            return self.name_of(&target);
        }
        schema.docs.title.clone().unwrap_or_else(|| self.name_of(&node.pointer))
    }

    /// Lowers branches that have the same tag as one: a union that something else tells apart.
    fn lower_shared(
        &mut self,
        union: ModelId,
        parent: &Shape<'d>,
        tagged: &Tagged<'d>,
        value: &str,
        nodes: &[Node<'d>],
    ) -> Option<Branch> {
        let mut rest = parent.clone();
        rest.unions.clear();
        rest.docs = Docs::default();
        rest.pointer.clone_from(&tagged.keyword);
        // No schema stands at the place of a keyword, so that nothing else has this key.
        rest.sources.extend([tagged.keyword.clone(), value.to_owned()]);
        let inner = Union {
            pointer: tagged.keyword.clone(),
            branches: nodes.to_vec(),
            discriminator: None,
            nullable: false,
            lets_null: false,
        };
        let owner = Owner::Model(union, value.to_owned());
        let lowered = self.lower_untagged(&rest, &inner, nodes, &owner, any(tagged.keyword.clone()));
        let Type::Model(model) = lowered.ty else {
            let names: Vec<String> = nodes.iter().map(|node| self.branch_title(node)).collect();
            let message = format!("nothing tells `{}` apart", names.join("`, `"));
            let help = "they are left out; their values are kept as unknown ones";
            self.warn(Code::NotEnforced, &tagged.keyword, message, help);
            return None;
        };
        let (name, tags) = (value.to_owned(), vec![value.to_owned()]);
        let fallback = Fallback::Nothing;
        Some(Branch { name, pointer: None, tags, model, boxed: false, fallback })
    }

    /// Lowers a branch together with what stands beside the union: those properties belong to every branch.
    pub(super) fn lower_branch(
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
}

/// Whether a union has the same tag as another one, and neither has a mapping.
fn is_like(inner: &Union<'_>, outer: &Tagged<'_>) -> bool {
    inner.discriminator.as_ref().is_some_and(|inner| {
        inner.property == outer.discriminator.property
            && inner.mapping.is_empty()
            && inner.default.is_none()
            && outer.discriminator.mapping.is_empty()
    })
}

/// Whether a branch is given as a component or file itself, not by a reference to it.
pub(in crate::lower) fn is_named(pointer: &str) -> bool {
    match split_pointer(pointer) {
        ("", local) => local.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/')),
        (_, local) => !local.rsplit('/').nth(1).is_some_and(|key| matches!(key, "oneOf" | "anyOf")),
    }
}
