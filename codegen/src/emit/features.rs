//! What is compiled when: which Cargo features need a file of models or an operation.
//!
//! Invariant: a file is there whenever one that refers to it is, and nothing has a gate where all features, or very many,
//! need it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Api;
use crate::name::{Feature, Features, Names};

/// What more features need is always compiled: a gate would save next to nothing, and all gates together would grow with
/// the square of the document.
const MOST_FEATURES: usize = 64;

/// The features of which each compiles an item. Empty where it is always compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Gate(BTreeSet<Feature>);

impl Gate {
    /// The attribute that an item needs.
    pub(super) fn attribute(&self) -> TokenStream {
        let names: Vec<&str> = self.0.iter().map(Feature::as_str).collect();
        match names.as_slice() {
            [] => TokenStream::new(),
            [one] => quote!(#[cfg(feature = #one)]),
            many => quote!(#[cfg(any(#(feature = #many),*))]),
        }
    }
}

/// The gates of an output crate.
#[derive(Clone, Debug, Default)]
pub(super) struct Gates {
    /// All features that gate something, sorted.
    pub(super) features: BTreeSet<Feature>,
    /// One per file of models.
    pub(super) models: Vec<Gate>,
    /// One per operation.
    pub(super) operations: Vec<Gate>,
}

/// Finds out what each feature reaches. Both lists have the files of models that each file needs, in the order of names.
pub(super) fn gates(
    api: &Api,
    names: &Names,
    models: &[BTreeSet<usize>],
    operations: &[BTreeSet<usize>],
) -> Gates {
    let mut operations_gates: Vec<BTreeSet<Feature>> =
        api.operations.iter().map(|operation| names.features.of(operation)).collect();
    let mut model_gates = vec![BTreeSet::new(); models.len()];
    let tags = names.features.tags();
    if tags.is_empty() {
        return finish(&names.features, model_gates, operations_gates);
    }
    let roots = roots(&operations_gates);
    let files_of = |feature: &Feature| {
        let roots = roots.get(feature).into_iter().flatten();
        roots.flat_map(|operation| operations[*operation].iter().copied()).collect::<Vec<usize>>()
    };
    for feature in tags {
        reach(models, feature, files_of(feature), &mut model_gates);
    }
    // Types that no tag reaches may refer to others that one does, so they are roots like operations without a tag.
    let untagged = Feature::untagged();
    let mut rest = files_of(&untagged);
    rest.extend((0..models.len()).filter(|file| model_gates[*file].is_empty()));
    reach(models, &untagged, rest, &mut model_gates);
    for gate in model_gates.iter_mut().chain(&mut operations_gates) {
        if gate.len() > MOST_FEATURES || tags.is_subset(gate) {
            gate.clear();
        }
    }
    finish(&names.features, model_gates, operations_gates)
}

/// The operations of each feature. A few features of an operation are enough to say that it is always compiled.
fn roots(gates: &[BTreeSet<Feature>]) -> BTreeMap<Feature, Vec<usize>> {
    let mut roots: BTreeMap<Feature, Vec<usize>> = BTreeMap::new();
    for (operation, gate) in gates.iter().enumerate() {
        for feature in gate.iter().take(MOST_FEATURES + 1) {
            roots.entry(feature.clone()).or_default().push(operation);
        }
    }
    roots
}

/// Adds a feature to all files that are reached from some of them. One that has too many to count has passed them on.
fn reach(
    models: &[BTreeSet<usize>],
    feature: &Feature,
    mut work: Vec<usize>,
    gates: &mut [BTreeSet<Feature>],
) {
    while let Some(file) = work.pop() {
        if gates[file].len() <= MOST_FEATURES && gates[file].insert(feature.clone()) {
            work.extend(&models[file]);
        }
    }
}

fn finish(features: &Features, models: Vec<BTreeSet<Feature>>, operations: Vec<BTreeSet<Feature>>) -> Gates {
    let used = models.iter().chain(&operations).flatten().cloned();
    let features = used.chain(features.tags().iter().cloned()).collect();
    let gate = |gates: Vec<BTreeSet<Feature>>| gates.into_iter().map(Gate).collect();
    Gates { features, models: gate(models), operations: gate(operations) }
}
