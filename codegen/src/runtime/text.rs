//! Strings with a format: [`Text`], and the types that it makes.
//!
//! Invariant: any text can be read, and is written as it was read. Only a validation asks whether it is of its format.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::format::{self, Format};
use super::header::FromHeader;
use super::location::Location;
use super::mask::Shape;
use super::parameter::Parameter;
use super::read::Read;
use super::report::Report;
use super::write::{Mode, Write};

/// A string that should be of a format, and keeps its text whether it is or not.
///
/// It is made of any text, behaves like a `&str`, and is equal to another one where the texts are the same: one moment
/// can be written in several ways.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Text<F> {
    text: Cow<'static, str>,
    format: PhantomData<F>,
}

/// A date and time with an offset: `2024-02-29T23:59:59.5+01:00`.
pub type DateTime = Text<format::DateTime>;
/// A date: `2024-02-29`.
pub type Date = Text<format::Date>;
/// A time with an offset: `23:59:59Z`.
pub type Time = Text<format::Time>;
/// A duration: `P1DT12H`.
pub type Duration = Text<format::Duration>;
/// A UUID: `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
pub type Uuid = Text<format::Uuid>;
/// Bytes in base64: `aGVsbG8=`.
pub type Base64 = Text<format::Base64>;
/// Bytes in the base64 of URLs, with or without padding: `aGVsbG8`.
pub type Base64Url = Text<format::Base64Url>;

impl<F> Text<F> {
    /// A constant text.
    #[must_use]
    pub const fn from_static(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), format: PhantomData }
    }

    /// The text, as it was read or given.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, as a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text.into_owned()
    }
}

impl<F: Format> Text<F> {
    /// Whether the text is of its format.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        F::holds(self)
    }
}

impl<F> Deref for Text<F> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.text
    }
}

impl<F> AsRef<str> for Text<F> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<F> fmt::Debug for Text<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<F> fmt::Display for Text<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl<F> PartialEq<str> for Text<F> {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl<F> PartialEq<&str> for Text<F> {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl<F> From<&str> for Text<F> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl<F> From<String> for Text<F> {
    fn from(text: String) -> Self {
        Self { text: Cow::Owned(text), format: PhantomData }
    }
}

impl<F> From<Text<F>> for String {
    fn from(text: Text<F>) -> Self {
        text.into_string()
    }
}

impl<F> Read for Text<F> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::read(deserializer).map(Self::from)
    }
}

impl<F> Write for Text<F> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn shape(&self) -> Shape {
        Shape::Text
    }
}

impl<'de, F> Deserialize<'de> for Text<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl<F> Serialize for Text<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<F> Parameter for Text<F> {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl<F> FromHeader for Text<F> {
    fn from_header(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl Report {
    /// `format`.
    #[inline]
    pub fn format<F: Format>(&mut self, at: &Location<'_>, value: &str) {
        if !F::holds(value) {
            self.fail(at, "format", format_args!("is not {}", F::MEANING));
        }
    }
}
