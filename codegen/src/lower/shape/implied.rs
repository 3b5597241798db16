//! What is implied: a type by keywords that are about it, and what stands beside a union by a branch that says it too.

use super::{Shape, Unions};
use crate::diagnostic::{Code, Place};
use crate::ledger::Fate;
use crate::lower::Lower;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

impl<'d> Lower<'d, '_> {
    /// Says that a schema without `type` is read as the one type that its keywords are about, which is nearly always
    /// meant. A list of values needs no type.
    pub(in crate::lower) fn note_implied_type(&mut self, shape: &Shape<'d>) {
        let kind = match shape.implied_types() {
            TypeSet::OBJECT => "object",
            TypeSet::ARRAY => "array",
            _ => return,
        };
        if shape.types == TypeSet::ANY && shape.values.is_empty() {
            let message = format!("this schema has no `type`, and is taken to allow only an {kind}");
            let place = Place::Value(shape.pointer.clone());
            self.diagnostics.note(Code::ImpliedType, place, message, format!("write `type: {kind}`"));
        }
    }

    /// The shape beside a union without what a branch says of the same properties.
    pub(in crate::lower) fn without_implied(&mut self, parent: &Shape<'d>, branch: &Shape<'d>) -> Shape<'d> {
        let mut rest = parent.clone();
        rest.properties.retain_mut(|(wire, nodes)| {
            let Some(own) = branch.property(wire) else { return true };
            nodes.retain(|node| {
                let implied = self.is_implied(node, own);
                if implied {
                    self.diagnostics.ledger().whole(node.json, Fate::Code);
                }
                !implied
            });
            !nodes.is_empty()
        });
        rest.required.retain(|(name, _)| !branch.requires(name));
        rest
    }

    /// Whether every value that is valid for some schemas is valid for another one, as far as can be seen: it has no
    /// more than types and lists of values, and they have fewer.
    fn is_implied(&mut self, node: &Node<'d>, own: &[Node<'d>]) -> bool {
        if own.iter().any(|own| super::same(node, own)) {
            return true;
        }
        let other = self.flatten_one(node);
        let own = self.flatten(own, Unions::Kept);
        let simple = other.properties.is_empty()
            && other.required.is_empty()
            && other.additional.is_empty()
            && other.items.is_empty()
            && other.unions.is_empty()
            && other.unenforced.is_empty()
            && other.discriminator.is_none();
        if self.exclude_each_other(&own, &other) {
            return true;
        }
        let listed = |lists: &[(Vec<&'d crate::json::Json>, String)]| {
            lists.iter().all(|(list, _)| {
                own.values.first().is_some_and(|(values, _)| values.iter().all(|value| list.contains(value)))
            })
        };
        simple
            && other.types.contains(own.implied_types())
            && (!own.may_be_null() || other.may_be_null())
            && (other.access == own.access)
            && listed(&other.values)
            && other.formats.iter().all(|(name, _)| own.formats.iter().any(|(own, _)| own == name))
            && other.assertions.iter().all(|it| own.assertions.iter().any(|own| own.keyword == it.keyword))
    }

    /// Whether two lists of strings have none in common, which is reported: the first alone is used then.
    fn exclude_each_other(&mut self, own: &Shape<'d>, other: &Shape<'d>) -> bool {
        let (Some((values, keyword)), Some((others, _))) = (own.values.first(), other.values.first()) else {
            return false;
        };
        let excluded = !values.iter().any(|value| others.contains(value));
        if excluded {
            let message = "no string is in this list and in the others that hold for the same value";
            self.warn(
                Code::Contradiction,
                keyword,
                message,
                "this list alone is enforced, and the others are not",
            );
        }
        excluded
    }
}
