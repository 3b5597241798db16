//! The options of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codegen::diff::Step;

use super::{Choice, CodegenArguments, MessageFormat};

/// The options of `diff`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct DiffArguments {
    /// The document as it was
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The document as it is to be
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Exit with 1 where the change needs this step of the version, or a larger one
    #[arg(long, value_enum, value_name = "STEP")]
    pub(crate) deny: Option<DeniedStep>,
    /// The form of the changes: for people or one JSON object per line, on stderr, or Markdown for a pull request, on stdout
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: DiffFormat,
}

impl DiffArguments {
    /// The options of `codegen` that choose the same.
    pub(crate) fn to_codegen(&self) -> CodegenArguments {
        CodegenArguments { choice: self.choice.clone(), ..CodegenArguments::default() }
    }
}

/// A step of a version that is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum DeniedStep {
    /// What breaks somebody.
    Major,
    /// That, and what is new.
    Minor,
    /// Everything that changes the output.
    Patch,
}

impl DeniedStep {
    /// The smallest step that is refused.
    pub(crate) fn step(self) -> Step {
        match self {
            Self::Major => Step::Major,
            Self::Minor => Step::Minor,
            Self::Patch => Step::Patch,
        }
    }
}

/// The form of the changes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people.
    #[default]
    Human,
    /// For tools: one JSON object per line.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

impl DiffFormat {
    /// The form of everything else there is to say.
    pub(crate) fn of_messages(self) -> MessageFormat {
        if self == Self::Json { MessageFormat::Json } else { MessageFormat::Human }
    }
}

pub(super) const DIFF_AFTER_HELP: &str = "\
Severities:
  error    it breaks somebody: it needs a major version
  warning  it may, which the documents can not tell: it needs a minor version
  info     it breaks nobody: what is new needs a minor version, the rest a patch

Examples:
  cargo xtask diff old.yaml new.yaml
  cargo xtask diff old.yaml spec/acme.yaml --deny major
  cargo xtask diff old.json new.json --operation getPet --message-format markdown > comment.md

Exit status:
  0  done
  1  the change needs a step that is denied, or one of the documents has an error
  2  wrong use, or a file can not be read";
