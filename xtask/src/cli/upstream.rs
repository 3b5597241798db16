//! The options of `upstream`.

use std::path::PathBuf;

use clap::Args;

use super::MessageFormat;
use super::choice::LimitChoice;

/// The options of `upstream`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct UpstreamArguments {
    /// The document of the vendor
    #[arg(value_name = "FILE")]
    pub(crate) upstream: PathBuf,
    /// Our document [default: the one in `spec/`]
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) limits: LimitChoice,
    /// The form of the messages on stderr: for people, or one JSON object per line
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) message_format: MessageFormat,
}

pub(super) const UPSTREAM_AFTER_HELP: &str = "\
Examples:
  cargo xtask upstream vendor.yaml
  cargo xtask upstream vendor.json --spec ours.yaml --message-format json

Exit status:
  0  both documents say the same of these operations
  1  there are differences, or one of the documents has an error
  2  wrong use, or a file can not be read";
