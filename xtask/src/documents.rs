//! A folder → the OpenAPI documents in it.
//!
//! Invariant: a file is a document if `openapi` is a key of its root, so the parts of a document in several files are
//! told from its entry; symbolic links are not followed.

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserializer, de};

use crate::failure::Failure;
use crate::target::has_document_extension;

/// How deep folders are looked into.
const DEEPEST: usize = 16;

/// A document of the folder.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Document {
    /// Its path below the folder, with `/` on every machine.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Its size.
    pub(crate) bytes: u64,
    /// A name for its crate and for its folder, which no other document has.
    pub(crate) slug: String,
}

/// Finds all documents, sorted by name.
pub(crate) fn find(folder: &Path) -> Result<Vec<Document>, Failure> {
    let mut paths = Vec::new();
    collect(folder, 0, &mut paths)?;
    let mut documents: Vec<Document> = paths
        .into_iter()
        .map(|(path, bytes)| {
            let name = crate::failure::shown(path.strip_prefix(folder).unwrap_or(&path));
            Document { name, path, bytes, slug: String::new() }
        })
        .collect();
    documents.sort();
    if documents.is_empty() {
        return Err(Failure::NoDocuments { folder: folder.to_owned() });
    }
    name_crates(&mut documents);
    Ok(documents)
}

/// Those that were asked for by name; all where no name is given.
pub(crate) fn only(documents: Vec<Document>, names: &[String]) -> Result<Vec<Document>, Failure> {
    for name in names {
        if !documents.iter().any(|document| is_called(document, name)) {
            let known = documents.iter().map(|document| document.name.clone()).collect();
            return Err(Failure::UnknownDocument { name: name.clone(), known });
        }
    }
    let is_wanted = |document: &Document| names.iter().any(|name| is_called(document, name));
    Ok(documents.into_iter().filter(|document| names.is_empty() || is_wanted(document)).collect())
}

/// Whether a person can mean the document by this: its path, with or without extension, or its folder.
fn is_called(document: &Document, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    let path = document.name.as_str();
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    path == name || stem == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
}

fn collect(folder: &Path, depth: usize, paths: &mut Vec<(PathBuf, u64)>) -> Result<(), Failure> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let entry = entry.map_err(Failure::io("read", folder))?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(Failure::io("read", &entry.path()))?);
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_dir() && !hidden {
            collect(&path, depth + 1, paths)?;
        } else if kind.is_file() && has_document_extension(&path) {
            let bytes = fs::read(&path).map_err(Failure::io("read", &path))?;
            if is_entry(&String::from_utf8_lossy(&bytes)) {
                paths.push((path, bytes.len() as u64));
            }
        }
    }
    Ok(())
}

/// Whether `openapi` is a key of the root.
///
/// Text that starts with a brace is read as JSON up to where it is broken. In other YAML the keys of the root stand
/// at the start of their lines, where no text inside a value can be.
fn is_entry(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let seen = Cell::new(false);
        let read = serde_json::Deserializer::from_str(text).deserialize_map(RootKeys(&seen));
        let yaml = read.is_err_and(|error| !error.is_eof()) && text.contains("openapi:");
        return seen.get() || yaml;
    }
    text.lines().any(|line| {
        ["openapi", "\"openapi\"", "'openapi'"]
            .iter()
            .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')))
    })
}

/// Notes whether `openapi` is among the keys.
struct RootKeys<'a>(&'a Cell<bool>);

impl<'de> Visitor<'de> for RootKeys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "openapi" {
                self.0.set(true);
                return Err(de::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Gives each document the name of its crate.
fn name_crates(documents: &mut [Document]) {
    for at in 0..documents.len() {
        let (before, rest) = documents.split_at_mut(at);
        let base = slug(&rest[0].name);
        let is_free = |slug: &String| before.iter().all(|document| document.slug != *slug);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        rest[0].slug = std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or_default();
    }
}

/// `api-` and the name without its extension, in letters that a package may have.
fn slug(name: &str) -> String {
    const LONGEST: usize = 50;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut slug = "api".to_owned();
    for part in stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        slug.push('-');
        slug.push_str(&part.to_ascii_lowercase());
    }
    slug.truncate(LONGEST);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_root_with_openapi_is_an_entry() {
        for text in [
            "openapi: 3.1.0\n",
            "# hello\r\ninfo: {}\r\nopenapi : 3.1.0\r\n",
            "\u{feff}'openapi': 3.0.0\n",
            "{\"info\": {\"openapi\": 1}, \"openapi\": \"3.0.0\"}",
            "{\"openapi\": \"3.0.0\", broken",
            "{openapi: 3.0.0, info: {}}",
        ] {
            assert!(is_entry(text), "{text}");
        }
        for text in [
            "",
            "info:\n  openapi: 3.1.0\n",
            "{\"info\": {\"openapi\": 1}}",
            "openapis: 1\n",
            "- openapi: 1\n",
        ] {
            assert!(!is_entry(text), "{text}");
        }
    }

    #[test]
    fn each_document_has_a_crate_of_its_own() {
        let names = ["a.json", "a.yaml", "box.json", "x/My API.yaml"];
        let mut documents = names.map(|name| Document {
            name: name.into(),
            path: PathBuf::new(),
            bytes: 0,
            slug: String::new(),
        });
        name_crates(&mut documents);
        assert_eq!(documents.map(|document| document.slug), ["api-a", "api-a-2", "api-box", "api-x-my-api"]);
    }

    fn documents() -> Vec<Document> {
        let document =
            |name: &str| Document { name: name.into(), path: PathBuf::new(), bytes: 0, slug: String::new() };
        ["a.json", "b.yaml", "c/main.yaml"].map(document).into()
    }

    #[test]
    fn documents_are_named_as_people_do() {
        for (name, found) in
            [("a", "a.json"), ("b.yaml", "b.yaml"), ("c", "c/main.yaml"), ("c/", "c/main.yaml")]
        {
            let documents = only(documents(), &[name.to_owned()]).unwrap();
            assert_eq!(documents.iter().map(|document| document.name.as_str()).collect::<Vec<_>>(), [found]);
        }
        assert!(only(documents(), &["main".to_owned()]).is_err());
    }
}
