//! The options of `ci`.

use clap::Args;

/// The options of `ci`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CiArguments {
    /// Print the names of the steps
    #[arg(long, conflicts_with = "from")]
    pub(crate) list: bool,
    /// Begin with this step: to go on once a fault is mended
    #[arg(long, value_name = "STEP")]
    pub(crate) from: Option<String>,
}

pub(super) const CI_AFTER_HELP: &str = "\
A step whose input is not there is skipped: `../shared/corpus` and `../shared/json-schema-test-suite`.

Examples:
  cargo xtask ci
  cargo xtask ci --list
  cargo xtask ci --from clippy

Exit status:
  0  all that must hold holds
  1  a step failed; those behind it did not run
  2  wrong use, or `bash` is missing";
