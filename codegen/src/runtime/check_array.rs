//! Keywords about arrays (JSON Schema Validation, section 6.4).
//!
//! Invariant: comparing items is quadratic only up to a fixed length.

use std::collections::HashMap;

use super::json;
use super::json_value;
use super::location::Location;
use super::report::Report;
use super::write::{Mode, Write, Writing};

/// Up to this many items, comparing all pairs is cheaper than writing them out, and allocates nothing.
const FEW: usize = 32;

impl Report {
    /// `minItems`.
    #[inline]
    pub fn min_items(&mut self, at: &Location<'_>, length: usize, limit: usize) {
        if length < limit {
            let message = format_args!("the number of items, {length}, is less than the minimum {limit}");
            self.fail(at, "minItems", message);
        }
    }

    /// `maxItems`.
    #[inline]
    pub fn max_items(&mut self, at: &Location<'_>, length: usize, limit: usize) {
        if length > limit {
            let message = format_args!("the number of items, {length}, is greater than the maximum {limit}");
            self.fail(at, "maxItems", message);
        }
    }

    /// `uniqueItems`. Items are equal if they mean the same JSON.
    pub fn unique_items<T: PartialEq + Write>(&mut self, at: &Location<'_>, items: &[T]) {
        let pair = if items.len() <= FEW { pair_of_few(items) } else { pair_of_many(items) };
        if let Some((first, second)) = pair {
            let message = format_args!("the items {first} and {second} are equal");
            self.fail(at, "uniqueItems", message);
        }
    }
}

fn pair_of_few<T: PartialEq>(items: &[T]) -> Option<(usize, usize)> {
    items.iter().enumerate().find_map(|(second, item)| {
        let first = items.iter().take(second).position(|earlier| earlier == item)?;
        Some((first, second))
    })
}

fn pair_of_many<T: Write>(items: &[T]) -> Option<(usize, usize)> {
    let mut seen = HashMap::with_capacity(items.len());
    items.iter().enumerate().find_map(|(second, item)| {
        let text = json::text(&Writing::new(item, Mode::Full))?;
        let first = seen.insert(json_value::canonical(&text), second)?;
        Some((first, second))
    })
}
