//! The options of `semver`.

use std::path::PathBuf;

use clap::Args;

/// The options of `semver`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct SemverArguments {
    /// Only the changes of these names
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// The program of cargo-semver-checks
    #[arg(long, value_name = "FILE", default_value = "cargo-semver-checks")]
    pub(crate) program: PathBuf,
    /// Keep the crates and what was said about them in this folder [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How long one comparison may take before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) time_limit: u64,
}

pub(super) const SEMVER_AFTER_HELP: &str = "\
Outcomes:
  agreed    both ask for the same step of the version
  stricter  cargo-semver-checks asks for less
  LOOSER    it asks for more, which is a fault of `diff`
  UNJUDGED  it says nothing

Examples:
  cargo xtask semver
  cargo xtask semver --only 'a value is gone' 'a tag is renamed' --out /tmp/semver

Exit status:
  0  nothing is looser, and everything is judged
  1  something is looser or unjudged
  2  wrong use, or a file can not be read or written";
