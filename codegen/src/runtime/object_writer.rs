//! Writing objects, member by member in the order of their table of keys.
//!
//! Invariant: no key is written twice, and what was read is written back unless a field was set since.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::key::{Key, KeySet, find};
use super::mask::{Mask, Masked, Shape};
use super::unknown_fields::{Departure, UnknownFields};
use super::write::{Mode, Write, Writing};

/// Writes an object. Each member takes one call, in the order of the keys. An error waits for the end, so that
/// writing members is a plain list of calls.
pub struct ObjectWriter<'a, S: Serializer> {
    map: S::SerializeMap,
    mode: Mode,
    keys: &'static [Key],
    unknown: &'a UnknownFields,
    next: usize,
    written: KeySet,
    failed: Option<S::Error>,
}

impl<S: Serializer> fmt::Debug for ObjectWriter<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObjectWriter").field("next", &self.next).finish_non_exhaustive()
    }
}

impl<'a, S: Serializer> ObjectWriter<'a, S> {
    /// Begins an object.
    ///
    /// # Errors
    ///
    /// If the serializer fails.
    pub fn new(
        serializer: S,
        mode: Mode,
        keys: &'static [Key],
        unknown: &'a UnknownFields,
    ) -> Result<Self, S::Error> {
        let map = serializer.serialize_map(None)?;
        Ok(Self { map, mode, keys, unknown, next: 0, written: KeySet::default(), failed: None })
    }

    /// Writes the next member.
    #[inline]
    pub fn required<T: Write + ?Sized>(&mut self, value: &T) {
        if let Some(key) = self.next_key() {
            match self.mode {
                Mode::Masked(mask) if key.sensitive => self.masked(mask, key.name, key.name, value.shape()),
                mode => self.entry(key.name, &Writing::new(value, mode)),
            }
        }
    }

    /// Writes the next member if it is set. If it is not, but a null was read, writes that.
    #[inline]
    pub fn optional<T: Write>(&mut self, value: &Option<T>) {
        match value {
            Some(value) => self.required(value),
            None => self.unset(),
        }
    }

    /// Writes the next member, which always holds one string, or what was read in its place.
    pub fn constant(&mut self) {
        match self.unknown.departure(self.next) {
            Some(Departure::Absent) => self.next += 1,
            Some(Departure::Null) => self.unset(),
            Some(Departure::Other(text)) => match self.mode {
                Mode::Masked(mask) => {
                    if let Some(key) = self.next_key() {
                        self.masked(mask, key.name, key.name, Shape::Text);
                    }
                }
                _ => self.required::<str>(text),
            },
            None => {
                if let Some(Key { name, constant: Some(text), .. }) = self.next_key() {
                    self.entry(name, text);
                }
            }
        }
    }

    /// Writes the unknown fields and ends the object.
    ///
    /// # Errors
    ///
    /// If the serializer has failed.
    pub fn end(mut self) -> Result<S::Ok, S::Error> {
        for (key, value) in self.unknown.fields() {
            let written = find(self.keys, 0, key).is_some_and(|index| self.written.contains(index));
            match self.mode {
                _ if written => {}
                Mode::Masked(mask) => self.masked(mask, key, "value", Shape::of_json(value.get())),
                _ => self.entry(key, value),
            }
        }
        match self.failed {
            None => self.map.end(),
            Some(error) => Err(error),
        }
    }

    /// Writes a member, unless an earlier one has failed.
    #[inline]
    fn entry<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) {
        if self.failed.is_none() {
            self.failed = self.map.serialize_entry(key, value).err();
        }
    }

    /// Writes a mark in the place of a member.
    #[cold]
    fn masked(&mut self, mask: Mask, key: &str, name: &str, shape: Shape) {
        self.entry(key, &Masked { mask, name, shape });
    }

    /// The next key, unless it is not to be written.
    #[inline]
    fn next_key(&mut self) -> Option<&'static Key> {
        let index = self.next;
        self.next += 1;
        let key = self.keys.get(index)?;
        // A key that is left out counts as written, so that no unknown field can take its place.
        self.written.insert(index);
        let left_out = key.read_only && matches!(self.mode, Mode::Request | Mode::Masked(_));
        (!left_out).then_some(key)
    }

    fn unset(&mut self) {
        if self.unknown.departure(self.next) == Some(&Departure::Null) {
            self.required(&None::<bool>);
        } else {
            self.next += 1;
        }
    }
}
