//! Whether a union may be null.
//!
//! A branch that allows `null` by its type, and not by the list of its values, or several branches of a `oneOf` that do, let
//! a null be read: servers send it. Whether it is a valid one is asked elsewhere.

use std::collections::HashMap;

use crate::ir::Pointer;
use crate::json::Json;
use crate::lower::Lower;
use crate::lower::shape::{Shape, Union};
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// So many unions in unions are asked whether they may be null.
const MOST_ASKED: usize = 500;

/// What is known of unions, by their places.
type Known = HashMap<Pointer, bool>;

impl<'d> Lower<'d, '_> {
    /// Whether each of the unions of a shape lets a value be null.
    pub(super) fn unions_may_be_null(&mut self, shape: &Shape<'d>) -> bool {
        let is_typed = shape.types != TypeSet::ANY;
        shape.unions.iter().all(|union| self.union_may(union, is_typed, &mut Known::new()))
    }

    /// What is known of a union is kept by its place, and one that contains itself adds nothing. `is_typed`: whether it
    /// stands beside a type, which a branch without one then has.
    fn union_may(&mut self, union: &Union<'d>, is_typed: bool, known: &mut Known) -> bool {
        if known.contains_key(&union.pointer) || known.len() >= MOST_ASKED {
            return known.get(&union.pointer).copied().unwrap_or(union.nullable);
        }
        known.insert(union.pointer.clone(), union.nullable);
        let may = union.nullable || {
            let mut branches = union.branches.iter().map(|branch| self.branch_may(branch, is_typed, known));
            branches.any(|may| may)
        };
        known.insert(union.pointer.clone(), may);
        may
    }

    fn branch_may(&mut self, branch: &Node<'d>, is_typed: bool, known: &mut Known) -> bool {
        if self.is_null(branch) {
            return true;
        }
        let shape = self.flatten_one(branch);
        let types = if is_typed { shape.named_types() } else { shape.implied_types() };
        let is_typed = is_typed || shape.types != TypeSet::ANY;
        (types.contains(TypeSet::NULL) || shape.may_be_null())
            && shape.unions.iter().all(|union| self.union_may(union, is_typed, known))
    }

    /// Whether a branch says that a value is null, and nothing else.
    pub(in crate::lower) fn is_null(&mut self, node: &Node<'d>) -> bool {
        let schema = self.schema(node);
        let only_null = schema.values.as_ref().is_some_and(|(values, _)| {
            !values.is_empty() && values.iter().all(|value| **value == Json::Null)
        });
        let has_parts = schema.reference.is_some() || !schema.all_of.is_empty();
        schema.reference.is_none()
            && (schema.types == TypeSet::NULL || only_null || self.is_only_nullable(node))
            || has_parts && self.flatten_one(node).types == TypeSet::NULL
    }

    /// Whether a branch says `nullable`, and nothing else: so some generators write one of OpenAPI 3.0 that is null.
    pub(in crate::lower) fn is_only_nullable(&mut self, node: &Node<'d>) -> bool {
        let schema = self.schema(node);
        schema.nullable && !schema.constrains() && schema.all_of.is_empty() && schema.reference.is_none()
    }
}
