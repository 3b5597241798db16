//! Reading JSON numbers: `1.0` and `1e2` are integers too.
//!
//! Invariant: an integer that is out of range is an error. A number that is written with a fraction or an
//! exponent passes through `f64`, which is exact up to 2⁵³.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Number;

use super::read::Read;
use super::read_error::tidy_as;

/// The first `f64` that is too large for `i64`.
const TWO_POW_63: f64 = 9_223_372_036_854_775_808.0;
/// The first `f64` that is too large for `u64`.
const TWO_POW_64: f64 = 18_446_744_073_709_551_616.0;

impl Read for i64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = read(deserializer, "an integer")?;
        match number.as_i64() {
            Some(integer) => Ok(integer),
            None => integral(&number).and_then(|value| {
                // The lower bound is exclusive: smaller integers are rounded to it before they get here.
                #[expect(clippy::cast_possible_truncation, reason = "it is an integer in range")]
                if value > -TWO_POW_63 && value < TWO_POW_63 { Ok(value as Self) } else { Err(too_large()) }
            }),
        }
    }
}

impl Read for u64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = read(deserializer, "a non-negative integer")?;
        match number.as_u64() {
            Some(integer) => Ok(integer),
            None => integral(&number).and_then(|value| {
                if value < 0.0 {
                    return Err(negative());
                }
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is an integer in range"
                )]
                if value < TWO_POW_64 { Ok(value as Self) } else { Err(too_large()) }
            }),
        }
    }
}

impl Read for f64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, "a number")?.as_f64().ok_or_else(too_large)
    }
}

/// Reads a number by way of `serde_json`'s own type, which reads all of them, whatever features a downstream crate
/// turns on.
#[inline]
fn read<'de, D: Deserializer<'de>>(deserializer: D, expected: &str) -> Result<Number, D::Error> {
    Number::deserialize(deserializer).map_err(|error| tidy_as(error, expected))
}

/// A number that is no integer as it is written, as a float without a fraction.
fn integral<E: Error>(number: &Number) -> Result<f64, E> {
    let value = number.as_f64().ok_or_else(too_large)?;
    if value.fract() == 0.0 { Ok(value) } else { Err(fraction()) }
}

#[cold]
fn fraction<E: Error>() -> E {
    E::custom("expected an integer, found a number with a fraction")
}

#[cold]
fn too_large<E: Error>() -> E {
    E::custom("expected an integer of 64 bits, found a number that is out of range")
}

#[cold]
fn negative<E: Error>() -> E {
    E::custom("expected a non-negative integer, found a negative number")
}
