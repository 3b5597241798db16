//! Reading tagged unions: the tag chooses the branch, wherever in the object it stands.
//!
//! Invariant: where the tag comes first, nothing is buffered. What is read before the tag is kept as text
//! and read again by the same deserializer as a body, so that its code exists once.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json;
use super::key::{FindKey, Found, Key};
use super::object::{Buffered, Object, read_branch};
use super::raw_text::{self, RawText};
use super::read::Read;
use super::read_error::{at_key, carried, tidy};
use super::read_text::MaybeText;
use super::shown::Shown;
use super::unknown_fields::duplicate;
use super::unknown_variant::UnknownVariant;
use super::write::{Mode, Writing};

/// One of several objects that are told apart by a property. Generated.
pub trait Tagged: Sized {
    /// The property that tells them apart.
    const TAG: &'static str;

    /// Reads the branch that the tag chooses, with one of the methods of [`Fields`].
    ///
    /// # Errors
    ///
    /// If the branch can not be read.
    fn read_branch<'de, A: MapAccess<'de>>(tag: &str, fields: Fields<'de, A>) -> Result<Self, A::Error>;

    /// Reads an object that has no tag. Only unions with a branch for such objects need this.
    ///
    /// # Errors
    ///
    /// If the branch can not be read.
    fn read_without_tag<'de, A: MapAccess<'de>>(fields: Fields<'de, A>) -> Result<Self, A::Error> {
        fields.unknown()
    }

    /// The variant for a tag that the document does not know, for none, and for null.
    fn unknown(value: UnknownVariant) -> Self;
}

/// The members of an object, and its tag.
#[derive(Debug)]
pub struct Fields<'de, A> {
    access: A,
    before: Vec<Buffered<'de>>,
    name: &'static str,
    tag: Tag<'de>,
}

/// What stands where the tag should.
#[derive(Debug)]
enum Tag<'de> {
    Text(Cow<'de, str>),
    Null,
    Absent,
}

impl Tag<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Absent => None,
        }
    }
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    /// Reads a branch that is an object.
    ///
    /// # Errors
    ///
    /// If a member is not of its type, a required one is missing, or a key occurs twice.
    #[inline]
    pub fn object<B: Object>(self) -> Result<B, A::Error> {
        let tag = self.tag.text().map(|tag| (self.name, tag));
        read_branch(self.access, self.before, tag)
    }

    /// Reads a branch that takes objects without a tag. If it has a tag of its own that it can not do without, the
    /// object is kept as JSON text.
    ///
    /// # Errors
    ///
    /// If a member is not of its type, a required one is missing, or a key occurs twice.
    pub fn without_tag<T: Tagged, B: Object>(self, branch: impl FnOnce(B) -> T) -> Result<T, A::Error> {
        let needs_tag = B::KEYS.iter().any(|key| key.name == self.name && key.required);
        if needs_tag { self.unknown() } else { self.object().map(branch) }
    }

    /// Reads a branch that is a union itself, which is told apart in another way. It has the tag as a member.
    ///
    /// # Errors
    ///
    /// If the branch can not be read, or a key occurs twice.
    pub fn union<B: Read>(self) -> Result<B, A::Error> {
        let text = json::text(&Writing::new(&self.keep()?, Mode::Full)).unwrap_or_default();
        if json::too_deep(&text) {
            return Err(A::Error::custom("nested too deeply"));
        }
        B::read(&mut serde_json::Deserializer::from_str(&text)).map_err(|error| carried(&error))
    }

    /// Keeps the object as JSON text.
    ///
    /// # Errors
    ///
    /// If a key occurs twice.
    pub fn unknown<T: Tagged>(self) -> Result<T, A::Error> {
        self.keep().map(T::unknown)
    }

    fn keep(mut self) -> Result<UnknownVariant, A::Error> {
        let mut members = owned(self.before)?;
        let tag = self.tag.text();
        if !matches!(self.tag, Tag::Absent) {
            members.push((self.name.to_owned(), tag.and_then(json::string).unwrap_or_else(json::null)));
        }
        while let Some(member) = self.access.next_entry()? {
            members.push(member);
        }
        keep(tag, members)
    }
}

type Members = Vec<(String, Box<RawValue>)>;

fn owned<E: Error>(members: Vec<Buffered<'_>>) -> Result<Members, E> {
    members.into_iter().map(|(key, value)| Ok((key.into_owned(), raw_text::keep(value)?))).collect()
}

fn keep<E: Error>(tag: Option<&str>, members: Members) -> Result<UnknownVariant, E> {
    match duplicate(&members) {
        Some(key) => Err(E::custom(format_args!("the key `{}` occurs twice", Shown(key)))),
        None => Ok(UnknownVariant::new(tag, members)),
    }
}

/// Reads a tagged union.
///
/// # Errors
///
/// If the input is not an object, its tag is neither a string nor null, or the branch can not be read.
pub fn read_tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(TaggedVisitor(PhantomData)).map_err(tidy)
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<T, A::Error> {
        let mut before = Vec::new();
        match find_tag(&mut access, &[Key::new(T::TAG)], &mut before)? {
            Tag::Text(tag) => {
                let fields = Fields { access, before, name: T::TAG, tag: Tag::Text(tag.clone()) };
                T::read_branch(&tag, fields)
            }
            Tag::Null => Fields { access, before, name: T::TAG, tag: Tag::Null }.unknown(),
            Tag::Absent => T::read_without_tag(Fields { access, before, name: T::TAG, tag: Tag::Absent }),
        }
    }
}

fn find_tag<'de, A: MapAccess<'de>>(
    access: &mut A,
    keys: &[Key],
    before: &mut Vec<Buffered<'de>>,
) -> Result<Tag<'de>, A::Error> {
    loop {
        match access.next_key_seed(FindKey { keys, guess: 0 })? {
            None => return Ok(Tag::Absent),
            Some(Found::Unknown(key)) => before.push((key, access.next_value_seed(RawText)?)),
            Some(Found::Known(index)) => {
                return match access.next_value_seed(MaybeText) {
                    Ok(Some(tag)) => Ok(Tag::Text(tag)),
                    Ok(None) => Ok(Tag::Null),
                    Err(error) => Err(at_key(&error, keys[index].name)),
                };
            }
        }
    }
}
