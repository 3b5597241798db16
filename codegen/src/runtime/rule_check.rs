//! Evaluating rules (JSON Schema 2020-12).
//!
//! Invariant: ends on every value, whatever refers to what, and no message holds a value of the instance. What can not
//! be decided is no violation, unless it nests too deep for that.

use std::collections::BTreeMap;

use super::json_value::Value;
use super::location::Location;
use super::report::Report;
use super::rule::Rules;
use super::rule_assertion::{explain, holds, is_of};
use super::rule_nearest::NONE;
use super::rule_place::Verdict::{self, Fails, Holds, Unknown};
use super::rule_place::{Place, Step, Way};
use super::rule_quick::satisfies;
use super::rule_schema::{Keyword, Schema};
use super::rule_seen::Seen;

/// Whether a schema holds, and what it evaluated.
pub(super) type Outcome = (Verdict, Seen);

/// So many schemas may be evaluated inside each other.
const DEEPEST: usize = 320;

/// What so few references lead to is not remembered: it comes again too rarely to be worth it, and there are not many ways
/// to it.
const SHALLOW: usize = 2;

/// Evaluates the rules of a document on one value.
pub(super) struct Evaluator<'r> {
    pub(super) rules: &'r Rules<'r>,
    depth: usize,
    /// Whether something nested too deep to be looked at. It stays so, because what came of it is remembered.
    too_deep: bool,
    /// Whether it looks for the branch of a union that is nearest.
    pub(super) explains: bool,
    /// The references that are being followed: rule, value, and whether what it evaluates counts.
    active: Vec<(usize, usize, bool)>,
    /// What came of those that were followed before.
    pub(super) known: Known,
}

/// What came of references: rule, value, and whether what it evaluates counts.
#[derive(Default)]
pub(super) struct Known {
    /// Of all.
    quiet: BTreeMap<(usize, usize, bool), Outcome>,
    /// Of those whose violations were reported, where what the document does not know may pass.
    pub(super) reported: BTreeMap<(usize, usize, bool), Outcome>,
}

impl<'r> Evaluator<'r> {
    pub(super) fn new(rules: &'r Rules<'r>) -> Self {
        Self {
            rules,
            depth: 0,
            too_deep: false,
            explains: false,
            active: Vec::new(),
            known: Known::default(),
        }
    }

    /// Reports what a value does not satisfy of a rule, and says whether that is all that can be said: otherwise the value
    /// nests too deep.
    pub(super) fn check(
        &mut self,
        name: &str,
        value: &Value<'_>,
        at: &Location<'_>,
        report: &mut Report,
    ) -> bool {
        let Some((place, schema)) = self.rules.find(name).and_then(|index| self.rules.get(index)) else {
            return true;
        };
        if satisfies(self.rules, schema, value) == Some(true) {
            return true;
        }
        let way = Way { up: None, step: Step::Place(place) };
        let place = Place { value, at, way: &way, want: false };
        let (verdict, _) = self.schema(schema, "false", place, Some(report));
        verdict != Unknown || !self.too_deep
    }

    /// Whether a value satisfies a rule for sure.
    pub(super) fn accepts(&mut self, name: &str, value: &Value<'_>) -> bool {
        let Some((place, schema)) = self.rules.find(name).and_then(|index| self.rules.get(index)) else {
            return false;
        };
        let (at, way) = (Location::root(), Way { up: None, step: Step::Place(place) });
        self.schema(schema, "false", Place { value, at: &at, way: &way, want: false }, None).0 == Holds
    }

    /// Evaluates a schema, which is the argument of the keyword of this name.
    pub(super) fn schema(
        &mut self,
        schema: &Schema,
        name: &'static str,
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        if schema.never {
            if let Some(report) = report {
                report.add(place.at, name, place.way.text(), format_args!("no value is allowed here"));
            }
            return (Fails, Seen::default());
        }
        if schema.about != 0 && !is_of(place.value, schema.about) {
            return (Holds, Seen::default());
        }
        if self.depth >= DEEPEST {
            self.too_deep = true;
            return (Unknown, Seen::default());
        }
        self.depth += 1;
        let own = Place { want: place.want || !schema.unevaluated.is_empty(), ..place };
        let (mut verdict, mut seen) = (if schema.unknown { Unknown } else { Holds }, Seen::default());
        for (name, keyword) in &schema.keywords {
            let way = place.way.key(name);
            let outcome = self.keyword(name, keyword, own.along(&way), report.as_deref_mut());
            verdict = verdict.and(outcome.0);
            seen.merge(outcome.1);
            if verdict == Fails && report.is_none() {
                break;
            }
        }
        if !schema.unevaluated.is_empty() {
            if verdict != Fails {
                verdict = self.rest(schema, own, (verdict, &mut seen), report);
            } else if let Some(report) = report {
                self.unnamed(schema, own, report);
            }
        }
        self.depth -= 1;
        if verdict == Fails { (Fails, Seen::default()) } else { (verdict, seen) }
    }

    /// Evaluates what the other keywords of a schema did not.
    fn rest(
        &mut self,
        schema: &Schema,
        place: Place<'_>,
        (mut verdict, seen): (Verdict, &mut Seen),
        mut report: Option<&mut Report>,
    ) -> Verdict {
        if let Some(beside) = &schema.beside {
            let outcome = self.schema(beside, "false", place, None);
            match outcome.0 {
                // Something else reports that.
                Fails => {
                    if let Some(report) = report {
                        self.unnamed(schema, place, report);
                    }
                    return verdict;
                }
                beside => verdict = verdict.and(beside),
            }
            seen.merge(outcome.1);
        }
        for (name, rest) in &schema.unevaluated {
            let way = place.way.key(name);
            let place = place.along(&way);
            let report = if verdict == Unknown { None } else { report.as_deref_mut() };
            let is_seen = |index: usize| seen.has(index);
            let outcome = if *name == "unevaluatedItems" {
                self.items(name, rest, place, |index| !is_seen(index), report)
            } else {
                self.members(name, rest, place, |index, _| !is_seen(index), report)
            };
            verdict = match (verdict, outcome.0) {
                (Unknown, _) => Unknown,
                (_, own) => verdict.and(own),
            };
            seen.merge(outcome.1);
        }
        verdict
    }

    fn keyword(
        &mut self,
        name: &'static str,
        keyword: &Keyword,
        place: Place<'_>,
        report: Option<&mut Report>,
    ) -> Outcome {
        match keyword {
            Keyword::Reference(rule, index) => {
                let index = *index.get_or_init(|| self.rules.find(rule));
                index.map_or((Unknown, Seen::default()), |index| self.reference(index, place, report))
            }
            Keyword::AllOf(branches) => self.all_of(name, branches, place, report),
            Keyword::AnyOf(branches) => self.choice(name, branches, place, (true, usize::MAX), report),
            Keyword::OneOf(branches, some, one) => {
                self.choice(name, branches, place, (*some, if *one { 1 } else { usize::MAX }), report)
            }
            Keyword::Not(schema) => {
                let verdict = match self.schema(schema, name, Place { want: false, ..place }, None).0 {
                    Holds => Fails,
                    Fails => Holds,
                    Unknown => Unknown,
                };
                (simple(name, keyword, place, verdict, report), Seen::default())
            }
            Keyword::If(condition, then, other) => self.condition(condition, [then, other], place, report),
            Keyword::PrefixItems(schemas) => self.prefix(name, schemas, place, report),
            Keyword::Items(from, schema) => self.items(name, schema, place, |index| index >= *from, report),
            Keyword::Contains(schema, least, most) => self.contains(schema, (*least, *most), place, report),
            Keyword::Properties(named) => self.properties(name, named, place, report),
            Keyword::PatternProperties(named) => self.pattern_properties(name, named, place, report),
            Keyword::AdditionalProperties(names, patterns, schema) => {
                let rules = self.rules;
                let is_other = |_, key: &str| {
                    !names.iter().any(|name| name == key)
                        && !patterns.iter().any(|pattern| rules.matches(pattern, key))
                };
                self.members(name, schema, place, is_other, report)
            }
            Keyword::PropertyNames(schema) => (self.names(name, schema, place, report), Seen::default()),
            Keyword::DependentSchemas(named) => self.dependent(name, named, place, report),
            _ => {
                let verdict = holds(self.rules, keyword, place.value);
                (simple(name, keyword, place, verdict, report), Seen::default())
            }
        }
    }

    fn reference(&mut self, index: usize, place: Place<'_>, report: Option<&mut Report>) -> Outcome {
        let Some((pointer, schema)) = self.rules.get(index) else { return (Unknown, Seen::default()) };
        let visit = (index, std::ptr::from_ref(place.value) as usize, place.want);
        if self.active.contains(&visit) {
            return (Holds, Seen::default());
        }
        let way = Way { up: None, step: Step::Place(pointer) };
        let place = place.along(&way);
        let quiet = if self.active.len() < SHALLOW {
            self.follow(schema, visit, place, None)
        } else if let Some(known) = self.known.quiet.get(&visit) {
            known.clone()
        } else {
            let outcome = self.follow(schema, visit, place, None);
            self.known.quiet.insert(visit, outcome.clone());
            outcome
        };
        // Only what fails is worth a second look, and that only once, whatever leads to it.
        let Some(report) = report.filter(|_| quiet.0 == Fails) else { return quiet };
        if let Some(known) = self.known.reported.get(&visit) {
            return known.clone();
        }
        let outcome = self.follow(schema, visit, place, Some(report));
        self.known.reported.insert(visit, outcome.clone());
        outcome
    }

    fn follow(
        &mut self,
        schema: &Schema,
        visit: (usize, usize, bool),
        place: Place<'_>,
        report: Option<&mut Report>,
    ) -> Outcome {
        self.active.push(visit);
        let outcome = self.schema(schema, "$ref", place, report);
        self.active.pop();
        outcome
    }

    fn all_of(
        &mut self,
        name: &'static str,
        branches: &[Schema],
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let (mut verdict, mut seen) = (Holds, Seen::default());
        for (index, branch) in branches.iter().enumerate() {
            let way = place.way.index(index);
            let outcome = self.schema(branch, name, place.along(&way), report.as_deref_mut());
            verdict = verdict.and(outcome.0);
            seen.merge(outcome.1);
        }
        (verdict, seen)
    }

    /// `anyOf` and `oneOf`: whether a branch must hold, and how many may.
    fn choice(
        &mut self,
        name: &'static str,
        branches: &[Schema],
        place: Place<'_>,
        (some, most): (bool, usize),
        report: Option<&mut Report>,
    ) -> Outcome {
        let (mut seen, mut holding, mut unknown) = (Seen::default(), Vec::new(), 0_usize);
        for (index, branch) in branches.iter().enumerate() {
            let outcome = self.schema(branch, name, place, None);
            match outcome.0 {
                Holds => holding.push(index),
                Unknown => unknown += 1,
                Fails => continue,
            }
            seen.merge(outcome.1);
            let decided = holding.len() > most || most > branches.len() && !place.want && !holding.is_empty();
            if decided {
                break;
            }
        }
        let verdict = match holding.len() {
            0 if unknown > 0 => Unknown,
            0 => Verdict::of(!some),
            count if count > most => Fails,
            _ if unknown > 0 && most == 1 => Unknown,
            _ => Holds,
        };
        if let (Fails, Some(report)) = (verdict, report) {
            if holding.is_empty() && report.allows_unknown() {
                return (Holds, seen);
            }
            let message = match holding.as_slice() {
                [] if report.is_full() => NONE.to_owned(),
                [] => self.none_fits(name, branches, place),
                several => {
                    let several: Vec<String> = several.iter().map(ToString::to_string).collect();
                    format!("more than one of the branches fits: {}", several.join(" and "))
                }
            };
            report.add(place.at, name, place.way.text(), format_args!("{message}"));
        }
        (verdict, seen)
    }

    fn condition(
        &mut self,
        condition: &Schema,
        [then, other]: [&Option<Box<Schema>>; 2],
        place: Place<'_>,
        report: Option<&mut Report>,
    ) -> Outcome {
        let (verdict, mut seen) = self.schema(condition, "if", place, None);
        let (name, chosen) = match verdict {
            Holds => ("then", then),
            Fails => ("else", other),
            Unknown => return (Unknown, place.all()),
        };
        let Some(chosen) = chosen else { return (Holds, seen) };
        let up = place.way.up.copied().unwrap_or(*place.way);
        let way = up.key(name);
        let (verdict, more) = self.schema(chosen, name, place.along(&way), report);
        seen.merge(more);
        (verdict, seen)
    }

    fn prefix(
        &mut self,
        name: &'static str,
        schemas: &[Schema],
        place: Place<'_>,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let mut verdict = Holds;
        for (index, (item, schema)) in place.items().iter().zip(schemas).enumerate() {
            let (at, way) = (place.at.index(index), place.way.index(index));
            let part = Place::part(item, &at, &way);
            verdict = verdict.and(self.schema(schema, name, part, report.as_deref_mut()).0);
        }
        (verdict, Seen::of(place.want, place.items().iter().zip(schemas).map(|_| true)))
    }

    /// Evaluates the chosen items.
    fn items(
        &mut self,
        name: &'static str,
        schema: &Schema,
        place: Place<'_>,
        chosen: impl Fn(usize) -> bool,
        mut report: Option<&mut Report>,
    ) -> Outcome {
        let mut verdict = Holds;
        for (index, item) in place.items().iter().enumerate().filter(|(index, _)| chosen(*index)) {
            let at = place.at.index(index);
            let part = Place::part(item, &at, place.way);
            verdict = verdict.and(self.schema(schema, name, part, report.as_deref_mut()).0);
        }
        (verdict, Seen::of(place.want, (0..place.items().len()).map(chosen)))
    }
}

/// Reports a keyword that does not hold. What the document does not know passes where the unknown is allowed.
fn simple(
    name: &'static str,
    keyword: &Keyword,
    place: Place<'_>,
    verdict: Verdict,
    report: Option<&mut Report>,
) -> Verdict {
    if verdict == Fails
        && let Some(report) = report
    {
        if report.allows_unknown() && matches!(keyword, Keyword::Enum(..)) {
            return Holds;
        }
        report.add(place.at, name, place.way.text(), format_args!("{}", explain(keyword, place.value)));
    }
    verdict
}
