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
pub struct Emitted<T> {
    /// What was made of its files, in no particular order.
    pub files: Vec<T>,
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

/// Emits an output crate, and gives what `then` makes of each file.
///
/// `then` runs right after each file is emitted, so that the tokens of one file are in memory at once.
#[must_use]
pub fn emit<T>(api: &Api, names: &Names, mut then: impl FnMut(File) -> T) -> Emitted<T> {
    let mut files = Vec::new();
    let mut hand_over = |mut file: File| {
        let content = std::mem::replace(&mut file.content, Content::Verbatim(""));
        files.push(then(File { path: file.path.clone(), content, models: BTreeSet::new() }));
        file
    };
    let mut examples = Examples::default();
    let models: Vec<File> = (0..names.model_files.len())
        .map(|file| hand_over(model::emit_file(api, names, file, &mut examples)))
        .collect();
    let operations: Vec<File> = (0..api.operations.len())
        .map(|index| hand_over(operation::emit_file(api, names, index, &mut examples)))
        .collect();
    let gates = features::gates(api, names, &models, &operations);
    let helpers = examples.emit_helpers();
    let roots = library::emit_roots(api, names, &gates, helpers.is_some());
    for file in roots.into_iter().chain(helpers).chain(runtime::files()) {
        hand_over(file);
    }
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
