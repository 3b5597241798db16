//! The options of `corpus`.

use std::path::PathBuf;

use clap::Args;

/// The options of `corpus`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CorpusArguments {
    /// The folder of documents
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Compile the crates too: no error, no warning, no warning of the documentation, and their own tests pass
    #[arg(long)]
    pub(crate) check: bool,
    /// Print one JSON object per document as it is done, and one at the end
    #[arg(long)]
    pub(crate) json: bool,
    /// Only these documents: their path below the folder, with or without extension, or a folder of it
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// Compile only so many of the documents; the others are generated and parsed back
    #[arg(long, value_name = "COUNT", requires = "check")]
    pub(crate) sample: Option<usize>,
    /// Which documents are in the sample: it moves on by its size from one number to the next [default: the day]
    #[arg(long, value_name = "NUMBER", requires = "sample")]
    pub(crate) seed: Option<u64>,
    /// Keep the crates and what was said about them in this folder [default: a temporary one]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// How long each step of a document may take before it is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(crate) time_limit: u64,
}

pub(super) const CORPUS_AFTER_HELP: &str = "\
Examples:
  cargo xtask corpus ~/documents
  cargo xtask corpus ~/documents --check --out /tmp/crates
  cargo xtask corpus ~/documents --check --only petstore stripe.json
  cargo xtask corpus ~/documents --check --sample 3 --json

Exit status:
  0  every document is fine
  1  at least one is not
  2  wrong use, or a file can not be read or written";
