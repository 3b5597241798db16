//! Keywords about numbers (JSON Schema Validation, section 6.2).
//!
//! Invariant: comparisons are exact; of a number that is not finite, only `finite` says what is wrong: it has no place
//! among others.

use std::fmt;

use super::decimal::is_multiple;
use super::location::Location;
use super::report::Report;

macro_rules! bounds {
    ($($keyword:literal $integer:ident $number:ident $holds:tt $text:literal)*) => {
        impl Report {
            $(
                #[doc = concat!("`", $keyword, "` of an integer.")]
                #[inline]
                pub fn $integer(
                    &mut self,
                    at: &Location<'_>,
                    value: impl Into<i128>,
                    limit: i128,
                ) {
                    let value = value.into();
                    if !(value $holds limit) {
                        self.out_of_bounds(at, &value, $text, &limit, $keyword);
                    }
                }

                #[doc = concat!("`", $keyword, "` of a number.")]
                #[inline]
                pub fn $number(
                    &mut self,
                    at: &Location<'_>,
                    value: f64,
                    limit: f64,
                ) {
                    let holds = value $holds limit;
                    if !holds && value.is_finite() {
                        self.out_of_bounds(at, &value, $text, &limit, $keyword);
                    }
                }
            )*
        }
    };
}

bounds! {
    "minimum" minimum minimum_f64 >= "is less than the minimum"
    "maximum" maximum maximum_f64 <= "is greater than the maximum"
    "exclusiveMinimum" exclusive_minimum exclusive_minimum_f64 > "is not greater than the exclusive minimum"
    "exclusiveMaximum" exclusive_maximum exclusive_maximum_f64 < "is not less than the exclusive maximum"
}

macro_rules! widths {
    ($($format:ident $ty:ident $text:literal)*) => {
        impl Report {
            $(
                #[doc = concat!("`format: ", stringify!($format), "`.")]
                #[inline]
                pub fn $format(&mut self, at: &Location<'_>, value: impl Into<i128>) {
                    let value = value.into();
                    if $ty::try_from(value).is_err() {
                        self.out_of_bounds(at, &value, $text, &format_args!("{} bits", $ty::BITS), "format");
                    }
                }
            )*
        }

        /// The least and the greatest integer of the format of this name.
        pub(super) fn range(format: &str) -> Option<(i128, i128)> {
            match format {
                $(stringify!($format) => Some(($ty::MIN.into(), $ty::MAX.into())),)*
                _ => None,
            }
        }
    };
}

widths! {
    int8 i8 "is not an integer of"
    int16 i16 "is not an integer of"
    int32 i32 "is not an integer of"
    uint8 u8 "is not an unsigned integer of"
    uint16 u16 "is not an unsigned integer of"
    uint32 u32 "is not an unsigned integer of"
}

impl Report {
    /// `multipleOf` of an integer.
    #[inline]
    pub fn multiple_of(&mut self, at: &Location<'_>, value: impl Into<i128>, limit: i128) {
        let value = value.into();
        if value.checked_rem(limit).unwrap_or(value) != 0 {
            self.out_of_bounds(at, &value, "is not a multiple of", &limit, "multipleOf");
        }
    }

    /// `multipleOf` of a number, in decimal arithmetic: `0.3` is a multiple of `0.1`.
    #[inline]
    pub fn multiple_of_f64(&mut self, at: &Location<'_>, value: f64, limit: f64) {
        if !is_multiple(value, limit) && value.is_finite() {
            self.out_of_bounds(at, &value, "is not a multiple of", &limit, "multipleOf");
        }
    }

    /// `type` of a number: JSON has no other than finite ones.
    #[inline]
    pub fn finite(&mut self, at: &Location<'_>, value: f64) {
        if !value.is_finite() {
            self.fail(at, "type", format_args!("a number must be finite"));
        }
    }

    #[cold]
    #[inline(never)]
    fn out_of_bounds(
        &mut self,
        at: &Location<'_>,
        value: &dyn fmt::Display,
        text: &str,
        limit: &dyn fmt::Display,
        keyword: &'static str,
    ) {
        if at.is_sensitive() {
            self.fail(at, keyword, format_args!("{text} {limit}"));
        } else {
            self.fail(at, keyword, format_args!("{value} {text} {limit}"));
        }
    }
}
