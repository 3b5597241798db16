//! The options of `explain`.

use std::path::PathBuf;

use clap::Args;

use super::{Choice, CodegenArguments};

/// The options of `explain`.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ExplainArguments {
    /// The code between the brackets of `error[…]`, an item as Rust spells it (`Pet`, `models::Pet::name`), or a place in
    /// the document (`#/components/schemas/Pet`); all codes are listed without one
    #[arg(value_name = "CODE|ITEM")]
    pub(crate) asked: Option<String>,
    /// The document that the item comes from [default: the one in `spec/`]
    #[arg(long, value_name = "FILE", requires = "asked")]
    pub(crate) spec: Option<PathBuf>,
    /// The file of choices [default: `codegen.toml`, if it is there, for the document in `spec/`]
    #[arg(long, value_name = "FILE", requires = "asked")]
    pub(crate) config: Option<PathBuf>,
}

impl ExplainArguments {
    /// What would be generated.
    pub(crate) fn to_codegen(&self) -> CodegenArguments {
        let choice = Choice { config: self.config.clone(), ..Choice::default() };
        CodegenArguments { spec: self.spec.clone(), choice, ..CodegenArguments::default() }
    }
}

pub(super) const EXPLAIN_AFTER_HELP: &str = "\
Examples:
  cargo xtask explain unresolved-reference
  cargo xtask explain Datadog::region
  cargo xtask explain '#/components/schemas/Datadog'
  cargo xtask explain Pet --spec petstore.yaml

Exit status:
  0  done
  1  the document has an error
  2  nothing is called so, or a file can not be read";
