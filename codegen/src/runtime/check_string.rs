//! Keywords about strings (JSON Schema Validation, sections 6.1.2 and 6.3).
//!
//! Invariant: lengths count code points, and no message holds the string.

use super::location::Location;
use super::open_enum::OpenEnum;
use super::report::Report;
use super::shown::none_of;

/// Whether a test holds for every byte of a text. It looks at all of them without a branch, which takes a processor a
/// fraction of the time that stopping at the first failure does.
#[inline]
#[must_use]
pub fn every_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(true, |all, byte| all & is(byte))
}

impl Report {
    /// `minLength`.
    #[inline]
    pub fn min_length(&mut self, at: &Location<'_>, value: &str, limit: u64) {
        // A code point takes at most four bytes, so most strings need no counting.
        if (value.len() as u64) < limit.saturating_mul(4) {
            self.count_min_length(at, value, limit);
        }
    }

    #[inline(never)]
    fn count_min_length(&mut self, at: &Location<'_>, value: &str, limit: u64) {
        let length = value.chars().count();
        if length as u64 >= limit {
            return;
        }
        if at.is_sensitive() {
            let message = format_args!("shorter than the minimum length {limit}");
            self.fail(at, "minLength", message);
        } else {
            let message = format_args!("its length {length} is less than the minimum {limit}");
            self.fail(at, "minLength", message);
        }
    }

    /// `maxLength`.
    #[inline]
    pub fn max_length(&mut self, at: &Location<'_>, value: &str, limit: u64) {
        if value.len() as u64 > limit {
            self.count_max_length(at, value, limit);
        }
    }

    #[inline(never)]
    fn count_max_length(&mut self, at: &Location<'_>, value: &str, limit: u64) {
        let length = value.chars().count();
        if length as u64 <= limit {
            return;
        }
        if at.is_sensitive() {
            let message = format_args!("longer than the maximum length {limit}");
            self.fail(at, "maxLength", message);
        } else {
            let message = format_args!("its length {length} is greater than the maximum {limit}");
            self.fail(at, "maxLength", message);
        }
    }

    /// `pattern`, which generated code has matched.
    #[inline]
    pub fn pattern(&mut self, at: &Location<'_>, matched: bool, pattern: &'static str) {
        if !matched {
            self.fail(at, "pattern", format_args!("does not match the pattern {pattern}"));
        }
    }

    /// `enum` of strings. An unknown value passes where the unknown is allowed.
    #[inline]
    pub fn one_of<T: OpenEnum>(&mut self, at: &Location<'_>, value: &T, keyword_location: &'static str) {
        if !value.is_known() && !self.allows_unknown() {
            self.not_one_of(at, T::VALUES, keyword_location);
        }
    }

    #[cold]
    pub(super) fn not_one_of(
        &mut self,
        at: &Location<'_>,
        values: &'static [&'static str],
        keyword_location: &'static str,
    ) {
        let message = none_of(values.iter());
        let keyword = keyword_location.rsplit('/').next().unwrap_or_default();
        self.add(at, keyword, keyword_location, format_args!("{message}"));
    }
}
