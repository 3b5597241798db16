//! Numbers between their bounds.

use serde_json::{Number, Value};

use super::Facts;

/// How far numbers go from a bound, or from zero.
const FAR: i64 = 1000;

/// An integer that the facts allow.
pub(super) fn integer(facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Value {
    let (low, high) = bounds(facts);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of a float saturates, and bounds are not far"
    )]
    let (low, high) = (low.map(|low| low.ceil() as i64), high.map(|high| high.floor() as i64));
    let (low, high) = match (low, high) {
        (None, None) => (-FAR, FAR),
        (Some(low), None) => (low, low.saturating_add(FAR)),
        (None, Some(high)) => (high.saturating_sub(FAR), high),
        (Some(low), Some(high)) => (low, high),
    };
    let (low, high) =
        (low + i64::from(is_exclusive(facts, LOW)), high - i64::from(is_exclusive(facts, HIGH)));
    if low > high {
        return low.into();
    }
    let picked = match rng.u8(0..10) {
        0 => low,
        1 => high,
        _ => rng.i64(low..=high),
    };
    let step = facts.all("multipleOf").filter_map(Value::as_i64).max().unwrap_or(1).max(1);
    let rounded = picked - picked.rem_euclid(step);
    (if rounded < low { rounded.saturating_add(step) } else { rounded }).into()
}

/// A number that the facts allow.
pub(super) fn number(facts: &Facts<'_>, rng: &mut fastrand::Rng) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "it is small")]
    let far = FAR as f64;
    let (low, high) = match bounds(facts) {
        (None, None) => (-far, far),
        (Some(low), None) => (low, low + far),
        (None, Some(high)) => (high - far, high),
        (Some(low), Some(high)) => (low, high),
    };
    let step = facts
        .all("multipleOf")
        .filter_map(Value::as_f64)
        .fold(None, |a: Option<f64>, b| Some(a.map_or(b, |a| a.max(b))));
    let picked = low + (high - low) * rng.f64();
    // Few digits, as in texts of people; and exactly a multiple of what has few digits.
    let digits = 4;
    let text = match step {
        Some(step) => format!("{:.digits$}", (picked / step).round() * step),
        None => format!("{picked:.digits$}"),
    };
    let rounded = text.parse().unwrap_or(picked);
    let rounded = if rounded < low || rounded > high { picked } else { rounded };
    from_f64(rounded)
}

/// A number; an integer, if it is one.
pub(in super::super) fn from_f64(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "it is small and has no fraction")]
    let whole = (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64);
    match whole {
        Some(whole) => whole.into(),
        None => Number::from_f64(value).map_or(Value::Null, Value::Number),
    }
}

/// The keywords of a bound.
struct Bound {
    inclusive: &'static str,
    exclusive: &'static str,
}

const LOW: &Bound = &Bound { inclusive: "minimum", exclusive: "exclusiveMinimum" };
const HIGH: &Bound = &Bound { inclusive: "maximum", exclusive: "exclusiveMaximum" };

/// The bounds, whether a value may be on them or not.
fn bounds(facts: &Facts<'_>) -> (Option<f64>, Option<f64>) {
    let of = |bound: &Bound| -> Vec<f64> {
        let (inclusive, exclusive) = (facts.all(bound.inclusive), facts.all(bound.exclusive));
        inclusive.chain(exclusive).filter_map(Value::as_f64).collect()
    };
    (of(LOW).into_iter().reduce(f64::max), of(HIGH).into_iter().reduce(f64::min))
}

/// Whether a value may not be on a bound: by a keyword with a number, or by one that is true.
fn is_exclusive(facts: &Facts<'_>, bound: &Bound) -> bool {
    facts.all(bound.exclusive).any(|it| it.is_number() || *it == Value::Bool(true))
}
