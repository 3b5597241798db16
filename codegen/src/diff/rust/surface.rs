//! The files of an output crate → what others can use of it, by path.
//!
//! Invariant: an item has one path, the first of the shortest under which it can be used.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Declaration, Declared, Facts};

/// What others can use of a crate.
#[derive(Debug, Default)]
pub(super) struct PublicItems {
    /// By path: `models::Pet`.
    pub(super) items: BTreeMap<String, PublicItem>,
    /// All paths under which they can be used.
    pub(super) paths: BTreeSet<String>,
}

/// An item that others can use.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct PublicItem {
    pub(super) declaration: Declaration,
    /// The Cargo features of which it needs one.
    pub(super) gate: BTreeSet<String>,
}

/// A path from the root of the crate.
type Path = Vec<String>;

/// A module, with what it declares.
struct Module<'f> {
    facts: &'f Facts,
}

/// Finds what others can use.
pub(super) fn public_items(files: &BTreeMap<String, Facts>) -> PublicItems {
    let mut crate_ = Crate::default();
    if let Some(root) = files.get("src/lib.rs") {
        crate_.add(files, Vec::new(), root, &BTreeSet::new());
    }
    crate_.implement();
    let mut exports = Exports::default();
    crate_.export(&Vec::new(), &Vec::new(), &BTreeSet::new(), &mut exports, 0);
    let mut items = BTreeMap::new();
    for (path, (shown, gate)) in exports.shortest {
        if let Some(item) = crate_.items.remove(&path) {
            let gate = if gate.is_empty() { item.gate.clone() } else { gate };
            items.insert(shown.join("::"), PublicItem { gate, ..item });
        }
    }
    PublicItems { items, paths: exports.all }
}

/// Where items can be used.
#[derive(Default)]
struct Exports {
    /// By the place of an item: the shortest path to it, and the features that lead there.
    shortest: BTreeMap<Path, (Path, BTreeSet<String>)>,
    all: BTreeSet<String>,
}

#[derive(Default)]
struct Crate<'f> {
    modules: BTreeMap<Path, Module<'f>>,
    items: BTreeMap<Path, PublicItem>,
}

impl<'f> Crate<'f> {
    fn add(
        &mut self,
        files: &'f BTreeMap<String, Facts>,
        path: Path,
        facts: &'f Facts,
        gate: &BTreeSet<String>,
    ) {
        for module in &facts.modules {
            let inner: Path = path.iter().cloned().chain([plain(&module.name)]).collect();
            let file = inner.join("/");
            let found = [format!("src/{file}.rs"), format!("src/{file}/mod.rs")];
            if let Some(facts) = found.iter().find_map(|name| files.get(name)) {
                self.add(files, inner, facts, narrower(&module.gate, gate));
            }
        }
        for item in &facts.items {
            let place = path.iter().cloned().chain([item.name.clone()]).collect();
            let gate = narrower(&item.gate, gate).clone();
            self.items.insert(place, PublicItem { declaration: item.what.clone(), gate });
        }
        self.modules.insert(path, Module { facts });
    }

    /// Gives items what is implemented for them, wherever that is.
    fn implement(&mut self) {
        let mut given = Vec::new();
        for (path, module) in &self.modules {
            for (of, members) in &module.facts.impls {
                if let Some(place) = self.resolve(path, of, 0) {
                    given.push((place, members.clone()));
                }
            }
        }
        for (place, members) in given {
            if let Some(item) = self.items.get_mut(&place) {
                item.declaration.members.extend(members);
            }
        }
        for item in self.items.values_mut() {
            item.declaration.members.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
        }
    }

    /// The item or the module that a path leads to from a module.
    fn resolve(&self, from: &Path, path: &[String], depth: usize) -> Option<Path> {
        // Imports that lead to each other would go on for ever; what compiles has none.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        let mut at: Path = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.clone(),
            "super" => from.split_last()?.1.to_vec(),
            name => {
                let here: Path = from.iter().cloned().chain([plain(name)]).collect();
                if self.items.contains_key(&here) || self.modules.contains_key(&here) {
                    here
                } else {
                    self.imported(from, name, depth)?
                }
            }
        };
        for name in rest {
            if name == "super" {
                at.pop();
                continue;
            }
            let inner: Path = at.iter().cloned().chain([plain(name)]).collect();
            at = if self.items.contains_key(&inner) || self.modules.contains_key(&inner) {
                inner
            } else {
                self.imported(&at, name, depth)?
            };
        }
        Some(at)
    }

    fn imported(&self, module: &Path, name: &str, depth: usize) -> Option<Path> {
        let uses = &self.modules.get(module)?.facts.uses;
        let found = uses.iter().find(|it| it.name == name)?;
        self.resolve(module, &found.what, depth + 1)
    }

    /// Collects what a module shows.
    fn export(
        &self,
        module: &Path,
        shown: &Path,
        gate: &BTreeSet<String>,
        exports: &mut Exports,
        depth: usize,
    ) {
        let Some(Module { facts }) = self.modules.get(module) else { return };
        if depth > 16 {
            return;
        }
        let mut show = |place: Path, name: &str, gate: &BTreeSet<String>| {
            let path: Path = shown.iter().cloned().chain([name.to_owned()]).collect();
            exports.all.insert(path.join("::"));
            let known = exports.shortest.get(&place);
            if known.is_none_or(|(known, _)| (path.len(), &path) < (known.len(), known)) {
                exports.shortest.insert(place, (path, gate.clone()));
            }
        };
        let mut modules = Vec::new();
        for item in facts.items.iter().filter(|it| is_shown(it)) {
            let place = module.iter().cloned().chain([item.name.clone()]).collect();
            show(place, &item.name, narrower(&item.gate, gate));
        }
        for import in facts.uses.iter().filter(|it| is_shown(it)) {
            let Some(place) = self.resolve(module, &import.what, 0) else { continue };
            let gate = narrower(&import.gate, gate);
            if self.modules.contains_key(&place) {
                modules.push((place, import.name.clone(), gate));
            } else {
                show(place, &import.name, gate);
            }
        }
        for inner in facts.modules.iter().filter(|it| is_shown(it)) {
            let place = module.iter().cloned().chain([plain(&inner.name)]).collect();
            modules.push((place, inner.name.clone(), narrower(&inner.gate, gate)));
        }
        for (place, name, gate) in modules {
            let is_all = name == "*";
            let shown = shown.iter().cloned().chain((!is_all).then_some(name)).collect();
            self.export(&place, &shown, gate, exports, depth + 1);
        }
    }
}

fn is_shown<T>(declared: &Declared<T>) -> bool {
    declared.is_public && !declared.is_hidden
}

/// What stands inside of something needs what that needs, and says so itself if it needs less features.
fn narrower<'g>(own: &'g BTreeSet<String>, outer: &'g BTreeSet<String>) -> &'g BTreeSet<String> {
    if own.is_empty() { outer } else { own }
}

/// A name as files are called after it.
fn plain(name: &str) -> String {
    name.trim_start_matches("r#").to_owned()
}
