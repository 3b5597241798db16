//! What can be known of values before they are lowered: the constants that they can be, and the members that they have.
//!
//! Looks through unions: what all branches have in common holds for the union, and what one of them may have, the union
//! may have.

use super::Lower;
use super::shape::{Shape, Unions};
use crate::json::Json;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// So deep a union in a union is looked into, so that one that contains itself ends.
const DEEPEST: usize = 4;

impl<'d> Lower<'d, '_> {
    /// The values that a member of an object can have, `null` aside. None if no list limits them.
    pub(super) fn member_constants(&mut self, shape: &Shape<'d>, member: &str) -> Option<Vec<&'d Json>> {
        self.member_constants_inside(shape, member, 0)
    }

    /// The strings that a member of the objects of a schema can be. None if no list limits them.
    pub(super) fn listed_tags(&mut self, node: &Node<'d>, tag: &str) -> Option<Vec<String>> {
        let shape = self.flatten_one(node);
        let values = self.member_constants(&shape, tag)?;
        Some(values.iter().filter_map(|value| value.as_str()).map(str::to_owned).collect())
    }

    fn member_constants_inside(
        &mut self,
        shape: &Shape<'d>,
        member: &str,
        depth: usize,
    ) -> Option<Vec<&'d Json>> {
        let own = shape.property(member).and_then(|nodes| {
            let property = self.flatten(nodes, Unions::Kept);
            self.constants(&property, 0)
        });
        self.with_branches(shape, own, depth, |lower, branch, depth| {
            lower.member_constants_inside(branch, member, depth)
        })
    }

    /// The values that a shape lists, `null` aside. None if it lists none.
    fn constants(&mut self, shape: &Shape<'d>, depth: usize) -> Option<Vec<&'d Json>> {
        let lists = shape.values.iter().map(|(values, _)| values.iter().copied().filter(|it| !it.is_null()));
        let own = lists.map(Iterator::collect).reduce(|first: Vec<_>, second| meet(first, &second));
        self.with_branches(shape, own, depth, Self::constants)
    }

    /// What is known of a shape and of the branches of its unions: a list of the union is those of all branches.
    fn with_branches(
        &mut self,
        shape: &Shape<'d>,
        own: Option<Vec<&'d Json>>,
        depth: usize,
        known: impl Fn(&mut Self, &Shape<'d>, usize) -> Option<Vec<&'d Json>>,
    ) -> Option<Vec<&'d Json>> {
        let mut own = own;
        for union in shape.unions.iter().filter(|_| depth < DEEPEST) {
            if !self.may_do(union.branches.len(), &union.pointer) {
                break;
            }
            let branches: Vec<_> = union.branches.iter().map(|branch| self.flatten_one(branch)).collect();
            let not_null = branches.iter().filter(|branch| branch.implied_types() != TypeSet::NULL);
            let lists: Option<Vec<_>> = not_null.map(|branch| known(self, branch, depth + 1)).collect();
            if let Some(lists) = lists {
                let list: Vec<&Json> = lists.concat();
                own = Some(own.map_or(list.clone(), |own| meet(own, &list)));
            }
        }
        own
    }

    /// The members that objects of a shape may have, by the document.
    pub(super) fn members(&mut self, shape: &Shape<'d>) -> Vec<&'d str> {
        self.members_inside(shape, 0)
    }

    fn members_inside(&mut self, shape: &Shape<'d>, depth: usize) -> Vec<&'d str> {
        let mut members: Vec<&str> = shape.properties.iter().map(|(name, _)| *name).collect();
        for branch in shape.unions.iter().filter(|_| depth < DEEPEST).flat_map(|union| &union.branches) {
            if !self.may_do(1, &branch.pointer) {
                break;
            }
            let branch = self.flatten_one(branch);
            for member in self.members_inside(&branch, depth + 1) {
                if !members.contains(&member) {
                    members.push(member);
                }
            }
        }
        members
    }

    /// The members that objects of a shape must have.
    pub(super) fn required_members(&mut self, shape: &Shape<'d>) -> Vec<&'d str> {
        self.required_inside(shape, 0)
    }

    fn required_inside(&mut self, shape: &Shape<'d>, depth: usize) -> Vec<&'d str> {
        let mut required: Vec<&str> = Vec::new();
        for (name, _) in &shape.required {
            if !required.contains(name) {
                required.push(name);
            }
        }
        for union in shape.unions.iter().filter(|_| depth < DEEPEST) {
            if !self.may_do(union.branches.len(), &union.pointer) {
                break;
            }
            let branches: Vec<_> = union.branches.iter().map(|branch| self.flatten_one(branch)).collect();
            let lists: Vec<_> = branches.iter().map(|it| self.required_inside(it, depth + 1)).collect();
            let Some((first, others)) = lists.split_first() else { continue };
            let common = first.iter().filter(|name| others.iter().all(|list| list.contains(name)));
            let new: Vec<&str> = common.filter(|name| !required.contains(name)).copied().collect();
            required.extend(new);
        }
        required
    }

    /// Whether what stands beside a union rules a branch out: a member that one of them requires would have to be in two
    /// lists that have nothing in common.
    pub(super) fn excludes(&mut self, parent: &Shape<'d>, branch: &Shape<'d>) -> bool {
        parent.properties.iter().any(|(name, _)| {
            (parent.requires(name) || branch.requires(name)) && {
                let own = self.member_constants(branch, name).unwrap_or_default();
                let others = self.member_constants(parent, name).unwrap_or_default();
                let is_possible = own.iter().any(|value| others.iter().any(|other| other.same(value)));
                !own.is_empty() && !others.is_empty() && !is_possible
            }
        })
    }
}

/// The values of both lists. Of two that have nothing in common, the first is used, as where they become a type.
fn meet<'d>(first: Vec<&'d Json>, second: &[&'d Json]) -> Vec<&'d Json> {
    let both: Vec<&Json> =
        first.iter().copied().filter(|value| second.iter().any(|other| other.same(value))).collect();
    if both.is_empty() { first } else { both }
}
