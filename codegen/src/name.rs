//! The one place where names of the document become Rust identifiers.
//!
//! Invariant: within a scope every identifier is different, and a name keeps its identifier when others are
//! added, unless one of them clashes with it.

mod clean;
mod credentials;
mod features;
mod files;
mod given;
mod ident;
mod members;
mod models;
mod operations;
mod patterns;
mod reserved;
mod scope;

pub use features::{Feature, Features};
pub use given::Given;
pub use ident::Ident;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, ModelId};

/// The identifiers of a whole API.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Names {
    /// The crate, as its users call it. None where that is not known.
    pub package: Option<Ident>,
    /// The files below `models`, in the order in which their first model stands in the document.
    pub model_files: Vec<ModelFile>,
    /// One entry per model: a [`ModelId`] is an index into this list.
    pub models: Vec<ModelNames>,
    /// One entry per operation, in the same order.
    pub operations: Vec<OperationNames>,
    /// The Cargo features, one per tag.
    pub features: Features,
    /// The functions that match patterns, by pattern.
    pub patterns: BTreeMap<String, Ident>,
    /// One entry per security scheme, in the same order.
    pub credentials: Vec<CredentialNames>,
}

impl Names {
    /// The names of the model with this id.
    ///
    /// # Panics
    ///
    /// If the id comes from another API.
    #[must_use]
    pub fn model(&self, id: ModelId) -> &ModelNames {
        &self.models[id.0]
    }
}

/// A file of models that belong together: a component and the types that are inline in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ModelFile {
    /// Its module, which is the stem of its file name too.
    pub module: Ident,
    /// What is in it, in document order.
    pub models: Vec<ModelId>,
}

/// The identifiers of one model.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ModelNames {
    /// The file it is in: an index into [`Names::model_files`].
    pub file: usize,
    /// The type.
    pub ty: Ident,
    /// The struct that `new` takes where arguments could be swapped.
    pub required: Ident,
    /// The slots that a reader fills.
    pub slots: Ident,
    /// Of an object: one entry per property.
    pub fields: Vec<FieldNames>,
    /// Of an enum: one per value. Of a union: one per branch.
    pub variants: Vec<Ident>,
}

/// The identifiers of one property or parameter.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldNames {
    /// The field.
    pub field: Ident,
    /// The method that sets it.
    pub setter: Ident,
    /// The method that sets it to null.
    pub null_setter: Ident,
    /// The method that gives its value or the default.
    pub effective: Ident,
}

/// The identifiers of one operation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OperationNames {
    /// Its module, which is the stem of its file name too.
    pub module: Ident,
    /// The type.
    pub ty: Ident,
    /// The struct that `new` takes where arguments could be swapped.
    pub required: Ident,
    /// The successful responses, where there are several.
    pub success: Ident,
    /// The documented failures.
    pub failure: Ident,
    /// The response headers.
    pub headers: Ident,
    /// One entry per parameter.
    pub parameters: Vec<FieldNames>,
    /// The request body.
    pub body: FieldNames,
    /// The media types of the request body.
    pub content: ContentNames,
    /// One variant per response.
    pub responses: Vec<Ident>,
    /// The media types of each response.
    pub response_content: Vec<ContentNames>,
    /// The documented response headers, each name once: the name in lower case and its field.
    pub header_fields: Vec<(String, Ident)>,
}

/// The identifiers of a body with several media types.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContentNames {
    /// The enum.
    pub ty: Ident,
    /// One variant per media type.
    pub variants: Vec<Ident>,
}

/// The identifiers of one security scheme.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CredentialNames {
    /// The function that makes its credentials.
    pub constructor: Ident,
    /// The function that takes a token, where tokens are bought with other credentials.
    pub token: Ident,
}

/// Gives every item of an API its identifiers.
#[must_use]
pub fn name(api: &Api, diagnostics: &mut Diagnostics) -> Names {
    name_with(api, &Given::default(), diagnostics)
}

/// Gives every item of an API its identifiers: those that are given, or else derived ones.
#[must_use]
pub fn name_with(api: &Api, given: &Given, diagnostics: &mut Diagnostics) -> Names {
    let (model_files, models) = models::name_models(api, given, diagnostics);
    let operations = operations::name_operations(api, given, diagnostics);
    let features = features::name_features(api, diagnostics);
    let patterns = patterns::name_patterns(api, diagnostics);
    let credentials = credentials::name_credentials(api, diagnostics);
    Names { package: None, model_files, models, operations, features, patterns, credentials }
}

/// What users call a crate by, if its package has a name that can be one.
#[must_use]
pub fn name_package(package: &str) -> Option<Ident> {
    let word = package.replace('-', "_");
    let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let is_free = !reserved::is_raw(&word) && !reserved::is_never(&word);
    (is_word && is_free).then(|| Ident::new(word))
}
