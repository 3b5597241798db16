//! Open enums: strings with listed values, of which a newer server may know more.
//!
//! Invariant: an unknown value keeps its text, and is never one of the listed values.

use std::fmt;

/// A string that the document does not list. Only reading makes one, or a conversion from text.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// For generated code, which has looked at the listed values before.
    #[doc(hidden)]
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[unknown]")
    }
}

/// A string with listed values that also takes others. Generated.
pub trait OpenEnum: for<'a> From<&'a str> {
    /// The listed values, in document order.
    const VALUES: &'static [&'static str];

    /// Whether the document lists it.
    fn is_known(&self) -> bool;
}
