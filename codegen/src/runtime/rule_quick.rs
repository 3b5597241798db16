//! Whether a value satisfies the schemas that most rules are made of: without places, without memory.
//!
//! Invariant: an answer is the one that the evaluator gives, which is asked where there is none.

use super::json_value::Value;
use super::rule::Rules;
use super::rule_assertion::{holds, is_of};
use super::rule_place::Verdict;
use super::rule_schema::{Keyword, Schema};

/// So many schemas are looked at. Whoever gets to more pays for them once more, with the memory that this does without.
const MOST: usize = 4096;

/// So deep they may be inside each other.
const DEEPEST: usize = 32;

/// Whether a schema holds. None where that is not for here to say.
pub(super) fn satisfies(rules: &Rules<'_>, schema: &Schema, value: &Value<'_>) -> Option<bool> {
    Quick { rules, left: MOST, depth: DEEPEST }.schema(schema, value)
}

struct Quick<'r> {
    rules: &'r Rules<'r>,
    left: usize,
    depth: usize,
}

impl Quick<'_> {
    fn schema(&mut self, schema: &Schema, value: &Value<'_>) -> Option<bool> {
        if schema.never {
            return Some(false);
        }
        if schema.about != 0 && !is_of(value, schema.about) {
            return Some(true);
        }
        if schema.unknown || !schema.unevaluated.is_empty() {
            return None;
        }
        self.left = self.left.checked_sub(1)?;
        self.depth = self.depth.checked_sub(1)?;
        let all = all(&schema.keywords, |(_, keyword)| self.keyword(keyword, value));
        self.depth += 1;
        all
    }

    fn keyword(&mut self, keyword: &Keyword, value: &Value<'_>) -> Option<bool> {
        match keyword {
            Keyword::Properties(named) => all(value.members(), |(key, value)| {
                named.get(key).map_or(Some(true), |schema| self.schema(schema, value))
            }),
            Keyword::AdditionalProperties(names, patterns, schema) => {
                let rules = self.rules;
                let is_named = |key: &str| names.iter().any(|name| name == key);
                let is_matched = |key: &str| patterns.iter().any(|pattern| rules.matches(pattern, key));
                all(value.members(), |(key, value)| {
                    if is_named(key) || is_matched(key) { Some(true) } else { self.schema(schema, value) }
                })
            }
            Keyword::Items(from, schema) => {
                all(value.items().iter().skip(*from), |item| self.schema(schema, item))
            }
            Keyword::AllOf(branches) => all(branches, |branch| self.schema(branch, value)),
            Keyword::AnyOf(branches) => {
                let all_fail = all(branches, |branch| self.schema(branch, value).map(|holds| !holds))?;
                Some(!all_fail)
            }
            Keyword::OneOf(branches, some, one) => {
                let mut holding = 0_usize;
                for branch in branches {
                    holding += usize::from(self.schema(branch, value)?);
                    if *one && holding > 1 {
                        return Some(false);
                    }
                }
                Some(holding > 0 || !some)
            }
            Keyword::Not(schema) => self.schema(schema, value).map(|holds| !holds),
            Keyword::Reference(rule, index) => {
                let index = *index.get_or_init(|| self.rules.find(rule));
                let (_, schema) = self.rules.get(index?)?;
                self.schema(schema, value)
            }
            Keyword::PrefixItems(_)
            | Keyword::Contains(..)
            | Keyword::PatternProperties(_)
            | Keyword::PropertyNames(_)
            | Keyword::DependentSchemas(_)
            | Keyword::If(..) => None,
            assertion => match holds(self.rules, assertion, value) {
                Verdict::Holds => Some(true),
                Verdict::Fails => Some(false),
                Verdict::Unknown => None,
            },
        }
    }
}

/// Whether all do, up to the first that does not or can not be told.
fn all<T>(items: impl IntoIterator<Item = T>, mut holds: impl FnMut(T) -> Option<bool>) -> Option<bool> {
    for item in items {
        if !holds(item)? {
            return Some(false);
        }
    }
    Some(true)
}
