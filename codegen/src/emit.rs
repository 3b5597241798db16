//! Turns the named IR into the items of an output crate.
//!
//! Invariant: cannot fail. Text of the document only ever becomes a string literal or a doc attribute;
//! identifiers come from [`name`](crate::name) alone.

pub(crate) mod cli;
mod client;
mod constructor;
mod credentials;
mod default;
mod docs;
mod examples;
mod features;
mod ident;
mod jiff;
mod landing;
mod library;
mod literal;
mod markdown;
mod model;
mod object;
mod operation;
mod runtime;
mod sample;
mod scope;
mod servers;
mod string_enum;
mod tagged_union;
mod types;
mod union;
mod untagged_union;
mod validator;
mod write_model;

use std::borrow::Cow;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;

use self::examples::Examples;
use crate::ir::Api;
use crate::name::{Feature, Names};
use crate::parallel;
use crate::{Dependency, OptionalFeature};

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
    Verbatim(Cow<'static, str>),
}

/// Emits an output crate, and gives what `then` makes of each file.
///
/// The files are emitted on all processors, and `then` runs right after each, so that the tokens of few files are in
/// memory at once.
#[must_use]
pub fn emit<T: Send>(api: &Api, names: &Names, then: impl Fn(File) -> T + Sync) -> Emitted<T> {
    let examples = Examples::of(api, names);
    let models = names.model_files.len();
    let made = parallel::map(models + api.operations.len(), |index| {
        let file = match index.checked_sub(models) {
            None => model::emit_file(api, names, index, &examples),
            Some(operation) => operation::emit_file(api, names, operation, &examples),
        };
        let needs = file.models.clone();
        (then(file), needs)
    });
    let operations: Vec<BTreeSet<usize>> = made.iter().skip(models).map(|(_, needs)| needs.clone()).collect();
    let (mut files, mut models): (Vec<T>, Vec<BTreeSet<usize>>) = made.into_iter().unzip();
    models.truncate(names.model_files.len());
    let gates = features::gates(api, names, &models, &operations);
    let helpers = examples.emit_helpers();
    let roots = library::emit_roots(api, names, &gates, helpers.is_some());
    let conversions = jiff::is_needed(api).then(jiff::file);
    let credentials = credentials::emit_files(api, names);
    let others = roots.into_iter().chain(helpers).chain(conversions).chain(credentials);
    let others = others.chain(client::files(api)).chain(cli::emit_files(api, names, &gates));
    files.extend(others.chain(runtime::files(&credentials::files(api))).map(then));
    Emitted { files, features: gates.features }
}

/// The dependencies of an output crate, sorted by name.
#[must_use]
pub fn dependencies(api: &Api) -> Vec<Dependency> {
    let needed =
        |name, version| Dependency { name, version, default_features: true, features: &[], optional: false };
    let jiff = Dependency { optional: true, ..needed("jiff", "1") };
    let digest = Dependency { optional: true, ..needed("digest_auth", "0.3") };
    let features = &["float_roundtrip", "raw_value"];
    let mut dependencies = Vec::new();
    dependencies.extend(credentials::need_digest(api).then_some(digest));
    dependencies.push(needed("http", "1.1"));
    dependencies.extend(jiff::is_needed(api).then_some(jiff));
    dependencies.push(needed("percent-encoding", "2.3.1"));
    dependencies.extend(validator::pattern::features(api).map(|features| Dependency {
        default_features: false,
        features,
        ..needed("regex", "1")
    }));
    dependencies.push(needed("serde", "1.0.194"));
    dependencies.push(Dependency { features, ..needed("serde_json", "1.0.140") });
    dependencies.extend(client::dependencies(api));
    dependencies.extend(cli::dependencies(api));
    dependencies.sort_by_key(|dependency| dependency.name);
    dependencies
}

/// The Cargo features of an output crate that are off by default and turn dependencies on, sorted by name.
#[must_use]
pub fn optional_features(api: &Api) -> Vec<OptionalFeature> {
    let mut features: Vec<OptionalFeature> =
        cli::feature(api).into_iter().chain(client::features(api).iter().copied()).collect();
    features.sort_by_key(|feature| feature.name);
    features
}
