//! The Cargo features of the output crate: one empty feature for each tag, `default`, which turns all of these on, and
//! features that turn on dependencies.
//!
//! Invariant: a feature that the user wrote stays as it is, `default` too.

use codegen::OptionalFeature;
use toml_edit::{Array, Document, Item, Value};

use super::section::{self, Entry};

/// The lines of the table `[features]`, sorted by key.
pub(super) fn entries(features: &[String], optional: &[OptionalFeature]) -> Vec<Entry> {
    let none = |feature: &String| Entry { key: feature.clone(), value: Value::Array(Array::new()) };
    let mut entries: Vec<Entry> = features.iter().map(none).collect();
    if !features.is_empty() {
        entries.push(Entry { key: "default".to_owned(), value: Value::Array(one_per_line(features)) });
    }
    entries.extend(optional.iter().map(|feature| Entry {
        key: feature.name.to_owned(),
        value: Value::Array(feature.enables.iter().copied().collect()),
    }));
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

/// Features come and go one by one, which should be seen in a diff.
fn one_per_line(features: &[String]) -> Array {
    let mut array: Array = features.iter().map(String::as_str).collect();
    for item in array.iter_mut() {
        item.decor_mut().set_prefix("\n    ");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
    array
}

/// What to say where the user keeps a `default` of their own that leaves features out.
pub(super) fn note(document: &Document<&str>, features: &[String]) -> Option<String> {
    let default = document.get("features").and_then(Item::as_table_like)?.get("default")?;
    if section::is_marked(document, default) {
        return None;
    }
    let listed = |feature: &str| {
        let mut listed = default.as_array().into_iter().flatten();
        listed.any(|item| item.as_str() == Some(feature))
    };
    let missing: Vec<&str> = features.iter().map(String::as_str).filter(|feature| !listed(feature)).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "the feature `default` in `Cargo.toml` is kept by hand, so it stays as it is; what it does not turn on is off by default: `{}`",
            missing.join("`, `")
        )
    })
}
