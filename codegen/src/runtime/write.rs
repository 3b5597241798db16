//! Writing types as JSON: the [`Write`] trait, and the types that are not generated.
//!
//! Invariant: an integral `f64` is written without a fraction, and what JSON can not say is an error.

use serde::ser::{Error, Serialize, SerializeSeq, Serializer};

use super::mask::{Mask, Shape};

/// What a value is written for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// All of it.
    Full,
    /// A request body, which leaves out read-only members.
    Request,
    /// A request body that is shown to people: marks stand for what is sensitive, and for what the document does not know.
    Masked(Mask),
    /// All of it, for rules to look at: a file that is no text is written as if it were.
    Rules,
}

/// A type that can be written as JSON.
///
/// Generated types also implement [`serde::Serialize`] in terms of it, with [`Mode::Full`].
pub trait Write {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// If the serializer fails, or a number is not finite.
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error>;

    /// What it becomes in JSON, for a mark that takes its place.
    #[doc(hidden)]
    fn shape(&self) -> Shape {
        Shape::Json
    }
}

/// A value on its way to a serializer.
#[derive(Debug)]
pub struct Writing<'a, T: ?Sized> {
    value: &'a T,
    mode: Mode,
}

impl<'a, T: ?Sized> Writing<'a, T> {
    /// Writes this value for this purpose.
    #[inline]
    pub const fn new(value: &'a T, mode: Mode) -> Self {
        Self { value, mode }
    }
}

impl<T: Write + ?Sized> Serialize for Writing<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.write(serializer, self.mode)
    }
}

impl Write for bool {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Write for i64 {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*self)
    }
}

impl Write for u64 {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*self)
    }
}

impl Write for f64 {
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        /// Up to here every integer is an `f64`.
        const TWO_POW_53: f64 = 9_007_199_254_740_992.0;
        let value = *self;
        if !value.is_finite() {
            return Err(S::Error::custom("a number that is not finite can not be written as JSON"));
        }
        let negative_zero = value == 0.0 && value.is_sign_negative();
        if value.fract() == 0.0 && value.abs() <= TWO_POW_53 && !negative_zero {
            #[expect(clippy::cast_possible_truncation, reason = "it is an integer in range")]
            return serializer.serialize_i64(value as i64);
        }
        serializer.serialize_f64(value)
    }
}

impl Write for str {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn shape(&self) -> Shape {
        Shape::Text
    }
}

impl Write for String {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }

    fn shape(&self) -> Shape {
        Shape::Text
    }
}

impl<T: Write> Write for [T] {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            items.serialize_element(&Writing::new(item, mode))?;
        }
        items.end()
    }
}

impl<T: Write> Write for Vec<T> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        self.as_slice().write(serializer, mode)
    }
}

impl<T: Write> Write for Option<T> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer, mode),
            None => serializer.serialize_unit(),
        }
    }

    fn shape(&self) -> Shape {
        self.as_ref().map_or(Shape::Null, Write::shape)
    }
}

impl<T: Write + ?Sized> Write for Box<T> {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        (**self).write(serializer, mode)
    }

    fn shape(&self) -> Shape {
        (**self).shape()
    }
}

impl<T: Write + ?Sized> Write for &T {
    #[inline]
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        (**self).write(serializer, mode)
    }

    fn shape(&self) -> Shape {
        (**self).shape()
    }
}

/// Writes a value that is shown to no one.
///
/// # Errors
///
/// If the serializer fails, or a number is not finite.
pub fn write_secret<T: Write, S: Serializer>(
    value: &T,
    serializer: S,
    mode: Mode,
) -> Result<S::Ok, S::Error> {
    match mode {
        Mode::Masked(mask) => mask.write("value", value.shape(), serializer),
        Mode::Full | Mode::Rules | Mode::Request => value.write(serializer, mode),
    }
}
