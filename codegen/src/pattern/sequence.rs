//! A pattern without choices: classes, each with how often it may occur.
//!
//! Invariant: [`Sequence::is_exact`] is the one place that decides whether taking as much as possible, without
//! ever going back, gives the right answer.

use super::class::Class;

/// A search that begins anywhere tries every place, so what it looks for must be short.
const MAX_SEARCHED: u32 = 64;

/// A class and how often it may occur.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Element {
    pub(crate) class: Class,
    pub(crate) min: u32,
    /// No limit where there is none.
    pub(crate) max: Option<u32>,
}

impl Element {
    fn is_fixed(&self) -> bool {
        self.max == Some(self.min)
    }

    /// Takes no more than it must, and says whether that is nothing.
    fn shorten(&mut self) -> bool {
        self.max = Some(self.min);
        self.min == 0
    }
}

/// Elements one after the other.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sequence {
    /// Whether it begins with `^`.
    pub(crate) start: bool,
    /// Whether it ends with `$`.
    pub(crate) end: bool,
    pub(crate) elements: Vec<Element>,
}

impl Sequence {
    /// Takes off an open end what matches as little as nothing: `x*y` is found wherever `y` is.
    pub(crate) fn trimmed(mut self) -> Self {
        while !self.end && self.elements.last_mut().is_some_and(Element::shorten) {
            self.elements.pop();
        }
        while !self.start && self.elements.first_mut().is_some_and(Element::shorten) {
            self.elements.remove(0);
        }
        self
    }

    /// The text of a sequence that has only one.
    pub(crate) fn text(&self) -> Option<String> {
        let part = |element: &Element| {
            let count = element.max.filter(|max| *max == element.min && *max <= MAX_SEARCHED)?;
            Some(std::iter::repeat_n(element.class.single()?, count as usize).collect::<String>())
        };
        self.elements.iter().map(part).collect()
    }

    /// Whether exactly one text matches.
    pub(crate) fn is_one_text(&self) -> bool {
        self.start && self.end && self.text().is_some()
    }

    /// Whether a text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        if self.start {
            return self.matches_here(text);
        }
        let ends = std::iter::once(text.len());
        text.char_indices().map(|(at, _)| at).chain(ends).any(|at| self.matches_here(&text[at..]))
    }

    fn matches_here(&self, text: &str) -> bool {
        let mut rest = text.chars().peekable();
        for element in &self.elements {
            let mut count = 0;
            while element.max.is_none_or(|max| count < max)
                && rest.next_if(|c| element.class.contains(*c)).is_some()
            {
                count = count.saturating_add(1);
            }
            if count < element.min {
                return false;
            }
        }
        !self.end || rest.peek().is_none()
    }

    /// Whether every text matches.
    pub(crate) fn is_always(&self) -> bool {
        self.elements.is_empty() && !(self.start && self.end)
    }

    /// Whether it is `^[^]*$`: it has both ends and lets every text stand between them.
    pub(crate) fn is_any_text(&self) -> bool {
        let any = |it: &Element| it.class == Class::any() && it.min == 0 && it.max.is_none();
        matches!(self.elements.as_slice(), [element] if any(element))
    }

    /// Whether a matcher that never goes back is right.
    pub(crate) fn is_exact(&self) -> bool {
        let elements = &self.elements;
        let greedy = (0..elements.len()).all(|at| elements[at].is_fixed() || self.ends_clearly(at));
        let length = elements.iter().map(|element| element.min).fold(0, u32::saturating_add);
        let short = elements.iter().all(Element::is_fixed) && length <= MAX_SEARCHED;
        greedy && (self.start || short)
    }

    /// Whether nothing that may follow an element could be part of it.
    fn ends_clearly(&self, at: usize) -> bool {
        for next in &self.elements[at + 1..] {
            if !self.elements[at].class.is_disjoint(&next.class) {
                return false;
            }
            if next.min > 0 {
                return true;
            }
        }
        self.end
    }
}
