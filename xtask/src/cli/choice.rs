//! The choices of a maintainer that commands about one document share.

use std::path::PathBuf;

use clap::Args;

/// What to take of a document, and how.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Choice {
    /// The file of choices [default: `codegen.toml` beside `spec/`, for the document of the workspace]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Only this operation and the components it reaches; may be repeated
    #[arg(long = "operation", value_name = "ID")]
    pub(crate) operations: Vec<String>,
    /// Only the operations with this tag and the components they reach; may be repeated
    #[arg(long = "tag", value_name = "NAME")]
    pub(crate) tags: Vec<String>,
    /// Take formats for annotations: they choose types, and are not checked
    #[arg(long)]
    pub(crate) annotate_formats: bool,
}
