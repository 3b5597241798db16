//! The objects in a union that a property tells apart, whether the document says so or not.

use super::Branch;
use crate::ir::Pointer;
use crate::lower::Lower;
use crate::lower::union::{Origin, Tagged};
use crate::openapi::schema::Discriminator;

impl<'d> Lower<'d, '_> {
    /// The union of objects that a property tells apart, because it has other values in each.
    pub(super) fn tagged_by_property(
        &mut self,
        branches: &[Branch<'d>],
        keyword: &Pointer,
    ) -> Option<Tagged<'d>> {
        let (first, _) = branches.split_first()?;
        for property in self.members(&first.shape) {
            let mut taken: Vec<String> = Vec::new();
            let distinct = branches.iter().all(|branch| {
                let Some(node) = branch.nodes.first() else { return false };
                // What stands beside the union has a say too.
                let Some(values) = self.member_constants(&branch.shape, property) else { return false };
                let values: Vec<String> =
                    values.iter().filter_map(|it| it.as_str()).map(str::to_owned).collect();
                let named = values.len() == 1 || self.sole_reference(node).is_some();
                let new = !values.iter().any(|value| taken.contains(value));
                let found = named && new && !values.is_empty();
                taken.extend(values);
                found
            });
            if distinct {
                let (pointer, mapping) = (keyword.clone(), Vec::new());
                let discriminator = Discriminator { pointer, property, mapping, default: None };
                let branches = branches.iter().filter_map(|branch| branch.nodes.first()).cloned().collect();
                let (keyword, origin) = (keyword.clone(), Origin::List);
                return Some(Tagged { keyword, branches, discriminator, origin });
            }
        }
        None
    }

    /// Whether a value of one of these branches may be without a property.
    pub(super) fn may_lack(&mut self, branches: &[Branch<'d>], property: &str) -> bool {
        branches.iter().any(|branch| !self.required_members(&branch.shape).contains(&property))
    }

    /// The union of the objects in a union with a discriminator, which has other branches too.
    pub(super) fn tagged_objects(
        &mut self,
        objects: &[Branch<'d>],
        others: &[Branch<'d>],
        keyword: &Pointer,
        discriminator: &Discriminator<'d>,
    ) -> Tagged<'d> {
        let mut discriminator = discriminator.clone();
        for node in others.iter().flat_map(|branch| &branch.nodes) {
            let name =
                self.sole_reference(node).map(|(target, _)| (self.name_of(&target.pointer), target.pointer));
            let (name, place) = name.unwrap_or_else(|| (String::new(), node.pointer.clone()));
            discriminator
                .mapping
                .retain(|(_, target, at)| !self.is_target((target, at), Some(node), &name, &place));
        }
        let branches = objects.iter().flat_map(|branch| &branch.nodes).cloned().collect();
        Tagged { keyword: keyword.clone(), branches, discriminator, origin: Origin::List }
    }
}
