//! Turns the named IR into the items of an output crate.
//!
//! Invariant: cannot fail. Text of the document only ever becomes a string literal or a doc attribute;
//! identifiers come from [`name`](crate::name) alone.

mod constructor;
mod default;
mod docs;
mod examples;
mod ident;
mod library;
mod literal;
mod markdown;
mod model;
mod object;
mod operation;
mod runtime;
mod scope;
mod string_enum;
mod tagged_union;
mod types;
mod untagged_union;
mod validator;
mod write_model;

use proc_macro2::TokenStream;

use crate::Dependency;
use crate::ir::Api;
use crate::name::Names;

/// A file of the output crate, before it is formatted.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below the crate's folder, with `/` between parts.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Items, in order.
    Items(Vec<TokenStream>),
    /// Text that is copied as it is.
    Verbatim(&'static str),
}

/// Emits all files of an output crate, sorted by path.
#[must_use]
pub fn emit(api: &Api, names: &Names) -> Vec<File> {
    let mut files = library::emit_roots(api, names);
    files.extend((0..names.model_files.len()).map(|file| model::emit_file(api, names, file)));
    files.extend((0..api.operations.len()).map(|index| operation::emit_file(api, names, index)));
    files.extend(runtime::files());
    files.push(examples::emit_file(api, names));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The dependencies of every output crate, sorted by name.
#[must_use]
pub fn dependencies() -> Vec<Dependency> {
    let dependency = |name, version, features| Dependency { name, version, features };
    vec![
        dependency("http", "1", &[]),
        dependency("percent-encoding", "2", &[]),
        dependency("serde", "1", &[]),
        dependency("serde_json", "1", &["float_roundtrip", "raw_value"]),
    ]
}
