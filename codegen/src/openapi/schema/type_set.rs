//! Sets of JSON types (JSON Schema Validation 6.1.1).

use crate::json::Json;

/// A set of JSON types.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct TypeSet(u8);

impl TypeSet {
    /// No type at all: nothing is valid.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(2);
    /// `integer`.
    pub const INTEGER: Self = Self(4);
    /// Numbers that are not integers.
    const FRACTION: Self = Self(8);
    /// `number`, which includes `integer`.
    pub const NUMBER: Self = Self(4 | 8);
    /// `string`.
    pub const STRING: Self = Self(16);
    /// `array`.
    pub const ARRAY: Self = Self(32);
    /// `object`.
    pub const OBJECT: Self = Self(64);
    /// Every type.
    pub const ANY: Self = Self(127);

    /// The types that are in either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types that are in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types of this set without those of the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all types of the other set are in this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it is one type; `number` is, although it includes `integer`.
    #[must_use]
    pub fn is_one(self) -> bool {
        self == Self::NUMBER || self.0.is_power_of_two()
    }

    /// The set with the type of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The names of its types.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        const NAMES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
        // A number that is no integer has no name of its own.
        NAMES.into_iter().filter(move |name| match *name {
            "integer" => self.contains(Self::INTEGER) && !self.contains(Self::NUMBER),
            name => Self::named(name).is_some_and(|own| self.contains(own)),
        })
    }

    /// The type of a value.
    #[must_use]
    pub fn of(json: &Json) -> Self {
        match json {
            Json::Null => Self::NULL,
            Json::Bool(_) => Self::BOOLEAN,
            Json::Number(number) if number.is_integer() => Self::INTEGER,
            Json::Number(_) => Self::FRACTION,
            Json::String(_) => Self::STRING,
            Json::Array(_) => Self::ARRAY,
            Json::Object(_) => Self::OBJECT,
        }
    }
}
