//! Names Cargo features, one per tag.
//!
//! Invariant: there are features only where they make a difference: where operations differ in their tags.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use super::clean;
use super::scope::{Case, Wish, settle_words};
use crate::diagnostic::{Diagnostics, Place};
use crate::ir::{Api, Operation};

/// The name of a Cargo feature. Copies share their text: many types belong to many features.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Feature(Arc<str>);

impl Feature {
    /// What is compiled for operations without a tag, and for types that no operation with a tag reaches.
    #[must_use]
    pub fn untagged() -> Self {
        Self("untagged".into())
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The Cargo features of the tags.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Features {
    by_tag: BTreeMap<String, Feature>,
    all: BTreeSet<Feature>,
}

impl Features {
    /// The features of the tags. Empty where nothing depends on a feature.
    #[must_use]
    pub fn tags(&self) -> &BTreeSet<Feature> {
        &self.all
    }

    /// The features of which each turns an operation on. Empty where it is always on.
    #[must_use]
    pub fn of(&self, operation: &Operation) -> BTreeSet<Feature> {
        if self.all.is_empty() {
            BTreeSet::new()
        } else if operation.tags.is_empty() {
            BTreeSet::from([Feature::untagged()])
        } else {
            operation.tags.iter().filter_map(|tag| self.by_tag.get(tag)).cloned().collect()
        }
    }
}

/// Names the features of an API.
pub(super) fn name_features(api: &Api, diagnostics: &mut Diagnostics) -> Features {
    let tags_of = |operation: &Operation| operation.tags.iter().cloned().collect::<BTreeSet<String>>();
    let mut sets = api.operations.iter().map(tags_of);
    let first = sets.next().unwrap_or_default();
    if sets.all(|set| set == first) {
        return Features::default();
    }
    let wishes = wishes(api);
    let words = settle_words(Case::Kebab, &[], &wishes, diagnostics);
    let feature = |(wish, word): (Wish, String)| (wish.wire, Feature(format!("tag-{word}").into()));
    let by_tag: BTreeMap<String, Feature> = wishes.into_iter().zip(words).map(feature).collect();
    let all = by_tag.values().cloned().collect();
    Features { by_tag, all }
}

/// One wish per tag, in the order in which operations name them.
fn wishes(api: &Api) -> Vec<Wish> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut wishes = Vec::new();
    for operation in &api.operations {
        for (index, tag) in operation.tags.iter().enumerate() {
            if known.insert(tag) {
                let place = Some(Place::Value(format!("{}/tags/{index}", operation.pointer)));
                wishes.push(Wish {
                    wire: tag.clone(),
                    word: clean::kebab(tag),
                    spelt: Vec::new(),
                    rank: 0,
                    place,
                    given: None,
                });
            }
        }
    }
    wishes
}
