//! Terminals: what may be written to them, and in which colours.

use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};

/// Text that a server or a document has written, as a terminal may get it: on one line, and nothing in it moves a cursor
/// or changes the order of what is shown.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if is_active(character) {
            let _ = write!(clean, "{}", character.escape_unicode());
        } else {
            clean.push(character);
        }
    }
    clean
}

/// The same for text of several lines.
pub(super) fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(clean).collect();
    lines.join("\n")
}

/// Whether a character does something to a terminal, or to the order of the characters around it.
pub(super) fn is_active(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}')
}

/// Whether a stream takes colours: a terminal, unless `NO_COLOR` says otherwise (<https://no-color.org>).
pub(super) fn has_colors(stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !is_set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Writes a message, whose lines are clean, to standard error.
pub(super) fn say(kind: &str, message: &str) {
    let mut stream = io::stderr().lock();
    let color = if kind == "error" { "\u{1b}[1;31m" } else { "\u{1b}[1;36m" };
    let (on, off) = if has_colors(&stream) { (color, "\u{1b}[0m") } else { ("", "") };
    // There is nobody to tell that nobody listens.
    let _ = writeln!(stream, "{on}{kind}:{off} {message}");
}
