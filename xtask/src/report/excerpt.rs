//! Cuts the piece of a source line that a message shows.
//!
//! Invariant: the cost depends on the width of the piece, not on the length of the line, which may be the whole
//! document.

use std::ops::Range;

use super::clean;

/// How many characters are shown before the underlined ones.
const BEFORE: usize = 40;
/// How many characters are shown in all.
const WIDTH: usize = 110;

/// A piece of a line, fit for a terminal.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Excerpt {
    /// Its text.
    pub(crate) text: String,
    /// The bytes of it to underline.
    pub(crate) underline: Range<usize>,
    /// Whether the line goes on before or behind it.
    pub(crate) cut: bool,
}

/// Cuts a piece around `span`, of whose lines only the first is shown.
pub(crate) fn excerpt(source: &str, span: &Range<usize>) -> Excerpt {
    let start = boundary(source, span.start);
    let before: Vec<char> = line(source[..start].chars().rev()).take(BEFORE + 1).collect();
    let behind: Vec<char> = line(source[start..].chars()).take(WIDTH + 1).collect();
    let (cut_before, before) = cut(&before, BEFORE);
    let (cut_behind, behind) = cut(&behind, WIDTH - before.len());
    let mut text = String::from(if cut_before { "…" } else { "" });
    text.extend(before.iter().rev().copied().map(clean::source));
    let mut underline = text.len()..text.len();
    let mut read = start;
    for c in behind {
        text.push(clean::source(*c));
        read += c.len_utf8();
        if read <= span.end {
            underline.end = text.len();
        }
    }
    if cut_behind {
        text.push('…');
    }
    Excerpt { text, underline, cut: cut_before || cut_behind }
}

/// The last start of a character that is not behind `at`.
fn boundary(source: &str, at: usize) -> usize {
    let at = at.min(source.len());
    (0..=at).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

fn line(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars.take_while(|c| !matches!(c, '\n' | '\r'))
}

fn cut(chars: &[char], most: usize) -> (bool, &[char]) {
    (chars.len() > most, &chars[..chars.len().min(most)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_shown_whole() {
        let source = "one\n  two: three\r\nfour";
        let at = source.find("three").unwrap();
        let excerpt = excerpt(source, &(at..at + 5));
        assert_eq!(excerpt, Excerpt { text: "  two: three".into(), underline: 7..12, cut: false });
    }

    #[test]
    fn a_line_of_megabytes_is_cut_on_both_sides() {
        let source = format!("{}\"bad\"{}", "x".repeat(2_000_000), "y".repeat(2_000_000));
        let excerpt = excerpt(&source, &(2_000_000..2_000_005));
        assert!(excerpt.cut && excerpt.text.chars().count() <= WIDTH + 2);
        assert_eq!(&excerpt.text[excerpt.underline.clone()], "\"bad\"");
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
    }

    #[test]
    fn harmful_characters_keep_the_underline_in_place() {
        let source = "a\u{1b}[0m\tb: \u{202e}evil";
        let at = source.find("evil").unwrap();
        let excerpt = excerpt(source, &(at..at + 4));
        assert_eq!(excerpt.text, "a␛[0m b: \u{fffd}evil");
        assert_eq!(&excerpt.text[excerpt.underline], "evil");
    }

    #[test]
    fn odd_spans_do_no_harm() {
        for (source, span) in [("", 0..0), ("ü", 1..2), ("a\nb\nc", 0..5), ("a", 1..9), ("a", 7..9)] {
            let excerpt = excerpt(source, &span);
            assert!(excerpt.text.get(excerpt.underline).is_some());
        }
    }
}
