//! Reading JSON numbers: `1.0` and `1e2` are integers too.
//!
//! Invariant: an integer that is out of range is an error, never another integer. A number that is written
//! with a fraction or an exponent passes through `f64`.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

use super::read::Read;
use super::read_error::tidy;

/// The first `f64` that is too large for `i64`.
const TWO_POW_63: f64 = 9_223_372_036_854_775_808.0;
/// The first `f64` that is too large for `u64`.
const TWO_POW_64: f64 = 18_446_744_073_709_551_616.0;

impl Read for i64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(I64Visitor).map_err(tidy)
    }
}

struct I64Visitor;

impl Visitor<'_> for I64Visitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        i64::try_from(value).map_err(|_| too_large())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        if value.fract() != 0.0 {
            return Err(fraction());
        }
        // The lower bound is exclusive: smaller integers are rounded to it before they get here.
        if value > -TWO_POW_63 && value < TWO_POW_63 {
            #[expect(clippy::cast_possible_truncation, reason = "it is an integer in range")]
            return Ok(value as i64);
        }
        Err(too_large())
    }
}

impl Read for u64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u64(U64Visitor).map_err(tidy)
    }
}

struct U64Visitor;

impl Visitor<'_> for U64Visitor {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a non-negative integer")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<u64, E> {
        u64::try_from(value).map_err(|_| negative())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<u64, E> {
        Ok(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<u64, E> {
        if value.fract() != 0.0 {
            return Err(fraction());
        }
        if value < 0.0 {
            return Err(negative());
        }
        if value < TWO_POW_64 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is an integer in range"
            )]
            return Ok(value as u64);
        }
        Err(too_large())
    }
}

impl Read for f64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_f64(F64Visitor).map_err(tidy)
    }
}

struct F64Visitor;

impl Visitor<'_> for F64Visitor {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    #[expect(clippy::cast_precision_loss, reason = "a number is read as the nearest f64")]
    fn visit_i64<E: Error>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "a number is read as the nearest f64")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
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
