//! The JSON types that a shape allows, its unions included.

use crate::lower::Lower;
use crate::lower::shape::Shape;
use crate::openapi::schema::TypeSet;

/// So deep a union in a union is looked into, so that one that contains itself ends.
const DEEPEST: usize = 8;

impl<'d> Lower<'d, '_> {
    /// The JSON types that a shape allows.
    pub(in crate::lower) fn kinds(&mut self, shape: &Shape<'d>, depth: usize) -> TypeSet {
        self.kinds_of(shape, true, depth)
    }

    /// The JSON types that a shape names, itself or by its unions.
    pub(in crate::lower) fn named_kinds(&mut self, shape: &Shape<'d>) -> TypeSet {
        self.kinds_of(shape, false, 0)
    }

    /// The JSON types, `implied` where keywords may stand for a type that is not named. Beside a type, they do not.
    fn kinds_of(&mut self, shape: &Shape<'d>, implied: bool, depth: usize) -> TypeSet {
        let own = if implied { shape.implied_types() } else { shape.named_types() };
        let is_known = own != TypeSet::ANY;
        // Whether a null is read is decided where the type is named.
        let null = if is_known { TypeSet::NULL } else { TypeSet::NONE };
        let mut kinds = if is_known && shape.may_be_null() { own.or(null) } else { own };
        if depth > DEEPEST {
            return kinds;
        }
        for union in &shape.unions {
            let mut any = null;
            for branch in &union.branches {
                if !self.may_do(1, &branch.pointer) {
                    return own;
                }
                // One of OpenAPI 3.0 that is meant to be null names no type.
                if is_known && self.is_null(branch) {
                    continue;
                }
                let branch = self.flatten_one(branch);
                any = any.or(self.kinds_of(&branch, implied && !is_known, depth + 1));
            }
            kinds = kinds.and(any);
        }
        kinds
    }
}
