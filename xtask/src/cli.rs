//! The words of the command line.
//!
//! Invariant: what can be wrong with the words alone is refused here, by `clap`, with exit status 2.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns OpenAPI documents into Rust crates.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER_HELP)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn an OpenAPI document into the source of a crate
    ///
    /// Without options, the one document in `spec/` becomes the crate in `generated/`. Only files whose bytes differ
    /// are written, all of them or none.
    #[command(after_help = CODEGEN_AFTER_HELP)]
    Codegen(CodegenArguments),
    /// Explain a diagnostic code, or list all codes
    #[command(after_help = "Example:\n  cargo xtask explain unresolved-reference")]
    Explain {
        /// The code between the brackets of `error[…]`; all codes are listed without one
        code: Option<String>,
    },
}

/// The options of `codegen`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CodegenArguments {
    /// Write nothing; print a diff and exit with 1 if the output is stale
    #[arg(long)]
    pub(crate) check: bool,
    /// The document, OpenAPI 3.0, 3.1 or 3.2 in YAML or JSON [default: the one in `spec/`]
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,
    /// The folder of the crate to write [default: `generated/`]
    ///
    /// Written are its `src/`, and the lines of its `Cargo.toml` that are marked as generated. Other files stay.
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// The name of the crate, if it has no `Cargo.toml` yet [default: the name of its folder]
    #[arg(long, value_name = "NAME", requires = "out")]
    pub(crate) crate_name: Option<String>,
    /// Only this operation and the components it reaches; may be repeated
    #[arg(long = "operation", value_name = "ID")]
    pub(crate) operations: Vec<String>,
    /// Only the operations with this tag and the components they reach; may be repeated
    #[arg(long = "tag", value_name = "NAME")]
    pub(crate) tags: Vec<String>,
    /// Write what became of every part of the document, and all that is not enforced, to this file as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// The form of the messages on stderr: for people, or one JSON object per line
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

/// The form of messages.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people.
    #[default]
    Human,
    /// For tools: one JSON object per line.
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen                 refresh `generated/` from `spec/`
  cargo xtask codegen --check         is `generated/` fresh? (for CI)
  cargo xtask explain name-clash      what a diagnostic code means";

const CODEGEN_AFTER_HELP: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --spec petstore.yaml --out crates/petstore
  cargo xtask codegen --spec api.json --out client --crate-name acme-client --tag Billing
  cargo xtask codegen --operation getPet --operation listPets --message-format json

Exit status:
  0  done
  1  the document has an error, or the output is stale (with --check)
  2  wrong use, or a file can not be read or written; the output is as it was before";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
