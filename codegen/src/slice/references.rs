//! What a part of a document refers to, wherever it stands in it.
//!
//! Invariant: sample data is no reference, whatever it looks like.

use crate::ir::{Pointer, join};
use crate::json::Json;
use crate::ledger::MAPS;
use crate::openapi::Document;

/// Keys of data.
const DATA: &[&str] = &["const", "dataValue", "default", "enum", "example", "value"];

/// The places that a value refers to: by `$ref`, by the mapping of a discriminator, or by a security requirement.
pub(super) fn find(document: Document<'_>, pointer: &str, json: &Json) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut work = vec![(pointer.to_owned(), json)];
    while let Some((pointer, json)) = work.pop() {
        for (key, value) in json.as_object().unwrap_or_default() {
            let place = join(&pointer, key);
            match (key.as_str(), value) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", Json::String(text)) => {
                    found.extend(document.place_of(text, &place));
                }
                ("security", Json::Array(_)) => found.extend(schemes(value)),
                ("examples", Json::Array(_)) => {}
                (key, _) if DATA.contains(&key) => {}
                (key, Json::Object(members)) if MAPS.contains(&key) => {
                    work.extend(members.iter().map(|(name, value)| (join(&place, name), value)));
                }
                (key, _) => {
                    if key == "discriminator" {
                        found.extend(mapped(document, &place, value));
                    }
                    work.push((place, value));
                }
            }
        }
        for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
            work.push((format!("{pointer}/{index}"), item));
        }
    }
    found
}

/// The security schemes that requirements name.
pub(super) fn schemes(requirements: &Json) -> Vec<Pointer> {
    let alternatives = requirements.as_array().unwrap_or_default().iter();
    let names = alternatives.flat_map(|alternative| alternative.as_object().unwrap_or_default());
    names.map(|(name, _)| join("/components/securitySchemes", name)).collect()
}

/// What a discriminator names: schemas, or references to them.
fn mapped(document: Document<'_>, pointer: &str, discriminator: &Json) -> Vec<Pointer> {
    let mapping = discriminator.get("mapping").and_then(Json::as_object).unwrap_or_default();
    let mapping = mapping.iter().map(|(tag, target)| (join(&join(pointer, "mapping"), tag), target));
    let default = discriminator.get("defaultMapping").map(|target| (join(pointer, "defaultMapping"), target));
    let mut found = Vec::new();
    for (place, target) in mapping.chain(default) {
        let Some(text) = target.as_str() else { continue };
        found.push(join("/components/schemas", text));
        if text.contains(['#', '/', '.']) {
            found.extend(document.place_of(text, &place));
        }
    }
    found
}
