//! JSON that the document says nothing about, kept as its own text.
//!
//! Invariant: reading and writing keeps every byte of the value. `Debug` shows its kind only.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::json;
use super::json_value;
use super::mask::Shape;
use super::read::Read;
use super::write::{Mode, Write, Writing};

macro_rules! raw {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone)]
        pub struct $name(Box<RawValue>);

        impl $name {
            /// The JSON text.
            #[must_use]
            pub fn get(&self) -> &str {
                self.0.get()
            }

            /// Reads the text as a type of the caller's choice.
            ///
            /// # Errors
            ///
            /// If the value is not of that type.
            pub fn parse<'de, T: Deserialize<'de>>(&'de self) -> serde_json::Result<T> {
                serde_json::from_str(self.get())
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                json_value::equal(self.get(), other.get())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), json::kind(self.get()))
            }
        }

        impl Write for $name {
            fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
                match mode {
                    Mode::Masked(mask) => mask.write("value", self.shape(), serializer),
                    Mode::Full | Mode::Rules | Mode::Request => self.0.serialize(serializer),
                }
            }

            fn shape(&self) -> Shape {
                Shape::of_json(self.get())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::read(deserializer)
            }
        }

        impl From<$name> for Box<RawValue> {
            fn from(value: $name) -> Self {
                value.0
            }
        }
    };
}

raw! {
    /// Any JSON value, kept as its text. Two are equal if they mean the same JSON.
    RawJson
}

raw! {
    /// Any JSON object, kept as its text. Two are equal if they mean the same JSON.
    RawObject
}

impl RawJson {
    /// The JSON of anything that can be serialized.
    ///
    /// # Errors
    ///
    /// If the value can not be serialized as JSON.
    pub fn new(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Self> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// The JSON of a value of this crate.
    ///
    /// # Errors
    ///
    /// If the value has no JSON, as numbers that are not finite.
    pub fn written(value: &impl Write) -> serde_json::Result<Self> {
        Self::new(&Writing::new(value, Mode::Full))
    }
}

impl RawObject {
    /// How many members it has.
    #[must_use]
    pub fn len(&self) -> usize {
        json::members(self.get()).map_or(0, |members| members.len())
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The JSON of anything that is serialized as an object.
    ///
    /// # Errors
    ///
    /// If the value can not be serialized as JSON, or not as an object.
    pub fn new(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Self> {
        Self::checked(serde_json::value::to_raw_value(value)?)
    }

    fn checked<E: Error>(value: Box<RawValue>) -> Result<Self, E> {
        match json::kind(value.get()) {
            "an object" => Ok(Self(value)),
            kind => Err(E::custom(format_args!("expected an object, found {kind}"))),
        }
    }
}

impl From<Box<RawValue>> for RawJson {
    fn from(value: Box<RawValue>) -> Self {
        Self(value)
    }
}

impl Read for RawJson {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self)
    }
}

impl Read for RawObject {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::checked(Box::deserialize(deserializer)?)
    }
}
