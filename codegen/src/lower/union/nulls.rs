//! Whether a union may be null, and whether it should.
//!
//! A branch that allows `null` by its type, and not by the list of its values, or several branches of a `oneOf` that do, let
//! a null be read: servers send it. It is a violation all the same.

use std::collections::HashMap;

use crate::diagnostic::{Code, Place};
use crate::ir::{Assertion, Keyword, Pointer, Value};
use crate::json::Json;
use crate::lower::Lower;
use crate::lower::shape::{Shape, Union};
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// So many unions in unions are asked whether they may be null.
const MOST_ASKED: usize = 500;

/// What is known of unions, by their places.
type Known = HashMap<Pointer, bool>;

/// What is asked of a branch.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Question {
    /// Whether a null is read.
    MayBeNull,
    /// Whether it is a null that the branch allows.
    AllowsNull,
}

impl<'d> Lower<'d, '_> {
    /// Whether each of the unions of a shape lets a value be null.
    pub(super) fn unions_may_be_null(&mut self, shape: &Shape<'d>) -> bool {
        shape.unions.iter().all(|union| self.union_may(union, Question::MayBeNull, &mut Known::new()))
    }

    /// Adds to a value that may be null what says that it should not be, if one of its unions does.
    pub(in crate::lower) fn refuse_null(&mut self, unions: &[Union<'d>], value: &mut Value) {
        let is_decided = value.assertions.iter().any(|it| it.rule_about_null().is_some());
        if !value.nullable || is_decided {
            return;
        }
        let mut allows = |union| self.union_may(union, Question::AllowsNull, &mut Known::new());
        if let Some(union) = unions.iter().find(|union| !allows(union)) {
            let pointer = union.pointer.clone();
            let message = "branches of this union allow `null` by their types, and the union does not";
            let help = "let exactly one branch of a `oneOf` allow it; it is read, and is a violation when it is sent";
            self.diagnostics.note(Code::Contradiction, Place::Value(pointer.clone()), message, help);
            value.assertions.push(Assertion { pointer, keyword: Keyword::NotNull });
        }
    }

    /// What is known of a union is kept by its place, and one that contains itself adds nothing.
    fn union_may(&mut self, union: &Union<'d>, question: Question, known: &mut Known) -> bool {
        if known.contains_key(&union.pointer) || known.len() >= MOST_ASKED {
            return known.get(&union.pointer).copied().unwrap_or(union.nullable);
        }
        known.insert(union.pointer.clone(), union.nullable);
        let may = union.nullable || {
            let mut branches = union.branches.iter().map(|branch| self.branch_may(branch, question, known));
            let is_exact = question == Question::AllowsNull && union.pointer.ends_with("/oneOf");
            branches.any(|may| may) && !(is_exact && branches.any(|may| may))
        };
        known.insert(union.pointer.clone(), may);
        may
    }

    fn branch_may(&mut self, branch: &Node<'d>, question: Question, known: &mut Known) -> bool {
        if self.is_null(branch) {
            return true;
        }
        let shape = self.flatten_one(branch);
        let types = if shape.types == TypeSet::ANY { shape.implied_types() } else { shape.types };
        let is_listed = question == Question::MayBeNull
            || shape.values.iter().all(|(values, _)| values.iter().any(|value| **value == Json::Null));
        (types.contains(TypeSet::NULL) || shape.may_be_null())
            && is_listed
            && shape.unions.iter().all(|union| self.union_may(union, question, known))
    }

    /// Whether a branch says that a value is null, and nothing else.
    pub(in crate::lower) fn is_null(&mut self, node: &Node<'d>) -> bool {
        let schema = self.schema(node);
        let only_null = schema.values.as_ref().is_some_and(|(values, _)| {
            !values.is_empty() && values.iter().all(|value| **value == Json::Null)
        });
        // Some generators write a `null` branch of OpenAPI 3.0 as one that says nothing else.
        let only_nullable = schema.nullable && !schema.constrains() && schema.all_of.is_empty();
        schema.reference.is_none() && (schema.types == TypeSet::NULL || only_null || only_nullable)
    }
}
