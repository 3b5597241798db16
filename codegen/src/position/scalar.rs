//! Finds the characters of a string in how it is written: quoted or not, in YAML or JSON.

use std::ops::Range;

/// Where a character of a string stands in a scalar that is written on one line. None where it has none of this index,
/// or where it is only the name of an alias.
pub(super) fn character(written: &str, index: usize) -> Option<Range<usize>> {
    let (open, style) = match written.chars().next()? {
        '"' => (1, Style::Double),
        '\'' => (1, Style::Single),
        '*' | '|' | '>' => return None,
        _ => (0, Style::Plain),
    };
    let end = if open > 0 { written.len().checked_sub(1)? } else { written.len() };
    let mut at = open;
    for _ in 0..index {
        at += length(written.get(at..end)?, &style)?;
    }
    Some(at..at + length(written.get(at..end)?, &style)?)
}

enum Style {
    Plain,
    Single,
    Double,
}

/// How many bytes the first character is written with.
fn length(written: &str, style: &Style) -> Option<usize> {
    let mut chars = written.chars();
    let length = match (chars.next()?, style) {
        ('\'', Style::Single) => 2,
        ('\\', Style::Double) => match chars.next()? {
            'x' => 4,
            'u' if is_pair(written) => 12,
            'u' => 6,
            'U' => 10,
            c => 1 + c.len_utf8(),
        },
        (c, _) => c.len_utf8(),
    };
    written.is_char_boundary(length).then_some(length)
}

/// Whether a string begins with the two halves of one character.
fn is_pair(written: &str) -> bool {
    let unit = |at: usize| u32::from_str_radix(written.get(at + 2..at + 6)?, 16).ok();
    let is_in = |at, range: Range<u32>| unit(at).is_some_and(|unit| range.contains(&unit));
    is_in(0, 0xd800..0xdc00) && written[6..].starts_with("\\u") && is_in(6, 0xdc00..0xe000)
}
