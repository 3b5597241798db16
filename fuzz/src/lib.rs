//! What must hold whatever comes in: each target is a function of arbitrary bytes that panics where something does not.
//!
//! `cargo fuzz` feeds them what it finds (`fuzz_targets/`), and `tests/seeded.rs` what a seed gives, with every run of the
//! tests. Bytes are read as choices ([`arbitrary`]), so that most of them get past the first door.
//!
//! Invariant: the same bytes do the same, so that every finding can be repeated.

pub mod decode;
pub mod documents;
pub mod emit;
pub mod encode;
mod instance;
pub mod load;
pub mod mutate;
mod output;
pub mod pattern;
pub mod read;
mod texts;

/// A target: panics if something does not hold.
pub type Target = fn(&[u8]);

/// All targets, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("decode", decode::decode),
    ("emit", emit::emit),
    ("encode", encode::encode),
    ("load", load::load),
    ("pattern", pattern::pattern),
    ("read", read::read),
];
