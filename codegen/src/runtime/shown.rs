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

fn write_visible(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    text.chars().try_for_each(|character| match character {
        '"' | '\'' | '\\' => f.write_char(character),
        _ => write!(f, "{}", character.escape_debug()),
    })
}
