//! The options of `hostile`.

use std::path::PathBuf;

use clap::Args;

/// The options of `hostile`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct HostileArguments {
    /// Only the documents whose name has one of these texts in it
    #[arg(long, value_name = "TEXT", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Make each document as small as shows the same
    #[arg(long)]
    pub(crate) small: bool,
    /// How long each document may take before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) time_limit: u64,
    /// How much memory each document may take
    #[arg(long, value_name = "MB", default_value_t = 2048)]
    pub(crate) memory_limit: u64,
    /// Keep the last document and what was said about it in this folder [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

pub(super) const HOSTILE_AFTER_HELP: &str = "\
The figures are those of a release build only.

Examples:
  cargo run --release -p xtask -- hostile
  cargo run --release -p xtask -- hostile --only diamonds 'a cycle'
  cargo xtask hostile --small

Exit status:
  0  each document became a crate or was refused with a diagnostic, within its limits
  1  at least one was not
  2  wrong use, or a file can not be read or written";
