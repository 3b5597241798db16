//! The differences as they are found.
//!
//! Invariant: two places differ in one way once, however often they are compared.

use std::collections::HashMap;

use super::difference::{Aspect, Change, Difference, Side};
use super::effect::{Effect, of_keyword};
use crate::ir::join;
use crate::json::Json;

/// A place on each side.
pub(super) type Places<'p> = (&'p str, &'p str);

/// Which way a value travels, as a client sees it.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) enum Way {
    /// In requests.
    #[default]
    Sent,
    /// In responses, and in what servers send on their own.
    Received,
    /// Not at all: what is read-only does not travel in requests.
    Neither,
}

/// Collects differences.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The operation that is being compared.
    pub(super) operation: String,
    /// The way that what is compared travels.
    pub(super) way: Way,
    list: Vec<Difference>,
    known: HashMap<(Aspect, String, String, String), Vec<usize>>,
}

impl Found {
    pub(super) fn into_list(self) -> Vec<Difference> {
        self.list
    }

    pub(super) fn added(
        &mut self,
        aspect: Aspect,
        subject: &str,
        name: &str,
        at: Places<'_>,
        effect: Effect,
    ) {
        self.push(Change::Added, aspect, (subject, name), at, (None, None), effect);
    }

    pub(super) fn removed(
        &mut self,
        aspect: Aspect,
        subject: &str,
        name: &str,
        at: Places<'_>,
        effect: Effect,
    ) {
        self.push(Change::Removed, aspect, (subject, name), at, (None, None), effect);
    }

    /// Adds what a keyword says on one side or on both.
    pub(super) fn keyword(
        &mut self,
        name: &'static str,
        subject: &str,
        at: Places<'_>,
        values: (Option<Json>, Option<Json>),
    ) {
        let effect = of_keyword(name, values.0.as_ref(), values.1.as_ref());
        self.said(name, subject, at, values, effect);
    }

    /// The same, where the effect is known.
    pub(super) fn said(
        &mut self,
        name: &'static str,
        subject: &str,
        at: Places<'_>,
        values: (Option<Json>, Option<Json>),
        effect: Effect,
    ) {
        let change = match &values {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Changed,
        };
        self.push(change, Aspect::Keyword(name), (subject, ""), at, values, effect);
    }

    pub(super) fn required(&mut self, subject: &str, at: Places<'_>, flags: (bool, bool)) {
        let effect = if flags.1 { Effect::Tightens } else { Effect::Loosens };
        self.flag(Aspect::Required, subject, at, flags, effect);
    }

    pub(super) fn nullable(&mut self, subject: &str, at: Places<'_>, flags: (bool, bool)) {
        let effect = if flags.1 { Effect::Loosens } else { Effect::Tightens };
        self.flag(Aspect::Nullable, subject, at, flags, effect);
    }

    fn flag(
        &mut self,
        aspect: Aspect,
        subject: &str,
        at: Places<'_>,
        (ours, theirs): (bool, bool),
        effect: Effect,
    ) {
        if ours != theirs {
            let values = (Some(Json::Bool(ours)), Some(Json::Bool(theirs)));
            self.push(Change::Changed, aspect, (subject, ""), at, values, effect);
        }
    }

    pub(super) fn default_value(
        &mut self,
        subject: &str,
        (ours, theirs): Places<'_>,
        values: (&Option<Json>, &Option<Json>),
        effect: Effect,
    ) {
        let is_same = match values {
            (Some(ours), Some(theirs)) => ours.same(theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        if !is_same {
            let places = (join(ours, "default"), join(theirs, "default"));
            let values = (values.0.clone(), values.1.clone());
            self.said("default", subject, (&places.0, &places.1), values, effect);
        }
    }

    fn push(
        &mut self,
        change: Change,
        aspect: Aspect,
        (subject, name): (&str, &str),
        (ours, theirs): Places<'_>,
        (our_value, their_value): (Option<Json>, Option<Json>),
        effect: Effect,
    ) {
        let mut difference = Difference {
            change,
            aspect,
            subject: subject.to_owned(),
            name: name.to_owned(),
            operation: self.operation.clone(),
            ours: Side { pointer: ours.to_owned(), value: our_value },
            theirs: Side { pointer: theirs.to_owned(), value: their_value },
            sent: None,
            received: None,
        };
        let key = (aspect, name.to_owned(), ours.to_owned(), theirs.to_owned());
        let known = self.known.entry(key).or_default();
        let same = known.iter().copied().find(|index| {
            let known = &self.list[*index];
            known.ours == difference.ours && known.theirs == difference.theirs
        });
        let slot = if let Some(index) = same { &mut self.list[index] } else { &mut difference };
        match self.way {
            Way::Sent => slot.sent = slot.sent.max(Some(effect)),
            Way::Received => slot.received = slot.received.max(Some(effect)),
            Way::Neither => {}
        }
        if same.is_none() {
            known.push(self.list.len());
            self.list.push(difference);
        }
    }
}
