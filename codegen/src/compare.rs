//! Compares a document with what another one says of the same operations: two texts in, differences out.
//!
//! Both are compared as what they mean to the generator, so that how a document is divided into components, and the
//! version of OpenAPI it is written for, make no difference. Prose, examples and extensions are no matter. Each difference
//! says what it does to the values that are allowed, in what is sent and in what is received.
//!
//! Invariant: a difference has a place on both sides, and two places are compared once.

mod bounds;
mod difference;
mod effect;
mod extent;
mod found;
mod matching;
mod object;
mod operation;
mod schema;
mod security;
mod union;
mod words;

use crate::diagnostic::Diagnostics;
use crate::folder::Folder;
use crate::ir::Api;
use crate::openapi::Document;
use crate::{Limits, Options, Source, open, understand};

use extent::Extent;

pub(crate) use difference::shown;
pub use difference::{Aspect, Change, Difference, Side};
pub use effect::Effect;
pub(crate) use operation::Compared;

/// What came of comparing two documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// How the other document differs, in the order of ours. Empty where a diagnostic of either is an error.
    pub differences: Vec<Difference>,
    /// How many operations both have.
    pub operations: usize,
    /// What there is to say about our document.
    pub ours: Said,
    /// What there is to say about the other one.
    pub theirs: Said,
}

/// What there is to say about one of two documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Its other files, as in [`Output::sources`](crate::Output::sources).
    pub sources: Vec<Source>,
    /// The diagnostics, in document order.
    pub diagnostics: Diagnostics,
}

/// Compares all operations of our document with the same ones of another, `theirs`: those with the same id, or else the
/// same method and path. Each has to stay within the limits.
///
/// # Examples
///
/// ```
/// use codegen::{Limits, Source};
/// use codegen::compare::compare;
/// use codegen::folder::NoFolder;
///
/// let source = |most: u32| Source {
///     name: "a.yaml".into(),
///     bytes: format!(
///         "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
///          parameters: [{{name: b, in: query, schema: {{type: string, maxLength: {most}}}}}]\n"
///     )
///     .into(),
/// };
/// let found = compare((&source(80), &NoFolder), (&source(100), &NoFolder), &Limits::default());
/// let messages: Vec<_> = found.differences.iter().map(|it| it.message()).collect();
/// assert_eq!(messages, ["upstream's `maxLength` of `b` is 100, here it is 80"]);
/// ```
#[must_use]
pub fn compare(ours: (&Source, &dyn Folder), theirs: (&Source, &dyn Folder), limits: &Limits) -> Comparison {
    let mut comparison = Comparison::default();
    let (mut our_faults, mut their_faults) = (Diagnostics::default(), Diagnostics::default());
    let our_files = open(ours.0, ours.1, limits, &mut our_faults);
    let their_files = open(theirs.0, theirs.1, limits, &mut their_faults);
    if let (Some((our_files, our_version)), Some((their_files, their_version))) = (&our_files, &their_files) {
        let our_document = Document { files: our_files, version: *our_version };
        let their_document = Document { files: their_files, version: *their_version };
        let mut options = Options { limits: limits.clone(), ..Options::default() };
        let (api, _) = understand(our_document, &options, &mut our_faults);
        let pairs = matching::pairs(&api, their_document);
        options.operations.extend(pairs.iter().filter_map(|pair| pair.theirs.clone()));
        // Without a choice, all of the other document would be looked at.
        let other = if options.operations.is_empty() {
            Api::default()
        } else {
            understand(their_document, &options, &mut their_faults).0
        };
        if !our_faults.has_errors() && !their_faults.has_errors() {
            comparison.operations = options.operations.len();
            comparison.differences = operation::compare(&api, &other, &pairs, Extent::Ours).differences;
            comparison.differences.sort_by_cached_key(|it| our_files.order_of(&it.ours.pointer));
        }
        our_faults.sort(|place| our_files.order(place));
        their_faults.sort(|place| their_files.order(place));
    }
    let sources = |files: Option<(crate::openapi::Files<'_>, _)>| {
        files.map(|(files, _)| files.into_sources()).unwrap_or_default()
    };
    comparison.ours = Said { sources: sources(our_files), diagnostics: our_faults };
    comparison.theirs = Said { sources: sources(their_files), diagnostics: their_faults };
    comparison
}

/// Compares all of two documents, and which operation of one is which of the other: indices.
pub(crate) fn compare_all(
    (ours, our_document): (&Api, Document<'_>),
    (theirs, their_document): (&Api, Document<'_>),
) -> (Compared, Vec<(usize, usize)>) {
    let pairs = matching::pairs_of(ours, theirs);
    let mut compared = operation::compare(ours, theirs, &pairs, Extent::All(our_document, their_document));
    compared.differences.sort_by_cached_key(|it| our_document.files.order_of(&it.ours.pointer));
    let position = |id: &String| theirs.operations.iter().position(|it| it.id == *id);
    let pairs = pairs.iter().filter_map(|pair| Some((pair.ours, position(pair.theirs.as_ref()?)?)));
    (compared, pairs.collect())
}

/// What the generator calls the operations that two documents both have, where that is not the same.
pub(crate) fn renamed(ours: Document<'_>, theirs: Document<'_>) -> Vec<(String, String)> {
    matching::renamed(ours, theirs)
}

#[cfg(test)]
mod tests;
