//! Which operation of one document is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Pointer};
use crate::json::Json;
use crate::openapi::{Document, METHODS, Node};

/// An operation of ours, and the name of the other document's.
pub(super) struct Pair {
    /// The index of ours.
    pub(super) ours: usize,
    /// What the generator calls theirs, if there is one.
    pub(super) theirs: Option<String>,
}

/// What an operation is known by.
struct Known {
    /// What the generator calls it.
    id: String,
    /// The method and the path.
    way: String,
    /// The same without the names of parameters.
    shape: String,
}

impl Known {
    fn new(id: Option<&str>, method: &str, path: &str) -> Self {
        let way = way(method, path);
        Self { id: id.unwrap_or(&way).to_owned(), shape: without_names(&way), way }
    }
}

/// Finds each of our operations in another document: by its id, or else by its method and path.
pub(super) fn pairs(api: &Api, theirs: Document<'_>) -> Vec<Pair> {
    match_up(&operations_of(api), &operations(theirs))
}

/// Pairs the operations of two documents that were read to their ends: each is in one pair.
pub(super) fn pairs_of(ours: &Api, theirs: &Api) -> Vec<Pair> {
    match_up(&operations_of(ours), &operations_of(theirs))
}

/// What the generator calls the operations that two documents both have, where that is not the same.
pub(super) fn renamed(ours: Document<'_>, theirs: Document<'_>) -> Vec<(String, String)> {
    let ours = operations(ours);
    let pairs = match_up(&ours, &operations(theirs));
    let ids = pairs.into_iter().filter_map(|pair| Some((ours[pair.ours].id.clone(), pair.theirs?)));
    ids.filter(|(our_id, their_id)| our_id != their_id).collect()
}

/// Each operation is in one pair; an id says more than a path, and a path more than its shape.
fn match_up(ours: &[Known], theirs: &[Known]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = (0..ours.len()).map(|ours| Pair { ours, theirs: None }).collect();
    let mut taken = BTreeSet::new();
    let keys: [fn(&Known) -> &str; 3] = [|it| &it.id, |it| &it.way, |it| &it.shape];
    for key in keys {
        let mut others: BTreeMap<&str, &Known> = BTreeMap::new();
        for other in theirs.iter().filter(|it| !taken.contains(&it.id)) {
            others.entry(key(other)).or_insert(other);
        }
        for pair in pairs.iter_mut().filter(|pair| pair.theirs.is_none()) {
            if let Some(found) = others.remove(key(&ours[pair.ours])) {
                taken.insert(&found.id);
                pair.theirs = Some(found.id.clone());
            }
        }
    }
    pairs
}

fn operations_of(api: &Api) -> Vec<Known> {
    api.operations.iter().map(|it| Known::new(Some(&it.id), &it.method, &it.path)).collect()
}

fn way(method: &str, path: &str) -> String {
    format!("{} {path}", method.to_lowercase())
}

/// A path template with a number instead of each name.
pub(super) fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('{');
        out.push_str(part.find('}').map_or(part, |end| &part[end..]));
    }
    out
}

fn operations(document: Document<'_>) -> Vec<Known> {
    let mut found: Vec<Known> = Vec::new();
    let mut ids = BTreeSet::new();
    let paths = document.root().get("paths");
    let paths = paths.map(|json| Node { json, pointer: Pointer::from("/paths") });
    for (path, item) in paths.iter().flat_map(Node::members).filter(|(path, _)| !path.starts_with("x-")) {
        // What is wrong with it is said when it is read.
        let Some(item) = document.follow(item, &mut Diagnostics::default()) else { continue };
        let own = METHODS.iter().filter_map(|key| Some((*key, item.json.get(key)?)));
        let more = item.json.get("additionalOperations").and_then(Json::as_object).unwrap_or_default();
        for (method, json) in own.chain(more.iter().map(|(key, json)| (key.as_str(), json))) {
            let id = json.get("operationId").and_then(Json::as_str).filter(|id| !id.is_empty());
            // Of two with one id, the later is called otherwise.
            let id = id.filter(|id| ids.insert(*id));
            found.push(Known::new(id, method, path));
        }
    }
    found
}
