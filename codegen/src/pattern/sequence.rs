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

    /// Whether every text matches.
    pub(crate) fn is_always(&self) -> bool {
        self.elements.is_empty() && !(self.start && self.end)
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
