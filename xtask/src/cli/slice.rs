//! The options of `slice`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::MessageFormat;
use super::choice::LimitChoice;

/// The options of `slice`.
#[derive(Args, Clone, Debug, Default)]
#[command(group(ArgGroup::new("chosen").args(["operations", "tags"]).required(true).multiple(true)))]
pub(crate) struct SliceArguments {
    /// The document, OpenAPI 3.0, 3.1 or 3.2 in YAML or JSON [default: the one in `spec/`]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    /// This operation and all that it needs; may be repeated
    #[arg(long = "operation", value_name = "ID")]
    pub(crate) operations: Vec<String>,
    /// The operations with this tag and all that they need; may be repeated
    #[arg(long = "tag", value_name = "NAME")]
    pub(crate) tags: Vec<String>,
    #[command(flatten)]
    pub(crate) limits: LimitChoice,
    /// The file to write; `-` for stdout
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// The form of the messages on stderr: for people, or one JSON object per line
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

pub(super) const SLICE_AFTER_HELP: &str = "\
Examples:
  cargo xtask slice --spec vendor.yaml --operation getPet --operation listPets -o spec/pets.yaml
  cargo xtask slice --spec vendor.json --tag Billing -o -
  cargo xtask slice --spec vendor.yaml --operation 'get /pets/{id}' -o pet.yaml   (where it has no id)

Other files of the document stay as they are: they have to stand beside the slice as they stand beside the document.

Exit status:
  0  done
  1  the document has an error, or no such operation or tag; nothing is written
  2  wrong use, or a file can not be read or written";
