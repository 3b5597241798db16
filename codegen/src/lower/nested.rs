//! Unions in unions: a branch that is a union with the same tag is replaced by its branches. One that is told apart in
//! another way stays a branch, whose values carry the outer tag too.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Api, Branch, ModelId, ModelKind, TaggedUnion, Type, Value};

/// Replaces nested unions. A branch that can not be read by the tag is left out and reported.
pub(super) fn splice(api: &mut Api, diagnostics: &mut Diagnostics) {
    for index in 0..api.models.len() {
        let ModelKind::TaggedUnion(union) = &api.models[index].kind else { continue };
        let mut flat =
            Flat { api, tag: &union.tag, inside: HashSet::from([ModelId(index)]), branches: Vec::new() };
        let mut bad = Vec::new();
        for branch in &union.branches {
            if !flat.add(branch) {
                bad.push(branch.name.clone());
            }
        }
        let branches = flat.branches;
        let place = Place::Key(union.keyword.clone());
        for name in bad {
            let message =
                format!("`{name}` is no object with one string as its tag, so that no tag chooses it");
            let help = "it is left out; its values are kept as unknown ones";
            diagnostics.warn(Code::NotEnforced, place.clone(), message, help);
        }
        if let ModelKind::TaggedUnion(union) = &mut api.models[index].kind {
            union.branches = branches;
        }
    }
}

/// A branch of a union that is a branch itself: it takes no more than the two of them say.
fn inside(branch: &Branch, union: &Branch) -> Branch {
    Branch { fallback: branch.fallback.min(union.fallback), ..branch.clone() }
}

/// The branches of a union without the unions among them.
struct Flat<'a> {
    api: &'a Api,
    tag: &'a str,
    inside: HashSet<ModelId>,
    branches: Vec<Branch>,
}

impl Flat<'_> {
    /// Whether a tag can be of this type: tags are strings.
    fn is_text(&self, value: &Value) -> bool {
        match value.ty {
            Type::String | Type::Formatted(_) | Type::Any => true,
            Type::Model(id) => matches!(self.api.model(id).kind, ModelKind::Enum(_)),
            _ => false,
        }
    }

    /// Gives the tags of a union that none of its branches has to the branch that is called like the union: a child
    /// with children is one of its own branches.
    fn add_tags(&mut self, union: &Branch, inner: &TaggedUnion) {
        let is_taken = |tag: &&String| self.branches.iter().any(|branch| branch.tags.contains(tag));
        let free: Vec<String> = union.tags.iter().filter(|tag| !is_taken(tag)).cloned().collect();
        let is_itself = |branch: &&mut Branch| {
            branch.name == union.name && inner.branches.iter().any(|it| it.model == branch.model)
        };
        if let Some(itself) = self.branches.iter_mut().find(is_itself) {
            itself.tags.extend(free);
        }
    }

    /// Adds a branch unless another one has its tags.
    fn add_new(&mut self, branch: &Branch) {
        let is_taken = |tag: &String| self.branches.iter().any(|other| other.tags.contains(tag));
        if !branch.tags.iter().any(is_taken) {
            self.branches.push(branch.clone());
        }
    }

    /// Adds a branch, or the branches that it has itself. Whether that is possible.
    fn add(&mut self, branch: &Branch) -> bool {
        match &self.api.model(branch.model).kind {
            ModelKind::Object(object) => {
                let tag = object.properties.iter().find(|property| property.wire == self.tag);
                if tag.is_some_and(|tag| !self.is_text(&tag.value)) {
                    return false;
                }
                self.add_new(branch);
                true
            }
            ModelKind::TaggedUnion(inner) if inner.tag == self.tag => {
                // A union inside itself adds nothing.
                let new = self.inside.insert(branch.model);
                if new && !inner.branches.iter().all(|it| self.add(&inside(it, branch))) {
                    return false;
                }
                self.add_tags(branch, inner);
                true
            }
            // With several tags, nothing in the branch would say which of them it has.
            ModelKind::TaggedUnion(_) | ModelKind::UntaggedUnion(_) if branch.tags.len() == 1 => {
                self.add_new(branch);
                true
            }
            _ => false,
        }
    }
}
