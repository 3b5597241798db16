//! Numbers: exact integers, and everything else as `f64`.

use std::cmp::Ordering;
use std::fmt;

/// A JSON number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// Anything else. Never a NaN or an infinity.
    Float(f64),
}

/// The first `f64` that no `i128` reaches: 2¹²⁷.
const BEYOND: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;

impl Number {
    /// Whether it has no fractional part: `1.0` is an integer too.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(float) => float.fract() == 0.0,
        }
    }

    /// The number as an integer, if it is one of at most 127 bits.
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        match self {
            Self::Integer(integer) => Some(integer),
            #[expect(clippy::cast_possible_truncation, reason = "it is in range and has no fraction")]
            Self::Float(float) => (float.fract() == 0.0 && float.abs() < BEYOND).then_some(float as i128),
        }
    }

    /// The number as an `i64`, if it is an integer in its range.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.as_i128().and_then(|integer| integer.try_into().ok())
    }

    /// The number as a `u64`, if it is an integer in its range.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.as_i128().and_then(|integer| integer.try_into().ok())
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "the nearest is what is asked for")]
            Self::Integer(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    /// Compares by value, exactly.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Number;
    ///
    /// assert!(Number::Integer(1).compare(Number::Float(1.0)).is_eq());
    /// assert!(Number::Integer((1 << 53) + 1).compare(Number::Float(9_007_199_254_740_992.0)).is_gt());
    /// ```
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left.cmp(&right),
            (Self::Float(left), Self::Float(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
            (Self::Integer(left), Self::Float(right)) => compare_mixed(left, right),
            (Self::Float(left), Self::Integer(right)) => compare_mixed(right, left).reverse(),
        }
    }
}

fn compare_mixed(left: i128, right: f64) -> Ordering {
    if right >= BEYOND {
        return Ordering::Less;
    }
    if right < -BEYOND {
        return Ordering::Greater;
    }
    let floor = right.floor();
    #[expect(clippy::cast_possible_truncation, reason = "it is in range and has no fraction")]
    match left.cmp(&(floor as i128)) {
        Ordering::Equal if right > floor => Ordering::Less,
        order => order,
    }
}

impl fmt::Display for Number {
    /// Writes JSON text that reads back as the same number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => integer.fmt(f),
            Self::Float(float) => match serde_json::Number::from_f64(*float) {
                Some(number) => number.fmt(f),
                None => f.write_str("0"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number::{Float, Integer};

    #[test]
    fn integers_and_floats_compare_exactly() {
        for (left, right, greater) in [
            (Integer(1), Float(0.5), true),
            (Integer(0), Float(0.5), false),
            (Integer(-1), Float(-1.5), true),
            (Integer(i128::MAX), Float(1e40), false),
            (Integer(i128::MIN), Float(-1e40), true),
            (Float(1e40), Integer(i128::MAX), true),
            (Integer(9_007_199_254_740_993), Float(9_007_199_254_740_992.0), true),
        ] {
            assert_eq!(left.compare(right).is_gt(), greater, "{left} {right}");
        }
    }
}
