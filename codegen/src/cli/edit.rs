//! Changes in JSON text.
//!
//! Invariant: what is not changed stays as it was written, numbers and the order of members included.

use serde_json::value::RawValue;

use super::super::runtime::{Map, RawJson};

/// No reader takes JSON that nests deeper, so that longer paths lead nowhere.
const DEEPEST: usize = 127;

/// The segments of a path: a JSON Pointer, or names and indices with points between them.
pub(super) fn path(text: &str) -> Result<Vec<String>, String> {
    let segments: Vec<String> = match text.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|it| it.replace("~1", "/").replace("~0", "~")).collect(),
        None => text.split('.').map(str::to_owned).collect(),
    };
    if segments.len() > DEEPEST {
        return Err(format!("leads through more than {DEEPEST} levels, which no body may have"));
    }
    Ok(segments)
}

/// Checks that a text is JSON, and gives it without the space around it.
pub(super) fn checked(text: &str) -> Result<String, String> {
    serde_json::from_str::<Box<RawValue>>(text)
        .map(|raw| raw.get().to_owned())
        .map_err(|error| format!("is no JSON: {error}"))
}

/// Puts a value, which is JSON text, at a path. What is not there on the way is made: an array where its first item is set,
/// and otherwise an object. An item of an array is replaced, or added behind the last one, which `-` stands for too.
pub(super) fn put(json: &str, path: &[String], value: &str) -> Result<String, String> {
    let Some((segment, path)) = path.split_first() else { return Ok(value.to_owned()) };
    let json = if json == "null" && matches!(segment.as_str(), "0" | "-") { "[]" } else { json };
    if json.starts_with('[') {
        let mut items: Vec<RawJson> = read(json)?;
        let index = match segment.as_str() {
            "-" => items.len(),
            number => number.parse().map_err(|_| format!("an array has no `{segment}`"))?,
        };
        let old = items.get(index).map_or("null", RawJson::get);
        let new = read(&put(old, path, value)?)?;
        let count = items.len();
        match items.get_mut(index) {
            Some(item) => *item = new,
            None if index == count => items.push(new),
            None => return Err(format!("the array has {count} items only")),
        }
        return written(&items);
    }
    let mut members: Map<RawJson> = match json {
        "null" => Map::default(),
        _ if json.starts_with('{') => read(json)?,
        _ => return Err(format!("there is no object that could have `{segment}`")),
    };
    let old = members.get(segment).map_or("null", RawJson::get);
    let new = read(&put(old, path, value)?)?;
    match members.get_mut(segment) {
        Some(member) => *member = new,
        None => drop(members.insert(segment.clone(), new)),
    }
    written(&members)
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| format!("is no JSON: {error}"))
}

/// The JSON text of a value.
pub(super) fn written(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
