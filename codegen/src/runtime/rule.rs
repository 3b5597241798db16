//! What the document says beyond what types and their checks enforce: rules, which are JSON Schemas over JSON values.
//!
//! Invariant: costs nothing where a type has no rule, and takes a rule apart when it is first needed.

use std::fmt;
use std::sync::OnceLock;

use super::json;
use super::json_value::Value;
use super::location::Location;
use super::report::Report;
use super::rule_check::Evaluator;
use super::rule_names::Names;
use super::rule_schema::Schema;
use super::write::{Mode, Write, Writing};

/// A function that matches a pattern.
pub type Matcher<'a> = &'a (dyn Fn(&str) -> bool + Sync);

/// The rules of a document.
pub struct Rules<'a> {
    list: &'a [(&'a str, &'a str, &'a str)],
    patterns: &'a [(&'a str, Matcher<'a>)],
    index: OnceLock<Names<usize>>,
    schemas: OnceLock<Vec<OnceLock<Option<Schema>>>>,
}

impl<'a> Rules<'a> {
    /// Rules, sorted by name: the name, the place of the schema in the document, and the schema itself as JSON. After
    /// them come the functions that match their patterns, sorted too; a pattern without one matches any text.
    #[must_use]
    pub const fn new(
        list: &'a [(&'a str, &'a str, &'a str)],
        patterns: &'a [(&'a str, Matcher<'a>)],
    ) -> Self {
        Self { list, patterns, index: OnceLock::new(), schemas: OnceLock::new() }
    }

    /// The index of the rule of this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let named = || self.list.iter().zip(0..).map(|((name, ..), at)| ((*name).to_owned(), at)).collect();
        self.index.get_or_init(named).get(name).copied()
    }

    /// The place and the schema of a rule.
    pub(super) fn get(&self, index: usize) -> Option<(&'a str, &Schema)> {
        let (_, place, text) = self.list.get(index)?;
        let empty = || self.list.iter().map(|_| OnceLock::new()).collect();
        let schema = self.schemas.get_or_init(empty).get(index)?.get_or_init(|| Schema::parse(text));
        Some((place, schema.as_ref()?))
    }

    /// Whether a value satisfies the rule of this name for sure.
    #[must_use]
    pub fn accept<T: Write + ?Sized>(&self, name: &str, value: &T) -> bool {
        let text = json::text(&Writing::new(value, Mode::Rules));
        let value = text.as_deref().and_then(Value::of);
        value.is_some_and(|value| Evaluator::new(self).accepts(name, &value))
    }

    pub(super) fn matches(&self, pattern: &str, text: &str) -> bool {
        let found = self.patterns.binary_search_by_key(&pattern, |(pattern, _)| pattern);
        match found.ok().and_then(|index| self.patterns.get(index)) {
            Some((_, matcher)) => matcher(text),
            None => true,
        }
    }
}

impl fmt::Debug for Rules<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.list.iter().map(|(name, ..)| name)).finish()
    }
}

impl Report {
    /// Runs the checks of the branch that a value looks like, of which nothing remains where the rule of the union
    /// accepts the value: another branch holds.
    pub fn unless<T: Write + ?Sized>(
        &mut self,
        value: &T,
        rules: &Rules<'_>,
        name: &str,
        check: impl FnOnce(&mut Self),
    ) {
        let before = self.mark();
        check(self);
        if self.mark() != before && rules.accept(name, value) {
            self.forget(before);
        }
    }

    /// Checks a value by rules, which see it as JSON. What has no JSON, as a number that is not
    /// finite, is not checked.
    pub fn rules<T: Write + ?Sized>(
        &mut self,
        at: &Location<'_>,
        value: &T,
        rules: &Rules<'_>,
        names: &[&str],
    ) {
        let Some(text) = json::text(&Writing::new(value, Mode::Rules)) else { return };
        let Some(value) = Value::of(&text) else {
            return self.too_deep(at);
        };
        let mut evaluator = Evaluator::new(rules);
        let mut is_complete = true;
        for name in names {
            is_complete &= evaluator.check(name, &value, at, self);
        }
        if !is_complete {
            self.too_deep(at);
        }
    }

    /// What is hidden in the depth may be wrong.
    fn too_deep(&mut self, at: &Location<'_>) {
        self.fail(at, "type", format_args!("nests too deep to be checked"));
    }
}
