//! Numbers compared and printed exactly: an integer is never rounded to a float on the way.

use std::cmp::Ordering;
use std::fmt;

use super::Number;

/// 2¹²⁷, the first float above every `i128`.
const BEYOND: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;

impl Number {
    /// A float as a number, unless it is a NaN or an infinity.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then_some(Self::Float(value))
    }

    /// Whether its value is an integer, however it is written: `1.0` and `1e2` are integers.
    #[must_use]
    pub fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }

    /// Its value, if that is an integer of this range.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Number;
    ///
    /// assert_eq!(Number::Float(100.0).as_i128(), Some(100));
    /// assert_eq!(Number::Float(0.5).as_i128(), None);
    /// ```
    #[must_use]
    pub fn as_i128(self) -> Option<i128> {
        match self {
            Self::Integer(value) => Some(value),
            Self::Float(value) => (value.fract() == 0.0).then(|| truncated(value)).flatten(),
        }
    }

    /// Its value, if that is an integer of this range.
    #[must_use]
    pub fn as_i64(self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// Its value, if that is an integer of this range.
    #[must_use]
    pub fn as_u64(self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The float nearest to its value.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is what is asked for")]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// Compares two values exactly, also an integer with a float.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Number::{Float, Integer};
    ///
    /// // As floats, these two would be equal.
    /// assert!(Integer(9_007_199_254_740_993).compare(Float(9_007_199_254_740_992.0)).is_gt());
    /// ```
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Integer(left), Self::Integer(right)) => left.cmp(&right),
            (Self::Integer(left), Self::Float(right)) => compare_exactly(left, right),
            (Self::Float(left), Self::Integer(right)) => compare_exactly(right, left).reverse(),
            // There is no NaN, so that every two of them compare.
            (Self::Float(left), Self::Float(right)) => left.partial_cmp(&right).unwrap_or(Ordering::Equal),
        }
    }
}

/// Writes the number as JSON text that reads back as the same [`Number`]: a float always has a point or an
/// exponent, and no more digits than it takes to tell it from its neighbours.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}

fn compare_exactly(left: i128, right: f64) -> Ordering {
    match truncated(right) {
        Some(whole) => left.cmp(&whole).then_with(|| {
            if right.fract() > 0.0 {
                Ordering::Less
            } else if right.fract() < 0.0 {
                Ordering::Greater
            } else {
                Ordering::Equal
            }
        }),
        None if right > 0.0 => Ordering::Less,
        None => Ordering::Greater,
    }
}

/// The whole part of a float, if it is in range.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked, the fraction is to be cut off")]
fn truncated(value: f64) -> Option<i128> {
    (-BEYOND..BEYOND).contains(&value).then_some(value as i128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Number::{Float, Integer};

    #[test]
    fn comparison_is_exact() {
        for (left, right, expected) in [
            (Integer(1), Float(1.0), Ordering::Equal),
            (Integer(0), Float(-0.0), Ordering::Equal),
            (Integer(1), Float(1.5), Ordering::Less),
            (Integer(2), Float(1.5), Ordering::Greater),
            (Integer(-1), Float(-1.5), Ordering::Greater),
            (Integer(-2), Float(-1.5), Ordering::Less),
            (Integer(9_007_199_254_740_993), Float(9_007_199_254_740_992.0), Ordering::Greater),
            (Integer(i128::MAX), Float(BEYOND), Ordering::Less),
            (Integer(i128::MIN), Float(-BEYOND), Ordering::Equal),
            (Integer(i128::MIN), Float(-1e300), Ordering::Greater),
            (Float(0.1), Float(0.2), Ordering::Less),
            (Integer(3), Integer(2), Ordering::Greater),
        ] {
            assert_eq!(left.compare(right), expected, "{left} and {right}");
            assert_eq!(right.compare(left), expected.reverse(), "{right} and {left}");
        }
    }

    #[test]
    fn integers_are_found_however_written() {
        for (number, integer) in [
            (Integer(i128::MAX), Some(i128::MAX)),
            (Float(1e2), Some(100)),
            (Float(-0.0), Some(0)),
            (Float(0.5), None),
            (Float(1e300), None),
        ] {
            assert_eq!(number.as_i128(), integer, "{number}");
        }
        assert_eq!(Integer(-1).as_u64(), None);
        assert_eq!(Integer(1 << 63).as_i64(), None);
        assert!(Float(1e300).is_integer());
        assert_eq!(Number::from_f64(f64::NAN), None);
        assert_eq!(Number::from_f64(f64::INFINITY), None);
    }

    #[test]
    fn text_reads_back_as_the_same_number() {
        for (number, text) in [
            (Integer(0), "0"),
            (Integer(i128::MIN), "-170141183460469231731687303715884105728"),
            (Float(1.0), "1.0"),
            (Float(0.1), "0.1"),
            (Float(-0.0), "-0.0"),
            (Float(1e300), "1e300"),
            (Float(5e-324), "5e-324"),
            (Float(1.797_693_134_862_315_7e308), "1.7976931348623157e308"),
        ] {
            assert_eq!(number.to_string(), text);
            if let Float(value) = number {
                assert_eq!(serde_json::from_str::<f64>(text).unwrap().to_bits(), value.to_bits(), "{text}");
            }
        }
    }
}
