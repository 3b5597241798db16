//! Keywords about values of any type (JSON Schema Validation, section 6.1).

use std::fmt;

use super::json;
use super::json_value;
use super::location::Location;
use super::report::Report;
use super::shown::none_of;
use super::write::{Mode, Write, Writing};

impl Report {
    /// `enum` and `const` of numbers and booleans. A value that is not listed passes where the unknown is allowed.
    #[inline]
    pub fn listed<T: PartialEq + fmt::Debug>(
        &mut self,
        at: &Location<'_>,
        value: &T,
        listed: &[T],
        keyword_location: &'static str,
    ) {
        if !listed.contains(value) {
            self.not_listed(at, listed.iter().map(|it| format!("{it:?}")), keyword_location);
        }
    }

    /// The same, where the list has null too, which `value` is not.
    #[inline]
    pub fn listed_or_null<T: PartialEq + fmt::Debug>(
        &mut self,
        at: &Location<'_>,
        value: &T,
        listed: &[T],
        keyword_location: &'static str,
    ) {
        if !listed.contains(value) {
            let listed = listed.iter().map(|it| format!("{it:?}"));
            self.not_listed(at, listed.chain(["null".to_owned()]), keyword_location);
        }
    }

    /// The tag of a branch of a union, if it has one: one of those that choose the branch. Any other passes where the
    /// unknown is allowed.
    pub fn tag(
        &mut self,
        at: &Location<'_>,
        tag: Option<&str>,
        name: &str,
        tags: &[&str],
        keyword_location: &'static str,
    ) {
        if tag.is_some_and(|tag| !tags.contains(&tag)) {
            self.not_listed(&at.property(name), tags.iter().copied(), keyword_location);
        }
    }

    /// `enum` and `const` of any JSON: `listed` are JSON texts.
    pub fn listed_json<T: Write>(
        &mut self,
        at: &Location<'_>,
        value: &T,
        listed: &[&str],
        keyword_location: &'static str,
    ) {
        let text = json::text(&Writing::new(value, Mode::Full)).unwrap_or_default();
        if !listed.iter().any(|it| json_value::equal(it, &text)) {
            self.not_listed(at, listed.iter().copied(), keyword_location);
        }
    }

    /// A value that its type allows to be null, and that is, although a keyword does not. An `enum` or a `const` passes
    /// where the unknown is allowed.
    #[cold]
    pub fn null_not_allowed(&mut self, at: &Location<'_>, keyword_location: &'static str) {
        let keyword = keyword_location.rsplit('/').next().unwrap_or_default();
        let message = match keyword {
            "oneOf" => "null fits none of the branches, or more than one",
            "anyOf" => "null fits none of the branches",
            "enum" | "const" if self.allows_unknown() => return,
            "enum" | "const" => "null is none of the listed values",
            _ => "null is not allowed here",
        };
        self.add(at, keyword, keyword_location, format_args!("{message}"));
    }

    #[cold]
    fn not_listed(
        &mut self,
        at: &Location<'_>,
        listed: impl Iterator<Item = impl fmt::Display>,
        keyword_location: &'static str,
    ) {
        if self.allows_unknown() {
            return;
        }
        let (message, keyword) = (none_of(listed), keyword_location.rsplit('/').next().unwrap_or_default());
        self.add(at, keyword, keyword_location, format_args!("{message}"));
    }
}
