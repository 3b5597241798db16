//! Turns bytes of a text into lines and columns, and back.
//!
//! Every range that comes out lies in the text and holds whole characters, whatever goes in.

use std::ops::Range;

/// Where the lines of a text start, and how many characters there are up to every so many bytes: a document
/// can be one single line, in which it would take long to count from the start each time.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    counts: Vec<usize>,
}

/// How many bytes there are between two counts.
const STEP: usize = 1024;

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        // A byte-order mark is no part of the first line.
        let first = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut counts = vec![0];
        let mut count = 0;
        counts.extend(text.as_bytes().chunks(STEP).map(|chunk| {
            count += characters(chunk);
            count
        }));
        Self { text, starts: std::iter::once(first).chain(ends.map(|(at, _)| at + 1)).collect(), counts }
    }

    /// The index of the line that a byte stands in.
    fn index(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// The line and the column, both from 1, of a byte.
    pub(crate) fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.index(byte);
        let column = self.characters_before(byte).saturating_sub(self.characters_before(self.starts[line]));
        (line + 1, column + 1)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let step = byte / STEP;
        self.counts[step] + characters(&self.text.as_bytes()[step * STEP..byte])
    }

    /// The part of a range that stands on its first line, without blanks at its end.
    pub(super) fn first_of(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.starts.get(self.index(range.start) + 1).map_or(range.end, |next| range.end.min(*next));
        let content = self.text.get(range.start..end).unwrap_or_default().trim_end();
        range.start..range.start + content.len()
    }

    /// Whether a range has nothing but blanks behind its first line.
    pub(super) fn is_one(&self, range: &Range<usize>) -> bool {
        let first =
            self.starts.get(self.index(range.start) + 1).map_or(range.end, |next| range.end.min(*next));
        self.text.get(first..range.end).is_none_or(|rest| rest.trim_start().is_empty())
    }

    /// At most so many bytes of a range, in whole characters.
    pub(super) fn cut(&self, range: Range<usize>, most: usize) -> Range<usize> {
        let longest = range.end.min(range.start + most);
        let end = (range.start..=longest).rev().find(|end| self.text.is_char_boundary(*end));
        range.start..end.unwrap_or(range.start)
    }

    /// The bytes of a character; none, where its line ends before it.
    pub(super) fn character(&self, line: usize, column: usize) -> Range<usize> {
        let Some(&start) = self.starts.get(line.max(1) - 1) else {
            return self.text.len()..self.text.len();
        };
        let next = self.starts.get(line.max(1)).copied().unwrap_or(self.text.len());
        let end = start + self.text[start..next].trim_end_matches(['\r', '\n']).len();
        let at = self.byte_of(self.characters_before(start).saturating_add(column.max(1) - 1)).min(end);
        let length = self.text[at..end].chars().next().map_or(0, char::len_utf8);
        at..at + length
    }

    /// The byte that a character starts at, by how many there are before it.
    fn byte_of(&self, character: usize) -> usize {
        let step = self.counts.partition_point(|count| *count <= character).saturating_sub(1);
        let mut left = character - self.counts[step];
        let from = (step * STEP).min(self.text.len());
        let starts =
            self.text.as_bytes()[from..].iter().enumerate().filter(|(_, byte)| **byte & 0xc0 != 0x80);
        for (at, _) in starts {
            if left == 0 {
                return from + at;
            }
            left -= 1;
        }
        self.text.len()
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = format!("\u{feff}é1\r\n{}x\n\nz", "ü".repeat(3000));
        let lines = Lines::new(&text);
        for (part, line, column) in
            [("é", 1, 1), ("1", 1, 2), ("\r", 1, 3), ("ü", 2, 1), ("x", 2, 3001), ("z", 4, 1)]
        {
            let at = text.find(part).unwrap();
            assert_eq!(lines.line_and_column(at), (line, column), "{part}");
            if part != "\r" {
                assert_eq!(lines.character(line, column), at..at + part.len(), "{part}");
            }
        }
        assert_eq!(lines.line_and_column(text.len() + 9), (4, 2));
        assert_eq!(lines.character(0, 0), 3..5);
        assert_eq!(lines.character(9, 9), text.len()..text.len());
        assert_eq!(lines.cut(3..text.len(), 1), 3..3);
        assert_eq!(lines.cut(3..text.len(), 3), 3..6);
    }
}
