//! Sets of characters.
//!
//! Invariant: ranges are sorted, do not touch, and hold no surrogate.

/// A set of characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Class {
    ranges: Vec<(char, char)>,
}

impl Class {
    /// The set of these ranges, both ends included.
    pub(crate) fn new(mut ranges: Vec<(char, char)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match merged.last_mut() {
                Some(last) if u32::from(start) <= u32::from(last.1) + 1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Self { ranges: merged }
    }

    /// The set of one character.
    pub(crate) fn one(c: char) -> Self {
        Self { ranges: vec![(c, c)] }
    }

    /// Every other character.
    pub(crate) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = Some('\0');
        for (start, end) in &self.ranges {
            if let (Some(from), Some(to)) = (next, before(*start))
                && from <= to
            {
                ranges.push((from, to));
            }
            next = after(*end);
        }
        ranges.extend(next.map(|from| (from, char::MAX)));
        Self { ranges }
    }

    pub(crate) fn ranges(&self) -> &[(char, char)] {
        &self.ranges
    }

    /// The character, if there is only one.
    pub(crate) fn single(&self) -> Option<char> {
        match self.ranges.as_slice() {
            [(start, end)] if start == end => Some(*start),
            _ => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub(crate) fn is_ascii(&self) -> bool {
        self.ranges.iter().all(|(_, end)| end.is_ascii())
    }

    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        !self.ranges.iter().any(|a| other.ranges.iter().any(|b| a.0 <= b.1 && b.0 <= a.1))
    }
}

fn before(c: char) -> Option<char> {
    match c {
        '\0' => None,
        '\u{e000}' => Some('\u{d7ff}'),
        c => char::from_u32(u32::from(c) - 1),
    }
}

fn after(c: char) -> Option<char> {
    match c {
        char::MAX => None,
        '\u{d7ff}' => Some('\u{e000}'),
        c => char::from_u32(u32::from(c) + 1),
    }
}
