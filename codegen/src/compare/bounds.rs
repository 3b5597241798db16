//! Compares how far numbers go, whichever keywords say so.
//!
//! Invariant: of `maximum` and `exclusiveMaximum`, the stricter counts, and so of those for the minimum.

use std::cmp::Ordering;

use super::effect::Effect;
use crate::ir::{Assertion, Keyword};
use crate::json::Number;

/// A side that numbers go to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Lower,
    Upper,
}

impl Side {
    /// The side that a keyword is about.
    pub(super) fn of(keyword: &str) -> Option<Self> {
        match keyword {
            "minimum" | "exclusiveMinimum" => Some(Self::Lower),
            "maximum" | "exclusiveMaximum" => Some(Self::Upper),
            _ => None,
        }
    }

    /// Compares bounds: the stricter is greater.
    fn strictness(
        self,
        (left, left_excludes): (Number, bool),
        (right, right_excludes): (Number, bool),
    ) -> Ordering {
        let order = left.compare(right);
        let order = if self == Self::Upper { order.reverse() } else { order };
        order.then(left_excludes.cmp(&right_excludes))
    }

    /// What assertions say about this side, and whether the bound itself is left out.
    fn bound(self, list: &[&Assertion], is_integer: bool) -> Option<(Number, bool)> {
        let own = list.iter().filter_map(|it| match (self, &it.keyword) {
            (Self::Lower, Keyword::Minimum(at)) | (Self::Upper, Keyword::Maximum(at)) => Some((*at, false)),
            (Self::Lower, Keyword::ExclusiveMinimum(at)) | (Self::Upper, Keyword::ExclusiveMaximum(at)) => {
                Some((*at, true))
            }
            _ => None,
        });
        let next = |bound: (Number, bool)| match bound {
            // Below 11 is up to 10, if there is nothing between them.
            (at, true) if is_integer => {
                let step = if self == Self::Upper { -1 } else { 1 };
                let next = at.as_i128().and_then(|at| at.checked_add(step));
                next.map_or(bound, |next| (Number::Integer(next), false))
            }
            _ => bound,
        };
        own.map(next).max_by(|left, right| self.strictness(*left, *right))
    }
}

/// The effect of what assertions say about a side, all of them together.
pub(super) fn effect(side: Side, (ours, theirs): (&[&Assertion], &[&Assertion]), is_integer: bool) -> Effect {
    match (side.bound(ours, is_integer), side.bound(theirs, is_integer)) {
        (None, None) => Effect::Nothing,
        (None, Some(_)) => Effect::Tightens,
        (Some(_), None) => Effect::Loosens,
        (Some(ours), Some(theirs)) => match side.strictness(ours, theirs) {
            Ordering::Less => Effect::Tightens,
            Ordering::Equal => Effect::Nothing,
            Ordering::Greater => Effect::Loosens,
        },
    }
}
