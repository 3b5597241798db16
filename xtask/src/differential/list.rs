//! The list of disagreements that are known: each with the schema that they come from, and a reason.
//!
//! Invariant: an entry that explains nothing any more is an error, so that none outlives its cause, unless few instances
//! show it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen::diagnostic::{Diagnostics, Place};
use codegen::{Source, load};
use serde::Deserialize;

use crate::failure::{Failure, shown};

/// An entry.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The name of the document.
    pub(super) document: String,
    /// The place of the schema, wherever references lead to it from.
    pub(super) schema: String,
    /// Why the judges disagree about its instances.
    pub(super) reason: String,
    /// Whether so few instances show it that a run without one proves nothing.
    #[serde(default)]
    pub(super) rare: bool,
}

/// The list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct List {
    /// Its entries.
    pub(super) entries: Vec<Entry>,
}

impl List {
    /// Reads the list.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(Failure::io("read", path))?;
        let mut diagnostics = Diagnostics::default();
        let bad = |reason: String| Failure::BadList { path: path.to_owned(), reason };
        let source = Source { name: shown(path), bytes };
        let Some(json) = load::load(&source, &mut diagnostics) else {
            let said = diagnostics.iter().next();
            let words = |line: Option<usize>, message: &str| match line {
                Some(line) => format!("line {line}: {message}"),
                None => message.to_owned(),
            };
            return Err(bad(said.map_or_else(String::new, |it| words(line(&it.place), &it.message))));
        };
        let entries = serde_json::from_str(&json.to_text()).map_err(|error| bad(error.to_string()))?;
        Ok(Self { entries })
    }

    /// The first entry about one of these schemas.
    pub(super) fn find(&self, document: &str, schemas: &BTreeSet<String>) -> Option<usize> {
        self.entries.iter().position(|it| it.document == document && schemas.contains(&it.schema))
    }
}

fn line(place: &Place) -> Option<usize> {
    if let Place::Text { line, .. } = place { Some(*line) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_by_the_schema_that_is_the_cause() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.yaml");
        fs::write(&path, "- document: a.yaml\n  schema: /components/schemas/A\n  reason: because\n").unwrap();
        let list = List::read(&path).unwrap();
        let seen = BTreeSet::from(["/components/schemas/A".to_owned()]);
        assert_eq!(list.find("a.yaml", &seen), Some(0));
        assert_eq!(list.find("b.yaml", &seen), None);
        assert_eq!(list.find("a.yaml", &BTreeSet::new()), None);
        assert!(!list.entries[0].rare);
        for wrong in ["- document: [\n", "- document: a\n  schema: b\n", "a: 1\n"] {
            fs::write(&path, wrong).unwrap();
            assert!(List::read(&path).is_err(), "{wrong}");
        }
    }
}
