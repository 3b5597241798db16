//! Which members a schema may evaluate, whatever their values are.

use super::report::Report;
use super::rule_check::Evaluator;
use super::rule_place::Place;
use super::rule_schema::{Keyword, Schema};

/// So many references are followed. What more of them lead to may evaluate anything.
const MOST: usize = 320;

impl Evaluator<'_> {
    /// Reports what `unevaluatedProperties` does not allow in an object that something else is wrong with: the members
    /// that no schema names, so that they stay unevaluated when the rest is mended.
    pub(super) fn unnamed(&mut self, schema: &Schema, place: Place<'_>, report: &mut Report) {
        for (name, rest) in schema.unevaluated.iter().filter(|(name, _)| *name == "unevaluatedProperties") {
            let named: Vec<bool> = place
                .members()
                .iter()
                .map(|(key, _)| schema.unknown || self.parts_name(schema, key, &mut Vec::new()))
                .collect();
            let is_unnamed = |index: usize, _: &str| named.get(index) == Some(&false);
            let way = place.way.key(name);
            self.members(name, rest, place.along(&way), is_unnamed, Some(report));
        }
    }

    fn may_name(&self, schema: &Schema, key: &str, followed: &mut Vec<usize>) -> bool {
        let all_others =
            schema.unevaluated.iter().any(|(name, rest)| *name == "unevaluatedProperties" && !rest.never);
        schema.unknown || all_others || self.parts_name(schema, key, followed)
    }

    fn parts_name(&self, schema: &Schema, key: &str, followed: &mut Vec<usize>) -> bool {
        let beside = schema.beside.as_ref().is_some_and(|beside| self.may_name(beside, key, followed));
        beside || schema.keywords.iter().any(|(_, keyword)| self.keyword_names(keyword, key, followed))
    }

    fn keyword_names(&self, keyword: &Keyword, key: &str, followed: &mut Vec<usize>) -> bool {
        let matched = |pattern: &str| self.rules.matches(pattern, key);
        match keyword {
            Keyword::Properties(named) => named.get(key).is_some(),
            Keyword::PatternProperties(named) => named.iter().any(|(pattern, _)| matched(pattern)),
            // What stands beside it may be checked, and so evaluated, elsewhere.
            Keyword::AdditionalProperties(names, patterns, schema) => {
                !schema.never
                    || names.iter().any(|name| name == key)
                    || patterns.iter().any(|pattern| matched(pattern))
            }
            Keyword::Reference(rule, index) => {
                let index = *index.get_or_init(|| self.rules.find(rule));
                let Some((index, (_, schema))) = index.and_then(|at| Some((at, self.rules.get(at)?))) else {
                    return true;
                };
                if followed.contains(&index) {
                    return false;
                }
                followed.push(index);
                followed.len() > MOST || self.may_name(schema, key, followed)
            }
            Keyword::AllOf(branches) | Keyword::AnyOf(branches) | Keyword::OneOf(branches, ..) => {
                branches.iter().any(|branch| self.may_name(branch, key, followed))
            }
            Keyword::If(condition, then, other) => {
                let mut schemas = [Some(condition), then.as_ref(), other.as_ref()].into_iter().flatten();
                schemas.any(|schema| self.may_name(schema, key, followed))
            }
            Keyword::DependentSchemas(named) => {
                named.iter().any(|(_, schema)| self.may_name(schema, key, followed))
            }
            _ => false,
        }
    }
}
