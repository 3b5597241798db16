//! A discriminator without `oneOf`: the branches are the schema itself, the components that refer to it by `allOf`, and
//! those that its mapping names (OpenAPI 3.x, Discriminator Object). A child that has children is such a union too.

use std::collections::{HashMap, HashSet};

use super::shape::{Shape, Unions};
use super::union::{Origin, Tagged, Tags, is_named};
use super::{Lower, Owner, Pending};
use crate::diagnostic::Diagnostics;
use crate::ir::{Branch, Docs, Fallback, ModelId, Pointer};
use crate::openapi::schema::{Schema, TypeSet};
use crate::openapi::{Node, join};

/// The components that refer to a schema by `allOf`, by the schema's place.
pub(super) type Children<'d> = HashMap<Pointer, Vec<Node<'d>>>;

impl<'d> Lower<'d, '_> {
    /// The union that a schema with a discriminator of its own stands for, if it has any branches.
    pub(super) fn union_of_children(&mut self, shape: &Shape<'d>) -> Option<Tagged<'d>> {
        let discriminator = shape.discriminator.clone()?;
        if !shape.unions.is_empty() {
            return None;
        }
        let mut branches = self.descendants(&shape.pointer);
        let is_own = discriminator.pointer == join(&shape.pointer, "discriminator");
        let origin = if is_own { Origin::Children } else { Origin::Grandchildren };
        for (_, target, place) in discriminator.mapping.iter().filter(|_| is_own) {
            if let Some(node) = self.mapped(target, place)
                && node.pointer != shape.pointer
                && !branches.iter().any(|branch| branch.pointer == node.pointer)
            {
                branches.push(node);
            }
        }
        let keyword = discriminator.pointer.clone();
        (!branches.is_empty()).then_some(Tagged { keyword, branches, discriminator, origin })
    }

    /// The branch of a parent that is no child but the parent itself, if a tag chooses it.
    pub(super) fn lower_itself(
        &mut self,
        union: ModelId,
        shape: &Shape<'d>,
        tagged: &Tagged<'d>,
        tags: &mut Tags,
    ) -> Option<Branch> {
        if tagged.origin == Origin::List || shape.implied_types() != TypeSet::OBJECT {
            return None;
        }
        let discriminator = &tagged.discriminator;
        let name = self.name_of(&shape.pointer);
        let mut own = self.mapped_tags(tagged, tags, None, &name, &shape.pointer);
        if own.is_empty()
            && !discriminator.maps(&name)
            && self.allows_tag(shape, discriminator.property, &name)
        {
            own.push(name.clone());
        }
        own.retain(|tag| tags.taken.insert(tag.clone()));
        if own.is_empty() {
            return None;
        }
        let default = self.default_mapping(tagged, None, &name, &shape.pointer);
        // What has no tag is valid as the parent, unless the document says otherwise.
        let no_tag = discriminator.default.is_none() && !shape.requires(discriminator.property);
        let fallback = if no_tag { Fallback::NoTag } else { default };
        let docs = Docs { examples: Vec::new(), ..shape.docs.clone() };
        let model = self.reserve(shape.pointer.clone(), &Owner::Model(union, "base".to_owned()), docs);
        self.models[model.0].sensitive = shape.access.is_secret();
        let pointer = Some(shape.pointer.clone());
        let shape = Shape { discriminator: None, ..shape.clone() };
        self.pending.push_back(Pending::Object(model, shape));
        Some(Branch { name, pointer, tags: own, model, boxed: false, fallback })
    }

    /// Whether a schema allows this value for its tag.
    fn allows_tag(&mut self, shape: &Shape<'d>, tag: &str, value: &str) -> bool {
        let Some(nodes) = shape.property(tag) else { return true };
        let property = self.flatten(nodes, Unions::Kept);
        let lists = |values: &[&crate::json::Json]| values.iter().any(|it| it.as_str() == Some(value));
        property.values.iter().all(|(values, _)| lists(values))
    }

    /// Whether a component that says nothing but `allOf` with one reference is a child of what it refers to, and not
    /// another name for it: the mapping of a discriminator names it, or there is none, so that names are tags.
    pub(super) fn is_bare_child(&mut self, schema: &Schema<'d>) -> bool {
        let [part] = schema.all_of.as_slice() else { return false };
        if schema.reference.is_some() || schema.nullable || schema.constrains() || !is_named(&schema.pointer)
        {
            return false;
        }
        let mut seen = HashSet::from([schema.pointer.clone()]);
        let mut work = vec![part.clone()];
        while let Some(node) = work.pop() {
            if !seen.insert(node.pointer.clone()) {
                continue;
            }
            if !self.may_do(1, &node.pointer) {
                return false;
            }
            let ancestor = self.schema(&node);
            let names_it = |(_, target, at): &(&str, &str, Pointer)| {
                join("/components/schemas", target) == schema.pointer
                    || target.contains(['#', '/', '.'])
                        && self.document.place_of(target, at).is_some_and(|place| place == schema.pointer)
            };
            if let Some(discriminator) = ancestor.discriminator.as_ref().filter(|_| ancestor.union.is_none())
            {
                return discriminator.mapping.is_empty() || discriminator.mapping.iter().any(names_it);
            }
            work.extend(ancestor.all_of.iter().cloned());
            if let Some((reference, place)) = &ancestor.reference {
                work.extend(self.document.resolve(reference, place, self.diagnostics));
            }
        }
        false
    }

    /// The children of a schema and theirs, in document order. One that has a discriminator of its own stands for its
    /// own children.
    fn descendants(&mut self, pointer: &str) -> Vec<Node<'d>> {
        if self.children.is_none() {
            self.children = Some(self.find_children());
        }
        let mut found = Vec::new();
        let mut seen = HashSet::from([pointer.to_owned()]);
        let mut work = vec![pointer.to_owned()];
        while let Some(parent) = work.pop() {
            let children = self.children.as_ref().and_then(|children| children.get(&parent)).cloned();
            for child in children.unwrap_or_default() {
                if seen.insert(child.pointer.clone()) {
                    if child.get("discriminator").is_none() {
                        work.push(child.pointer.clone());
                    }
                    found.push(child);
                }
            }
        }
        // Another name for the schema is no child of it.
        found.retain(|child| self.sole_reference(child).is_none());
        found.sort_by_key(|child| self.document.files.order_of(&child.pointer));
        found
    }

    fn find_children(&mut self) -> Children<'d> {
        let mut children = Children::new();
        let schemas = self.document.node().get("components").and_then(|components| components.get("schemas"));
        for (_, schema) in schemas.iter().flat_map(Node::members) {
            let schema = self.end_outside(schema.clone()).unwrap_or(schema);
            let parts = schema.get("allOf");
            let references = parts.iter().flat_map(Node::items).filter_map(|part| part.get("$ref"));
            for reference in references {
                let Some(parent) = reference.json.as_str().and_then(|text| self.parent(text, &reference))
                else {
                    continue;
                };
                children.entry(parent).or_default().push(schema.clone());
            }
        }
        children
    }

    /// The place of the schema that a part of an `allOf` refers to.
    fn parent(&mut self, text: &str, reference: &Node<'d>) -> Option<Pointer> {
        let place = self.document.place_of(text, &reference.pointer)?;
        if self.components.is_empty() {
            return Some(place);
        }
        let node = self.document.resolve(text, &reference.pointer, &mut Diagnostics::default())?;
        Some(self.end_outside(node).map_or(place, |end| end.pointer))
    }
}
