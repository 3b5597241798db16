//! Reading unions whose branches no property tells apart: a look at the JSON text chooses the branch.
//!
//! Invariant: nothing is tried out. What looks like no branch is kept as its own text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde_json::value::RawValue;

use super::json;
use super::json_value;
use super::location::Location;
use super::mask::Shape;
use super::raw::RawJson;
use super::raw_text::{self, RawText};
use super::read::Read;
use super::read_error::{DecodeError, carried};
use super::report::Report;
use super::write::{Mode, Write};

/// The kinds of JSON value, and nothing at all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// There is no value.
    Nothing,
    /// `null`.
    Null,
    /// A boolean.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A JSON value that was not read yet.
pub struct Probe<'de> {
    text: Cow<'de, str>,
    /// Looked up when they are asked for.
    members: OnceCell<Vec<(String, Box<RawValue>)>>,
}

impl<'de> Probe<'de> {
    /// Takes the next value of the input.
    ///
    /// # Errors
    ///
    /// If the input is not JSON.
    pub fn take<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawText.deserialize(deserializer).map(Self::new)
    }

    fn new(text: Cow<'de, str>) -> Self {
        Self { text, members: OnceCell::new() }
    }

    /// What kind of value it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.text.trim_ascii_start().as_bytes().first() {
            None => Kind::Nothing,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            Some(_) => Kind::Number,
        }
    }

    /// The first item, of the kind [`Kind::Nothing`] unless this is an array that has one.
    #[must_use]
    pub fn first(&self) -> Probe<'_> {
        let first = serde_json::from_str(&self.text).map_or("", |First(item)| item.map_or("", RawValue::get));
        Probe::new(Cow::Borrowed(first))
    }

    /// Whether this is an object with all these members.
    #[must_use]
    pub fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.member(key).is_some())
    }

    /// Whether this is an object in which a member has one of these values, which are JSON texts.
    #[must_use]
    pub fn has_value(&self, key: &str, values: &[&str]) -> bool {
        self.member(key).is_some_and(|own| values.iter().any(|value| json_value::equal(own, value)))
    }

    fn member(&self, key: &str) -> Option<&str> {
        let members = self.members.get_or_init(|| json::members(&self.text).unwrap_or_default());
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value.get())
    }

    /// Reads it as a branch.
    ///
    /// # Errors
    ///
    /// If it is not of the branch's type, or nested too deeply.
    pub fn read<T: Read, U, E: Error>(&self, branch: impl FnOnce(T) -> U) -> Result<U, E> {
        read(&self.text).map(branch)
    }

    /// Keeps it as its text.
    ///
    /// # Errors
    ///
    /// If it is no JSON value.
    pub fn keep<U, E: Error>(self, unknown: impl FnOnce(UnknownJson) -> U) -> Result<U, E> {
        let text = raw_text::keep(self.text)?;
        Ok(unknown(UnknownJson(text.into())))
    }
}

impl fmt::Debug for Probe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe").field("kind", &self.kind()).finish_non_exhaustive()
    }
}

fn read<T: Read, E: Error>(text: &str) -> Result<T, E> {
    if json::too_deep(text) {
        return Err(E::custom("nested too deeply"));
    }
    T::read(&mut serde_json::Deserializer::from_str(text)).map_err(|error| carried(&error))
}

/// The first item of an array.
struct First<'a>(Option<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for First<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstVisitor)
    }
}

struct FirstVisitor;

impl<'de> Visitor<'de> for FirstVisitor {
    type Value = First<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<First<'de>, A::Error> {
        let first = access.next_element()?;
        while access.next_element::<IgnoredAny>()?.is_some() {}
        Ok(First(first))
    }
}

/// A value that looks like no branch of its union. Only reading makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownJson(RawJson);

impl UnknownJson {
    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }
}

impl Write for UnknownJson {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        self.0.write(serializer, mode)
    }

    fn shape(&self) -> Shape {
        self.0.shape()
    }
}

/// Reads a JSON value, which may be of several types, as one of them.
///
/// # Errors
///
/// If it is not of this type.
pub fn view<T: Read>(json: &RawJson) -> Result<T, DecodeError> {
    read_kept(json.get())
}

/// Reads a text that was kept.
pub(super) fn read_kept<T: Read>(json: &str) -> Result<T, DecodeError> {
    read::<T, serde_json::Error>(json).map_err(|error| DecodeError::new(&error))
}

impl Report {
    /// A value that looks like no branch of its union. It passes where the unknown is allowed.
    #[cold]
    pub fn no_branch(&mut self, at: &Location<'_>, keyword_location: &'static str) {
        if !self.allows_unknown() {
            self.any_of(at, false, keyword_location);
        }
    }

    /// A value that may be of several branches of a union, and whether any of them holds.
    pub fn any_of(&mut self, at: &Location<'_>, holds: bool, keyword_location: &'static str) {
        if !holds {
            let keyword = keyword_location.rsplit('/').next().unwrap_or_default();
            self.add(at, keyword, keyword_location, format_args!("the value is of none of the listed types"));
        }
    }
}
