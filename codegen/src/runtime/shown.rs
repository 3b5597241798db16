//! Text that comes from elsewhere, as messages show it.
//!
//! Invariant: it is no longer than a few lines, and nothing in it breaks a line or moves a cursor.

use std::fmt::{self, Write};

/// More characters than this are left out of the middle.
const MOST: usize = 400;

/// A text as messages show it: what can not be seen is escaped, and of a long one there are the beginning and the end.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text) = *self;
        if text.char_indices().nth(MOST).is_none() {
            return write_visible(text, f);
        }
        let start = text.char_indices().nth(MOST / 2).map_or(text.len(), |(at, _)| at);
        let end = text.char_indices().rev().nth(MOST / 2 - 1).map_or(0, |(at, _)| at);
        write_visible(&text[..start], f)?;
        f.write_char('…')?;
        write_visible(&text[end..], f)
    }
}

/// The same between quotes.
impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// So many values of a list are named.
const NAMED: usize = 24;

/// What is wrong with a value that is none of a list.
pub(super) fn none_of(values: impl Iterator<Item = impl fmt::Display>) -> String {
    let (mut list, mut count) = (String::new(), 0);
    for value in values {
        let comma = if count == 0 { "" } else { ", " };
        if count < NAMED {
            // Writing to a string can not fail.
            let _ = write!(list, "{comma}{value}");
        }
        count += 1;
    }
    match count {
        1 => format!("is not the value {list}"),
        0..=NAMED => format!("is none of the values {list}"),
        _ => format!("is none of the {count} values {list}, …"),
    }
}

/// What is wrong with an object that has no members of these names.
pub(super) fn missing(names: &[&str]) -> String {
    let list = names[..names.len().min(NAMED)].join("`, `");
    match names.len() {
        1 => format!("`{list}` is missing"),
        0..=NAMED => format!("`{list}` are missing"),
        count => format!("`{list}` and {} more are missing", count - NAMED),
    }
}

fn write_visible(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.chars().try_for_each(|character| match character {
        '"' | '\'' | '\\' => f.write_char(character),
        _ => write!(f, "{}", character.escape_debug()),
    })
}

#[cfg(test)]
mod tests {
    use super::{missing, none_of};

    #[test]
    fn long_lists_are_named_in_part() {
        assert_eq!(none_of(1..=1), "is not the value 1");
        assert_eq!(none_of(1..=2), "is none of the values 1, 2");
        assert!(none_of(1..=24).ends_with(", 23, 24"));
        let long = none_of(1..=500);
        assert!(long.starts_with("is none of the 500 values 1, ") && long.ends_with(", 24, …"), "{long}");
    }
    #[test]
    fn long_lists_of_names_are_named_in_part() {
        assert_eq!(missing(&["a"]), "`a` is missing");
        assert_eq!(missing(&["a", "b"]), "`a`, `b` are missing");
        assert!(missing(&["n"; 500]).ends_with("`n` and 476 more are missing"));
    }
}
