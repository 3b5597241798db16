//! The schemas of OpenAPI 3.0 → schemas of draft 4, where they stand.
//!
//! Invariant: only what a reference or a keyword leads to is taken for a schema; examples stay as they are.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::schemas::{Schemas, below};

/// Translates the schemas at these places, and all that they reach.
pub(super) fn to_draft4(schemas: &mut Schemas, places: Vec<String>) {
    let (mut seen, mut open) = (BTreeSet::new(), places);
    while let Some(place) = open.pop() {
        if !seen.insert(place.clone()) {
            continue;
        }
        if let Some(target) = schemas.target(&place) {
            open.push(target);
        }
        if let Some(Value::Object(schema)) = schemas.get_mut(&place) {
            translate(schema);
            open.extend(subschemas(&place, schema));
        }
        let mapped: Vec<String> = mapping(schemas, &place).into_iter().map(|(_, target)| target).collect();
        open.extend(mapped);
    }
}

/// The entries of the `mapping` of a schema, and where they lead.
pub(super) fn mapping(schemas: &Schemas, place: &str) -> Vec<(String, String)> {
    let discriminator = schemas.object(place).and_then(|schema| schema.get("discriminator"));
    let entries = discriminator.and_then(|it| it.get("mapping")).and_then(Value::as_object);
    let target = |(tag, entry): (&String, &Value)| {
        Some((tag.clone(), schemas.follow(&schemas.mapped(place, entry.as_str()?)?)))
    };
    entries.into_iter().flatten().filter_map(target).collect()
}

/// What `nullable` is called after the translation.
pub(super) const NULLABLE: &str = "x-nullable";

fn translate(schema: &mut Map<String, Value>) {
    if schema.get("$ref").is_some_and(Value::is_string) {
        // What stands beside a reference is ignored, which draft 4 says too; nobody need find it by accident.
        schema.retain(|key, _| key == "$ref");
        return;
    }
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    if let (true, Some(Value::String(kind))) = (nullable, schema.get("type")) {
        let kinds = json!([kind, "null"]);
        schema.insert("type".to_owned(), kinds);
    }
    // Means nothing to draft 4 under this name.
    if let Some(nullable) = schema.remove("nullable") {
        schema.insert(NULLABLE.to_owned(), nullable);
    }
    // Only an annotation, and of another meaning elsewhere.
    schema.remove("id");
    for key in NOT_OF_30 {
        schema.remove(*key);
    }
}

/// Keywords of draft 4 that OpenAPI 3.0 does not have, and that therefore mean nothing.
const NOT_OF_30: &[&str] =
    &["$schema", "additionalItems", "definitions", "dependencies", "patternProperties"];

fn subschemas(place: &str, schema: &Map<String, Value>) -> Vec<String> {
    let mut places = Vec::new();
    for (key, value) in schema {
        match (key.as_str(), value) {
            ("properties", Value::Object(members)) => {
                places.extend(members.keys().map(|name| below(place, &[key, name])));
            }
            ("allOf" | "oneOf" | "anyOf", Value::Array(items)) => {
                places.extend((0..items.len()).map(|at| below(place, &[key, &at.to_string()])));
            }
            ("items" | "additionalProperties" | "not", Value::Object(_)) => places.push(below(place, &[key])),
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_30_means_is_said_in_draft_4() {
        let schemas = json!({"components": {"schemas": {
            "A": {"type": "string", "nullable": true, "example": {"nullable": true, "type": "string"}},
            "B": {"properties": {"nullable": {"$ref": "#/components/schemas/A", "maxLength": 1}}, "patternProperties": {}},
            "C": {"nullable": true, "allOf": [{"type": "integer", "nullable": true}]}
        }}});
        let mut schemas = Schemas { files: [(String::new(), schemas)].into() };
        to_draft4(&mut schemas, ["B", "C"].map(|name| format!("/components/schemas/{name}")).into());
        let expected = json!({
            "A": {"type": ["string", "null"], "x-nullable": true, "example": {"nullable": true, "type": "string"}},
            "B": {"properties": {"nullable": {"$ref": "#/components/schemas/A"}}},
            "C": {"x-nullable": true, "allOf": [{"type": ["integer", "null"], "x-nullable": true}]}
        });
        assert_eq!(schemas.get("/components/schemas"), Some(&expected));
    }
}
