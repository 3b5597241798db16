//! An object whose tag the document does not know.
//!
//! Invariant: keeps every member as its own JSON text, in order. `Debug` shows the tag and keys only.

use std::fmt;

use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::json;
use super::mask::{Masked, Shape};
use super::unknown_fields::same_members;
use super::write::{Mode, Write};

/// A value of a tagged union whose tag the document does not know, or that has none. Only reading makes one.
#[derive(Clone)]
pub struct UnknownVariant(Box<Kept>);

#[derive(Clone)]
struct Kept {
    tag: Option<String>,
    members: Vec<(String, Box<RawValue>)>,
}

impl UnknownVariant {
    pub(super) fn new(tag: Option<&str>, members: Vec<(String, Box<RawValue>)>) -> Self {
        Self(Box::new(Kept { tag: tag.map(str::to_owned), members }))
    }

    /// The tag. `None` if there was none, or null.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        self.0.tag.as_deref()
    }

    /// All members, the tag included, in the order in which they were read: key and JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.members.iter().map(|(key, value)| (key.as_str(), value.get()))
    }

    /// The JSON text of the member with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }
}

impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        same_members(&self.0.members, &other.0.members)
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<_> = self.iter().map(|(key, _)| key).collect();
        f.debug_struct("UnknownVariant").field("tag", &self.tag()).field("keys", &keys).finish()
    }
}

impl Write for UnknownVariant {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let tag = self.tag().and_then(json::string);
        for (key, value) in &self.0.members {
            match mode {
                Mode::Masked(mask) if tag.as_ref().is_none_or(|tag| tag.get() != value.get()) => {
                    let shape = Shape::of_json(value.get());
                    map.serialize_entry(key, &Masked { mask, name: "value", shape })?;
                }
                _ => map.serialize_entry(key, value)?,
            }
        }
        map.end()
    }
}
