//! Open enums: strings with listed values, of which a newer server may know more.
//!
//! Invariant: an unknown value keeps its text, and is never one of the listed values.

use std::fmt;

use serde::ser::Serializer;

use super::mask::Shape;
use super::write::Mode;

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

/// Writes the text of an enum.
///
/// # Errors
///
/// If the serializer fails.
pub fn write_enum<T: OpenEnum, S: Serializer>(
    text: &str,
    value: &T,
    serializer: S,
    mode: Mode,
) -> Result<S::Ok, S::Error> {
    match mode {
        Mode::Masked(mask) if !value.is_known() => mask.write("value", Shape::Text, serializer),
        _ => serializer.serialize_str(text),
    }
}
