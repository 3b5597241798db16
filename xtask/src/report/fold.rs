//! Shows only the first few of many warnings that say the same.
//!
//! Invariant: errors are always shown.

use std::collections::HashMap;

use codegen::diagnostic::{Diagnostic, Kind, Severity};

/// How many of one kind are shown.
const FIRST: usize = 3;

/// Whether a diagnostic is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Shown {
    /// It is.
    Yes,
    /// It is, and so many more of its kind are not.
    Last(usize),
    /// It is not.
    No,
}

/// What was shown of each kind so far.
pub(crate) struct Fold {
    /// How many there are, and how many were shown. Empty where all are.
    kinds: HashMap<Kind, (usize, usize)>,
}

impl Fold {
    /// Counts what is to come.
    pub(crate) fn new<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>, all: bool) -> Self {
        let mut kinds: HashMap<Kind, (usize, usize)> = HashMap::new();
        for diagnostic in diagnostics.filter(|it| !all && it.severity != Severity::Error) {
            kinds.entry(diagnostic.kind()).or_default().0 += 1;
        }
        Self { kinds }
    }

    /// Decides about the next one.
    pub(crate) fn next(&mut self, diagnostic: &Diagnostic) -> Shown {
        let Some((count, shown)) = self.kinds.get_mut(&diagnostic.kind()) else { return Shown::Yes };
        *shown += 1;
        match *shown {
            FIRST if *count > FIRST => Shown::Last(*count - FIRST),
            shown if shown > FIRST => Shown::No,
            _ => Shown::Yes,
        }
    }
}
