//! Compares unions: their branches, by tag, by name or by type.

use super::difference::Aspect;
use super::effect::Effect;
use super::schema::{Schemas, flat};
use super::words::words;
use crate::ir::{TaggedUnion, Type, UntaggedUnion, Value};
use crate::json::Json;

impl<'a> Schemas<'a> {
    pub(super) fn tagged(&mut self, subject: &str, ours: &'a TaggedUnion, theirs: &'a TaggedUnion) {
        let at = (ours.keyword.as_str(), theirs.keyword.as_str());
        if ours.tag != theirs.tag {
            let text = |text: &str| Some(Json::String(text.to_owned()));
            self.found.keyword("discriminator", subject, at, (text(&ours.tag), text(&theirs.tag)));
        }
        let find = |union: &'a TaggedUnion, tag: &String| {
            union.branches.iter().find(|branch| branch.tags.contains(tag)).map(|branch| branch.model)
        };
        for (tag, our_model) in
            ours.branches.iter().flat_map(|it| it.tags.iter().map(move |tag| (tag, it.model)))
        {
            let our_model_of = self.ours.model(our_model);
            if let Some(their_model) = find(theirs, tag) {
                self.enter(&format!("`{tag}`"), our_model, their_model);
            } else {
                let at = (our_model_of.pointer.as_str(), at.1);
                self.found.removed(Aspect::Branch, subject, &format!("`{tag}`"), at, Effect::Tightens);
            }
        }
        let all = theirs.branches.iter().flat_map(|it| it.tags.iter().map(move |tag| (tag, it.model)));
        for (tag, model) in all.filter(|(tag, _)| find(ours, tag).is_none()) {
            let at = (at.0, self.theirs.model(model).pointer.as_str());
            self.found.added(Aspect::Branch, subject, &format!("`{tag}`"), at, Effect::Loosens);
        }
    }

    /// Compares unions whose branches have no tag: those of one name, then the others of one type, in their order.
    pub(super) fn untagged(&mut self, subject: &str, ours: &'a UntaggedUnion, theirs: &'a UntaggedUnion) {
        let mut left: Vec<_> = theirs.branches.iter().collect();
        let mut alone = Vec::new();
        for branch in &ours.branches {
            match left.iter().position(|it| it.name == branch.name) {
                Some(at) => self.value(
                    &format!("{subject} (`{}`)", branch.name),
                    &branch.value,
                    &left.remove(at).value,
                ),
                None => alone.push(branch),
            }
        }
        for branch in alone {
            let own = words(self.ours, flat(self.ours, &branch.value).ty);
            let is_alike = |value: &'a Value| words(self.theirs, flat(self.theirs, value).ty) == own;
            if let Some(at) = left.iter().position(|it| is_alike(&it.value)) {
                self.value(&format!("{subject} (`{}`)", branch.name), &branch.value, &left.remove(at).value);
            } else {
                let at = (branch.value.pointer.as_str(), theirs.keyword.as_str());
                self.found.removed(
                    Aspect::Branch,
                    subject,
                    &format!("`{}`", branch.name),
                    at,
                    Effect::Tightens,
                );
            }
        }
        for branch in left {
            let at = (ours.keyword.as_str(), branch.value.pointer.as_str());
            self.found.added(Aspect::Branch, subject, &format!("`{}`", branch.name), at, Effect::Loosens);
        }
    }

    /// Compares a union that has a tag with one that has none: branches of one name.
    pub(super) fn lost_tag(&mut self, subject: &str, ours: &'a TaggedUnion, theirs: &'a UntaggedUnion) {
        for branch in &ours.branches {
            let name = format!("`{}`", branch.name);
            let found = theirs.branches.iter().find(|it| it.name == branch.name);
            match found.map(|it| flat(self.theirs, &it.value).ty) {
                Some(Type::Model(id)) => self.enter(&name, branch.model, *id),
                Some(_) => {}
                None => {
                    let at = (self.ours.model(branch.model).pointer.as_str(), theirs.keyword.as_str());
                    self.found.removed(Aspect::Branch, subject, &name, at, Effect::Tightens);
                }
            }
        }
        let is_new = |name: &str| !ours.branches.iter().any(|it| it.name == name);
        for branch in theirs.branches.iter().filter(|it| is_new(&it.name)) {
            let at = (ours.keyword.as_str(), branch.value.pointer.as_str());
            let name = format!("`{}`", branch.name);
            self.found.added(Aspect::Branch, subject, &name, at, Effect::Loosens);
        }
    }

    /// The other way round.
    pub(super) fn new_tag(&mut self, subject: &str, ours: &'a UntaggedUnion, theirs: &'a TaggedUnion) {
        for branch in &ours.branches {
            let name = format!("`{}`", branch.name);
            let found = theirs.branches.iter().find(|it| it.name == branch.name);
            match (found, flat(self.ours, &branch.value).ty) {
                (Some(found), Type::Model(id)) => self.enter(&name, *id, found.model),
                (Some(_), _) => {}
                (None, _) => {
                    let at = (branch.value.pointer.as_str(), theirs.keyword.as_str());
                    self.found.removed(Aspect::Branch, subject, &name, at, Effect::Tightens);
                }
            }
        }
        let is_new = |name: &str| !ours.branches.iter().any(|it| it.name == name);
        for branch in theirs.branches.iter().filter(|it| is_new(&it.name)) {
            let at = (ours.keyword.as_str(), self.theirs.model(branch.model).pointer.as_str());
            let name = format!("`{}`", branch.name);
            self.found.added(Aspect::Branch, subject, &name, at, Effect::Loosens);
        }
    }
}
