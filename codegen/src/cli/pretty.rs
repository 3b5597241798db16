//! JSON with indentation, for people.
//!
//! Invariant: it is the same JSON, numbers and the order of members included, and nothing in it does anything to a
//! terminal.

use std::fmt::Write as _;

use super::terminal;

/// Deeper levels are not indented further: what a server nests deeply would become much longer than it came.
const DEEPEST: usize = 40;

const KEY: &str = "\u{1b}[1;34m";
const TEXT: &str = "\u{1b}[32m";
const OTHER: &str = "\u{1b}[36m";

/// Writes a text that is JSON with indentation, and if it takes them, in colours.
pub(super) fn pretty(json: &str, has_colors: bool) -> String {
    let mut pretty = Pretty { text: String::with_capacity(json.len() * 2), depth: 0, has_colors };
    let mut rest = json.trim_start();
    while let Some(first) = rest.chars().next() {
        rest = pretty.token(first, rest).trim_start();
    }
    pretty.text
}

struct Pretty {
    text: String,
    depth: usize,
    has_colors: bool,
}

impl Pretty {
    /// Writes the first token, and gives what comes after it.
    fn token<'a>(&mut self, first: char, rest: &'a str) -> &'a str {
        let after = &rest[first.len_utf8()..];
        match first {
            '{' | '[' => {
                self.text.push(first);
                let inner = after.trim_start();
                if let Some(end) = inner.chars().next().filter(|next| matches!(next, '}' | ']')) {
                    self.text.push(end);
                    return &inner[1..];
                }
                self.depth += 1;
                self.line();
                after
            }
            '}' | ']' => {
                self.depth = self.depth.saturating_sub(1);
                self.line();
                self.text.push(first);
                after
            }
            ',' => {
                self.text.push(',');
                self.line();
                after
            }
            ':' => {
                self.text.push_str(": ");
                after
            }
            '"' => {
                let (string, after) = rest.split_at(string_end(rest));
                let is_key = after.trim_start().starts_with(':');
                self.colored(if is_key { KEY } else { TEXT }, &escaped(string));
                after
            }
            _ => {
                let is_end = |character: char| ",:]}".contains(character) || character.is_ascii_whitespace();
                let (literal, after) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
                self.colored(OTHER, literal);
                // What is no JSON at all has to end, too.
                if literal.is_empty() { &rest[first.len_utf8()..] } else { after }
            }
        }
    }

    fn line(&mut self) {
        let _ = write!(self.text, "\n{:1$}", "", 2 * self.depth.min(DEEPEST));
    }

    fn colored(&mut self, color: &str, text: &str) {
        if self.has_colors {
            let _ = write!(self.text, "{color}{text}\u{1b}[0m");
        } else {
            self.text.push_str(text);
        }
    }
}

/// Where a string ends that a text begins with.
fn string_end(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// A string with escapes of JSON in the place of what does something to a terminal.
fn escaped(string: &str) -> String {
    let mut escaped = String::with_capacity(string.len());
    for character in string.chars() {
        if terminal::is_active(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}
