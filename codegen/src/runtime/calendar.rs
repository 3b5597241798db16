//! Dates and times of RFC 3339.
//!
//! Invariant: a leap second is the last one of a day in UTC, and is taken for the first one of the next day.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::text::{Date, DateTime};

const SECONDS_PER_DAY: i64 = 86_400;
const MINUTES_PER_DAY: i64 = 1_440;

impl DateTime {
    /// The moment. `None` if the text is not of the format, or the moment is one that the system can not tell.
    #[must_use]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (seconds, nanoseconds) = date_time(self)?;
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let whole =
            if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
        whole?.checked_add(Duration::from_nanos(nanoseconds.into()))
    }
}

/// The moment in UTC. A year that does not have four digits makes a text that is not of the format.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let (seconds, nanoseconds) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()).unwrap_or(i64::MAX), after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => (-seconds, 0),
                    nanoseconds => (-seconds - 1, 1_000_000_000 - nanoseconds),
                }
            }
        };
        let (year, month, day) = date_of(seconds.div_euclid(SECONDS_PER_DAY));
        let second = seconds.rem_euclid(SECONDS_PER_DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if nanoseconds != 0 {
            let fraction = format!(".{nanoseconds:09}");
            text.push_str(fraction.trim_end_matches('0'));
        }
        text.push('Z');
        text.into()
    }
}

impl Date {
    /// The date of a year, a month and a day, each counted from one. `None` if there is no such day, or the year has
    /// more than four digits.
    #[must_use]
    pub fn from_parts(year: u16, month: u8, day: u8) -> Option<Self> {
        let text = Self::from(format!("{year:04}-{month:02}-{day:02}"));
        text.is_valid().then_some(text)
    }

    /// The year, the month and the day. `None` if the text is not of the format.
    #[must_use]
    pub fn parts(&self) -> Option<(u16, u8, u8)> {
        date(self)
    }
}

pub(super) fn is_date(text: &str) -> bool {
    date(text).is_some()
}

pub(super) fn is_time(text: &str) -> bool {
    time(text).is_some()
}

pub(super) fn is_date_time(text: &str) -> bool {
    date_time(text).is_some()
}

fn date(text: &str) -> Option<(u16, u8, u8)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let year = u16::from(pair(*y1, *y2)?) * 100 + u16::from(pair(*y3, *y4)?);
    let (month, day) = (pair(*m1, *m2)?, pair(*d1, *d2)?);
    (day >= 1 && day <= days_of(year.into(), month)).then_some((year, month, day))
}

/// The seconds since midnight in UTC, which may be before it or after the day, and the nanoseconds of the second.
fn time(text: &str) -> Option<(i64, u32)> {
    let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text.as_bytes() else { return None };
    let (hour, minute, second) = (pair(*h1, *h2)?, pair(*m1, *m2)?, pair(*s1, *s2)?);
    let (nanoseconds, rest) = fraction(rest)?;
    let minutes = i64::from(hour) * 60 + i64::from(minute) - offset(rest)?;
    let is_leap = second == 60 && minutes.rem_euclid(MINUTES_PER_DAY) == MINUTES_PER_DAY - 1;
    let valid = hour < 24 && minute < 60 && (second < 60 || is_leap);
    valid.then_some((minutes * 60 + i64::from(second), nanoseconds))
}

/// The seconds since 1970 in UTC, and the nanoseconds of the second.
fn date_time(text: &str) -> Option<(i64, u32)> {
    let (day, rest) = text.split_at_checked(10)?;
    let (year, month, day) = date(day)?;
    let (seconds, nanoseconds) = time(rest.strip_prefix(['T', 't'])?)?;
    Some((days_before(year.into(), month, day) * SECONDS_PER_DAY + seconds, nanoseconds))
}

/// The nanoseconds that a text begins with, if it begins with a point, and what follows.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.', text @ ..] = text else { return Some((0, text)) };
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(count);
    let nine = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
    let nanoseconds = nine.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (count > 0).then_some((nanoseconds, rest))
}

/// An offset from UTC in minutes.
fn offset(text: &[u8]) -> Option<i64> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (pair(*h1, *h2)?, pair(*m1, *m2)?);
            let offset = i64::from(hours) * 60 + i64::from(minutes);
            let offset = if *sign == b'+' { offset } else { -offset };
            (hours < 24 && minutes < 60).then_some(offset)
        }
        _ => None,
    }
}

/// A number of two digits.
fn pair(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

/// How many days a month has; none where there is no such month.
fn days_of(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    }
}

/// The days from 1970 to a date.
fn days_before(year: i64, month: u8, day: u8) -> i64 {
    let months = (1..month).map(|month| i64::from(days_of(year, month))).sum::<i64>();
    years_before(year) + months + i64::from(day) - 1
}

/// The days from 1970 to a year.
fn years_before(year: i64) -> i64 {
    let past = |year: i64| {
        let last = year - 1;
        last * 365 + last.div_euclid(4) - last.div_euclid(100) + last.div_euclid(400)
    };
    past(year) - past(1970)
}

/// The date that comes this many days after the first of 1970.
fn date_of(days: i64) -> (i64, u8, u8) {
    // 400 years have 146 097 days. The guess is at most two years too late.
    let mut year = 1971 + (days * 400).div_euclid(146_097);
    while years_before(year) > days {
        year -= 1;
    }
    let mut rest = days - years_before(year);
    let mut month = 1;
    while rest >= i64::from(days_of(year, month)) {
        rest -= i64::from(days_of(year, month));
        month += 1;
    }
    // Less than the days of a month.
    (year, month, u8::try_from(rest + 1).unwrap_or(u8::MAX))
}
