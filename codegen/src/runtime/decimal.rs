//! Decimal numbers as text: digits and a power of ten, without rounding.
//!
//! Invariant: nothing here depends on how `f64` rounds.

use std::cmp::Ordering;

/// A number in decimal notation: its digits without leading and trailing zeros, and the power of ten of
/// the last one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// Takes a JSON number apart. `None` where its exponent is beyond all measure.
    pub(super) fn parse(json: &str) -> Option<Self> {
        let (negative, json) = match json.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, json),
        };
        let (mantissa, exponent) = json.split_once(['e', 'E']).unwrap_or((json, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, fraction].concat();
        let significant = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            return Some(Self { negative: false, digits: "0".to_owned(), exponent: 0 });
        }
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent).parse::<i64>().ok()?;
        let exponent = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(dropped)?;
        Some(Self { negative, digits: significant.to_owned(), exponent })
    }

    /// A text that is the same for all spellings of one number.
    pub(super) fn canonical(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}e{}", self.digits, self.exponent)
    }

    fn is_zero(&self) -> bool {
        self.digits == "0"
    }

    /// Whether its value is an integer, however it is written.
    pub(super) fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// Compares two values.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        if self.negative != other.negative {
            return other.negative.cmp(&self.negative);
        }
        let magnitude = match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            // Neither has leading zeros, so that the place of the first digit decides, and then the digits.
            _ => self.first_place().cmp(&other.first_place()).then_with(|| self.digits.cmp(&other.digits)),
        };
        if self.negative { magnitude.reverse() } else { magnitude }
    }

    fn first_place(&self) -> i128 {
        i128::from(self.exponent) + self.digits.len() as i128
    }

    /// Whether it is a whole multiple of another one. `None` where that has too many digits to tell.
    pub(super) fn is_multiple_of(&self, divisor: &Self) -> Option<bool> {
        /// So far ten times a remainder does not overflow.
        const MOST: u128 = u128::MAX / 16;
        if self.is_zero() || divisor.is_zero() {
            return Some(self.is_zero());
        }
        // The digits do not end with a zero, and so have no factor of ten to give.
        let Some(shift) = self.exponent.checked_sub(divisor.exponent).filter(|shift| *shift >= 0) else {
            return Some(false);
        };
        let modulus: u128 = divisor.digits.parse().ok().filter(|modulus| *modulus < MOST)?;
        let digits = self.digits.bytes().map(|digit| u128::from(digit - b'0'));
        let mut rest = digits.fold(0, |rest, digit| (rest * 10 + digit) % modulus);
        // The modulus has fewer factors of ten than bits: what they do not take away stays.
        for _ in 0..shift.min(128) {
            rest = rest * 10 % modulus;
        }
        Some(rest == 0)
    }
}

/// Whether `value` is a whole multiple of `divisor`, both taken as the shortest decimals that stand for them.
pub(super) fn is_multiple(value: f64, divisor: f64) -> bool {
    if !value.is_finite() || !divisor.is_finite() {
        return false;
    }
    let ((a, x), (b, y)) = (shortest(value), shortest(divisor));
    if a == 0 || b == 0 {
        return a == 0;
    }
    let shift = x - y;
    if shift >= 0 {
        return shifted_remainder(a % b, shift, b) == 0;
    }
    // The digits are at most 17, so a divisor that is scaled further is larger than the value.
    let scale = u32::try_from(-shift).ok().filter(|&shift| shift <= 20);
    let divisor = scale.and_then(|shift| b.checked_mul(10_u128.pow(shift)));
    divisor.is_some_and(|divisor| a % divisor == 0)
}

/// `remainder` times ten to the `power`, modulo `modulus`. All fit in 64 bits, so no product overflows.
fn shifted_remainder(remainder: u128, mut power: i32, modulus: u128) -> u128 {
    let (mut result, mut square) = (remainder, 10 % modulus);
    while power > 0 {
        if power & 1 == 1 {
            result = result * square % modulus;
        }
        square = square * square % modulus;
        power >>= 1;
    }
    result
}

/// The digits and the power of ten of the shortest decimal that reads as this number, without its sign.
fn shortest(value: f64) -> (u128, i32) {
    let mut text = Scratch::default();
    // Writing to it fails only when it is full, and the longest form, `-2.2250738585072014e-308`, fits.
    let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{:e}", value.abs()));
    let (mut digits, mut exponent, mut fraction) = (0_u128, 0_i32, 0_i32);
    let mut bytes = text.bytes.iter().take(text.length).copied();
    let mut after_point = false;
    for byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u128::from(byte - b'0');
                fraction += i32::from(after_point);
            }
            b'.' => after_point = true,
            _ => break,
        }
    }
    let mut negative = false;
    for byte in bytes {
        match byte {
            b'-' => negative = true,
            _ => exponent = exponent * 10 + i32::from(byte - b'0'),
        }
    }
    (digits, if negative { -exponent } else { exponent } - fraction)
}

/// A short text on the stack.
#[derive(Default)]
struct Scratch {
    bytes: [u8; 32],
    length: usize,
}

impl std::fmt::Write for Scratch {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.length + text.len();
        let free = self.bytes.get_mut(self.length..end).ok_or(std::fmt::Error)?;
        free.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}
