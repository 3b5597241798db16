//! Which entries of a document are needed: what the generator has read, and what that refers to besides.
//!
//! Invariant: whatever an entry that stays refers to stays too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use super::{members, references};
use crate::ir::{Api, Pointer, join, split_pointer};
use crate::json::Json;
use crate::ledger::{Entry, Fate};
use crate::openapi::{Document, METHODS};

/// What documents of OpenAPI 3.0 call `webhooks`, which their version does not have. No operation needs them, and they refer
/// to as much as all operations together.
const OLD_WEBHOOKS: &str = "x-webhooks";

/// An entry of its own: it stays or goes as a whole, except for the methods of a path item.
struct Unit<'d> {
    json: &'d Json,
    kind: Kind,
    needed: bool,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    /// An entry of a map of `components`.
    Component,
    /// A path item.
    Item,
    /// An operation of a path item.
    Method,
}

/// What is needed of a document.
pub(super) struct Need<'d, 'a> {
    document: Document<'d>,
    api: &'a Api,
    fates: BTreeMap<&'a str, Fate>,
    units: BTreeMap<Pointer, Unit<'d>>,
    /// The item of each method.
    items: HashMap<Pointer, Pointer>,
    /// What is kept, whatever it is.
    tied: HashSet<Pointer>,
}

impl<'d, 'a> Need<'d, 'a> {
    /// What these operations need, of which these entries tell what was read.
    pub(super) fn new(document: Document<'d>, api: &'a Api, entries: &'a [Entry]) -> Self {
        let fates = entries.iter().map(|entry| (entry.pointer.as_str(), entry.fate)).collect();
        let mut need = Self {
            document,
            api,
            fates,
            units: BTreeMap::new(),
            items: HashMap::new(),
            tied: HashSet::new(),
        };
        need.find_units();
        let read: Vec<Pointer> = need.units.keys().filter(|place| need.is_read(place)).cloned().collect();
        let frame = need.frame();
        need.add(read.into_iter().chain(frame).collect());
        need
    }

    /// Keeps entries that something else needs, and says whether any of them is new.
    pub(super) fn keep(&mut self, places: &[Pointer]) -> bool {
        let new = places.iter().filter(|place| self.tied.insert((*place).clone())).cloned();
        let new: Vec<Pointer> = new.collect();
        let any = !new.is_empty();
        self.add(new);
        any
    }

    /// The collections that have entries to cut.
    pub(super) fn containers(&self) -> HashSet<Pointer> {
        let parent = |place: &Pointer| place.rfind('/').map(|end| place[..end].to_owned());
        let mut found: HashSet<Pointer> = ["", "/components", "/tags"].map(str::to_owned).into();
        found.extend(self.units.keys().filter_map(parent));
        // An additional method has a map of its own.
        let outer: Vec<Pointer> = found.iter().filter_map(parent).collect();
        found.extend(outer);
        found
    }

    /// The places that are to be cut.
    pub(super) fn cut(&self) -> HashSet<Pointer> {
        let units = self.units.iter().filter(|(_, unit)| !unit.needed);
        let mut cut: HashSet<Pointer> = units.map(|(place, _)| place.clone()).collect();
        cut.extend(self.tags());
        cut.extend(self.document.root().get(OLD_WEBHOOKS).map(|_| join("", OLD_WEBHOOKS)));
        let additional = self.items.keys().filter_map(|method| {
            let (map, _) = method.rsplit_once('/')?;
            map.ends_with("/additionalOperations").then(|| map.to_owned())
        });
        let maps = members(self.document.root().get("components"));
        let maps = maps.map(|(kind, _)| join("/components", kind));
        // Maps come before the map that they are in.
        let maps = additional.chain(maps).chain(["/components", "/webhooks", "/tags"].map(str::to_owned));
        for map in maps.collect::<Vec<_>>() {
            if self.is_emptied(&map, &cut) {
                cut.insert(map);
            }
        }
        cut.retain(|place| !self.tied.contains(place));
        cut
    }

    /// Whether all that is in a map, if there is anything, is cut.
    fn is_emptied(&self, map: &str, cut: &HashSet<Pointer>) -> bool {
        match self.document.root().pointer(map) {
            Some(Json::Object(members)) => members.iter().all(|(key, _)| cut.contains(&join(map, key))),
            Some(Json::Array(items)) => (0..items.len()).all(|at| cut.contains(&format!("{map}/{at}"))),
            Some(Json::Null) => true,
            _ => false,
        }
    }

    fn find_units(&mut self) {
        let root = self.document.root();
        for map in ["paths", "webhooks"] {
            for (key, item) in members(root.get(map)) {
                self.find_methods(join(&join("", map), key), item);
            }
        }
        for (kind, entries) in members(root.get("components")) {
            let map = join("/components", kind);
            for (name, json) in members(Some(entries)) {
                if kind == "pathItems" {
                    self.find_methods(join(&map, name), json);
                } else {
                    self.units.insert(join(&map, name), Unit { json, kind: Kind::Component, needed: false });
                }
            }
        }
    }

    fn find_methods(&mut self, item: Pointer, json: &'d Json) {
        let additional = join(&item, "additionalOperations");
        let own = METHODS.iter().filter_map(|key| Some((join(&item, key), json.get(key)?)));
        let more =
            members(json.get("additionalOperations")).map(|(key, json)| (join(&additional, key), json));
        for (place, json) in own.chain(more) {
            self.items.insert(place.clone(), item.clone());
            self.units.insert(place, Unit { json, kind: Kind::Method, needed: false });
        }
        self.units.insert(item, Unit { json, kind: Kind::Item, needed: false });
    }

    /// Whether the generator has read a part of an entry for one of the operations.
    fn is_read(&self, place: &str) -> bool {
        match self.units.get(place).map(|unit| unit.kind) {
            Some(Kind::Method) => self.is_operation(place) || self.has_code(place),
            Some(Kind::Item) => {
                let is_path = |path: &str| join("/paths", path) == place;
                self.api.operations.iter().any(|operation| is_path(&operation.path))
                    || self.has_code(&join(place, "parameters"))
            }
            // Those are known by their names.
            Some(Kind::Component) if place.starts_with("/components/securitySchemes/") => false,
            Some(Kind::Component) => self.has_fate(place) || self.names_what_is_read(place),
            None => false,
        }
    }

    fn is_operation(&self, place: &str) -> bool {
        self.api.operations.iter().any(|operation| operation.pointer == place)
    }

    /// Whether the ledger says that a place, or something in it, is of use.
    fn has_fate(&self, place: &str) -> bool {
        // What is empty has a fate of its own only where it was read.
        if self.units.get(place).is_some_and(|unit| unit.json.as_object() == Some(&[])) {
            return false;
        }
        let mut around = ancestors(place).filter_map(|place| self.fates.get(place));
        let found = around.next().map(|fate| *fate != Fate::Unused);
        found.unwrap_or_else(|| self.below(place).any(|fate| fate != Fate::Unused))
    }

    /// Whether a place, or something in it, decides about code. What it stands in does not count: that is looked at
    /// whether it is of use or not.
    fn has_code(&self, place: &str) -> bool {
        let is_empty = self.document.root().pointer(place).is_none_or(|json| json.as_object() == Some(&[]));
        let own = self.fates.get(place).copied().filter(|_| !is_empty);
        own.into_iter().chain(self.below(place)).any(|fate| fate == Fate::Code)
    }

    /// The fates of all that is below a place.
    fn below(&self, place: &str) -> impl Iterator<Item = Fate> {
        let below = format!("{place}/");
        let entries = self.fates.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded));
        let entries: Vec<Fate> =
            entries.take_while(|(at, _)| at.starts_with(&below)).map(|(_, fate)| *fate).collect();
        entries.into_iter()
    }

    /// Whether a schema only refers to a place in another file that was read, to which it gives its name.
    fn names_what_is_read(&self, place: &str) -> bool {
        let mut seen = HashSet::new();
        let mut place = place.to_owned();
        while seen.insert(place.clone()) {
            let (file, local) = split_pointer(&place);
            if !file.is_empty() && self.has_fate(&place) {
                return true;
            }
            let files = self.document.files.contents();
            let whole = files.iter().find(|(prefix, _)| prefix.trim_end_matches('#') == file);
            let reference = whole.and_then(|(_, json)| json.pointer(local)?.get("$ref")?.as_str());
            let target = reference.and_then(|text| self.document.place_of(text, &join(&place, "$ref")));
            let Some(target) = target else { return false };
            place = target;
        }
        false
    }

    /// What is referred to from outside of all entries: by the root, by extensions beside entries, and by the names that
    /// operations in other files use.
    fn frame(&self) -> Vec<Pointer> {
        let needed = self.api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
        let needed = needed.map(|needed| join("/components/securitySchemes", &needed.scheme));
        let mut found: Vec<Pointer> = needed.collect();
        for (key, value) in self.document.root().as_object().unwrap_or_default() {
            let place = join("", key);
            match key.as_str() {
                "paths" | "webhooks" | "components" => {
                    let own = value.as_object().unwrap_or_default().iter();
                    for (key, value) in own.filter(|(key, _)| key.starts_with("x-")) {
                        found.extend(references::find(self.document, &join(&place, key), value));
                    }
                }
                "security" => found.extend(references::schemes(value)),
                OLD_WEBHOOKS => {}
                _ => found.extend(references::find(self.document, &place, value)),
            }
        }
        found
    }

    /// Adds what is at these places, and what that refers to.
    fn add(&mut self, mut work: Vec<Pointer>) {
        while let Some(place) = work.pop() {
            let unit = ancestors(&place).find(|place| self.units.contains_key(*place));
            let Some(place) = unit.map(str::to_owned) else { continue };
            let Some(unit) = self.units.get_mut(&place).filter(|unit| !unit.needed) else { continue };
            unit.needed = true;
            let (json, kind) = (unit.json, unit.kind);
            work.extend(self.items.get(&place).cloned());
            if kind == Kind::Item {
                work.extend(self.references_of_item(&place, json));
            } else {
                work.extend(references::find(self.document, &place, json));
            }
        }
    }

    /// What a path item refers to by all but its operations.
    fn references_of_item(&self, place: &str, json: &Json) -> Vec<Pointer> {
        let own = json.as_object().unwrap_or_default().iter();
        let own = own
            .filter(|(key, _)| key != "additionalOperations" && !self.items.contains_key(&join(place, key)));
        let mut found = Vec::new();
        for (key, value) in own {
            match (key.as_str(), value) {
                ("$ref", Json::String(text)) => {
                    found.extend(self.document.place_of(text, &join(place, key)));
                }
                _ => found.extend(references::find(self.document, &join(place, key), value)),
            }
        }
        found
    }

    /// The tags that no operation has.
    fn tags(&self) -> Vec<Pointer> {
        let root = self.document.root();
        let all = root.get("tags").and_then(Json::as_array).unwrap_or_default();
        let name = |tag: &'d Json, key| tag.get(key).and_then(Json::as_str);
        let methods = self.units.values().filter(|unit| unit.needed && unit.kind == Kind::Method);
        let own = methods.filter_map(|unit| unit.json.get("tags")?.as_array());
        let mut kept: BTreeSet<&str> = own.flatten().filter_map(Json::as_str).collect();
        kept.extend(self.api.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str));
        // A tag can be in another one (OpenAPI 3.2).
        loop {
            let parents = all.iter().filter(|tag| name(tag, "name").is_some_and(|name| kept.contains(name)));
            let parents: Vec<&str> = parents.filter_map(|tag| name(tag, "parent")).collect();
            let before = kept.len();
            kept.extend(parents);
            if kept.len() == before {
                break;
            }
        }
        let is_cut = |tag: &'d Json| name(tag, "name").is_some_and(|name| !kept.contains(name));
        let cut = all.iter().enumerate().filter(|(_, tag)| is_cut(tag));
        cut.map(|(index, _)| format!("/tags/{index}")).collect()
    }
}

/// A place, then what it stands in, and so on.
pub(super) fn ancestors(place: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(place), |place| place.rfind('/').map(|end| &place[..end]))
}
