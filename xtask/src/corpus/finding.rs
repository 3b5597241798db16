//! What there is to say about a document or its crate, counted by code.
//!
//! Invariant: the same thing said by two runs of the compiler counts once.

use std::collections::BTreeMap;

/// Who found it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum From {
    /// The generator, in the document.
    Generator,
    /// `rustc` or `rustdoc`, in the crate.
    Compiler,
}

impl From {
    /// As messages name it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Generator => "generator",
            Self::Compiler => "compiler",
        }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Level {
    /// It has to go away.
    Error,
    /// It is worth a look.
    Warning,
}

impl Level {
    /// As messages name it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }

    /// The level with this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Error, Self::Warning].into_iter().find(|level| level.as_str() == name)
    }
}

/// One kind of finding.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Kind {
    /// Who found it.
    pub(super) from: From,
    /// How bad it is.
    pub(super) level: Level,
    /// Its code, or `-`.
    pub(super) code: String,
}

/// The findings of a kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Found {
    /// How many there are.
    pub(super) count: usize,
    /// The first: where it is, and what it says.
    pub(super) first: String,
}

/// All findings.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    kinds: BTreeMap<Kind, Found>,
    seen: std::collections::HashSet<String>,
}

impl Findings {
    /// Adds one, if it was not there. `text` is what tells it from others, and is shown.
    pub(super) fn add(&mut self, kind: Kind, text: String) {
        if !self.seen.insert(format!("{} {} {text}", kind.level.as_str(), kind.code)) {
            return;
        }
        let found = self.kinds.entry(kind).or_default();
        found.count += 1;
        if found.first.is_empty() {
            found.first = text;
        }
    }

    /// The kinds, sorted.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&Kind, &Found)> {
        self.kinds.iter()
    }

    /// How many there are from someone of one level.
    pub(super) fn count(&self, from: From, level: Level) -> usize {
        let matching = self.kinds().filter(|(kind, _)| kind.from == from && kind.level == level);
        matching.map(|(_, found)| found.count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_finding_counts_once() {
        let kind = |level| Kind { from: From::Compiler, level, code: "E0308".into() };
        let mut findings = Findings::default();
        findings.add(kind(Level::Error), "a.rs:1".into());
        findings.add(kind(Level::Error), "a.rs:1".into());
        findings.add(kind(Level::Error), "a.rs:2".into());
        findings.add(kind(Level::Warning), "a.rs:1".into());
        assert_eq!(findings.count(From::Compiler, Level::Error), 2);
        assert_eq!(findings.count(From::Compiler, Level::Warning), 1);
        assert_eq!(findings.count(From::Generator, Level::Error), 0);
        assert_eq!(findings.kinds().next().unwrap().1.first, "a.rs:1");
    }
}
