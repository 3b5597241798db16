//! The options of `lint`, and those that it shares with `codegen`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Choice, CodegenArguments, MessageFormat};

/// The options of `lint`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct LintArguments {
    /// The document, OpenAPI 3.0, 3.1 or 3.2 in YAML or JSON [default: the one in `spec/`]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Exit with 1 where there is a warning
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Show every warning and note, also where many say the same of different places
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Show errors only
    #[arg(long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// The form of the messages on stderr: for people, or one JSON object per line, which has all of them
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

impl LintArguments {
    /// The options of `codegen` that choose the same.
    pub(crate) fn to_codegen(&self) -> CodegenArguments {
        CodegenArguments {
            spec: self.spec.clone(),
            choice: self.choice.clone(),
            deny: self.deny,
            verbose: self.verbose,
            quiet: self.quiet,
            message_format: self.message_format,
            ..CodegenArguments::default()
        }
    }
}

/// What is taken for an error.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Deny {
    /// Every warning.
    Warnings,
}

pub(super) const LINT_AFTER_HELP: &str = "\
Fates:
  code           it decides what the generated code is or does
  documentation  it is for people
  reported       a diagnostic says what is not done with it
  extension      an `x-…` that the generator does not know
  unused         nothing that is generated needs it
  left           nobody has read it, which is a fault of the generator

Examples:
  cargo xtask lint
  cargo xtask lint --spec petstore.yaml --verbose
  cargo xtask lint --spec api.json --tag Billing --message-format json
  cargo xtask lint --deny warnings --quiet

Exit status:
  0  no error
  1  the document has an error, or a warning (with --deny warnings); a choice does not fit the document
  2  wrong use, or a file can not be read";
