//! Collects what a validation finds. The checks themselves are in the `check_*` modules.
//!
//! Invariant: allocates only when something is wrong, and keeps at most as many violations as it was told.

use std::borrow::Cow;
use std::fmt;

use super::location::Location;
use super::validate::Validate;
use super::violation::{Violation, Violations};

/// How many violations a report keeps unless it is told otherwise.
const KEPT: usize = 100;

/// What a validation has found so far.
#[derive(Debug)]
pub struct Report {
    list: Vec<Violation>,
    omitted: usize,
    kept: usize,
    allow_unknown: bool,
}

impl Report {
    /// An empty report that keeps 100 violations and counts the rest.
    #[must_use]
    pub const fn new() -> Self {
        Self { list: Vec::new(), omitted: 0, kept: KEPT, allow_unknown: false }
    }

    /// The same, but it lets pass what the document does not know: enum values, tags and fields.
    #[must_use]
    pub const fn allowing_unknown(mut self) -> Self {
        self.allow_unknown = true;
        self
    }

    /// The same, but it keeps this many violations; at least one.
    #[must_use]
    pub fn keeping(mut self, kept: usize) -> Self {
        self.kept = kept.max(1);
        self
    }

    /// Whether it lets pass what the document does not know.
    #[inline]
    #[must_use]
    pub const fn allows_unknown(&self) -> bool {
        self.allow_unknown
    }

    /// Checks the member of this name, which knows how to check itself.
    #[inline]
    pub fn member<T: Validate>(&mut self, at: &Location<'_>, name: &str, value: &T) {
        value.check(&at.property(name), self);
    }

    /// What was found.
    ///
    /// # Errors
    ///
    /// If anything was.
    pub fn finish(self) -> Result<(), Violations> {
        if self.list.is_empty() {
            return Ok(());
        }
        Err(Violations { list: self.list, omitted: self.omitted })
    }

    /// Whether more is only counted.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() >= self.kept
    }

    /// How much was found so far.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.list.len(), self.omitted)
    }

    /// Takes back what was found since then.
    pub(super) fn forget(&mut self, (found, omitted): (usize, usize)) {
        self.list.truncate(found);
        self.omitted = omitted;
    }

    /// Changes the messages of what was found since then.
    pub(super) fn reword(&mut self, (found, _): (usize, usize), reword: impl Fn(&str) -> String) {
        for violation in self.list.iter_mut().skip(found) {
            violation.message = reword(&violation.message);
        }
    }

    /// Adds a violation of a keyword of the schema that a place is checked by.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, at: &Location<'_>, keyword: &'static str, message: fmt::Arguments<'_>) {
        self.add(at, keyword, at.keyword(keyword), message);
    }

    /// Adds a violation.
    #[cold]
    #[inline(never)]
    pub fn add(
        &mut self,
        at: &Location<'_>,
        keyword: &'static str,
        keyword_location: impl Into<Cow<'static, str>>,
        message: fmt::Arguments<'_>,
    ) {
        if self.is_full() {
            self.omitted = self.omitted.saturating_add(1);
            return;
        }
        let keyword_location = keyword_location.into();
        let (instance, message) = (at.to_string(), message.to_string());
        self.list.push(Violation { instance, keyword, keyword_location, message });
    }
}

impl Default for Report {
    fn default() -> Self {
        Self::new()
    }
}
