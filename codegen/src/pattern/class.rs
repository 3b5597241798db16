//! Sets of characters.
//!
//! Invariant: ranges are sorted, do not touch, and hold no surrogate: no text has one.

use std::fmt::Write as _;

/// A set of characters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Class {
    ranges: Vec<(char, char)>,
    /// How the crate `regex` writes it, where that is much shorter than its ranges.
    notation: Option<String>,
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
        Self { ranges: merged, notation: None }
    }

    /// The set of these ranges of code points, both ends included, without the surrogates among them.
    pub(crate) fn of_code_points(ranges: &[(u32, u32)]) -> Self {
        let below = |(start, end): (u32, u32)| (start, end.min(0xd7ff));
        let above = |(start, end): (u32, u32)| (start.max(0xe000), end);
        let both = ranges.iter().flat_map(|range| [below(*range), above(*range)]);
        let chars = both.filter(|(start, end)| start <= end);
        Self::new(chars.filter_map(|(a, b)| Some((char::from_u32(a)?, char::from_u32(b)?))).collect())
    }

    /// The set of one character.
    pub(crate) fn one(c: char) -> Self {
        Self { ranges: vec![(c, c)], notation: None }
    }

    /// Every character.
    pub(crate) fn any() -> Self {
        Self::new(vec![('\0', char::MAX)])
    }

    /// The same set, which the crate `regex` also knows by this notation.
    pub(crate) fn written(self, notation: String) -> Self {
        Self { notation: Some(notation), ..self }
    }

    /// What is in one of two sets.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::new([self.ranges(), other.ranges()].concat())
    }

    /// What is in both of two sets.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        self.complement().union(&other.complement()).complement()
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
        Self { ranges, notation: None }
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

    pub(crate) fn contains(&self, c: char) -> bool {
        let after = self.ranges.partition_point(|(start, _)| *start <= c);
        after.checked_sub(1).is_some_and(|at| c <= self.ranges[at].1)
    }

    /// Whether the crate `regex` needs its tables of Unicode to read what [`to_regex`](Self::to_regex) gives.
    pub(crate) fn is_written(&self) -> bool {
        self.notation.is_some()
    }

    /// The set in the syntax of the crate `regex`.
    pub(crate) fn to_regex(&self) -> String {
        if let Some(notation) = &self.notation {
            return notation.clone();
        }
        if let Some(c) = self.single() {
            return escaped(c);
        }
        let complement = self.complement();
        if complement.is_empty() {
            return "(?s:.)".to_owned();
        }
        let negated = complement.ranges.len() < self.ranges.len() || self.is_empty();
        let ranges = if negated { &complement.ranges } else { &self.ranges };
        let open = if negated { "[^" } else { "[" };
        format!("{open}{}]", ranges.iter().map(|range| written_range(*range)).collect::<String>())
    }

    pub(crate) fn is_disjoint(&self, other: &Self) -> bool {
        !self.ranges.iter().any(|a| other.ranges.iter().any(|b| a.0 <= b.1 && b.0 <= a.1))
    }
}

/// A range between brackets, in the syntax of the crate `regex`.
pub(super) fn written_range((start, end): (char, char)) -> String {
    let mut text = escaped(start);
    if start < end {
        // Writing to a string does not fail.
        let _ = write!(text, "-{}", escaped(end));
    }
    text
}

/// A character in the syntax of the crate `regex`, which is visible ASCII.
fn escaped(c: char) -> String {
    match c {
        c if regex_syntax::is_meta_character(c) => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\x{{{:X}}}", u32::from(c)),
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
