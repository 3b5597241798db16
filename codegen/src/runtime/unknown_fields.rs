//! What an object was read with that its type has no field for, so that writing it gives all of it back.
//!
//! Invariant: one pointer wide, and null where there is nothing to keep. `Debug` shows keys only.

use std::fmt;

use serde_json::value::RawValue;

use super::key::Key;
use super::read::Read;
use super::read_error::DecodeError;
use super::write::{Mode, Write, Writing};
use super::{json, json_value, probe};

/// The members of an object that the document does not know, each with its JSON text.
///
/// It also remembers where known members departed from the document, such as a null in a property that must
/// not be null, so that they are written back as they were read. Two are equal if they mean the same JSON.
#[derive(Clone, Default)]
pub struct UnknownFields(Option<Box<Kept>>);

#[derive(Clone, Default)]
struct Kept {
    fields: Vec<(String, Box<RawValue>)>,
    /// Sorted by the index of the key, each with its name.
    departures: Vec<(usize, &'static str, Departure)>,
}

/// What stood in the place of a known member.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Departure {
    /// A null that the member can not hold.
    Null,
    /// Nothing, where there should be a constant.
    Absent,
    /// Another string than the constant.
    Other(Box<str>),
}

impl UnknownFields {
    /// How many fields there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.fields().len()
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields().is_empty()
    }

    /// The fields in the order in which they were read: key and JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields().iter().map(|(key, value)| (key.as_str(), value.get()))
    }

    /// The JSON text of the field with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The fields as values of one type, in order; each may be of another one.
    pub fn typed<T: Read>(&self) -> impl Iterator<Item = (&str, Result<T, DecodeError>)> {
        self.fields().iter().map(|(key, value)| (key.as_str(), probe::read_kept(value.get())))
    }

    /// Sets a field to a value of this crate.
    ///
    /// # Errors
    ///
    /// If the value has no JSON, as numbers that are not finite.
    pub fn insert_typed(&mut self, key: impl Into<String>, value: &impl Write) -> serde_json::Result<()> {
        let json = serde_json::value::to_raw_value(&Writing::new(value, Mode::Full))?;
        self.insert(key, json);
        Ok(())
    }

    /// Sets a field, and gives what it was before. A key that the type has a field for is not written as
    /// long as that field is.
    pub fn insert(&mut self, key: impl Into<String>, json: Box<RawValue>) -> Option<Box<RawValue>> {
        let key = key.into();
        let fields = &mut self.kept().fields;
        if let Some((_, value)) = fields.iter_mut().find(|(name, _)| *name == key) {
            return Some(std::mem::replace(value, json));
        }
        fields.push((key, json));
        None
    }

    /// Removes a field, and gives what it was.
    ///
    /// For the key of a known property, this forgets what was read in its place: a null that it must not be, or
    /// another string than its constant. The property is then written as the type has it.
    pub fn remove(&mut self, key: &str) -> Option<Box<RawValue>> {
        let kept = self.0.as_mut()?;
        if let Some(at) = kept.departures.iter().position(|(_, name, _)| *name == key) {
            return match kept.departures.remove(at).2 {
                Departure::Null => Some(json::null()),
                Departure::Absent => None,
                Departure::Other(text) => json::string(&text),
            };
        }
        let at = kept.fields.iter().position(|(name, _)| name == key)?;
        Some(kept.fields.remove(at).1)
    }

    /// The same fields for another type: what departed from the document is kept where that type has the key too.
    #[doc(hidden)]
    #[must_use]
    pub fn carried(mut self, from: &'static [Key], to: &'static [Key]) -> Self {
        if let Some(kept) = &mut self.0 {
            let departures = std::mem::take(&mut kept.departures).into_iter();
            kept.departures = departures
                .filter_map(|(index, name, departure)| {
                    let key = from.get(index)?.name;
                    Some((to.iter().position(|other| other.name == key)?, name, departure))
                })
                .collect();
            kept.departures.sort();
        }
        self
    }

    pub(super) fn fields(&self) -> &[(String, Box<RawValue>)] {
        self.0.as_ref().map_or(&[], |kept| &kept.fields)
    }

    pub(super) fn departures(&self) -> &[(usize, &'static str, Departure)] {
        self.0.as_ref().map_or(&[], |kept| &kept.departures)
    }

    /// What stood in the place of the member with this index. One object has few departures.
    #[inline]
    pub(super) fn departure(&self, key: usize) -> Option<&Departure> {
        match &self.0 {
            None => None,
            Some(kept) => kept.departure(key),
        }
    }

    /// Adds a field that may be there already; [`settle`](Self::settle) finds out.
    #[cold]
    pub(super) fn push(&mut self, key: String, json: Box<RawValue>) {
        self.kept().fields.push((key, json));
    }

    #[cold]
    pub(super) fn depart(&mut self, key: usize, name: &'static str, departure: Departure) {
        self.kept().departures.push((key, name, departure));
    }

    /// Puts an end to adding. Gives a key that was added twice.
    #[inline]
    pub(super) fn settle(&mut self) -> Option<&str> {
        self.0.as_mut().and_then(|kept| kept.settle())
    }

    fn kept(&mut self) -> &mut Kept {
        self.0.get_or_insert_default()
    }

    /// Whether there is a field or a departure.
    #[inline]
    pub(super) fn has_any(&self) -> bool {
        self.0.is_some()
    }
}

impl Kept {
    #[cold]
    fn settle(&mut self) -> Option<&str> {
        self.departures.sort();
        duplicate(&self.fields)
    }

    fn departure(&self, key: usize) -> Option<&Departure> {
        let at = self.departures.binary_search_by_key(&key, |(index, ..)| *index).ok()?;
        self.departures.get(at).map(|(.., departure)| departure)
    }
}

/// A key that occurs twice among members.
pub(super) fn duplicate<K: AsRef<str>, V>(members: &[(K, V)]) -> Option<&str> {
    if members.len() < 2 {
        return None;
    }
    let mut keys: Vec<&str> = members.iter().map(|(key, _)| key.as_ref()).collect();
    keys.sort_unstable();
    keys.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

/// Whether two lists of members, each without duplicates, mean the same object.
pub(super) fn same_members<K: AsRef<str>>(a: &[(K, Box<RawValue>)], b: &[(K, Box<RawValue>)]) -> bool {
    a.len() == b.len()
        && sorted(a).iter().zip(sorted(b)).all(|(a, b)| a.0 == b.0 && json_value::equal(a.1, b.1))
}

fn sorted<K: AsRef<str>>(members: &[(K, Box<RawValue>)]) -> Vec<(&str, &str)> {
    let mut members: Vec<_> = members.iter().map(|(key, value)| (key.as_ref(), value.get())).collect();
    members.sort_unstable();
    members
}

impl PartialEq for UnknownFields {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            _ => self.departures() == other.departures() && same_members(self.fields(), other.fields()),
        }
    }
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(key, _)| key)).finish()
    }
}
