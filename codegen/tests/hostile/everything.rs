//! A document that has every hostile text in every place that only describes, for rustdoc itself to judge.

use serde_json::{Map, Value, json};

use crate::payloads::PAYLOADS;

/// The document.
pub(crate) fn document() -> Value {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    for (index, (_, text)) in PAYLOADS.iter().enumerate() {
        paths.insert(format!("/things{index}/{{id}}"), json!({"get": operation(index, text)}));
        schemas.insert(format!("Thing{index}"), schema(text));
    }
    let all: Vec<&str> = PAYLOADS.iter().map(|(_, text)| *text).collect();
    json!({
        "openapi": "3.1.1",
        "info": {"title": all.concat(), "version": all.concat(), "description": all.join("\n\n")},
        "servers": [{"url": "https://a.test", "description": all.concat()}],
        "tags": [{"name": "Things", "description": all.join("\n\n")}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn operation(index: usize, text: &str) -> Value {
    let schema = json!({"$ref": format!("#/components/schemas/Thing{index}")});
    json!({
        "operationId": format!("getThing{index}"),
        "tags": ["Things"],
        "summary": text,
        "description": text,
        "externalDocs": {"url": text, "description": text},
        "parameters": [
            {"name": "id", "in": "path", "required": true, "description": text, "schema": {"type": "string"}},
            {"name": "q", "in": "query", "description": text, "example": text, "schema": {"type": "string"}},
        ],
        "responses": {"200": {
            "description": text,
            "headers": {"X-Rate": {"description": text, "schema": {"type": "integer"}}},
            "content": {"application/json": {"schema": schema, "example": {"a": text}}},
        }},
    })
}

fn schema(text: &str) -> Value {
    json!({
        "type": "object",
        "title": text,
        "description": text,
        "externalDocs": {"url": text, "description": text},
        "properties": {
            "a": {"type": "string", "title": text, "description": text, "examples": [text], "default": text},
            "b": {"const": text, "description": text},
            "c": {"enum": [1, text], "description": text},
            "d": {"type": "string", "enum": ["x", "y", text], "description": text},
            "e": {"oneOf": [{"type": "string", "title": text}, {"type": "integer", "description": text}]},
        },
    })
}
