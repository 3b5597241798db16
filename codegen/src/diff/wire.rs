//! Differences of two documents → what they do to those who send and to those who receive.
//!
//! Invariant: whom a difference breaks follows from its effect and from the way that it travels, and from nothing else.

use super::change::{Change, Kind, Severity, Step, Surface, Way};
use crate::compare::{self, Aspect, Difference, Effect, shown};
use crate::json::Json;

/// What a difference is for those who talk to each other.
pub(super) fn change(difference: &Difference) -> Change {
    let severity = severity(difference);
    let kind = kind(difference);
    // Whoever sends may send more than before, whatever the difference is called.
    let is_more = kind == Kind::Added || difference.sent == Some(Effect::Loosens);
    let step = match severity {
        Severity::Error => Step::Major,
        Severity::Warning => Step::Minor,
        Severity::Info if is_more => Step::Minor,
        Severity::Info => Step::Patch,
    };
    Change {
        surface: Surface::Wire,
        kind,
        severity,
        step,
        aspect: difference.aspect.as_str().to_owned(),
        subject: difference.operation.clone(),
        way: way(difference),
        message: message(difference),
        old: Some(difference.ours.pointer.clone()),
        new: Some(difference.theirs.pointer.clone()),
    }
}

/// Which way the values travel that a difference is about. What is about an operation is about no value.
fn way(difference: &Difference) -> Option<Way> {
    let is_of_value = match difference.aspect {
        Aspect::Property | Aspect::EnumValue | Aspect::Branch | Aspect::Required | Aspect::Nullable => true,
        Aspect::Keyword(name) => !matches!(name, "operationId" | "method" | "path" | "deprecated"),
        _ => false,
    };
    match (difference.sent, difference.received) {
        _ if !is_of_value => None,
        (Some(_), Some(_)) => Some(Way::Both),
        (Some(_), None) => Some(Way::Sent),
        (None, Some(_)) => Some(Way::Received),
        (None, None) => None,
    }
}

/// Requests must not ask for more, and responses must not promise less.
fn severity(difference: &Difference) -> Severity {
    let of_sent = match difference.sent {
        Some(Effect::Tightens | Effect::Replaces) => Severity::Error,
        Some(Effect::Depends) => Severity::Warning,
        Some(Effect::Loosens | Effect::Nothing) | None => Severity::Info,
    };
    let of_received = match difference.received {
        Some(Effect::Loosens | Effect::Replaces) => Severity::Error,
        Some(Effect::Depends) => Severity::Warning,
        Some(Effect::Tightens | Effect::Nothing) | None => Severity::Info,
    };
    of_sent.max(of_received)
}

fn kind(difference: &Difference) -> Kind {
    let by_effect = match difference.sent.or(difference.received) {
        Some(Effect::Tightens) => Kind::Tightened,
        Some(Effect::Loosens) => Kind::Loosened,
        _ => Kind::Changed,
    };
    match (difference.aspect, difference.change) {
        (Aspect::Keyword("operationId" | "path" | "method"), _) => Kind::Renamed,
        (Aspect::Keyword("type"), _) => Kind::Retyped,
        (Aspect::Keyword(_) | Aspect::Required | Aspect::Nullable, _) | (_, compare::Change::Changed) => {
            by_effect
        }
        (_, compare::Change::Added) => Kind::Added,
        (_, compare::Change::Removed) => Kind::Removed,
    }
}

fn message(difference: &Difference) -> String {
    let (subject, name) = (&difference.subject, &difference.name);
    let new = difference.theirs.value.as_ref();
    let (is, was) = (new.map(shown).unwrap_or_default(), difference.ours.value.as_ref().map(shown));
    let was = was.unwrap_or_default();
    let is_true = new == Some(&Json::Bool(true));
    let noun = difference.aspect.noun();
    let thing = if name.is_empty() { format!("the {noun}") } else { format!("the {noun} {name}") };
    let thing = if subject.is_empty() { thing } else { format!("{thing} of {subject}") };
    let is_needed = difference.sent == Some(Effect::Tightens);
    match (difference.aspect, difference.change) {
        (Aspect::Required, _) if is_true => format!("{subject} is required now"),
        (Aspect::Required, _) => format!("{subject} is not required any more"),
        (Aspect::Nullable, _) if is_true => format!("{subject} can be null now"),
        (Aspect::Nullable, _) => format!("{subject} can not be null any more"),
        (Aspect::Keyword("deprecated"), _) if is_true => format!("{subject} is deprecated now"),
        (Aspect::Keyword("deprecated"), _) => format!("{subject} is not deprecated any more"),
        (Aspect::Keyword("rule"), compare::Change::Added) => format!("there is a new rule for {subject}"),
        (Aspect::Keyword("rule"), compare::Change::Removed) => format!("a rule for {subject} is gone"),
        (Aspect::Keyword("rule"), compare::Change::Changed) => format!("a rule for {subject} has changed"),
        (Aspect::Keyword(keyword), compare::Change::Changed) => {
            format!("`{keyword}` of {subject} is {is}, it was {was}")
        }
        (Aspect::Keyword(keyword), compare::Change::Added) => {
            format!("`{keyword}` of {subject} is {is}, there was none")
        }
        (Aspect::Keyword(keyword), compare::Change::Removed) => {
            format!("`{keyword}` of {subject} is gone, it was {was}")
        }
        (Aspect::Parameter | Aspect::Property | Aspect::RequestBody, compare::Change::Added) if is_needed => {
            format!("{thing} is new and required")
        }
        (_, compare::Change::Added) => format!("{thing} is new"),
        (_, compare::Change::Removed) => format!("{thing} is gone"),
        (_, compare::Change::Changed) => format!("{thing} is different"),
    }
}
