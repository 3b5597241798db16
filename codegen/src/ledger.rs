//! What became of every part of a document: nothing is dropped in silence.
//!
//! Readers mark what they take: an object that was read member by member, or a value that was taken as a whole. A walk
//! over the document then finds what nobody has read.
//!
//! Invariant: marks are keyed by the address of a value, which does not move while its document is read.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::json::Json;
use crate::openapi::join;

/// What became of a part of a document.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Fate {
    /// It decides what the generated code is or does.
    Code,
    /// It is for people: it becomes rustdoc, or is about the document itself.
    Documentation,
    /// A diagnostic says what is not done with it.
    Reported,
    /// An extension that the generator does not know (`x-…`).
    Extension,
    /// Nothing that is generated needs it: it belongs to other operations than those that were asked for, or stands in
    /// another file and nothing refers to it.
    Unused,
    /// Nobody has read it.
    Left,
}

impl Fate {
    /// All of them, in the order of their definition.
    pub const ALL: &'static [Self] =
        &[Self::Code, Self::Documentation, Self::Reported, Self::Extension, Self::Unused, Self::Left];

    /// Its name, in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Documentation => "documentation",
            Self::Reported => "reported",
            Self::Extension => "extension",
            Self::Unused => "unused",
            Self::Left => "left",
        }
    }
}

/// A part of a document all of which has one fate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// Its place: a [`Pointer`](crate::ir::Pointer).
    pub pointer: String,
    /// What became of it.
    pub fate: Fate,
    /// How many values it has, itself included.
    pub values: usize,
}

/// What readers have marked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Ledger {
    marks: HashMap<usize, Mark>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    /// An object whose members were read one by one.
    Read,
    /// A value that was taken as a whole.
    Whole(Fate),
}

impl Ledger {
    /// Marks an object as one whose members are read one by one.
    pub(crate) fn read(&mut self, json: &Json) {
        self.marks.insert(address(json), Mark::Read);
    }

    /// Marks a value, with all that is in it.
    pub(crate) fn whole(&mut self, json: &Json, fate: Fate) {
        self.marks.insert(address(json), Mark::Whole(fate));
    }

    /// Whether a reader has been here.
    pub(crate) fn knows(&self, json: &Json) -> bool {
        self.marks.contains_key(&address(json))
    }
}

fn address(json: &Json) -> usize {
    std::ptr::from_ref(json) as usize
}

/// Members of read objects that are maps: their members have names of the document's own.
pub(crate) const MAPS: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "examples",
    "flows",
    "headers",
    "links",
    "mapping",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
    "webhooks",
    "additionalOperations",
];

/// Tells the fate of every part of a document. `files` are its files, the root first, each with how pointers into it
/// begin. What nobody has read of the root is `unread`.
pub(crate) fn settle(
    files: &[(String, &Json)],
    ledger: &Ledger,
    diagnostics: &Diagnostics,
    unread: Fate,
) -> Vec<Entry> {
    let reported = diagnostics
        .iter()
        .filter_map(|diagnostic| match &diagnostic.place {
            Place::Key(pointer) | Place::Value(pointer) => Some(pointer.as_str()),
            _ => None,
        })
        .collect();
    let mut walk = Walk { ledger, reported, unread, entries: Vec::new() };
    for (prefix, json) in files {
        walk.visit(json, prefix, Context::Member);
        walk.unread = Fate::Unused;
    }
    walk.entries
}

/// Reports what nobody has read. There is nothing of the kind as long as the readers are complete.
pub(crate) fn report(entries: &[Entry], diagnostics: &mut Diagnostics) {
    for entry in entries.iter().filter(|entry| entry.fate == Fate::Left) {
        let message = "the generator has not looked at this, which has no effect on the generated code";
        let help = "this is a gap in the generator: please report it";
        diagnostics.warn(Code::Unread, Place::Value(entry.pointer.clone()), message, help);
    }
}

struct Walk<'a> {
    ledger: &'a Ledger,
    reported: HashSet<&'a str>,
    unread: Fate,
    entries: Vec<Entry>,
}

/// What a value stands in.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Context {
    /// In a read object, or in a list of one.
    Member,
    /// In a read object, as a map of this many levels.
    Map(usize),
    /// In something of this fate, in which a reader found its way by a reference.
    Inside(Fate),
}

impl Walk<'_> {
    /// Adds the entries of a value: one if all of it has one fate, or else those of its parts.
    fn visit(&mut self, json: &Json, pointer: &str, context: Context) {
        let from = self.entries.len();
        self.visit_parts(json, pointer, context);
        let parts = &self.entries[from..];
        if let Some(fate) = parts.first().map(|entry| entry.fate)
            && parts.iter().all(|entry| entry.fate == fate)
        {
            let values = parts.iter().map(|entry| entry.values).sum::<usize>() + usize::from(parts.len() > 1);
            self.entries.truncate(from);
            self.entries.push(Entry { pointer: pointer.to_owned(), fate, values });
        }
    }

    fn visit_parts(&mut self, json: &Json, pointer: &str, context: Context) {
        let mark = self.ledger.marks.get(&address(json));
        let whole = match (mark, context) {
            (Some(Mark::Read), _) => None,
            _ if self.reported.contains(pointer) => Some(Fate::Reported),
            (Some(Mark::Whole(fate)), _) => Some(*fate),
            (None, Context::Inside(fate)) => Some(fate),
            (None, Context::Member) if json.as_object().is_some_and(|it| !it.is_empty()) => Some(self.unread),
            (None, _) => None,
        };
        if let Some(fate) = whole {
            return self.visit_whole(json, pointer, fate);
        }
        match (mark, json) {
            (Some(Mark::Read), Json::Object(members)) if !members.is_empty() => {
                for (key, value) in members {
                    let context = match key.as_str() {
                        "callbacks" => Context::Map(2),
                        key if MAPS.contains(&key) => Context::Map(1),
                        _ => Context::Member,
                    };
                    self.visit(value, &join(pointer, key), context);
                }
            }
            (None, Json::Object(members)) if !members.is_empty() => {
                let inner = match context {
                    Context::Map(levels) if levels > 1 => Context::Map(levels - 1),
                    _ => Context::Member,
                };
                for (key, value) in members {
                    if key.starts_with("x-") && !self.ledger.knows(value) {
                        self.visit(value, &join(pointer, key), Context::Inside(Fate::Extension));
                    } else {
                        self.visit(value, &join(pointer, key), inner);
                    }
                }
            }
            (None, Json::Array(items)) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, &format!("{pointer}/{index}"), Context::Member);
                }
            }
            _ => self.push(json, pointer, Fate::Code),
        }
    }

    /// Adds a value of one fate, but for what a reader found in it by a reference.
    fn visit_whole(&mut self, json: &Json, pointer: &str, fate: Fate) {
        if fate == Fate::Code || fate == Fate::Documentation || !self.has_read_parts(json) {
            return self.push(json, pointer, fate);
        }
        let inside = Context::Inside(fate);
        for (key, value) in json.as_object().unwrap_or_default() {
            self.visit(value, &join(pointer, key), inside);
        }
        for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
            self.visit(item, &format!("{pointer}/{index}"), inside);
        }
    }

    /// Whether a reader has read an object somewhere in a value, the value itself aside.
    fn has_read_parts(&self, json: &Json) -> bool {
        let mut work: Vec<&Json> = parts(json).collect();
        while let Some(part) = work.pop() {
            if self.ledger.marks.get(&address(part)) == Some(&Mark::Read) {
                return true;
            }
            work.extend(parts(part));
        }
        false
    }

    fn push(&mut self, json: &Json, pointer: &str, fate: Fate) {
        self.entries.push(Entry { pointer: pointer.to_owned(), fate, values: count(json) });
    }
}

/// How many values a value has, itself included.
fn count(json: &Json) -> usize {
    let mut count = 0;
    let mut work = vec![json];
    while let Some(json) = work.pop() {
        count += 1;
        work.extend(parts(json));
    }
    count
}

/// The values directly in a value.
fn parts(json: &Json) -> impl Iterator<Item = &Json> {
    let members = json.as_object().unwrap_or_default().iter().map(|(_, value)| value);
    members.chain(json.as_array().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_read_is_reported_with_its_place() {
        let root = Json::Object(vec![
            ("a".to_owned(), Json::Object(vec![("x".to_owned(), Json::Bool(true))])),
            ("b".to_owned(), Json::Bool(true)),
        ]);
        let mut ledger = Ledger::default();
        ledger.read(&root);
        let mut diagnostics = Diagnostics::default();
        let entries = settle(&[(String::new(), &root)], &ledger, &diagnostics, Fate::Left);
        report(&entries, &mut diagnostics);
        let found: Vec<_> = diagnostics.iter().map(|it| (it.code, it.place.clone())).collect();
        assert_eq!(found, [(Code::Unread, Place::Value("/a".to_owned()))]);
    }
}
