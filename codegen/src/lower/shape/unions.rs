//! Unions that are no unions: lists of types, and lists of conditions on what stands beside them.

use super::{Shape, Union};
use crate::lower::Lower;
use crate::openapi::schema::TypeSet;

impl<'d> Lower<'d, '_> {
    /// Turns unions that only list types into types, and drops those that only list conditions, which rules enforce.
    pub(in crate::lower) fn simplify_unions(&mut self, shape: &mut Shape<'d>) {
        let mut seen: Vec<String> = Vec::new();
        for union in std::mem::take(&mut shape.unions) {
            if seen.contains(&union.pointer) {
                continue;
            }
            seen.push(union.pointer.clone());
            if let Some(types) = self.listed_types(&union) {
                shape.types = shape.types.and(types);
            } else if self.lists_conditions(&union) {
                if !self.says_nothing(&union) {
                    self.enforce(&union.pointer);
                }
            } else if union.branches.iter().all(|branch| self.is_null(branch)) {
                shape.types = shape.types.and(TypeSet::NULL);
                self.enforce_one(&union.pointer);
            } else {
                shape.unions.push(union);
            }
        }
    }

    /// Whether each of its branches allows every value, and one is enough.
    fn says_nothing(&mut self, union: &Union<'d>) -> bool {
        let is_enough = union.branches.len() == 1 || !union.pointer.ends_with("/oneOf");
        is_enough && union.branches.iter().all(|branch| self.is_only_nullable(branch))
    }

    /// The types that the branches allow, if they say nothing else.
    fn listed_types(&mut self, union: &Union<'d>) -> Option<TypeSet> {
        let mut types = TypeSet::NONE;
        let mut twice = TypeSet::NONE;
        for branch in &union.branches {
            let schema = self.schema(branch);
            if union.discriminator.is_some() || !schema.says_only_its_type() {
                return None;
            }
            let own = if schema.nullable { schema.types.or(TypeSet::NULL) } else { schema.types };
            twice = twice.or(types.and(own));
            types = types.or(own);
        }
        if twice != TypeSet::NONE && union.pointer.ends_with("/oneOf") {
            self.enforce_at_most_one(&union.pointer);
        }
        Some(types)
    }

    /// Whether the branches name no type and no content of their own, such as those that only have `required`. Where none
    /// does, `nullable` alone does not stand for a branch that is null: it has no effect without a type.
    pub(in crate::lower) fn lists_conditions(&mut self, union: &Union<'d>) -> bool {
        union.discriminator.is_none()
            && union.branches.iter().all(|branch| {
                let shape = self.flatten_one(branch);
                self.is_only_nullable(branch)
                    || shape.types == TypeSet::ANY
                        && shape.properties.is_empty()
                        && shape.additional.is_empty()
                        && shape.values.is_empty()
                        && shape.items.is_empty()
                        && shape.unions.is_empty()
                        && !(shape.says_nothing() && shape.formats.is_empty() && shape.unenforced.is_empty())
            })
    }
}
