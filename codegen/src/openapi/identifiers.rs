//! The identifiers of JSON Schema 2020-12 in a file: `$id`, `$anchor`, `$dynamicAnchor` (sections 8.2.1 and 8.2.2).
//!
//! Only what can be a schema counts: data of the document, such as examples, has none.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{join, uri};
use crate::ir::Pointer;
use crate::json::Json;

/// The identifiers of a file. All pointers are those inside the file.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    /// The URI of each schema that has one of its own, by place.
    pub(super) resources: HashMap<Pointer, String>,
    /// The same in document order: the URI, and the place.
    pub(super) by_uri: Vec<(String, Pointer)>,
    /// The schemas that have an anchor, by its name.
    pub(super) anchors: HashMap<String, Anchor>,
    /// The names of the anchors, in document order.
    pub(super) names: Vec<String>,
}

/// The schemas of a file that have the same name.
#[derive(Debug, Default)]
pub(super) struct Anchor {
    /// Their places, by the place of the schema with an `$id` that the name belongs to; empty for the root of the file.
    places: HashMap<Pointer, Pointer>,
    /// The places of those that a `$dynamicRef` can lead to from outside.
    pub(super) dynamic: HashSet<Pointer>,
}

impl Anchor {
    /// The place of the schema that the name means in a schema with an `$id`. From the root of the file, a name that
    /// only one schema has leaves no doubt.
    pub(super) fn seen_from(&self, resource: &str) -> Option<&Pointer> {
        let only = || self.places.values().next().filter(|_| resource.is_empty() && self.places.len() == 1);
        self.places.get(resource).or_else(only)
    }
}

/// How anchors are called that `$recursiveAnchor: true` sets: no `$anchor` can be called so.
pub(super) const RECURSIVE: &str = "";

impl Identifiers {
    /// Finds the identifiers of a file that is called `own`.
    pub(super) fn find(json: &Json, own: &str) -> Self {
        let mut scan =
            Scan { found: Self::default(), path: Vec::new(), bases: vec![(String::new(), own.to_owned())] };
        if let Some(own) = json.get("$self").and_then(Json::as_str) {
            scan.base(own);
        }
        scan.value(json, false);
        scan.found
    }

    /// The schema with an `$id` that a place is in, itself included: its place and its URI.
    pub(super) fn resource_of(&self, pointer: &str) -> Option<(&str, &str)> {
        if self.resources.is_empty() {
            return None;
        }
        let ancestors =
            std::iter::successors(Some(pointer), |pointer| pointer.rfind('/').map(|end| &pointer[..end]));
        ancestors
            .filter_map(|pointer| self.resources.get_key_value(pointer))
            .map(|(at, uri)| (at.as_str(), uri.as_str()))
            .next()
    }
}

/// A URI with more bytes than this identifies nothing. It bounds what relative ones add up to.
const LONGEST: usize = 2048;

/// Keywords whose value is data.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const", "value", "dataValue"];

/// Fields whose members have names of the document's own.
const MAPS: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "headers",
    "mediaTypes",
    "parameters",
    "pathItems",
    "patternProperties",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "webhooks",
];

/// Keywords whose value is a schema, or a list of some.
const SCHEMAS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "contentSchema",
    "else",
    "if",
    "itemSchema",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "schema",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Fields whose members are schemas.
const MAPS_OF_SCHEMAS: &[&str] =
    &["$defs", "definitions", "dependentSchemas", "patternProperties", "properties", "schemas"];

struct Scan<'d> {
    found: Identifiers,
    path: Vec<Cow<'d, str>>,
    /// The schemas with an `$id` around this place, outermost first, with their URIs.
    bases: Vec<(Pointer, String)>,
}

impl<'d> Scan<'d> {
    fn pointer(&self) -> Pointer {
        self.path.iter().fold(String::new(), |pointer, key| join(&pointer, key))
    }

    /// Looks through a value that may be a schema or hold some. What a schema holds below a keyword that nobody knows is
    /// none.
    fn value(&mut self, json: &'d Json, is_schema: bool) {
        match json {
            Json::Object(members) => {
                let outside = self.bases.len();
                if members.iter().any(|(key, _)| key.starts_with('$')) {
                    self.identify(json);
                }
                for (key, value) in members {
                    let key = key.as_str();
                    let (one, named) = (SCHEMAS.contains(&key), MAPS_OF_SCHEMAS.contains(&key));
                    let unknown = is_schema && !one && !named;
                    if DATA.contains(&key) || key.starts_with("x-") || unknown {
                        continue;
                    }
                    match value {
                        Json::Object(members) if MAPS.contains(&key) => {
                            self.path.push(key.into());
                            for (name, value) in members {
                                self.below(name.into(), value, named);
                            }
                            self.path.pop();
                        }
                        Json::Object(_) | Json::Array(_) => self.below(key.into(), value, one),
                        _ => {}
                    }
                }
                self.bases.truncate(outside);
            }
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Json::Object(_) | Json::Array(_) = item {
                        self.below(index.to_string().into(), item, is_schema);
                    }
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, name: Cow<'d, str>, value: &'d Json, is_schema: bool) {
        self.path.push(name);
        self.value(value, is_schema);
        self.path.pop();
    }

    fn identify(&mut self, json: &'d Json) {
        // `#name` is how drafts before 2019-09 wrote an anchor.
        match json.get("$id").and_then(Json::as_str) {
            Some(id) if id.starts_with('#') => self.anchor(&id[1..], false),
            Some(id) => self.base(id),
            None => {}
        }
        for (keyword, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(name) = json.get(keyword).and_then(Json::as_str) {
                self.anchor(name, dynamic);
            }
        }
        if json.get("$recursiveAnchor").and_then(Json::as_bool) == Some(true) {
            self.anchor(RECURSIVE, true);
        }
    }

    fn base(&mut self, id: &str) {
        let pointer = self.pointer();
        let outer = self.bases.last().map_or("", |(_, uri)| uri.as_str());
        let id = id.split_once('#').map_or(id, |(uri, _)| uri);
        let Some(uri) = uri::resolve(outer, id).filter(|uri| uri.len() <= LONGEST) else { return };
        self.found.by_uri.push((uri.clone(), pointer.clone()));
        self.found.resources.insert(pointer.clone(), uri.clone());
        self.bases.push((pointer, uri));
    }

    fn anchor(&mut self, name: &str, dynamic: bool) {
        let resource = self.bases.last().map(|(pointer, _)| pointer.clone()).unwrap_or_default();
        let pointer = self.pointer();
        let known = self.found.anchors.len();
        let anchor = self.found.anchors.entry(name.to_owned()).or_default();
        if dynamic {
            anchor.dynamic.insert(pointer.clone());
        }
        // Of a name that comes twice, the first one counts.
        anchor.places.entry(resource).or_insert(pointer);
        if self.found.anchors.len() > known {
            self.found.names.push(name.to_owned());
        }
    }
}
