//! How much work schemas may be: a small document can have so many ways through it that no computer follows them all.
//!
//! Invariant: what is done repeatedly, or for each pair of something, is counted here. When the limit is reached, that is
//! an error, and all that is left is done as if nothing were there.

use std::collections::HashSet;

use super::Lower;
use crate::diagnostic::{Code, Place};
use crate::limits::{Limit, Limits};

/// Looking at so many of something counts as one step.
const LOOKED_AT_PER_STEP: usize = 64;

/// The work that may still be done.
pub(super) struct Work {
    limits: Limits,
    steps: usize,
    items: usize,
    /// Those that were counted.
    patterns: HashSet<String>,
    /// Whether it was said that there is too much of it.
    reported: bool,
}

impl Work {
    pub(super) fn new(limits: &Limits) -> Self {
        let (steps, items) = (limits.get(Limit::Steps), limits.get(Limit::Items));
        Self { limits: limits.clone(), steps, items, patterns: HashSet::new(), reported: false }
    }
}

impl Lower<'_, '_> {
    /// Spends steps at a place. Whether they may be done.
    pub(super) fn may_do(&mut self, steps: usize, place: &str) -> bool {
        let left = self.work.steps.checked_sub(steps);
        self.work.steps = left.unwrap_or_default();
        if left.is_none() && !std::mem::replace(&mut self.work.reported, true) {
            let message = format!(
                "putting the schemas of this document together takes more than {} steps",
                self.work.limits.get(Limit::Steps)
            );
            let help = format!(
                "look for schemas that lead to each other in ever more ways, such as here, or {}",
                Limit::Steps.raise()
            );
            self.diagnostics.error(Code::TooLarge, Place::Value(place.to_owned()), message, help);
        }
        left.is_some()
    }

    /// Whether all of so many may be looked through at a place.
    pub(super) fn may_look_through(&mut self, count: usize, place: &str) -> bool {
        self.may_do(1 + count / LOOKED_AT_PER_STEP, place)
    }

    /// Whether there may be one more type or operation.
    pub(super) fn may_have_item(&mut self, place: &str) -> bool {
        let left = self.work.items.checked_sub(1);
        if left.is_none() && !std::mem::replace(&mut self.work.reported, true) {
            let words = ("types and operations", "choose some operations with `--operation` or `--tag`");
            let place = Place::Value(place.to_owned());
            self.work.limits.clone().report(Limit::Items, words, place, self.diagnostics);
        }
        self.work.items = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether a pattern may be looked at.
    pub(super) fn may_have_pattern(&mut self, pattern: &str, place: &str) -> bool {
        if self.work.patterns.contains(pattern) {
            return true;
        }
        if self.work.patterns.len() >= self.work.limits.get(Limit::Patterns) {
            if !std::mem::replace(&mut self.work.reported, true) {
                let words = ("different patterns", "choose some operations with `--operation` or `--tag`");
                let place = Place::Value(place.to_owned());
                self.work.limits.clone().report(Limit::Patterns, words, place, self.diagnostics);
            }
            return false;
        }
        self.work.patterns.insert(pattern.to_owned())
    }

    /// Reports that schemas nest too deeply here. What a thousand others say that lead here would be the same.
    pub(super) fn give_up_at(&mut self, place: &str, message: String, help: &str) {
        self.work.reported = true;
        self.error(Code::TooDeep, place, message, help);
    }

    /// Whether there is too much to do.
    pub(super) fn gives_up(&self) -> bool {
        self.work.reported
    }
}
