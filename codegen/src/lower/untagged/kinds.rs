//! The JSON types that a shape allows, its unions included.

use std::collections::HashMap;

use crate::ir::Pointer;
use crate::lower::Lower;
use crate::lower::shape::Shape;
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

    /// The JSON types, `implied` where keywords may stand for a type that is not named. Beside a type, they do not.
    fn kinds_of(&mut self, shape: &Shape<'d>, implied: bool, depth: usize, known: &mut Known) -> TypeSet {
        let own = if implied { shape.implied_types() } else { shape.named_types() };
        let is_known = own != TypeSet::ANY;
        let mut kinds = own_kinds(shape, implied);
        if depth > DEEPEST {
            return kinds;
        }
        for union in &shape.unions {
            // Whether a null is read is decided where the type is named.
            let mut any = if is_known { TypeSet::NULL } else { TypeSet::NONE };
            for branch in &union.branches {
                if !self.may_do(1, &branch.pointer) {
                    return own;
                }
                // One of OpenAPI 3.0 that is meant to be null names no type.
                if is_known && self.is_null(branch) {
                    continue;
                }
                let implied = implied && !is_known;
                let key = (branch.pointer.clone(), implied);
                if let Some(kinds) = known.get(&key) {
                    any = any.or(*kinds);
                    continue;
                }
                let branch = self.flatten_one(branch);
                // What leads back to it sees what it says itself.
                known.insert(key.clone(), own_kinds(&branch, implied));
                let kinds = self.kinds_of(&branch, implied, depth + 1, known);
                known.insert(key, kinds);
                any = any.or(kinds);
            }
            kinds = kinds.and(any);
        }
        kinds
    }
}

/// The same without unions.
fn own_kinds(shape: &Shape<'_>, implied: bool) -> TypeSet {
    let own = if implied { shape.implied_types() } else { shape.named_types() };
    if own != TypeSet::ANY && shape.may_be_null() { own.or(TypeSet::NULL) } else { own }
}
