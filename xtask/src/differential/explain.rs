//! Why the judges disagree, where somebody has said so: the generator, the document, or the list of this repository.
//!
//! Invariant: a reason is about schemas that have a say in the very place, and about the direction of the disagreement.

use std::collections::BTreeSet;

use codegen::diagnostic::Code;
use serde_json::Value;

use super::list::List;
use super::other::Complaint;
use super::ours::Verdict;
use super::subject::{Subject, WRAPPED};
use super::way::Ways;
use crate::reported::{Said, is_wider};

/// A reason.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reason {
    /// The generator has said so, by this code.
    Said(Code),
    /// The tag of a union decides for us.
    Discriminator,
    /// An integer has more than 64 bits.
    Beyond64Bits,
    /// A number is not the same as a float of 64 bits, as which it is read.
    BeyondFloat,
    /// What a value looks like decides which branch of a union without a discriminator reads it, also where that can not, and
    /// which must hold where something stands beside the union.
    Looks,
    /// `nullable` stands where there is no type for it to belong to, or beside parts that have types of their own, and is
    /// taken to mean what it says.
    Nullable,
    /// A required property travels one way, and is left out the other way.
    OneWay,
    /// A format says that an integer is not negative, and chooses a type that can not be.
    UnsignedFormat,
    /// An entry of the list.
    Listed(usize),
}

impl Reason {
    /// In a word.
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Said(code) => code.as_str(),
            Self::Discriminator => "discriminator",
            Self::Beyond64Bits => "64-bits",
            Self::BeyondFloat => "float",
            Self::Looks => "looks",
            Self::Nullable => "nullable",
            Self::OneWay => "one-way",
            Self::UnsignedFormat => "unsigned-format",
            Self::Listed(_) => "listed",
        }
    }
}

/// What reasons are looked for in.
#[derive(Debug)]
pub(super) struct Explainer<'s> {
    /// The name of the document.
    pub(super) document: &'s str,
    /// The ways through them.
    pub(super) ways: Ways<'s>,
    /// What the generator says about them.
    pub(super) said: &'s [Said],
    /// The list.
    pub(super) list: &'s List,
}

impl Explainer<'_> {
    /// Why our judge rejects what the other one accepts: a reason for each place, of which the first is given.
    pub(super) fn too_strict(
        &self,
        subject: &Subject,
        instance: &Value,
        verdict: &Verdict,
    ) -> Option<Reason> {
        let reason_of = |place: &str| {
            let at = inner(subject, place);
            let value = instance.pointer(at).unwrap_or(&Value::Null);
            if holds_no_float(value) {
                return Some(Reason::BeyondFloat);
            }
            let seen = self.ways.to(&subject.place, instance, at, false);
            self.why_too_strict(&seen, verdict, value)
                .or_else(|| self.implied(subject, instance, at))
                .or_else(|| self.listed(&seen))
        };
        all(verdict.places().iter().map(|place| reason_of(place)))
    }

    fn why_too_strict(&self, seen: &BTreeSet<String>, verdict: &Verdict, value: &Value) -> Option<Reason> {
        if let Verdict::Unreadable(reason) = verdict {
            if reason.contains("out of range") {
                return Some(Reason::Beyond64Bits);
            }
            if reason.contains("found a negative number") && self.ways.has_unsigned_format(seen) {
                return Some(Reason::UnsignedFormat);
            }
        }
        if self.ways.has_discriminator(seen) {
            return Some(Reason::Discriminator);
        }
        if self.ways.has_null_branch(seen) || value.is_null() && self.ways.has_odd_nullable(seen) {
            return Some(Reason::Nullable);
        }
        let is_unreadable = matches!(verdict, Verdict::Unreadable(_));
        (is_unreadable && self.ways.has_union(seen)).then_some(Reason::Looks)
    }

    /// Whether a value on the way to a place is of another type than its schema is taken to be of.
    fn implied(&self, subject: &Subject, instance: &Value, at: &str) -> Option<Reason> {
        let ends = at.match_indices('/').map(|(end, _)| end).chain([at.len()]);
        let mut ways = ends.filter_map(|end| {
            let value = instance.pointer(&at[..end])?;
            let seen = self.ways.to(&subject.place, instance, &at[..end], false);
            self.said.iter().find(|said| is_of_another_type(said, value) && touches(&seen, &said.place))
        });
        ways.next().map(|said| Reason::Said(said.code))
    }

    /// Why our judge accepts what the other one rejects: a reason for each complaint, of which the first is given.
    pub(super) fn too_lenient(
        &self,
        subject: &Subject,
        instance: &Value,
        complaints: &[Complaint],
    ) -> Option<Reason> {
        let reason_of = |complaint: &Complaint| {
            // What is wrong with all branches can be wrong with any part of the value.
            let deep = ["oneOf", "anyOf", "not", "if", "contains", "unevaluatedProperties"];
            let deep = deep.contains(&complaint.keyword.as_str());
            let seen = self.ways.to(&subject.place, instance, &complaint.at, deep);
            if instance.pointer(&complaint.at).is_some_and(holds_no_float) {
                return Some(Reason::BeyondFloat);
            }
            let wider = |said: &&Said| is_wider(said.code) && touches(&seen, &said.place);
            let said = self.said.iter().find(wider).map(|said| Reason::Said(said.code));
            // A branch that is taken to be of one type holds for fewer values, so that fewer branches do.
            let implied = || match complaint.keyword.as_str() {
                "oneOf" | "anyOf" => self.implied(subject, instance, &complaint.at),
                key if key.starts_with("unevaluated") => {
                    let said = |said: &&Said| said.code == Code::ImpliedType && touches(&seen, &said.place);
                    self.said.iter().find(said).map(|said| Reason::Said(said.code))
                }
                _ => None,
            };
            let tag = || self.ways.has_discriminator(&seen).then_some(Reason::Discriminator);
            let null = || {
                let value = instance.pointer(&complaint.at);
                let is_null = value.is_some_and(|value| value.is_null() || deep && holds_null(value));
                let is_odd = is_null && self.ways.has_odd_nullable(&seen);
                (is_odd || self.ways.has_null_branch(&seen)).then_some(Reason::Nullable)
            };
            let one_way = || {
                // The message begins with the name, between quotation marks.
                let name = complaint.message.strip_prefix('"').and_then(|rest| rest.split('"').next());
                let lacks = deep || complaint.keyword == "required";
                (lacks && self.ways.has_one_way(&seen, name.filter(|_| !deep))).then_some(Reason::OneWay)
            };
            null().or(said).or_else(implied).or_else(tag).or_else(one_way).or_else(|| self.listed(&seen))
        };
        all(complaints.iter().map(reason_of))
    }

    fn listed(&self, seen: &BTreeSet<String>) -> Option<Reason> {
        self.list.find(self.document, seen).map(Reason::Listed)
    }
}

/// Whether it is said that a schema is taken to be of a type, and a value is of another one.
fn is_of_another_type(said: &Said, value: &Value) -> bool {
    let takes_for = |kind: &str| said.message.ends_with(kind);
    said.code == Code::ImpliedType
        && (takes_for("an object") && !value.is_object() || takes_for("an array") && !value.is_array())
}

/// Whether there is a null in a value.
fn holds_null(value: &Value) -> bool {
    holds(value, &Value::is_null)
}

/// Whether there is a number in a value that a float of 64 bits can not tell from its neighbours.
fn holds_no_float(value: &Value) -> bool {
    /// Two to the power of 53.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    holds(value, &|value| value.as_f64().is_some_and(|number| number.abs() >= EXACT))
}

/// Whether there is such a value in a value.
fn holds(value: &Value, is_such: &dyn Fn(&Value) -> bool) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|it| holds(it, is_such)),
        Value::Object(members) => members.values().any(|it| holds(it, is_such)),
        value => is_such(value),
    }
}

/// The first of some reasons, if there is one and none is missing.
fn all(reasons: impl Iterator<Item = Option<Reason>>) -> Option<Reason> {
    let reasons: Option<Vec<Reason>> = reasons.collect();
    reasons?.into_iter().next()
}

/// A place of what our judge reads, as one of the instance.
pub(super) fn inner<'p>(subject: &Subject, place: &'p str) -> &'p str {
    let wrapped = || place.strip_prefix('/')?.strip_prefix(WRAPPED);
    if subject.is_wrapped { wrapped().unwrap_or_default() } else { place }
}

/// Whether what is said at a place is about one of the schemas: their keywords, but not their subschemas elsewhere.
fn touches(seen: &BTreeSet<String>, place: &str) -> bool {
    const DEEPEST: usize = 4;
    let mut schema = place;
    for _ in 0..DEEPEST {
        if seen.contains(schema) {
            let rest = &place[schema.len()..];
            let leads_away = ["/properties/", "/items/", "/prefixItems/", "/additionalProperties/"];
            let named = rest.strip_prefix("/properties/").is_some_and(|rest| !rest.contains('/'));
            return named || !leads_away.iter().any(|key| rest.starts_with(key));
        }
        match schema.rfind('/') {
            Some(end) => schema = &schema[..end],
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_about_a_schema() {
        let seen = BTreeSet::from(["/a".to_owned(), "/a/allOf/0".to_owned()]);
        for (place, expected) in [
            ("/a", true),
            ("/a/not", true),
            ("/a/allOf/0/oneOf/3", true),
            ("/a/required/0", true),
            ("/a/properties/x/not", false),
            ("/b/not", false),
        ] {
            assert_eq!(touches(&seen, place), expected, "{place}");
        }
    }
}
