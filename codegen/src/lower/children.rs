//! A discriminator without `oneOf`: the branches are the components that refer to the schema by `allOf`, and those that
//! its mapping names (OpenAPI 3.x, Discriminator Object).

use std::collections::{HashMap, HashSet};

use super::Lower;
use super::shape::Shape;
use super::union::Tagged;
use crate::diagnostic::Diagnostics;
use crate::ir::Pointer;
use crate::openapi::{Node, join};

/// The components that refer to a schema by `allOf`, by the schema's place.
pub(super) type Children<'d> = HashMap<Pointer, Vec<Node<'d>>>;

impl<'d> Lower<'d, '_> {
    /// The union that a schema with a discriminator of its own stands for, if it has any branches.
    pub(super) fn union_of_children(&mut self, shape: &Shape<'d>) -> Option<Tagged<'d>> {
        let discriminator = shape.discriminator.clone()?;
        if !shape.unions.is_empty() || discriminator.pointer != join(&shape.pointer, "discriminator") {
            return None;
        }
        let mut branches = self.descendants(&shape.pointer);
        for (_, target, place) in &discriminator.mapping {
            let is_name = self.document.root().pointer(&join("/components/schemas", target)).is_some();
            let node = if target.contains(['#', '/', '.']) && !is_name {
                self.document.resolve(target, place, self.diagnostics)
            } else {
                self.document.component("schemas", target, place, self.diagnostics)
            };
            if let Some(node) = node.map(|node| self.end_outside(node.clone()).unwrap_or(node))
                && node.pointer != shape.pointer
                && !branches.iter().any(|branch| branch.pointer == node.pointer)
            {
                branches.push(node);
            }
        }
        let keyword = discriminator.pointer.clone();
        (!branches.is_empty()).then_some(Tagged { keyword, branches, discriminator })
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
        found.sort_by_key(|child| self.document.files.order_of(&child.pointer));
        found
    }

    fn find_children(&self) -> Children<'d> {
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
    fn parent(&self, text: &str, reference: &Node<'d>) -> Option<Pointer> {
        let place = self.document.place_of(text, &reference.pointer)?;
        if self.components.is_empty() {
            return Some(place);
        }
        let node = self.document.resolve(text, &reference.pointer, &mut Diagnostics::default())?;
        Some(self.end_outside(node).map_or(place, |end| end.pointer))
    }
}
