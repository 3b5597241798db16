//! The choices of a maintainer that commands about one document share.

use std::path::PathBuf;

use clap::Args;
use codegen::Limit;
use codegen::suggest::nearest;

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
    /// Let there be so many of something; may be repeated. The names are in docs/limits.md
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = parse_limit)]
    pub(crate) limits: Vec<(Limit, usize)>,
}

/// A limit and its number, or what is wrong with them.
fn parse_limit(text: &str) -> Result<(Limit, usize), String> {
    let (name, number) = text.split_once('=').ok_or("write it as `NAME=NUMBER`")?;
    let limit = Limit::named(name).ok_or_else(|| {
        let names: Vec<&str> = Limit::ALL.iter().map(|limit| limit.as_str()).collect();
        match nearest(name, names.iter().copied()) {
            Some(near) => format!("there is no such limit; did you mean `{near}`?"),
            None => format!("there is no such limit; there are `{}`", names.join("`, `")),
        }
    })?;
    let number = number.replace('_', "").parse().map_err(|_| format!("`{number}` is no number"))?;
    Ok((limit, number))
}
