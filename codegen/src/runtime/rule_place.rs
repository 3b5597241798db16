//! Where the evaluation of rules is: a value, the way to it, and the way to the keyword.
//!
//! Invariant: going down allocates nothing.

use std::borrow::Cow;

use super::json_value::Value;
use super::location::{Location, escape};
use super::rule_seen::Seen;

/// Whether a schema holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// It has a part that can not be decided.
    Unknown,
}

use Verdict::{Fails, Holds, Unknown};

impl Verdict {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Holds } else { Fails }
    }

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Fails, _) | (_, Fails) => Fails,
            (Holds, Holds) => Holds,
            _ => Unknown,
        }
    }
}

/// The way to a keyword from the place of a rule.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) up: Option<&'a Way<'a>>,
    pub(super) step: Step<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Step<'a> {
    /// From this place on.
    Place(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> Way<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self { up: Some(self), step: Step::Key(key) }
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self { up: Some(self), step: Step::Index(index) }
    }

    pub(super) fn text(&self) -> String {
        let mut steps = Vec::new();
        let mut next = Some(self);
        while let Some(way) = next {
            steps.push(way.step);
            next = if matches!(way.step, Step::Place(_)) { None } else { way.up };
        }
        steps.iter().rev().fold(String::new(), |text, step| match step {
            Step::Place(place) => (*place).to_owned(),
            Step::Key(key) => format!("{text}/{}", escape(key)),
            Step::Index(index) => format!("{text}/{index}"),
        })
    }
}

/// A value, and from where it is looked at.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) value: &'a Value<'a>,
    pub(super) at: &'a Location<'a>,
    pub(super) way: &'a Way<'a>,
    /// Whether someone asks what was evaluated.
    pub(super) want: bool,
}

impl<'a> Place<'a> {
    pub(super) fn along(self, way: &'a Way<'a>) -> Self {
        Self { way, ..self }
    }

    /// A part of the value. Nobody asks what is evaluated in it.
    pub(super) fn part(value: &'a Value<'a>, at: &'a Location<'a>, way: &'a Way<'a>) -> Self {
        Self { value, at, way, want: false }
    }

    /// All members or items, as evaluated.
    pub(super) fn all(self) -> Seen {
        Seen::of(self.want, vec![true; self.members().len().max(self.items().len())])
    }

    pub(super) fn members(self) -> &'a [(Cow<'a, str>, Value<'a>)] {
        self.value.members()
    }

    pub(super) fn items(self) -> &'a [Value<'a>] {
        self.value.items()
    }
}
