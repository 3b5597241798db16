//! Unions in unions: a branch that is a union with the same tag is replaced by its branches.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Api, Branch, ModelId, ModelKind, Type, Value};

/// Replaces nested unions. A branch that is neither an object nor such a union can not be read by the tag; it is
/// left out and reported.
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
                format!("`{name}` is not an object whose tag is a string, so that no tag chooses it");
            let help = "it is left out; its values are kept as unknown ones";
            diagnostics.warn(Code::NotEnforced, place.clone(), message, help);
        }
        if let ModelKind::TaggedUnion(union) = &mut api.models[index].kind {
            union.branches = branches;
        }
    }
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

    /// Adds a branch, or the branches that it has itself. Whether that is possible.
    fn add(&mut self, branch: &Branch) -> bool {
        match &self.api.model(branch.model).kind {
            ModelKind::Object(object) => {
                let tag = object.properties.iter().find(|property| property.wire == self.tag);
                if tag.is_some_and(|tag| !self.is_text(&tag.value)) {
                    return false;
                }
                let taken =
                    self.branches.iter().any(|other| other.tags.iter().any(|tag| branch.tags.contains(tag)));
                if !taken {
                    self.branches.push(branch.clone());
                }
                true
            }
            ModelKind::TaggedUnion(inner) if inner.tag == self.tag => {
                // A union inside itself adds nothing.
                let new = self.inside.insert(branch.model);
                !new || inner.branches.iter().all(|branch| self.add(branch))
            }
            _ => false,
        }
    }
}
