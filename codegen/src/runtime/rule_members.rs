//! The keywords of rules that are about the members of an object (JSON Schema 2020-12, section 10.3.2).

use super::json_value::Value;
use super::report::Report;
use super::rule_check::{Evaluator, Outcome};
use super::rule_names::Names;
use super::rule_place::Place;
use super::rule_place::Verdict::{self, Fails, Holds};
use super::rule_schema::{Named, Schema};
use super::rule_seen::Seen;

impl Evaluator<'_> {
    pub(super) fn properties(
        &mut self,
        name: &'static str,
        named: &Names<Schema>,
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let (mut verdict, mut seen) = (Holds, Seen::default());
        for (key, value) in place.members() {
            let found = named.get(key);
            if place.want {
                seen.push(found.is_some());
            }
            let Some(schema) = found else { continue };
            let (at, way) = (place.at.property(key), place.way.key(key));
            let part = Place::part(value, &at, &way);
            verdict = verdict.and(self.schema(schema, name, part, report.as_deref_mut()).0);
            if verdict == Fails && report.is_none() {
                break;
            }
        }
        (verdict, seen)
    }

    pub(super) fn pattern_properties(
        &mut self,
        name: &'static str,
        named: &Named,
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let (mut verdict, mut seen) = (Holds, Seen::default());
        for (pattern, schema) in named {
            let (rules, way) = (self.rules, place.way.key(pattern));
            let chosen = |_, key: &str| rules.matches(pattern, key);
            let outcome = self.members(name, schema, place.along(&way), chosen, report.as_deref_mut());
            verdict = verdict.and(outcome.0);
            seen.merge(outcome.1);
        }
        (verdict, seen)
    }

    /// Evaluates the chosen members. Those that the document does not know pass where the unknown is allowed.
    pub(super) fn members(
        &mut self,
        name: &'static str,
        schema: &Schema,
        place: Place<'_>,
        chosen: impl Fn(usize, &str) -> bool,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let lenient = schema.never && name != "patternProperties";
        if lenient && report.as_ref().is_some_and(|report| report.allows_unknown()) {
            return (Holds, Seen::default());
        }
        let (mut verdict, mut seen) = (Holds, Seen::default());
        for (index, (key, value)) in place.members().iter().enumerate() {
            let is_chosen = chosen(index, key);
            if place.want {
                seen.push(is_chosen);
            }
            if is_chosen {
                let at = place.at.property(key);
                let part = Place::part(value, &at, place.way);
                verdict = verdict.and(self.schema(schema, name, part, report.as_deref_mut()).0);
            }
        }
        (verdict, seen)
    }

    pub(super) fn names(
        &mut self,
        name: &'static str,
        schema: &Schema,
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Verdict {
        let mut verdict = Holds;
        for (key, _) in place.members() {
            let (at, key) = (place.at.property(key), Value::Text(key.as_ref().into()));
            let part = Place::part(&key, &at, place.way);
            // The text of a key has no place that lasts, so that nothing of it may be kept.
            let known = std::mem::take(&mut self.known);
            let before = report.as_ref().map(|report| report.mark());
            verdict = verdict.and(self.schema(schema, name, part, report.as_deref_mut()).0);
            if let (Some(report), Some(before)) = (report.as_deref_mut(), before) {
                report.reword(before, about_name);
            }
            self.known = known;
        }
        verdict
    }

    pub(super) fn dependent(
        &mut self,
        name: &'static str,
        named: &Named,
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let (mut verdict, mut seen) = (Holds, Seen::default());
        for (key, schema) in named.iter().filter(|(key, _)| place.value.get(key).is_some()) {
            let way = place.way.key(key);
            let outcome = self.schema(schema, name, place.along(&way), report.as_deref_mut());
            verdict = verdict.and(outcome.0);
            seen.merge(outcome.1);
        }
        (verdict, seen)
    }
}

/// A message about a text as one about the name of a member, next to whose value it is reported.
fn about_name(message: &str) -> String {
    let begins = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
    if begins(&["is ", "does ", "should "]) {
        format!("the name {message}")
    } else if begins(&["shorter ", "longer "]) {
        format!("the name is {message}")
    } else {
        format!("the name: {message}")
    }
}
