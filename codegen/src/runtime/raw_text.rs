//! Reading any JSON value as its text, without copying it where the input can be borrowed.
//!
//! `serde_json` has only types that always copy (`Box<RawValue>`) or never do (`&RawValue`, which fails where
//! it would have to). The way they ask for the text is the same: a newtype with a name of its own, which is
//! answered by a map of one member. This module asks in the same way and takes either answer.
//!
//! Invariant: the name is never spelt out here, but taken from `RawValue` itself.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;

use super::read_error::tidy;

/// Reads any value as its text.
pub(super) struct RawText;

/// The same text as a value that can be kept.
pub(super) fn keep<E: Error>(text: Cow<'_, str>) -> Result<Box<RawValue>, E> {
    RawValue::from_string(text.into_owned()).map_err(E::custom)
}

impl<'de> DeserializeSeed<'de> for RawText {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_newtype_struct(name(), TextVisitor).map_err(tidy)
    }
}

/// The name of the newtype that stands for a text.
#[inline]
pub(super) fn name() -> &'static str {
    let mut name = "";
    // Always an error, because the value is never given; the question is all that counts.
    let _ = <&RawValue>::deserialize(Asked(&mut name));
    name
}

/// Keeps the name of the newtype that it is asked for.
struct Asked<'a>(&'a mut &'static str);

/// What becomes of such a question. Allocates nothing.
#[derive(Debug)]
struct Unanswered;

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no value")
    }
}

impl std::error::Error for Unanswered {}

impl Error for Unanswered {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Unanswered;

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _visitor: V,
    ) -> Result<V::Value, Unanswered> {
        *self.0 = name;
        Err(Unanswered)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unanswered> {
        Err(Unanswered)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Cow<'de, str>, A::Error> {
        access.next_key::<IgnoredAny>()?;
        access.next_value_seed(self)
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text))
    }
}

impl<'de> DeserializeSeed<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Cow<'de, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}
