//! Dates, times and durations as types of `jiff`, behind the feature of that name.
//!
//! Invariant: what becomes text is of its format wherever the format can say it.

use std::fmt::Write as _;

use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Error, Span, Timestamp};

use super::runtime::{Date, DateTime, Duration, Time};

/// A leap second becomes the second before it.
impl TryFrom<&DateTime> for Timestamp {
    type Error = Error;

    fn try_from(text: &DateTime) -> Result<Self, Error> {
        text.parse()
    }
}

/// In UTC.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string().into()
    }
}

impl TryFrom<&Date> for civil::Date {
    type Error = Error;

    fn try_from(text: &Date) -> Result<Self, Error> {
        text.parse()
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        date.to_string().into()
    }
}

/// A day that a time can be said of.
const DAY: &str = "2000-01-01T";

/// A leap second becomes the second before it.
impl TryFrom<&Time> for (civil::Time, Offset) {
    type Error = Error;

    fn try_from(text: &Time) -> Result<Self, Error> {
        let text = format!("{DAY}{text}");
        let pieces = Pieces::parse(&text)?;
        let parts = pieces.time().zip(pieces.to_numeric_offset());
        parts.ok_or_else(|| Error::from_args(format_args!("a time and an offset were expected")))
    }
}

impl From<(civil::Time, Offset)> for Time {
    fn from((time, offset): (civil::Time, Offset)) -> Self {
        let text = Pieces::from(civil::date(2000, 1, 1).to_datetime(time)).with_offset(offset).to_string();
        text.trim_start_matches(DAY).into()
    }
}

impl TryFrom<&Duration> for Span {
    type Error = Error;

    fn try_from(text: &Duration) -> Result<Self, Error> {
        text.parse()
    }
}

/// The format has whole seconds, no sign, and weeks by themselves only: these become days here beside other units.
impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        let is_whole =
            (span.get_milliseconds(), span.get_microseconds(), span.get_nanoseconds()) == (0, 0, 0);
        if span.is_negative() || !is_whole {
            return span.to_string().into();
        }
        let weeks = i64::from(span.get_weeks());
        if weeks != 0 && span.fieldwise() == Span::new().weeks(weeks).fieldwise() {
            return format!("P{weeks}W").into();
        }
        let days = weeks * 7 + i64::from(span.get_days());
        let date = run(&[(span.get_years().into(), 'Y'), (span.get_months().into(), 'M'), (days, 'D')]);
        let time =
            run(&[(span.get_hours().into(), 'H'), (span.get_minutes(), 'M'), (span.get_seconds(), 'S')]);
        match (date.as_str(), time.as_str()) {
            ("", "") => Self::from_static("PT0S"),
            (date, "") => format!("P{date}").into(),
            (date, time) => format!("P{date}T{time}").into(),
        }
    }
}

/// The counts from the first to the last that is not zero, which may have no gap between them.
fn run(counts: &[(i64, char)]) -> String {
    let is_there = |(count, _): &(i64, char)| *count != 0;
    let first = counts.iter().position(is_there).unwrap_or(counts.len());
    let after = counts.iter().rposition(is_there).map_or(first, |last| last + 1);
    let mut text = String::new();
    for (count, unit) in &counts[first..after] {
        // Writing to a string can not fail.
        let _ = write!(text, "{count}{unit}");
    }
    text
}
