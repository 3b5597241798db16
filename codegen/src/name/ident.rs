//! A Rust identifier: a type of its own, so that it can not be mixed up with a name of the document.
//!
//! Invariant: it is always valid; only this folder makes one.

use std::fmt;

use super::reserved;

/// A Rust identifier, without the `r#` that a keyword needs.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ident(String);

impl Ident {
    /// Takes a word that [`clean`](super::clean) made; what is no identifier at all gets an underscore.
    pub(super) fn new(word: String) -> Self {
        if reserved::is_never(&word) { Self(word + "_") } else { Self(word) }
    }

    /// The word itself, without `r#`: what a file is called, for example.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it must be written with `r#`.
    #[must_use]
    pub fn is_raw(&self) -> bool {
        reserved::is_raw(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_raw() { "r#" } else { "" })?;
        f.write_str(&self.0)
    }
}
