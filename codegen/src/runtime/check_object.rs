//! Keywords about objects and tagged unions (JSON Schema Validation, section 6.5; JSON Schema, section 10).
//!
//! Invariant: what the document merely does not know passes where the unknown is allowed; a null that it
//! forbids never does.

use std::borrow::Cow;

use super::json;
use super::location::{Location, escape};
use super::object::Object;
use super::read::Read;
use super::report::Report;
use super::unknown_fields::{Departure, UnknownFields};
use super::unknown_variant::UnknownVariant;
use super::write::{Mode, Write, Writing};

impl Report {
    /// `minProperties`.
    #[inline]
    pub fn min_properties(&mut self, at: &Location<'_>, count: usize, limit: usize) {
        if count < limit {
            let message = format_args!("the number of properties, {count}, is less than the minimum {limit}");
            self.fail(at, "minProperties", message);
        }
    }

    /// `maxProperties`.
    #[inline]
    pub fn max_properties(&mut self, at: &Location<'_>, count: usize, limit: usize) {
        if count > limit {
            let message =
                format_args!("the number of properties, {count}, is greater than the maximum {limit}");
            self.fail(at, "maxProperties", message);
        }
    }

    /// What an object was read with that its fields do not hold: nulls, other strings than its constants, and, where
    /// it allows no other members, every unknown field.
    #[inline]
    pub fn object<T: Object + Write>(&mut self, at: &Location<'_>, value: &T) {
        if value.unknown().has_any() {
            if !value.unknown().departures().is_empty() {
                self.departures(at, value);
            }
            self.closed(at, value.unknown(), T::CLOSED);
        }
    }

    #[cold]
    #[inline(never)]
    fn departures<T: Object + Write>(&mut self, at: &Location<'_>, value: &T) {
        // The value may have been changed since it was read, so what counts is what would be written.
        let written = json::text(&Writing::new(value, Mode::Full));
        let written = written.as_deref().and_then(json::members).unwrap_or_default();
        for (index, _, departure) in value.unknown().departures() {
            let Some(key) = T::KEYS.get(*index) else { continue };
            let at = at.property(key.name);
            let is_null = || written.iter().any(|(name, json)| name == key.name && json.get() == "null");
            // Constants say which keyword allows them alone.
            let keyword =
                key.place.filter(|_| key.constant.is_some()).and_then(|place| place.rsplit('/').next());
            let keyword = keyword.unwrap_or("type");
            let place = || match key.place {
                Some(place) => Cow::Borrowed(place),
                None => format!("{}/properties/{}/type", T::SCHEMA, escape(key.name)).into(),
            };
            match departure {
                Departure::Null if is_null() => {
                    self.add(&at, keyword, place(), format_args!("null is not allowed"));
                }
                Departure::Other(_) => {
                    let constant = key.constant.unwrap_or_default();
                    self.add(&at, keyword, place(), format_args!("is not the constant {constant}"));
                }
                _ => {}
            }
        }
    }

    /// The members of an object beside its named properties, which all have one type.
    pub fn additional<T: Read>(
        &mut self,
        at: &Location<'_>,
        unknown: &UnknownFields,
        check: impl Fn(&T, &Location<'_>, &mut Self),
        keyword_location: &'static str,
    ) {
        for (key, value) in unknown.typed::<T>() {
            // What the document does not name may be secret.
            let at = at.property(key);
            let at = at.sensitive();
            match value {
                Ok(value) => check(&value, &at, self),
                Err(error) => {
                    self.add(&at, "additionalProperties", keyword_location, format_args!("{error}"));
                }
            }
        }
    }

    /// A branch of a tagged union that was read on its own, without the tag (the member called `tag`) that it
    /// needs in the union.
    #[inline]
    pub fn branch(
        &mut self,
        at: &Location<'_>,
        unknown: &UnknownFields,
        tag: &'static str,
        keyword_location: &'static str,
    ) {
        let absent = |it: &(usize, &str, Departure)| it.1 == tag && it.2 == Departure::Absent;
        if unknown.has_any() && unknown.departures().iter().any(absent) {
            let keyword = keyword_location.rsplit('/').next().unwrap_or_default();
            self.add(at, keyword, keyword_location, format_args!("`{tag}` is missing"));
        }
    }

    #[cold]
    #[inline(never)]
    fn closed(&mut self, at: &Location<'_>, unknown: &UnknownFields, closed: Option<&'static str>) {
        let Some(closed) = closed.filter(|_| !self.allows_unknown()) else { return };
        for (key, _) in unknown.iter() {
            let message = format_args!("the property is not known");
            self.add(&at.property(key), "additionalProperties", closed, message);
        }
    }

    /// A tagged union whose tag (the member called `tag`) the document does not know. That passes where the
    /// unknown is allowed; an object without a tag never does.
    #[cold]
    pub fn unknown_tag(
        &mut self,
        at: &Location<'_>,
        value: &UnknownVariant,
        tag: &'static str,
        expected: &'static [&'static str],
        keyword_location: &'static str,
    ) {
        let keyword = keyword_location.rsplit('/').next().unwrap_or_default();
        let expected = expected.join(", ");
        if value.tag().is_none() {
            let message = format_args!("`{tag}` should be one of {expected}");
            self.add(at, keyword, keyword_location, message);
        } else if !self.allows_unknown() {
            let message = format_args!("the value is none of {expected}");
            self.add(&at.property(tag), keyword, keyword_location, message);
        }
    }
}

/// How many members an object has, given how many its fields hold. Where it was read with others in their places, as nulls
/// that they must not be, what would be written is counted.
#[doc(hidden)]
#[inline]
pub fn count_members<T: Object + Write>(value: &T, held: usize) -> usize {
    if value.unknown().departures().is_empty() { held } else { count_written(value).unwrap_or(held) }
}

#[cold]
#[inline(never)]
fn count_written<T: Object + Write>(value: &T) -> Option<usize> {
    let written = json::text(&Writing::new(value, Mode::Full))?;
    Some(json::members(&written)?.len())
}
