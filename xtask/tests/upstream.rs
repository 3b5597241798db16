//! `cargo xtask upstream`: what a person sees, what a tool reads, and the exit status.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::process::Command;

/// What `spec/` says of one operation.
const OURS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      operationId: createPet
      parameters:
        - name: dry
          in: query
          schema: {type: boolean, default: false}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Pet'}
      responses:
        '201': {description: Done.}
        '409': {description: It is there.}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 80}
        region:
          type: string
          enum:
            - EU
            - US
            - MARS
        age: {type: integer, nullable: true}
";

/// What the vendor says of it, among other things.
const THEIRS: &str = r#"{
  "openapi": "3.1.0",
  "info": {"title": "All of it", "version": "9"},
  "paths": {
    "/pets": {
      "get": {"operationId": "listPets", "responses": {"200": {"$ref": "nowhere.json"}}},
      "post": {
        "operationId": "createPet",
        "security": [{"key": []}],
        "parameters": [{"name": "dry", "in": "query", "schema": {"type": "boolean", "default": true}}],
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "pet.json#/$defs/Pet"}}}
        },
        "responses": {"201": {"description": "Made."}, "429": {"description": "Too many."}}
      }
    }
  },
  "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}
}
"#;

const PET: &str = r##"{"$defs": {
  "Pet": {
    "type": "object",
    "required": ["name", "age"],
    "properties": {
      "name": {"allOf": [{"$ref": "#/$defs/Name"}], "description": "What it is called."},
      "region": {"type": "string", "enum": ["EU", "US", "AP2"]},
      "age": {"type": "integer"},
      "tags": {"type": "array", "items": {"type": "string"}}
    }
  },
  "Name": {"type": "string", "maxLength": 100}
}}
"##;

/// Runs it in a folder with some documents: exit status, and what it said.
fn run(ours: &str, theirs: &str, arguments: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("spec/pets.yaml", ours),
        ("vendor/all.json", theirs),
        ("vendor/pet.json", PET),
        ("vendor/nowhere.json", "{"),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("upstream")
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", folder.path().join("xtask"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.stdout.is_empty() || arguments == ["--help"], "nothing belongs on stdout");
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn differences_are_shown_in_both_documents() {
    let (status, said) = run(OURS, THEIRS, &["vendor/all.json"]);
    assert_eq!(status, 1, "{said}");
    insta::assert_snapshot!("differences", said);
}

#[test]
fn tools_get_the_same_facts() {
    let (status, said) = run(OURS, THEIRS, &["vendor/all.json", "--message-format", "json"]);
    assert_eq!(status, 1, "{said}");
    let lines: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, found) = lines.split_last().unwrap();
    assert_eq!(summary["differences"], found.len());
    let bound = found.iter().find(|it| it["aspect"] == "maxLength").unwrap();
    insta::assert_snapshot!("as_json", format!("{bound:#}"));
}

#[test]
fn documents_that_say_the_same_agree() {
    let said = run(OURS, OURS, &["vendor/all.json"]);
    assert_eq!(said, (0, "0 differences in 1 operation that both documents have\n".to_owned()));
}

#[test]
fn what_can_not_be_compared_is_said_so() {
    let (status, said) = run(OURS, "openapi: 3.1.0\ninfo: [", &["vendor/all.json"]);
    assert_eq!(status, 1);
    assert!(
        said.contains("vendor/all.json:2") && said.ends_with("1 error; nothing was compared\n"),
        "{said}"
    );
    assert_eq!(run(OURS, THEIRS, &[]).0, 2);
    let (status, said) = run(OURS, THEIRS, &["absent.yaml"]);
    assert_eq!(status, 2);
    assert!(said.contains("`absent.yaml`"), "{said}");
    assert_eq!(run(OURS, THEIRS, &["--help"]).0, 0);
}
