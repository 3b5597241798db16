//! A branch of a union, before it is lowered.

use super::Branch;
use super::join::kind_name;
use crate::ir::Pointer;
use crate::json::Json;
use crate::ledger::Fate;
use crate::lower::Lower;
use crate::lower::shape::Shape;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

impl<'d> Lower<'d, '_> {
    /// A branch, with what stands beside the union. What that rules out is of no kind.
    pub(super) fn branch(&mut self, node: &Node<'d>, parent: &Shape<'d>) -> Branch<'d> {
        let own = Shape::clone(&self.flatten_one(node));
        let kinds = self.kinds(&own, 0);
        let named = self.named_kinds(&own);
        let is_listed = has_values(&parent.values, named) && has_values(&own.values, parent.named_types());
        if !is_listed || kinds == TypeSet::OBJECT && self.excludes(parent, &own) {
            if !is_listed {
                self.diagnostics.ledger().whole(node.json, Fate::Code);
            }
            return Branch {
                name: String::new(),
                nodes: Vec::new(),
                shape: own,
                whole: true,
                kinds: TypeSet::NONE,
                tagged: None,
            };
        }
        let parent = &self.without_implied(parent, &own);
        let whole = parent.says_nothing() && parent.unions.is_empty() && parent.types.contains(kinds);
        let shape = if whole { own } else { own.merged(parent) };
        let kinds = if whole { kinds } else { self.kinds(&shape, 0) };
        let name = self.branch_name(node, &shape, kinds);
        let kinds = if kinds == TypeSet::ANY { kinds } else { kinds.without(TypeSet::NULL) };
        Branch { name, nodes: vec![node.clone()], shape, whole, kinds, tagged: None }
    }

    fn branch_name(&mut self, node: &Node<'d>, shape: &Shape<'d>, kinds: TypeSet) -> String {
        if let Some((target, _)) = self.sole_reference(node) {
            return self.name_of(&target.pointer);
        }
        if let Some(title) =
            shape.docs.title.as_ref().filter(|title| title.chars().any(char::is_alphanumeric))
        {
            return title.clone();
        }
        kind_name(kinds).to_owned()
    }
}

/// Whether each of some lists has a value of these types.
fn has_values(lists: &[(Vec<&Json>, Pointer)], types: TypeSet) -> bool {
    let is_of = |value: &&Json| types.contains(TypeSet::of(value));
    lists.iter().all(|(values, _)| values.is_empty() || values.iter().any(is_of))
}
