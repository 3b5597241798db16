//! Makes a description of unknown origin safe for rustdoc.
//!
//! Invariant: nothing becomes a doctest, HTML, an intra-doc link or an invisible character; code ends up in
//! fences that are marked as text and are closed. Everything else reads as it did.

mod inline;

use crate::invisible::is_invisible;
use inline::escape;

/// The lines of a description.
pub(super) fn clean(text: &str) -> Vec<String> {
    let text: String = text.replace("\r\n", "\n").chars().filter_map(visible).collect();
    let mut cleaner = Cleaner::default();
    for line in text.split('\n') {
        cleaner.line(line);
    }
    cleaner.finish()
}

/// A text on one line, without any markup of its own.
pub(super) fn plain(text: &str) -> String {
    let visible: String = text.chars().filter_map(visible).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for (index, c) in line.chars().enumerate() {
        // At the start of a line more characters mean something.
        let special =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$');
        if special || index == 0 && matches!(c, '+' | '-' | '=' | '0'..='9') && !c.is_ascii_digit() {
            out.push('\\');
        }
        out.push(c);
    }
    inline::mark_urls(&out)
}

/// A text as a code span on one line.
pub(super) fn code(text: &str) -> String {
    let line: String =
        text.chars().filter_map(visible).map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).collect();
    if line.trim().is_empty() {
        return "(blank)".to_owned();
    }
    let fence = "`".repeat(longest_run(&line, '`') + 1);
    let pad = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    }
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// A code block that is being read: the character and the length of its fence, and its indentation.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

#[derive(Default)]
struct Cleaner {
    out: Vec<String>,
    code: Vec<String>,
    fence: Option<Fence>,
    indented: bool,
    in_list: bool,
}

impl Cleaner {
    fn line(&mut self, line: &str) {
        if self.fence.is_some() {
            self.fenced_line(line);
            return;
        }
        let text = line.trim();
        if self.indented || self.starts_indented_code(line, text) {
            if text.is_empty() || is_indented(line) {
                self.indented = true;
                self.code.push(unindent(line, 4));
                return;
            }
            self.end_code();
        }
        if text.is_empty() {
            self.push_blank();
            return;
        }
        let (marker, rest) = container(text);
        if let Some((mark, length)) = opening_fence(rest) {
            if !marker.is_empty() && !rest.is_empty() && marker.trim_end() != ">" {
                self.in_list = true;
            }
            let indent = line.len() - line.trim_start().len() + marker.len();
            self.fence = Some(Fence { mark, length, indent });
            return;
        }
        self.text_line(line, &marker, rest);
    }

    fn starts_indented_code(&self, line: &str, text: &str) -> bool {
        let after_blank = self.out.last().is_none_or(String::is_empty);
        !text.is_empty() && is_indented(line) && after_blank && !self.in_list
    }

    fn fenced_line(&mut self, line: &str) {
        let Some(fence) = &self.fence else { return };
        let text = line.trim().trim_start_matches(['>', ' ']);
        let closes = text.len() >= fence.length && text.chars().all(|c| c == fence.mark);
        if closes {
            self.end_code();
        } else {
            let line = unindent(line, fence.indent);
            self.code.push(line);
        }
    }

    fn text_line(&mut self, line: &str, marker: &str, rest: &str) {
        let indent = if self.in_list && line.starts_with("  ") && !marker.is_empty() { "  " } else { "" };
        let is_item = !marker.is_empty() && !marker.starts_with('>');
        if is_item {
            self.in_list = true;
        } else if !line.starts_with(' ') && self.out.last().is_none_or(String::is_empty) {
            self.in_list = false;
        }
        if is_rule(rest) {
            // Under a paragraph it would make a heading of it.
            if self.out.last().is_none_or(String::is_empty) && marker.is_empty() {
                self.out.push("***".to_owned());
            }
            return;
        }
        self.out.push(format!("{indent}{marker}{}", block(rest)));
    }

    fn push_blank(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    fn end_code(&mut self) {
        self.fence = None;
        self.indented = false;
        let mut code = std::mem::take(&mut self.code);
        while code.last().is_some_and(|line| line.trim().is_empty()) {
            code.pop();
        }
        if code.is_empty() {
            return;
        }
        let longest = code.iter().map(|line| longest_run(line, '`')).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push_blank();
        self.out.push(format!("{fence}text"));
        self.out.extend(code.iter().map(|line| line.trim_end().replace('\t', "    ")));
        self.out.push(fence);
        self.out.push(String::new());
    }

    fn finish(mut self) -> Vec<String> {
        self.end_code();
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out
    }
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.trim_start_matches(' ').starts_with('\t')
}

/// Takes up to so many spaces off the start of a line; a tab counts as four.
fn unindent(line: &str, spaces: usize) -> String {
    let mut left = spaces;
    let mut rest = line;
    while left > 0 {
        rest = match rest.as_bytes().first() {
            Some(b' ') => {
                left -= 1;
                &rest[1..]
            }
            Some(b'\t') => {
                left = left.saturating_sub(4);
                &rest[1..]
            }
            _ => break,
        };
    }
    rest.to_owned()
}

/// Splits off the markers of block quotes and list items, each with one space behind it.
fn container(text: &str) -> (String, &str) {
    let mut markers = String::new();
    let mut rest = text;
    while let Some((marker, after)) = one_marker(rest) {
        markers.push_str(marker);
        markers.push(' ');
        rest = after.trim_start();
    }
    (markers, rest)
}

fn one_marker(text: &str) -> Option<(&str, &str)> {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let length = match text[digits..].chars().next() {
        Some('>') if digits == 0 => return Some(text.split_at(1)),
        Some('-' | '*' | '+') if digits == 0 && !is_rule(text) => 1,
        Some('.' | ')') if digits > 0 => digits + 1,
        _ => return None,
    };
    let (marker, after) = text.split_at(length);
    (after.is_empty() || after.starts_with([' ', '\t'])).then_some((marker, after))
}

fn opening_fence(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.len() - text.trim_start_matches(mark).len();
    // A fence of backticks has none behind it; else it is a code span.
    (length >= 3 && !(mark == '`' && text[length..].contains('`'))).then_some((mark, length))
}

/// A line across the page, or under a heading.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '*' | '_' | '=')) else { return false };
    let count = 1 + marks.clone().count();
    marks.all(|c| c == first) && (count >= 3 || first == '=')
}

/// The text of a line, behind its markers.
fn block(text: &str) -> String {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let heading = text[level..].trim().trim_end_matches('#').trim_end();
    if (1..=6).contains(&level) && text[level..].starts_with([' ', '\t']) && !heading.is_empty() {
        return format!("{} {}", "#".repeat((level + 2).min(6)), escape(heading));
    }
    if level > 0 {
        return format!("\\{}", escape(text));
    }
    escape(text)
}
