//! Tests of the stages from the named IR to source text.

mod build;
mod compile;
mod endpoint;
mod markdown;
mod names;
mod pattern;
mod snapshots;
mod torture;
