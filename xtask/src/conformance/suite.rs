//! A checkout of the JSON Schema Test Suite → the test files that were asked for.
//!
//! Invariant: schemas and instances keep their JSON text, for a number says more as text than as a value.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::Formats;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::cli::{ConformanceArguments, Draft};
use crate::failure::{Failure, shown};

/// A file of the suite: the tests of a keyword.
#[derive(Clone, Debug)]
pub(super) struct TestFile {
    /// The draft that it is about.
    pub(super) draft: Draft,
    /// Its path in the folder of the draft, without extension: `allOf`, `optional/format/date`.
    pub(super) name: String,
    /// Its groups.
    pub(super) groups: Vec<Group>,
}

/// A schema with its tests.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What the suite says about it.
    pub(super) description: String,
    /// The schema, as JSON.
    pub(super) schema: String,
    /// The tests.
    pub(super) tests: Vec<Test>,
}

/// An instance, and whether the schema allows it.
#[derive(Clone, Debug)]
pub(super) struct Test {
    /// What the suite says about it.
    pub(super) description: String,
    /// The instance, as JSON.
    pub(super) instance: String,
    /// Whether it is valid.
    pub(super) valid: bool,
}

/// How far the suite asks for what a file tests.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Section {
    /// Of everybody.
    Required,
    /// Of those who check formats, and patterns as ECMA-262 has them.
    Formats,
    /// Of nobody in particular.
    Other,
}

impl TestFile {
    /// The section it belongs to.
    pub(super) fn section(&self) -> Section {
        match self.name.strip_prefix("optional/") {
            None => Section::Required,
            Some(name) if name.starts_with("format/") || name == "ecmascript-regex" => Section::Formats,
            Some(_) => Section::Other,
        }
    }

    /// What formats are by what it tests: without the vocabulary that asserts them, they assert nothing.
    pub(super) fn formats(&self) -> Formats {
        if self.name == "format" && self.draft == Draft::Draft202012 {
            Formats::Annotate
        } else {
            Formats::Assert
        }
    }

    /// Its path below the folder of tests, without extension.
    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.draft.as_str(), self.name)
    }

    /// Whether a person can mean it by this: its keyword, its path, or a folder of it.
    fn is_called(&self, name: &str) -> bool {
        let name = name.trim_end_matches('/');
        let name = name.strip_suffix(".json").unwrap_or(name);
        let below =
            |path: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below(&self.name) || below(&self.path())
    }
}

/// Reads the files that were asked for, in the order of the drafts, the sections and their names.
pub(super) fn read(arguments: &ConformanceArguments) -> Result<Vec<TestFile>, Failure> {
    let mut files = Vec::new();
    for draft in Draft::ALL {
        if arguments.drafts.is_empty() || arguments.drafts.contains(draft) {
            let folder = arguments.folder.join("tests").join(draft.as_str());
            if folder.is_dir() {
                collect(&folder, "", *draft, &mut files)?;
            }
        }
    }
    if files.is_empty() {
        return Err(Failure::NoSuite { folder: arguments.folder.clone() });
    }
    files.sort_by_key(|file| (file.draft, file.section(), file.name.clone()));
    for name in &arguments.only {
        if !files.iter().any(|file| file.is_called(name)) {
            let known = files.iter().map(TestFile::path).collect();
            return Err(Failure::UnknownTestFile { name: name.clone(), known });
        }
    }
    let is_wanted = |file: &TestFile| arguments.only.iter().any(|name| file.is_called(name));
    files.retain(|file| arguments.only.is_empty() || is_wanted(file));
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, draft: Draft, files: &mut Vec<TestFile>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::io("read", folder))? {
        let path = entry.map_err(Failure::io("read", folder))?.path();
        let Some(stem) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        if path.is_dir() {
            collect(&path, &format!("{prefix}{stem}/"), draft, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(TestFile { draft, name: format!("{prefix}{stem}"), groups: groups(&path)? });
        }
    }
    Ok(())
}

fn groups(path: &Path) -> Result<Vec<Group>, Failure> {
    let text = fs::read_to_string(path).map_err(Failure::io("read", path))?;
    let bad = |reason: String| Failure::BadTestFile { path: PathBuf::from(shown(path)), reason };
    let groups: Vec<Members> = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
    groups.iter().map(group).collect::<Result<_, _>>().map_err(bad)
}

/// The members of an object, each with its text.
type Members = BTreeMap<String, Box<RawValue>>;

fn group(members: &Members) -> Result<Group, String> {
    let tests: Vec<Members> = value(members, "tests")?;
    let test = |members: &Members| {
        Ok(Test {
            description: value(members, "description")?,
            instance: text(members, "data")?,
            valid: value(members, "valid")?,
        })
    };
    Ok(Group {
        description: value(members, "description")?,
        schema: text(members, "schema")?,
        tests: tests.iter().map(test).collect::<Result<_, String>>()?,
    })
}

fn text(members: &Members, name: &str) -> Result<String, String> {
    members.get(name).map(|json| json.get().to_owned()).ok_or_else(|| format!("`{name}` is missing"))
}

fn value<'m, T: Deserialize<'m>>(members: &'m Members, name: &str) -> Result<T, String> {
    let json = members.get(name).ok_or_else(|| format!("`{name}` is missing"))?;
    serde_json::from_str(json.get()).map_err(|error| format!("`{name}`: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> TestFile {
        TestFile { draft: Draft::Draft4, name: name.into(), groups: Vec::new() }
    }

    #[test]
    fn files_are_named_as_people_do() {
        let date = file("optional/format/date");
        for name in ["optional", "optional/format/", "optional/format/date.json", "draft4", "draft4/optional"]
        {
            assert!(date.is_called(name), "{name}");
        }
        for name in ["date", "opt", "draft2020-12", "optional/format/date-time"] {
            assert!(!date.is_called(name), "{name}");
        }
    }

    #[test]
    fn what_is_optional_is_told_apart() {
        let section = |name| file(name).section();
        assert_eq!(section("format"), Section::Required);
        assert_eq!(section("optional/format/date"), Section::Formats);
        assert_eq!(section("optional/ecmascript-regex"), Section::Formats);
        assert_eq!(section("optional/bignum"), Section::Other);
    }

    #[test]
    fn numbers_keep_their_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let text = r#"[{"description":"a","schema":{"const":1.0},"tests":[{"description":"b","data":1e400,"valid":true}]}]"#;
        fs::write(&path, text).unwrap();
        let groups = groups(&path).unwrap();
        assert_eq!(
            (groups[0].schema.as_str(), groups[0].tests[0].instance.as_str()),
            (r#"{"const":1.0}"#, "1e400")
        );
    }
}
