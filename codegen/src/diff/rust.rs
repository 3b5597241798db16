//! Two output crates → how what others can use of them differs.
//!
//! Invariant: only the text of the outputs decides what is public. The IR tells where an item comes from, and which items
//! stand in the same places.

mod compare;
mod facts;
mod places;
mod renames;
mod surface;

use std::collections::{BTreeMap, BTreeSet};

use self::facts::Facts;
use self::places::Places;
use self::surface::{PublicItems, public_items};
use super::change::Change;
use crate::compare::Compared;
use crate::ir::Api;
use crate::name::Names;
use crate::{GeneratedFile, emit, parallel, render};

/// A document's meaning and its names.
pub(super) type Named<'a> = (&'a Api, &'a Names);

/// An output crate.
struct Side<'a> {
    items: &'a PublicItems,
    features: BTreeSet<String>,
    places: Places,
}

/// What came of comparing two crates.
pub(super) struct Outcome {
    pub(super) changes: Vec<Change>,
    /// Whether the files are the same.
    pub(super) is_same: bool,
}

/// Compares the outputs for two documents.
pub(super) fn compare(
    old: Named<'_>,
    new: Named<'_>,
    compared: &Compared,
    operations: &[(usize, usize)],
) -> Outcome {
    // The same meaning becomes the same files.
    if old == new {
        return Outcome { changes: Vec::new(), is_same: true };
    }
    let (old_files, old_features) = render(old.0, old.1, "");
    let (new_files, new_features) = render(new.0, new.1, "");
    if old_files == new_files && old_features == new_features {
        return Outcome { changes: Vec::new(), is_same: true };
    }
    let (old_facts, new_facts) = facts(&old_files, &new_files);
    let (old_items, new_items) = (public_items(&old_facts), public_items(&new_facts));
    let side = |items, (api, names): Named<'_>, features: Vec<String>| {
        let optional = emit::optional_features(api).into_iter().map(|it| it.name.to_owned());
        let features = features.into_iter().chain(optional).collect();
        Side { items, features, places: Places::new(api, names) }
    };
    let old_side = side(&old_items, old, old_features);
    let new_side = side(&new_items, new, new_features);
    let models = compared.models.iter().map(|(ours, theirs)| {
        (format!("models::{}", old.1.model(*ours).ty), format!("models::{}", new.1.model(*theirs).ty))
    });
    let operations = operations.iter().map(|(ours, theirs)| {
        let path = |names: &Names, index: usize| format!("operations::{}", names.operations[index].ty);
        (path(old.1, *ours), path(new.1, *theirs))
    });
    let hints: Vec<(String, String)> = models.chain(operations).collect();
    Outcome { changes: compare::compare(&old_side, &new_side, &hints), is_same: false }
}

/// What the files of both crates declare, by path. A file that both have is read once.
fn facts(old: &[GeneratedFile], new: &[GeneratedFile]) -> (BTreeMap<String, Facts>, BTreeMap<String, Facts>) {
    let known: BTreeMap<&str, &str> =
        old.iter().map(|file| (file.path.as_str(), file.content.as_str())).collect();
    let is_known = |file: &GeneratedFile| known.get(file.path.as_str()) == Some(&file.content.as_str());
    let read = |files: &[&GeneratedFile]| -> BTreeMap<String, Facts> {
        let facts = parallel::map(files.len(), |index| facts::read(&files[index].content));
        let named = files.iter().zip(facts).filter_map(|(file, facts)| Some((file.path.clone(), facts?)));
        named.collect()
    };
    let old_facts = read(&old.iter().collect::<Vec<_>>());
    let mut new_facts = read(&new.iter().filter(|file| !is_known(file)).collect::<Vec<_>>());
    for file in new.iter().filter(|file| is_known(file)) {
        if let Some(facts) = old_facts.get(&file.path) {
            new_facts.insert(file.path.clone(), facts.clone());
        }
    }
    (old_facts, new_facts)
}
