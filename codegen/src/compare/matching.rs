//! Which operation of one document is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Operation, Pointer};
use crate::json::Json;
use crate::openapi::{Document, METHODS, Node};

/// An operation of ours, and the name of the other document's.
pub(super) struct Pair {
    /// The index of ours.
    pub(super) ours: usize,
    /// What the generator calls theirs, if there is one.
    pub(super) theirs: Option<String>,
}

/// An operation of the other document.
struct Other {
    id: Option<String>,
    /// The method and the path.
    way: String,
    /// The same without the names of parameters.
    shape: String,
}

/// Finds each of our operations in another document: by its id, or else by its method and path.
pub(super) fn pairs(api: &Api, theirs: Document<'_>) -> Vec<Pair> {
    let others = operations(theirs);
    let find = |id: &str, method: &str, path: &str| {
        let way = way(method, path);
        let by_id = others.iter().find(|other| other.id.as_deref() == Some(id));
        let by_way = || others.iter().find(|other| other.way == way);
        let by_shape = || others.iter().find(|other| other.shape == without_names(&way));
        by_id
            .or_else(by_way)
            .or_else(by_shape)
            .map(|other| other.id.clone().unwrap_or_else(|| other.way.clone()))
    };
    let ours = api.operations.iter().enumerate();
    ours.map(|(ours, it)| Pair { ours, theirs: find(&it.id, &it.method, &it.path) }).collect()
}

/// Pairs the operations of two documents that were read to their ends: each is in one pair.
pub(super) fn pairs_of(ours: &Api, theirs: &Api) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = (0..ours.operations.len()).map(|ours| Pair { ours, theirs: None }).collect();
    let mut taken = BTreeSet::new();
    let id = |it: &Operation| it.id.clone();
    let full = |it: &Operation| way(&it.method, &it.path);
    let shape = |it: &Operation| without_names(&way(&it.method, &it.path));
    let keys: [&dyn Fn(&Operation) -> String; 3] = [&id, &full, &shape];
    for key in keys {
        let mut others: BTreeMap<String, &Operation> = BTreeMap::new();
        for other in theirs.operations.iter().filter(|it| !taken.contains(&it.id)) {
            others.entry(key(other)).or_insert(other);
        }
        for pair in pairs.iter_mut().filter(|pair| pair.theirs.is_none()) {
            if let Some(found) = others.remove(&key(&ours.operations[pair.ours])) {
                taken.insert(found.id.clone());
                pair.theirs = Some(found.id.clone());
            }
        }
    }
    pairs
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

fn operations(document: Document<'_>) -> Vec<Other> {
    let mut found: Vec<Other> = Vec::new();
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
            let id = id.filter(|id| !found.iter().any(|other| other.id.as_deref() == Some(*id)));
            let way = way(method, path);
            found.push(Other { id: id.map(str::to_owned), shape: without_names(&way), way });
        }
    }
    found
}
