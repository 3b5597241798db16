//! Which values of the tag choose which branch: those of the mapping, or else those that the branch itself lists, or its
//! name.

use std::collections::HashSet;

use super::{Origin, Tagged};
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Branch, Fallback, split_pointer};
use crate::lower::Lower;
use crate::lower::shape::Shape;
use crate::openapi::schema::{Discriminator, TypeSet};
use crate::openapi::{Node, join};

/// What is known of the tags of a union while its branches are lowered.
pub(in crate::lower) struct Tags {
    /// Those that have a branch.
    pub(in crate::lower) taken: HashSet<String>,
    /// Which entries of the mapping have a branch.
    mapped: Vec<bool>,
}

impl Tags {
    pub(super) fn of(discriminator: &Discriminator<'_>) -> Self {
        Self { taken: HashSet::new(), mapped: vec![false; discriminator.mapping.len()] }
    }
}

impl<'d> Lower<'d, '_> {
    /// The tags that a mapping gives a branch: one with this name and place.
    pub(in crate::lower) fn mapped_tags(
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
    pub(in crate::lower) fn default_mapping(
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

    /// Reports what a mapping names that is no branch.
    pub(super) fn report_mapping(
        &mut self,
        discriminator: &Discriminator<'d>,
        tags: &Tags,
        branches: &[Branch],
    ) {
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

    /// The tags of a branch that no mapping names: those that its schema lists and no other branch has, or its name where
    /// it lists none.
    pub(super) fn implicit_tags(&mut self, node: &Node<'d>, tagged: &Tagged<'d>, name: &str) -> Vec<String> {
        let tag = tagged.discriminator.property;
        let by_name = || if tagged.discriminator.maps(name) { Vec::new() } else { vec![name.to_owned()] };
        let Some(all) = self.listed_tags(node, tag) else { return by_name() };
        let mut listed = all.clone();
        // What another branch lists too, or is called, does not choose this one.
        for other in tagged.branches.iter().filter(|other| other.pointer != node.pointer) {
            let theirs = self.listed_tags(other, tag).unwrap_or_default();
            let called = self.sole_reference(other).map(|(target, _)| self.name_of(&target.pointer));
            listed.retain(|value| value == name || !theirs.contains(value) && called.as_ref() != Some(value));
        }
        // Nor does what the mapping has for another one.
        listed.retain(|value| !tagged.discriminator.maps(value));
        if !listed.is_empty() {
            return listed;
        }
        // All branches list the same: the one that is spelt like the name is meant.
        let spelt = all.into_iter().find(|value| plain(value) == plain(name));
        if let Some(value) = spelt.filter(|value| !tagged.discriminator.maps(value)) {
            return vec![value];
        }
        let message = format!("`{name}` lists values of `{tag}`, and none that chooses it alone");
        let help = format!("it is chosen by its name, `{name}`; a `mapping` can say what is meant");
        self.warn(Code::Contradiction, &node.pointer, message, help);
        by_name()
    }

    /// Adds what a mapping names and the list of branches does not have: servers send what it chooses.
    pub(super) fn add_mapped(
        &mut self,
        branches: &mut Vec<Node<'d>>,
        discriminator: &Discriminator<'d>,
        union: &Shape<'d>,
    ) {
        for (value, target, at) in &discriminator.mapping {
            let is_listed = branches.iter().any(|branch| {
                let (name, place) = match self.sole_reference(branch) {
                    Some((end, _)) => (self.name_of(&end.pointer), end.pointer),
                    None => (self.name_of(&branch.pointer), branch.pointer.clone()),
                };
                self.is_target((target, at), Some(branch), &name, &place)
            });
            let node = self.mapped(target, at).filter(|_| !is_listed);
            let Some(node) = node.filter(|node| !union.sources.contains(&node.pointer)) else { continue };
            let shape = self.flatten_one(&node);
            if self.kinds(&shape, 0) == TypeSet::OBJECT {
                let message = format!("`{value}` is mapped to `{target}`, which is no branch of the union");
                self.warn(Code::Contradiction, at, message, "it is read as one; add it to the list");
                branches.push(node);
            }
        }
    }

    /// The schema that a mapping names.
    pub(in crate::lower) fn mapped(&mut self, target: &'d str, place: &str) -> Option<Node<'d>> {
        let is_name = self.document.files.root_value(&join("/components/schemas", target)).is_some();
        let node = if target.contains(['#', '/', '.']) && !is_name {
            self.document.resolve(target, place, self.diagnostics)
        } else {
            self.document.component("schemas", target, place, self.diagnostics)
        };
        node.map(|node| self.end_outside(node.clone()).unwrap_or(node))
    }

    /// The values that several branches list as their only one, so that the value alone chooses none of them; each with
    /// the branches.
    pub(super) fn shared_tags(&mut self, tagged: &Tagged<'d>) -> Vec<(String, Vec<Node<'d>>)> {
        let discriminator = &tagged.discriminator;
        let mut shared: Vec<(String, Vec<Node<'d>>)> = Vec::new();
        for node in &tagged.branches {
            let listed = self.listed_tags(node, discriminator.property).unwrap_or_default();
            let Ok([value]) = <[String; 1]>::try_from(listed) else { continue };
            match shared.iter_mut().find(|(other, _)| *other == value) {
                Some((_, nodes)) => nodes.push(node.clone()),
                None => shared.push((value, vec![node.clone()])),
            }
        }
        // Children of one parent are told apart by their names.
        shared.retain(|(value, nodes)| nodes.len() > 1 && !discriminator.maps(value));
        if tagged.origin == Origin::List { shared } else { Vec::new() }
    }

    /// Whether a mapping's target is the branch with this name and place.
    pub(in crate::lower) fn is_target(
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
}

/// A name without what styles of writing add to it.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
