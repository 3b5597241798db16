//! Reading objects: one key loop for all of them, driven by each type's table of keys.
//!
//! Invariant: a key occurs once or reading fails, and every other member ends up in a slot, among the
//! departures or among the unknown fields.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::ser::Serializer;

use super::key::{FindKey, Found, Key, KeySet, find};
use super::object_writer::ObjectWriter;
use super::read::Read;
use super::read_error::{at_key, replayed, tidy};
use super::read_text::MaybeText;
use super::shown::Shown;
use super::unknown_fields::{Departure, UnknownFields};
use super::write::Mode;
use super::{json, raw_text, read_text};

/// What became of a member.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub enum Held {
    /// It is in its slot.
    Yes,
    /// It is a null, which its slot can not hold.
    Null,
}

/// A required member that was not there: its index among the keys.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Missing(pub usize);

/// A type that is read from a JSON object with known members. Generated.
pub trait Object: Sized {
    /// The known members, in document order.
    const KEYS: &'static [Key];
    /// The place of its schema.
    const SCHEMA: &'static str;
    /// The place of `additionalProperties: false`, where it allows no other members.
    const CLOSED: Option<&'static str> = None;
    /// The values read so far; the type itself, where it needs none of them.
    type Slots: Default;

    /// Reads the value of the member with this index, which is not a constant.
    ///
    /// # Errors
    ///
    /// If the value is not of the member's type.
    fn read_member<'de, D: Deserializer<'de>>(
        slots: &mut Self::Slots,
        key: usize,
        value: D,
    ) -> Result<Held, D::Error>;

    /// Takes the tag of a union that has been read already. Only branches that keep it as a field need this.
    fn read_tag(_slots: &mut Self::Slots, _key: usize, _tag: &str) {}

    /// Makes the value out of what was read.
    ///
    /// # Errors
    ///
    /// If a required member was not there.
    fn finish(slots: Self::Slots, unknown: UnknownFields) -> Result<Self, Missing>;

    /// What was read that the document does not know.
    fn unknown(&self) -> &UnknownFields;

    /// Writes the known members, one call for each key. The writer keeps the first error to itself until its end.
    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>);
}

/// Writes an object.
///
/// # Errors
///
/// If the serializer fails.
pub fn write_object<T: Object, S: Serializer>(
    value: &T,
    serializer: S,
    mode: Mode,
) -> Result<S::Ok, S::Error> {
    let mut object = ObjectWriter::new(serializer, mode, T::KEYS, value.unknown())?;
    value.write_members(&mut object);
    object.end()
}

/// Reads an object.
///
/// # Errors
///
/// If the input is not an object, a member is not of its type, a required one is missing, or a key occurs
/// twice.
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData)).map_err(tidy)
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut progress = Progress::new(T::KEYS);
        let mut slots = T::Slots::default();
        read_members::<T, A>(access, &mut slots, &mut progress)?;
        finish::<T, A::Error>(slots, progress)
    }
}

/// A member that was read before the tag of its union: key and JSON text.
pub(super) type Buffered<'de> = (Cow<'de, str>, Cow<'de, str>);

/// Reads a branch of a union: what came before the tag, the tag where there is one, and the rest.
pub(super) fn read_branch<'de, T: Object, A: MapAccess<'de>>(
    access: A,
    before: Vec<Buffered<'de>>,
    tag: Option<(&str, &str)>,
) -> Result<T, A::Error> {
    let mut progress = Progress::new(T::KEYS);
    let mut slots = T::Slots::default();
    for (key, value) in before {
        if let Some(index) = progress.replay(key, &value)? {
            let mut deserializer = serde_json::Deserializer::from_slice(value.as_bytes());
            match T::read_member(&mut slots, index, &mut deserializer) {
                Ok(held) => progress.took(index, held),
                Err(error) => return Err(replayed(&error, T::KEYS[index].name)),
            }
        }
    }
    if let Some((name, tag)) = tag
        && let Some(index) = progress.tag(name, tag)?
    {
        T::read_tag(&mut slots, index, tag);
    }
    read_members::<T, A>(access, &mut slots, &mut progress)?;
    finish::<T, A::Error>(slots, progress)
}

fn read_members<'de, T: Object, A: MapAccess<'de>>(
    mut access: A,
    slots: &mut T::Slots,
    progress: &mut Progress,
) -> Result<(), A::Error> {
    while let Some(index) = progress.next(&mut access)? {
        match access.next_value_seed(Member::<T> { slots, index }) {
            Ok(held) => progress.took(index, held),
            Err(error) => return Err(progress.at(&error, index)),
        }
    }
    Ok(())
}

#[inline]
fn finish<T: Object, E: Error>(slots: T::Slots, progress: Progress) -> Result<T, E> {
    let keys = progress.keys;
    T::finish(slots, progress.finish()?).map_err(|Missing(index)| missing(keys, index))
}

struct Member<'a, T: Object> {
    slots: &'a mut T::Slots,
    index: usize,
}

impl<'de, T: Object> DeserializeSeed<'de> for Member<'_, T> {
    type Value = Held;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Held, D::Error> {
        T::read_member(self.slots, self.index, deserializer)
    }
}

/// How far reading an object has come. Knows nothing of its type beyond the keys.
struct Progress {
    keys: &'static [Key],
    guess: usize,
    seen: KeySet,
    unknown: UnknownFields,
}

impl Progress {
    fn new(keys: &'static [Key]) -> Self {
        Self { keys, guess: 0, seen: KeySet::default(), unknown: UnknownFields::default() }
    }

    /// Goes on to the next member that has a slot.
    fn next<'de, A: MapAccess<'de>>(&mut self, access: &mut A) -> Result<Option<usize>, A::Error> {
        loop {
            let index = match access.next_key_seed(FindKey { keys: self.keys, guess: self.guess })? {
                None => return Ok(None),
                Some(Found::Known(index)) => index,
                Some(Found::Unknown(key)) => {
                    self.unknown.push(key.into_owned(), access.next_value()?);
                    continue;
                }
            };
            self.see(index)?;
            match self.keys[index].constant {
                None => return Ok(Some(index)),
                Some(_) => match access.next_value_seed(MaybeText) {
                    Ok(text) => self.constant(index, text.as_deref()),
                    Err(error) => return Err(self.at(&error, index)),
                },
            }
        }
    }

    /// Takes a member that was read before the tag. Gives its index if it has a slot.
    fn replay<E: Error>(&mut self, key: Cow<'_, str>, value: &str) -> Result<Option<usize>, E> {
        let Some(index) = find(self.keys, self.guess, &key) else {
            self.unknown.push(key.into_owned(), raw_text::keep(value.into())?);
            return Ok(None);
        };
        self.see(index)?;
        if json::too_deep(value) {
            return Err(self.at(&E::custom("nested too deeply"), index));
        }
        if self.keys[index].constant.is_none() {
            return Ok(Some(index));
        }
        match read_text::maybe_text(value) {
            Ok(text) => self.constant(index, text.as_deref()),
            Err(error) => return Err(replayed(&error, self.keys[index].name)),
        }
        Ok(None)
    }

    /// Takes the tag of the union. Gives its index if it has a slot.
    fn tag<E: Error>(&mut self, name: &str, tag: &str) -> Result<Option<usize>, E> {
        let Some(index) = find(self.keys, self.guess, name) else {
            let Some(json) = json::string(tag) else { return Ok(None) };
            self.unknown.push(name.to_owned(), json);
            return Ok(None);
        };
        self.see(index)?;
        if self.keys[index].constant.is_none() {
            return Ok(Some(index));
        }
        self.constant(index, Some(tag));
        Ok(None)
    }

    #[inline]
    fn see<E: Error>(&mut self, index: usize) -> Result<(), E> {
        self.guess = index + 1;
        if self.seen.insert(index) { Ok(()) } else { Err(duplicate(self.keys, index)) }
    }

    #[inline]
    fn took(&mut self, index: usize, held: Held) {
        if held == Held::Null {
            self.depart(index, Departure::Null);
        }
    }

    #[cold]
    fn depart(&mut self, index: usize, departure: Departure) {
        self.unknown.depart(index, self.keys[index].name, departure);
    }

    fn constant(&mut self, index: usize, text: Option<&str>) {
        match text {
            Some(text) if self.keys[index].constant == Some(text) => {}
            Some(text) => self.depart(index, Departure::Other(text.into())),
            None => self.depart(index, Departure::Null),
        }
    }

    #[cold]
    #[inline(never)]
    fn at<E: Error>(&self, error: &E, index: usize) -> E {
        at_key(error, self.keys[index].name)
    }

    /// Looks at what was not there, and gives what did not fit in.
    fn finish<E: Error>(mut self) -> Result<UnknownFields, E> {
        for (index, key) in self.keys.iter().enumerate() {
            if key.constant.is_some() && !self.seen.contains(index) {
                if key.required {
                    return Err(missing(self.keys, index));
                }
                self.unknown.depart(index, key.name, Departure::Absent);
            }
        }
        match self.unknown.settle() {
            Some(key) => Err(E::custom(format_args!("the key `{}` occurs twice", Shown(key)))),
            None => Ok(self.unknown),
        }
    }
}

#[cold]
#[inline(never)]
fn duplicate<E: Error>(keys: &[Key], index: usize) -> E {
    E::custom(format_args!("the key `{}` occurs twice", keys[index].name))
}

#[cold]
#[inline(never)]
fn missing<E: Error>(keys: &[Key], index: usize) -> E {
    match keys.get(index) {
        Some(key) => E::custom(format_args!("the required property `{}` is missing", key.name)),
        None => E::custom("a required property is missing"),
    }
}

/// Reads a required member. For one that may be null, `T` is an `Option`.
///
/// # Errors
///
/// If the value is not a `T`.
#[inline]
pub fn required<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    value: D,
) -> Result<Held, D::Error> {
    *slot = Some(T::read(value)?);
    Ok(Held::Yes)
}

/// Reads an optional member that should not be null. A null is remembered, but not in the slot.
///
/// # Errors
///
/// If the value is neither a `T` nor null.
#[inline]
pub fn optional<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<T>,
    value: D,
) -> Result<Held, D::Error> {
    *slot = Option::read(value)?;
    Ok(if slot.is_some() { Held::Yes } else { Held::Null })
}

/// Reads an optional member that may be null.
///
/// # Errors
///
/// If the value is neither a `T` nor null.
#[inline]
pub fn optional_nullable<'de, T: Read, D: Deserializer<'de>>(
    slot: &mut Option<Option<T>>,
    value: D,
) -> Result<Held, D::Error> {
    *slot = Some(Option::read(value)?);
    Ok(Held::Yes)
}
