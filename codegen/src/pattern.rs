//! ECMA-262 regular expressions that are simple enough to become straight code: text → sequences of
//! classes.
//!
//! Invariant: what [`supported`] accepts can be matched exactly as ECMA-262 says (with the `u` flag), in time
//! linear in the text. The rest is not enforced, which `lower` reports.

pub(crate) mod class;
mod parse;
pub(crate) mod sequence;

use sequence::Sequence;

/// Whether a pattern can be enforced.
#[must_use]
pub fn supported(pattern: &str) -> bool {
    alternatives(pattern).is_some()
}

/// The alternatives of a pattern, if it can be enforced.
pub(crate) fn alternatives(pattern: &str) -> Option<Vec<Sequence>> {
    parse::parse(pattern).filter(|alternatives| alternatives.iter().all(Sequence::is_exact))
}
