//! Documents → others, changed in a few places.
//!
//! Invariant: what comes out nests no deeper than a reader allows, and is not much larger than what went in.

mod change;
mod tree;
mod words;

use arbitrary::{Result, Unstructured};
use codegen::json::Json;

use crate::documents::{Seed, seeds};

/// More changes leave little that is worth a look.
const MOST_CHANGES: usize = 8;

/// A document that is like one of the seeds, but for some changes.
///
/// # Errors
///
/// If there are too few bytes.
pub fn document(choices: &mut Unstructured<'_>) -> Result<Json> {
    let seed: &Seed = choices.choose(seeds())?;
    let mut document = seed.json.clone();
    for _ in 0..choices.int_in_range(1..=MOST_CHANGES)? {
        if choices.is_empty() {
            break;
        }
        change::change(&mut document, choices)?;
    }
    Ok(document)
}
