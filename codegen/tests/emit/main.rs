//! Tests of the stages from the named IR to source text.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod build;
mod compile;
mod endpoint;
mod landing;
mod markdown;
mod names;
mod pattern;
mod snapshots;
mod torture;
