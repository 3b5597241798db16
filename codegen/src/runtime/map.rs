//! Objects whose members all have one type.
//!
//! Invariant: members keep the order in which they were read or inserted, and each key occurs once.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::location::Location;
use super::read::{Read, ReadSeed};
use super::read_error::{at_key, tidy};
use super::report::Report;
use super::shown::Shown;
use super::unknown_fields::duplicate;
use super::validate::Validate;
use super::write::{Mode, Write, Writing};

/// An object whose members all have one type, in the order in which they were read.
#[derive(Clone)]
pub struct Map<T>(Vec<(String, T)>);

impl<T> Map<T> {
    /// One without members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The member with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The member with this key, to change it.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets a member, and gives what it was before.
    pub fn insert(&mut self, key: impl Into<String>, value: T) -> Option<T> {
        let key = key.into();
        if let Some(place) = self.get_mut(&key) {
            return Some(std::mem::replace(place, value));
        }
        self.0.push((key, value));
        None
    }

    /// Removes a member, and gives what it was.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The last value of a key counts, in the place of the first.
impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        let mut index = std::collections::HashMap::<String, usize>::new();
        let mut map = Self::new();
        for (key, value) in members {
            let key = key.into();
            let at = *index.entry(key.clone()).or_insert(map.0.len());
            match map.0.get_mut(at) {
                Some(member) => member.1 = value,
                None => map.0.push((key, value)),
            }
        }
        map
    }
}

/// The order of members means nothing.
impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |map: &Self| {
            let mut order: Vec<usize> = (0..map.0.len()).collect();
            order.sort_unstable_by(|&a, &b| map.0[a].0.cmp(&map.0[b].0));
            order
        };
        self.len() == other.len()
            && sorted(self).into_iter().zip(sorted(other)).all(|(a, b)| self.0[a] == other.0[b])
    }
}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Read> Read for Map<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MapVisitor(PhantomData)).map_err(tidy)
    }
}

struct MapVisitor<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for MapVisitor<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map<T>, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = access.next_key::<String>()? {
            match access.next_value_seed(ReadSeed::<T>::NEW) {
                Ok(value) => members.push((key, value)),
                Err(error) => return Err(at_key(&error, &key)),
            }
        }
        match duplicate(&members) {
            Some(key) => Err(A::Error::custom(format_args!("the key `{}` occurs twice", Shown(key)))),
            None => Ok(Map(members)),
        }
    }
}

impl<T: Write> Write for Map<T> {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, &Writing::new(value, mode))?;
        }
        map.end()
    }
}

impl<'de, T: Read> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

impl<T: Write> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(serializer, Mode::Full)
    }
}

impl<T: Validate> Validate for Map<T> {
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        for (key, value) in self.iter() {
            value.check(&at.property(key), report);
        }
    }
}
