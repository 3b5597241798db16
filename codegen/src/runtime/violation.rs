//! What validation finds: where in the instance, which keyword, and what it says.
//!
//! Invariant: nothing here holds a string value of the instance.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::shown::Shown;

/// A keyword of the document that a value does not satisfy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    pub(super) instance: String,
    pub(super) keyword: &'static str,
    pub(super) keyword_location: Cow<'static, str>,
    pub(super) message: String,
}

impl Violation {
    /// The place in the instance, as a JSON Pointer.
    #[must_use]
    pub fn instance_location(&self) -> &str {
        &self.instance
    }

    /// The keyword, such as `maximum`.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        self.keyword
    }

    /// The place of the keyword in the document, as a JSON Pointer.
    #[must_use]
    pub fn keyword_location(&self) -> &str {
        &self.keyword_location
    }

    /// What is wrong. Names the limit.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.instance.is_empty() {
            write!(f, "{}: ", Shown(&self.instance))?;
        }
        f.write_str(&self.message)
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 4)?;
        object.serialize_field("instance", &self.instance)?;
        object.serialize_field("keyword", self.keyword)?;
        object.serialize_field("keywordLocation", &self.keyword_location)?;
        object.serialize_field("message", &self.message)?;
        object.end()
    }
}

/// Everything that is wrong with a value; at least one thing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violations {
    pub(super) list: Vec<Violation>,
    pub(super) omitted: usize,
}

impl Violations {
    /// The violations, in the order of the document.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// The violations by the place in the instance that they are about: each place once, in the order in which it
    /// first occurs.
    #[must_use]
    pub fn by_location(&self) -> Vec<(&str, Vec<&Violation>)> {
        let mut places: Vec<(&str, Vec<&Violation>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for violation in &self.list {
            let index = *known.entry(&violation.instance).or_insert(places.len());
            match places.get_mut(index) {
                Some((_, violations)) => violations.push(violation),
                None => places.push((&violation.instance, vec![violation])),
            }
        }
        places
    }

    /// How many are kept.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many more were found, but not kept.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        if self.omitted > 0 {
            write!(f, "\nand {} more", self.omitted)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl Serialize for Violations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violations", 2)?;
        object.serialize_field("violations", &self.list)?;
        object.serialize_field("omitted", &self.omitted)?;
        object.end()
    }
}
