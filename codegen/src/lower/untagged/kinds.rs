//! The JSON types that a shape allows, its unions included.

use std::collections::HashMap;

use crate::ir::Pointer;
use crate::lower::Lower;
use crate::lower::shape::Shape;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// So deep a union in a union is looked into, so that one that contains itself ends.
const DEEPEST: usize = 8;

/// What is known of branches, by place, and whether what they imply counts: unions can lead to each other in ever more ways.
type Known = HashMap<(Pointer, bool), TypeSet>;

impl<'d> Lower<'d, '_> {
    /// The JSON types that a shape allows.
    pub(in crate::lower) fn kinds(&mut self, shape: &Shape<'d>, depth: usize) -> TypeSet {
        self.kinds_of(shape, true, depth, &mut Known::new())
    }

    /// The JSON types that a shape names, itself or by its unions.
    pub(in crate::lower) fn named_kinds(&mut self, shape: &Shape<'d>) -> TypeSet {
        self.kinds_of(shape, false, 0, &mut Known::new())
    }

    /// The JSON types; with `implied`, keywords stand for a type where none is named: beside a union, those of its branches
    /// count first.
    fn kinds_of(&mut self, shape: &Shape<'d>, implied: bool, depth: usize, known: &mut Known) -> TypeSet {
        let is_named = shape.named_types() != TypeSet::ANY;
        let own = own_kinds(shape, implied);
        if is_named && shape.unions.is_empty() || depth > DEEPEST {
            return own;
        }
        let mut kinds = if is_named { own } else { TypeSet::ANY };
        for union in &shape.unions {
            // Whether a null is read is decided where the type is named.
            let mut any = if is_named { TypeSet::NULL } else { TypeSet::NONE };
            for branch in &union.branches {
                // One of OpenAPI 3.0 that is meant to be null names no type.
                if is_named && self.is_null(branch) {
                    continue;
                }
                let mut kinds = self.branch_kinds(branch, false, depth, known);
                if kinds == TypeSet::ANY && implied && !is_named {
                    let is_implied = own != TypeSet::ANY;
                    kinds = if is_implied { own } else { self.branch_kinds(branch, true, depth, known) };
                }
                any = any.or(kinds);
            }
            kinds = kinds.and(any);
        }
        if kinds == TypeSet::ANY { own } else { kinds }
    }

    fn branch_kinds(&mut self, branch: &Node<'d>, implied: bool, depth: usize, known: &mut Known) -> TypeSet {
        let key = (branch.pointer.clone(), implied);
        if let Some(kinds) = known.get(&key) {
            return *kinds;
        }
        let shape = self.flatten_one(branch);
        let own = own_kinds(&shape, implied);
        // What leads back to it sees what it says itself.
        known.insert(key.clone(), own);
        if !self.may_do(1, &branch.pointer) {
            return own;
        }
        let kinds = self.kinds_of(&shape, implied, depth + 1, known);
        known.insert(key, kinds);
        kinds
    }
}

/// The same without unions.
fn own_kinds(shape: &Shape<'_>, implied: bool) -> TypeSet {
    let own = if implied { shape.implied_types() } else { shape.named_types() };
    if own != TypeSet::ANY && shape.may_be_null() { own.or(TypeSet::NULL) } else { own }
}
