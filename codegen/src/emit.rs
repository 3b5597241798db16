//! Turns the named IR into the items of an output crate.
//!
//! Invariant: cannot fail. Text of the document only ever becomes a string literal or a doc attribute;
//! identifiers come from [`name`](crate::name) alone.

mod constructor;
mod default;
mod docs;
mod examples;
mod features;
mod ident;
mod library;
mod literal;
mod markdown;
mod model;
mod object;
mod operation;
mod runtime;
mod scope;
mod servers;
mod string_enum;
mod tagged_union;
mod types;
mod untagged_union;
mod validator;
mod write_model;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use self::examples::Examples;
use crate::Dependency;
use crate::ir::Api;
use crate::name::{Feature, Names};

/// A file of the output crate, before it is formatted.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below the crate's folder, with `/` between parts.
    pub path: String,
    /// What is in it.
    pub content: Content,
    /// The files of models that it can not do without: indices into [`Names::model_files`].
    pub models: BTreeSet<usize>,
}

/// An output crate, before it is formatted.
#[derive(Clone, Debug)]
pub struct Emitted {
    /// Its files, sorted by path.
    pub files: Vec<File>,
    /// Its Cargo features, sorted. All are meant to be on by default.
    pub features: BTreeSet<Feature>,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Items, in order.
    Items(Vec<TokenStream>),
    /// Text that is copied as it is.
    Verbatim(&'static str),
}

/// Emits an output crate.
#[must_use]
pub fn emit(api: &Api, names: &Names) -> Emitted {
    let mut examples = Examples::default();
    let models: Vec<File> =
        (0..names.model_files.len()).map(|file| model::emit_file(api, names, file, &mut examples)).collect();
    let operations: Vec<File> = (0..api.operations.len())
        .map(|index| operation::emit_file(api, names, index, &mut examples))
        .collect();
    let gates = features::gates(api, names, &models, &operations);
    let helpers = examples.emit_helpers();
    let mut files = library::emit_roots(api, names, &gates, helpers.is_some());
    files.extend(helpers);
    files.extend(models.into_iter().chain(operations).chain(runtime::files()));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Emitted { files, features: gates.features }
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
