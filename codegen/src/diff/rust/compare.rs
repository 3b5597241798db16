//! The public items of two crates → how they differ, and the version that this needs.
//!
//! Invariant: the members of an item are only compared where both crates have it.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::facts::{Declaration, Member, MemberKind};
use super::renames::{members, renames, replaced};
use super::surface::PublicItem;
use crate::diff::change::{Change, Kind, Severity, Step, Surface};
use crate::ir::Pointer;

/// How the new crate differs from the old one. The hints are pairs of paths of types that stand in the same places.
pub(super) fn compare(old: &Side<'_>, new: &Side<'_>, hints: &[(String, String)]) -> Vec<Change> {
    let moved = renames(old.items, new.items, hints);
    let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
    let names = moved.iter().map(|(from, to)| (last(from), last(to))).collect();
    let mut compare = Compare { old, new, names, changes: Vec::new() };
    compare.features();
    for (path, item) in &old.items.items {
        let other = moved.get(path).unwrap_or(path);
        if let Some(found) = new.items.items.get(other) {
            // What is the same means the same, whatever is called like something in it.
            if (path, item) != (other, found) {
                compare.item((path, item), (other, found));
            }
        } else if !new.items.paths.contains(path) {
            let place = (old.places.nearest(path), None);
            let message = format!("the {} `{path}` is gone", item.declaration.kind);
            compare.push(Kind::Removed, Step::Major, (item.declaration.kind, path), message, place);
        }
    }
    let arrived: BTreeSet<&String> = moved.values().collect();
    for (path, item) in &new.items.items {
        if !old.items.paths.contains(path) && !arrived.contains(path) {
            let place = (None, new.places.nearest(path));
            let message = format!("the {} `{path}` is new", item.declaration.kind);
            compare.push(Kind::Added, Step::Minor, (item.declaration.kind, path), message, place);
        }
    }
    compare.changes
}

struct Compare<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    /// The new names of types, by the old ones.
    names: BTreeMap<String, String>,
    changes: Vec<Change>,
}

/// An item with its path.
type At<'a> = (&'a str, &'a PublicItem);

impl<'a> Compare<'a> {
    fn push(
        &mut self,
        kind: Kind,
        step: Step,
        (aspect, subject): (&str, &str),
        message: String,
        (old, new): (Option<&Pointer>, Option<&Pointer>),
    ) {
        self.changes.push(Change {
            surface: Surface::RustApi,
            kind,
            severity: if step == Step::Major { Severity::Error } else { Severity::Info },
            step,
            aspect: aspect.to_owned(),
            subject: subject.to_owned(),
            way: None,
            message,
            old: old.cloned(),
            new: new.cloned(),
        });
    }

    fn features(&mut self) {
        let tags = "/tags".to_owned();
        for name in self.old.features.difference(&self.new.features) {
            let message = format!("the Cargo feature `{name}` is gone");
            self.push(Kind::Removed, Step::Major, ("feature", name), message, (Some(&tags), None));
        }
        for name in self.new.features.difference(&self.old.features) {
            let message = format!("the Cargo feature `{name}` is new");
            self.push(Kind::Added, Step::Minor, ("feature", name), message, (None, Some(&tags)));
        }
    }

    fn item(&mut self, (old_path, old): At<'a>, (path, new): At<'a>) {
        let places = (self.old.places.nearest(old_path), self.new.places.nearest(path));
        let (was, is) = (&old.declaration, &new.declaration);
        if old_path != path {
            let message = format!("the {} `{old_path}` is called `{path}` now", was.kind);
            self.push(Kind::Renamed, Step::Major, (was.kind, old_path), message, places);
        }
        self.gates(is.kind, path, (&old.gate, &new.gate), places);
        if was.kind != is.kind {
            let message = format!("`{path}` is a {}, it was a {}", article(is.kind), article(was.kind));
            let message = message.replace("a an ", "an ");
            return self.push(Kind::Retyped, Step::Major, (is.kind, path), message, places);
        }
        let text = replaced(&was.text, &self.names);
        if text != is.text {
            let message = format!("the {} `{path}` is `{}`, it was `{}`", is.kind, is.text, was.text);
            self.push(Kind::Retyped, Step::Major, (is.kind, path), message, places);
        }
        self.flags(is.kind, path, (was, is), places);
        self.members((old_path, was), (path, is));
    }

    /// Compares the features that something needs: whoever turns others off may lose it.
    fn gates(
        &mut self,
        noun: &str,
        path: &str,
        (old, new): (&BTreeSet<String>, &BTreeSet<String>),
        places: (Option<&Pointer>, Option<&Pointer>),
    ) {
        if old == new {
            return;
        }
        let words = |gate: &mut dyn Iterator<Item = &String>| {
            gate.map(|it| format!("`{it}`")).collect::<Vec<_>>().join(" or ")
        };
        let message = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("the {noun} `{path}` needs {} now", words(&mut new.iter())),
            (_, true) => format!("the {noun} `{path}` needs no Cargo feature any more"),
            _ if old.is_subset(new) => {
                format!("the {noun} `{path}` is there with {} too", words(&mut new.difference(old)))
            }
            _ => {
                let lost = words(&mut old.difference(new));
                format!("the {noun} `{path}` is not there with {lost} alone any more")
            }
        };
        if new.is_empty() || !old.is_empty() && old.is_subset(new) {
            self.push(Kind::Loosened, Step::Minor, ("feature", path), message, places);
        } else {
            self.push(Kind::Tightened, Step::Major, ("feature", path), message, places);
        }
    }

    fn flags(
        &mut self,
        noun: &str,
        path: &str,
        (was, is): (&Declaration, &Declaration),
        places: (Option<&Pointer>, Option<&Pointer>),
    ) {
        if was.is_open != is.is_open {
            let (step, kind, word) = if is.is_open {
                (Step::Major, Kind::Tightened, "can not")
            } else {
                (Step::Minor, Kind::Loosened, "can")
            };
            let message = format!("the {noun} `{path}` {word} be written out by others");
            self.push(kind, step, (noun, path), message, places);
        }
        if is.is_deprecated && !was.is_deprecated {
            let message = format!("the {noun} `{path}` is deprecated now");
            self.push(Kind::Changed, Step::Minor, (noun, path), message, places);
        }
    }

    fn members(&mut self, (old_path, was): (&str, &'a Declaration), (path, is): (&str, &'a Declaration)) {
        let index = |declaration: &'a Declaration| -> BTreeMap<(MemberKind, String), &'a Member> {
            declaration.members.iter().map(|it| ((it.kind, it.name.clone()), it)).collect()
        };
        let (old_members, new_members) = (index(was), index(is));
        let names = self.names.clone();
        let key = |member: &Member| (member.kind, replaced(&member.name, &names));
        let renamed_to: BTreeSet<(MemberKind, String)> = was.members.iter().map(&key).collect();
        let gone: Vec<&Member> =
            was.members.iter().filter(|it| !new_members.contains_key(&key(it))).collect();
        let fresh: Vec<&Member> = is
            .members
            .iter()
            .filter(|it| {
                let own = (it.kind, it.name.clone());
                !old_members.contains_key(&own) && !renamed_to.contains(&own)
            })
            .collect();
        let place = |side: &Side<'a>, path: &str, member: &Member| {
            side.places.own(&format!("{path}::{}", member.name)).cloned()
        };
        let is_one_place = |old: &Member, new: &Member| {
            let places = (place(self.old, old_path, old), place(self.new, path, new));
            places.0.is_some() && places.0 == places.1
        };
        let pairs = members(&gone, &fresh, &names, is_one_place);
        let mut group = Group::new(old_path, path, was, is);
        for (from, to) in &pairs {
            group.add(self, Kind::Renamed, Step::Major, Some(from), Some(to));
        }
        let is_paired = |it: &&&Member| {
            !pairs.iter().any(|(from, to)| std::ptr::eq(*from, **it) || std::ptr::eq(*to, **it))
        };
        for member in gone.iter().filter(is_paired) {
            group.add(self, Kind::Removed, Step::Major, Some(member), None);
        }
        for member in fresh.iter().filter(is_paired) {
            let is_exposed = matches!(member.kind, MemberKind::Field | MemberKind::Variant) && !is.is_open
                || matches!(member.kind, MemberKind::NeededMethod | MemberKind::Type) && is.kind == "trait";
            let step = if is_exposed { Step::Major } else { Step::Minor };
            group.add(self, Kind::Added, step, None, Some(member));
        }
        for member in &was.members {
            let Some(found) = new_members.get(&key(member)) else { continue };
            if replaced(&member.text, &names) != found.text {
                group.add(self, Kind::Retyped, Step::Major, Some(member), Some(found));
            }
            let member_path = format!("{path}::{}", found.name);
            let places = (
                self.old.places.nearest(&format!("{old_path}::{}", member.name)),
                self.new.places.nearest(&member_path),
            );
            self.gates(found.kind.noun(), &member_path, (&member.gate, &found.gate), places);
            if found.is_deprecated && !member.is_deprecated {
                group.add(self, Kind::Changed, Step::Minor, Some(member), Some(found));
            }
        }
        group.finish(self);
    }
}

/// What has changed about the members of one item, by what they stand for: a field comes and goes with its setters.
struct Group<'m> {
    old_path: &'m str,
    path: &'m str,
    was: &'m Declaration,
    is: &'m Declaration,
    entries: BTreeMap<(Kind, String), Vec<Entry<'m>>>,
}

type Entry<'m> = (Step, Option<&'m Member>, Option<&'m Member>);

impl<'m> Group<'m> {
    fn new(old_path: &'m str, path: &'m str, was: &'m Declaration, is: &'m Declaration) -> Self {
        Self { old_path, path, was, is, entries: BTreeMap::new() }
    }

    fn add(
        &mut self,
        compare: &Compare<'_>,
        kind: Kind,
        step: Step,
        old: Option<&'m Member>,
        new: Option<&'m Member>,
    ) {
        let (side, path, declaration, member) = match (old, new) {
            (_, Some(new)) => (compare.new, self.path, self.is, new),
            (Some(old), _) => (compare.old, self.old_path, self.was, old),
            (None, None) => return,
        };
        // What makes a variant of its payload belongs to the variant.
        let payload = member.name.strip_prefix("From<").and_then(|rest| rest.strip_suffix('>'));
        let variant = payload.and_then(|payload| {
            let mut variants = declaration.members.iter().filter(|it| it.kind == MemberKind::Variant);
            variants.find(|it| it.text == payload || it.text == format!("Box<{payload}>"))
        });
        let name = variant.map_or(&member.name, |variant| &variant.name);
        let place = side.places.own(&format!("{path}::{name}"));
        let key = place.cloned().unwrap_or_else(|| format!("{:?} {name}", member.kind));
        self.entries.entry((kind, key)).or_default().push((step, old, new));
    }

    fn finish(self, compare: &mut Compare<'_>) {
        for ((kind, _), mut entries) in self.entries {
            entries.sort_by_key(|(_, old, new)| new.or(*old).map(|it| it.kind));
            let step = entries.iter().map(|(step, ..)| *step).max().unwrap_or_default();
            let Some((_, old, new)) = entries.first() else { continue };
            let Some(member) = new.or(*old) else { continue };
            let noun = member.kind.noun();
            let member_path = |path: &str, member: &Member| format!("{path}::{}", member.name);
            let paths =
                (old.map(|it| member_path(self.old_path, it)), new.map(|it| member_path(self.path, it)));
            let shown = paths.1.as_ref().or(paths.0.as_ref()).cloned().unwrap_or_default();
            let owner = if new.is_some() { self.path } else { self.old_path };
            let what = format!("the {noun} `{}` of `{owner}`", member.name);
            let also = if entries.len() > 1 { ", with what belongs to it" } else { "" };
            let message = match (kind, old, new) {
                (Kind::Renamed, Some(old), Some(new)) => {
                    format!("the {noun} `{}` of `{owner}` is called `{}` now{also}", old.name, new.name)
                }
                (Kind::Retyped, Some(old), Some(new)) if new.text.is_empty() => {
                    format!("{what} holds nothing, it held `{}`{also}", old.text)
                }
                (Kind::Retyped, Some(old), Some(new)) if old.text.is_empty() => {
                    format!("{what} holds `{}`, it held nothing{also}", new.text)
                }
                (Kind::Retyped, Some(old), Some(new)) => {
                    format!("{what} is `{}`, it was `{}`{also}", new.text, old.text)
                }
                (Kind::Changed, ..) => format!("{what} is deprecated now{also}"),
                (Kind::Added, ..) => format!("{what} is new{also}"),
                _ => format!("{what} is gone{also}"),
            };
            let places = (
                paths.0.as_ref().and_then(|path| compare.old.places.nearest(path)),
                paths.1.as_ref().and_then(|path| compare.new.places.nearest(path)),
            );
            // What one side does not have, it would have in the item.
            let places = (
                places.0.or_else(|| compare.old.places.nearest(self.old_path)),
                places.1.or_else(|| compare.new.places.nearest(self.path)),
            );
            compare.push(kind, step, (noun, &shown), message, places);
        }
    }
}

/// A kind of item after `a `.
fn article(kind: &str) -> String {
    if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { format!("an {kind}") } else { kind.to_owned() }
}
