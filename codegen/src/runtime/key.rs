//! The members that the document gives an object, as a table.
//!
//! Invariant: finding a key allocates nothing.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// A member that the document gives an object.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Key {
    /// Its key in JSON.
    pub name: &'static str,
    /// Whether requests leave it out.
    pub read_only: bool,
    /// Whether the object is incomplete without it.
    pub required: bool,
    /// Whether it is not shown to people.
    pub sensitive: bool,
    /// The one string that it holds. Such a member has no slot.
    pub constant: Option<&'static str>,
    /// Where the document says what it is, if that is not among the properties of its object: a JSON Pointer.
    pub place: Option<&'static str>,
}

impl Key {
    /// A member that may be left out.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name, read_only: false, required: false, sensitive: false, constant: None, place: None }
    }

    /// A member that always holds one string.
    #[must_use]
    pub const fn constant(name: &'static str, value: &'static str) -> Self {
        Self { name, read_only: false, required: false, sensitive: false, constant: Some(value), place: None }
    }

    /// The same, but left out of requests.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// The same, but not shown to people.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// The same, but what it is stands at this place of the document.
    #[must_use]
    pub const fn at(self, place: &'static str) -> Self {
        Self { place: Some(place), ..self }
    }

    /// The same, but required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The index of a key, tried from `guess` on, because members mostly come in the document's order.
#[inline]
pub(super) fn find(keys: &[Key], guess: usize, name: &str) -> Option<usize> {
    match keys.get(guess) {
        Some(key) if key.name == name => Some(guess),
        _ => find_elsewhere(keys, name),
    }
}

/// The index of a key, wherever it stands. Most keys of an object differ in length, or in the last character.
fn find_elsewhere(keys: &[Key], name: &str) -> Option<usize> {
    let last = name.as_bytes().last();
    keys.iter().position(|key| {
        key.name.len() == name.len() && key.name.as_bytes().last() == last && key.name == name
    })
}

/// What a key turned out to be.
pub(super) enum Found<'de> {
    Known(usize),
    Unknown(Cow<'de, str>),
}

/// Finds the key that comes next in a table.
pub(super) struct FindKey<'a> {
    pub(super) keys: &'a [Key],
    pub(super) guess: usize,
}

impl<'de> DeserializeSeed<'de> for FindKey<'_> {
    type Value = Found<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for FindKey<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Found<'de>, E> {
        Ok(match find(self.keys, self.guess, name) {
            Some(index) => Found::Known(index),
            None => Found::Unknown(Cow::Borrowed(name)),
        })
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Found<'de>, E> {
        Ok(match find(self.keys, self.guess, name) {
            Some(index) => Found::Known(index),
            None => Found::Unknown(Cow::Owned(name.to_owned())),
        })
    }
}

/// A set of indices into a table of keys. Allocates only for tables of more than 64.
#[derive(Debug, Default)]
pub(super) struct KeySet {
    first: u64,
    more: Vec<u64>,
}

impl KeySet {
    /// Adds an index and says whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        if index < 64 { insert_bit(&mut self.first, index) } else { self.insert_more(index - 64) }
    }

    #[cold]
    fn insert_more(&mut self, index: usize) -> bool {
        let word = index / 64;
        if word >= self.more.len() {
            self.more.resize(word + 1, 0);
        }
        self.more.get_mut(word).is_some_and(|word| insert_bit(word, index % 64))
    }

    /// Whether an index is in the set.
    pub(super) fn contains(&self, index: usize) -> bool {
        let word = if index < 64 { Some(&self.first) } else { self.more.get(index / 64 - 1) };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

#[inline]
fn insert_bit(word: &mut u64, bit: usize) -> bool {
    let bit = 1 << bit;
    let new = *word & bit == 0;
    *word |= bit;
    new
}
