//! The files of a document as the other judge and the instance generator see them.
//!
//! Invariant: a place is called as the generator calls it, so that what it says about one is found here.

use std::collections::BTreeMap;

use codegen::ir::split_pointer;
use serde_json::{Map, Value};

/// All files of a document, by their paths; the root has none.
#[derive(Clone, Debug, Default)]
pub(super) struct Schemas {
    /// Their contents.
    pub(super) files: BTreeMap<String, Value>,
}

impl Schemas {
    /// What stands at a place.
    pub(super) fn get(&self, place: &str) -> Option<&Value> {
        let (file, local) = split_pointer(place);
        self.files.get(file)?.pointer(local)
    }

    /// The same, to be changed.
    pub(super) fn get_mut(&mut self, place: &str) -> Option<&mut Value> {
        let (file, local) = split_pointer(place);
        self.files.get_mut(file)?.pointer_mut(local)
    }

    /// The schema at a place, if it is an object.
    pub(super) fn object(&self, place: &str) -> Option<&Map<String, Value>> {
        self.get(place)?.as_object()
    }

    /// Where the reference of a schema leads, if it has one and it leads anywhere.
    pub(super) fn target(&self, place: &str) -> Option<String> {
        let reference = self.object(place)?.get("$ref")?.as_str()?;
        self.resolve(place, reference)
    }

    /// Where a reference leads that stands at a place.
    pub(super) fn resolve(&self, place: &str, reference: &str) -> Option<String> {
        let (from, _) = split_pointer(place);
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if path.is_empty() { from.to_owned() } else { relative(from, &decode(path)) };
        let target = in_file(&file, &decode(fragment));
        self.get(&target).is_some().then_some(target)
    }

    /// Where an entry of a discriminator's `mapping` leads: it is a reference, or the name of a component.
    pub(super) fn mapped(&self, place: &str, entry: &str) -> Option<String> {
        let named = format!("/components/schemas/{}", escape(entry));
        self.resolve(place, entry).or_else(|| self.get(&named).is_some().then_some(named))
    }

    /// Follows references from a schema to one that is more than a reference.
    pub(super) fn follow(&self, place: &str) -> String {
        const FARTHEST: usize = 32;
        let mut place = place.to_owned();
        for _ in 0..FARTHEST {
            match self.target(&place) {
                Some(target) => place = target,
                None => break,
            }
        }
        place
    }
}

/// A place in a file.
pub(super) fn in_file(file: &str, local: &str) -> String {
    if file.is_empty() { local.to_owned() } else { format!("{file}#{local}") }
}

/// A place below another.
pub(super) fn below(place: &str, parts: &[&str]) -> String {
    parts.iter().fold(place.to_owned(), |place, part| format!("{place}/{}", escape(part)))
}

/// A key as a reference token of a JSON Pointer.
pub(super) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A reference token of a JSON Pointer as the key that it stands for.
pub(super) fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// A path as seen from the folder of a file.
fn relative(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes the percent signs out of a part of a URI.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_lead_where_the_standard_says() {
        let root = json!({"components": {"schemas": {"A b": {"type": "string"}, "B": {"$ref": "#/components/schemas/A%20b"}}}});
        let files =
            [("", root), ("x/a.json", json!({"c": [{}, {"$ref": "../y.json"}]})), ("y.json", json!({}))];
        let schemas = Schemas { files: files.map(|(name, json)| (name.to_owned(), json)).into() };
        assert_eq!(schemas.follow("/components/schemas/B"), "/components/schemas/A b");
        assert_eq!(schemas.resolve("", "./x/a.json#/c/0").as_deref(), Some("x/a.json#/c/0"));
        assert_eq!(schemas.follow("x/a.json#/c/1"), "y.json#");
        assert_eq!(schemas.resolve("", "https://example.com/a"), None);
        assert_eq!(schemas.mapped("x/a.json#/c", "B").as_deref(), Some("/components/schemas/B"));
    }
}
