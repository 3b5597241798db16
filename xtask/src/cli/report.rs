//! The options of `report`.

use std::path::PathBuf;

use clap::Args;

use super::{Choice, CodegenArguments, MessageFormat};

/// The options of `report`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ReportArguments {
    /// The file to write; `-` for stdout
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    pub(crate) out: PathBuf,
    /// The document, OpenAPI 3.0, 3.1 or 3.2 in YAML or JSON [default: the one in `spec/`]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// The form of the messages on stderr: for people, or one JSON object per line
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

impl ReportArguments {
    /// The options of `codegen` that choose the same.
    pub(crate) fn to_codegen(&self) -> CodegenArguments {
        CodegenArguments {
            spec: self.spec.clone(),
            choice: self.choice.clone(),
            message_format: self.message_format,
            ..CodegenArguments::default()
        }
    }
}

pub(super) const REPORT_AFTER_HELP: &str = "\
On the page, `/` goes to the filter, the arrow keys go through what is found, and Escape shows everything again.

Examples:
  cargo xtask report
  cargo xtask report --spec petstore.yaml -o petstore.html
  cargo xtask report --spec api.json --tag Billing -o - > billing.html

Exit status:
  0  done
  1  the document has an error, or a choice does not fit it; nothing is written
  2  wrong use, or a file can not be read or written";
