//! Text of the document as a terminal shows it.
//!
//! Invariant: nothing in it is invisible or moves a cursor.

use crate::invisible::is_invisible;
use crate::ir::Docs;

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on lines of its own, without blank ones around it.
pub(super) fn lines(text: &str) -> String {
    let visible = visible(text);
    visible.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What something is, on one line: its title, or else the first paragraph of its description.
pub(super) fn about(docs: &Docs) -> String {
    let title = docs.title.as_deref().map(line).filter(|it| !it.is_empty());
    title.unwrap_or_else(|| paragraph(docs))
}

/// The first paragraph of a description, on one line.
pub(super) fn paragraph(docs: &Docs) -> String {
    first_line(docs.description.as_deref())
}

/// The first paragraph of a text, on one line.
pub(super) fn first_line(text: Option<&str>) -> String {
    let text = lines(text.unwrap_or_default());
    line(text.split("\n\n").next().unwrap_or_default())
}

fn visible(text: &str) -> String {
    let visible = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    };
    text.replace("\r\n", "\n").chars().filter_map(visible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_seen_is_left_out() {
        assert_eq!(line("a\u{1b}[2J\r\n\u{202e}b\u{2028}c\td"), "a[2J b c d");
        assert_eq!(lines("\n a  \r\n\r\n\u{7}b\n\n"), "a\n\nb");
    }

    #[test]
    fn a_title_or_a_paragraph_says_what_something_is() {
        let docs = Docs { description: Some("One\nline.\n\nMore.".to_owned()), ..Docs::default() };
        assert_eq!(about(&docs), "One line.");
        assert_eq!(about(&Docs { title: Some("Title".to_owned()), ..docs }), "Title");
    }
}
