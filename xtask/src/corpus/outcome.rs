//! What became of a document.
//!
//! Invariant: a document is fine only if nothing at all went wrong with it.

use std::time::Duration;

use super::figures::Figures;
use super::finding::Findings;

/// A document after its turn.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// Its name.
    pub(super) name: String,
    /// The first thing that went wrong.
    pub(super) fault: Option<Fault>,
    /// What generating made and cost, if it got so far.
    pub(super) figures: Option<Figures>,
    /// What there is to say about it.
    pub(super) findings: Findings,
    /// The time to check the crate, if that was done.
    pub(super) check: Option<Duration>,
    /// How many tests of the crate passed, if they were run.
    pub(super) tests: Option<usize>,
    /// More to say about what went wrong.
    pub(super) details: Vec<String>,
}

impl Report {
    /// Whether nothing went wrong.
    pub(super) fn is_fine(&self) -> bool {
        self.fault.is_none()
    }
}

/// What went wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// The generator said that the document has errors.
    Errors,
    /// The generator failed otherwise.
    Failed,
    /// The generator crashed.
    Crashed,
    /// Something took too long.
    OverTime,
    /// A part of the document was dropped in silence.
    Left,
    /// A file that was generated is not Rust.
    Unparsable,
    /// `cargo check` failed or warned.
    Check,
    /// `cargo doc` failed or warned.
    Doc,
    /// A test of the crate failed, or the tests did not compile.
    Tests,
}

impl Fault {
    /// As the table has it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Errors => "errors",
            Self::Failed => "failed",
            Self::Crashed => "crashed",
            Self::OverTime => "over time",
            Self::Left => "left over",
            Self::Unparsable => "unparsable",
            Self::Check => "check",
            Self::Doc => "doc",
            Self::Tests => "tests",
        }
    }
}
