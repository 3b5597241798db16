//! Keeps the generator's lines of the output crate's `Cargo.toml` up to date, and writes a new one where none is.
//!
//! Invariant: of a file that is there, only lines with the generator's mark change.

mod features;
pub(crate) mod package_name;
mod section;

use std::path::Path;

use codegen::Dependency;
use toml_edit::{Array, Document, InlineTable, Item, TableLike, Value};

use self::section::Entry;
use crate::failure::Failure;
use crate::write::WantedCargoToml;

/// The text that `Cargo.toml` should have, from the one that is there.
pub(crate) fn update(
    root: &Path,
    old: Option<&[u8]>,
    wanted: &WantedCargoToml<'_>,
    notes: &mut Vec<String>,
) -> Result<String, Failure> {
    let bad = |reason: String, help| Failure::BadCargoToml { path: root.join("Cargo.toml"), reason, help };
    let text = match old {
        None => new_text(&new_name(root, wanted)?),
        Some(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return Err(bad("it is not UTF-8".into(), "save it as UTF-8")),
        },
    };
    let document =
        Document::parse(text.as_str()).map_err(|error| bad(error.to_string(), "correct it and run again"))?;
    check_package(root, &document, wanted)?;
    notes.extend(foreign_notes(&document, wanted.dependencies));
    notes.extend(features::note(&document, wanted.features));
    let entries: Vec<Entry> = wanted.dependencies.iter().map(entry).collect();
    let text = section::update(&document, "dependencies", &entries)
        .map_err(|reason| bad(reason, "write it as a table of its own, `[dependencies]`, and run again"))?;
    // Parsed again, because its places have moved.
    let document =
        Document::parse(text.as_str()).map_err(|error| bad(error.to_string(), "correct it and run again"))?;
    section::update(&document, "features", &features::entries(wanted.features, wanted.optional_features))
        .map_err(|reason| bad(reason, "write it as a table of its own, `[features]`, and run again"))
}

/// What users of the output crate call it by: the name of its library, or of its package. None where that can not be said;
/// what is wrong is told when the file is written.
pub(crate) fn crate_name(root: &Path, asked_for: Option<&str>) -> Option<String> {
    let path = root.join("Cargo.toml");
    let Ok(metadata) = std::fs::symlink_metadata(&path) else {
        return Some(name_of_new(root, asked_for)).filter(|name| package_name::check(name).is_ok());
    };
    // A pipe would be waited for, and a link may lead to what has no end.
    let bytes = metadata.is_file().then(|| std::fs::read(&path).ok())??;
    let document = Document::parse(String::from_utf8(bytes).ok()?).ok()?;
    let name = |table: &str| Some(document.get(table)?.as_table_like()?.get("name")?.as_str()?.to_owned());
    name("lib").or_else(|| name("package"))
}

fn new_name(root: &Path, wanted: &WantedCargoToml<'_>) -> Result<String, Failure> {
    let name = name_of_new(root, wanted.crate_name);
    package_name::check(&name)?;
    Ok(name)
}

/// The name that was asked for, or else that of the folder.
fn name_of_new(root: &Path, asked_for: Option<&str>) -> String {
    if let Some(name) = asked_for {
        return name.to_owned();
    }
    let path = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let path = path.canonicalize().unwrap_or(path);
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn new_text(name: &str) -> String {
    let rust = env!("CARGO_PKG_RUST_VERSION");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nrust-version = \"{rust}\"\npublish = false\n\n[dependencies]\n"
    )
}

/// Whether a file is as the generator makes it where none is: nobody has added anything.
pub(crate) fn is_as_made(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let name = text.strip_prefix("[package]\nname = \"").and_then(|rest| Some(rest.split_once('"')?.0));
    let rest = name.and_then(|name| text.strip_prefix(&new_text(name)));
    rest.is_some_and(|rest| rest.lines().all(is_as_made_line))
}

/// The mark stands at the end of an entry, and the features that are on by default have a line each.
fn is_as_made_line(line: &str) -> bool {
    matches!(line, "" | "[features]" | "default = [")
        || line.ends_with(section::MARK)
        || line.starts_with("    \"") && line.ends_with("\",")
}

fn check_package(
    root: &Path,
    document: &Document<&str>,
    wanted: &WantedCargoToml<'_>,
) -> Result<(), Failure> {
    let path = root.join("Cargo.toml");
    let Some(package) = document.get("package").and_then(Item::as_table_like) else {
        return Err(Failure::BadCargoToml {
            path,
            reason: "it has no `[package]`, so it is not that of a crate".into(),
            help: "choose the folder of a crate, or one without a `Cargo.toml`, with `--out`",
        });
    };
    // An edition that is inherited from a workspace is not looked up: the compiler will say so.
    let edition = package.get("edition");
    if edition.is_none_or(|edition| edition.as_str().is_some_and(|edition| edition < "2024")) {
        return Err(Failure::BadCargoToml {
            path,
            reason: "its edition is older than 2024, which the generated code is written for".into(),
            help: "set `edition = \"2024\"` in `[package]`, and run again",
        });
    }
    let actual = package.get("name").and_then(Item::as_str).unwrap_or_default();
    match wanted.crate_name {
        Some(wanted) if wanted != actual => {
            Err(Failure::OtherPackageName { path, actual: actual.into(), wanted: wanted.into() })
        }
        _ => Ok(()),
    }
}

fn entry(dependency: &Dependency) -> Entry {
    if dependency.features.is_empty() && !dependency.optional && dependency.default_features {
        return Entry { key: dependency.name.into(), value: dependency.version.into() };
    }
    let mut table = InlineTable::new();
    table.insert("version", dependency.version.into());
    if !dependency.default_features {
        table.insert("default-features", false.into());
    }
    if !dependency.features.is_empty() {
        table.insert("features", Value::Array(dependency.features.iter().copied().collect::<Array>()));
    }
    if dependency.optional {
        table.insert("optional", true.into());
    }
    Entry { key: dependency.name.into(), value: Value::InlineTable(table) }
}

/// What to say about dependencies that the user keeps: they stay as they are, but may lack a feature.
fn foreign_notes(document: &Document<&str>, dependencies: &[Dependency]) -> Vec<String> {
    let Some(table) = document.get("dependencies").and_then(Item::as_table_like) else { return Vec::new() };
    let note = |dependency: &Dependency| {
        let item = table.get(dependency.name)?;
        if section::is_marked(document, item) || inherited(item) {
            return None;
        }
        let mut missing: Vec<&str> =
            dependency.features.iter().copied().filter(|feature| !has_feature(item, feature)).collect();
        if dependency.optional && !is_optional(item) {
            missing.push("optional = true");
        }
        (!missing.is_empty()).then(|| {
            format!(
                "the dependency `{}` in `Cargo.toml` is kept by hand, so it stays as it is; the generated code needs `{}` of version {}",
                dependency.name,
                missing.join("`, `"),
                dependency.version
            )
        })
    };
    dependencies.iter().filter_map(note).collect()
}

fn inherited(item: &Item) -> bool {
    has_flag(item, "workspace")
}

/// Whether a dependency is only compiled where a feature asks for it.
fn is_optional(item: &Item) -> bool {
    has_flag(item, "optional")
}

fn has_flag(item: &Item, key: &str) -> bool {
    let table = item.as_table_like();
    table.and_then(|table| table.get(key)).and_then(Item::as_bool).unwrap_or(false)
}

fn has_feature(item: &Item, feature: &str) -> bool {
    let features = item.as_table_like().and_then(|table: &dyn TableLike| table.get("features"));
    let features = features.and_then(Item::as_array);
    features.is_some_and(|features| features.iter().any(|value| value.as_str() == Some(feature)))
}

#[cfg(test)]
mod tests;
