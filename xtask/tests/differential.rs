//! `cargo xtask differential` on a tiny document: what a tool sees, and that it is the same every time.
#![cfg(feature = "differential")]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

/// Of each kind one; `Odd` is what the generator says that it does not enforce or makes narrower.
const DOCUMENT: &str = r"
openapi: 3.1.0
info: {title: Tiny, version: '1'}
components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
    Cat:
      type: object
      required: [kind, name]
      properties:
        kind: {const: cat}
        name: {type: string, minLength: 2, maxLength: 5}
        friends: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/Pet'}}
    Dog:
      type: object
      required: [kind, age]
      additionalProperties: false
      properties:
        kind: {const: dog}
        age: {type: integer, minimum: 0, exclusiveMaximum: 20}
        chip: {type: string, pattern: '^[A-F0-9]{4}-\d+$'}
        size: {enum: [small, large]}
        weight: {type: [number, 'null'], multipleOf: 0.5}
    Names: {type: array, uniqueItems: true, minItems: 1, items: {type: string}}
    Odd: {properties: {a: {type: string}}}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tiny.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("none.yaml"), "[]\n").unwrap();
    let stale = "- {document: tiny.yaml, schema: /components/schemas/Gone, reason: it was so once}\n";
    fs::write(folder.path().join("stale.yaml"), stale).unwrap();
    folder
}

/// Of the folder of crates.
static TURN: Mutex<()> = Mutex::new(());

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    // Kept, so that the dependencies are compiled once.
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential");
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("differential")
        .args(arguments)
        .arg("--out")
        .arg(out)
        .env("CARGO_MANIFEST_DIR", Path::new(env!("CARGO_MANIFEST_DIR")))
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_judges_agree_and_runs_are_the_same() {
    let folder = folder();
    let arguments = [".", "--json", "--instances", "1000", "--seed", "3", "--explained"];
    let first = run(folder.path(), &[arguments.as_slice(), &["none.yaml"]].concat());
    let text = String::from_utf8(first.stdout.clone()).unwrap();
    assert!(first.stderr.is_empty(), "{}", String::from_utf8_lossy(&first.stderr));
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document = lines.iter().find(|line| line["type"] == "document").unwrap();
    let number = |key: &str| document[key].as_u64().unwrap();
    assert_eq!((number("types"), number("instances"), number("unexplained")), (5, 1000, 0), "{text}");
    // What is meant to be valid nearly always is, and mutations mostly are not.
    let mutated_and_valid = number("valid") - number("meantValidAndAre");
    assert!(number("meantValidAndAre") * 100 >= number("meantValid") * 97, "{document}");
    assert!(mutated_and_valid * 100 <= (1000 - number("meantValid")) * 45, "{document}");
    assert!(document["explained"]["implied-type"].as_u64().is_some(), "{document}");

    let second = run(folder.path(), &[arguments.as_slice(), &["stale.yaml"]].concat());
    let again = String::from_utf8(second.stdout).unwrap();
    let summary = |text: &str| text.lines().filter(|line| !line.contains("stale")).count();
    assert_eq!(summary(&text), summary(&again));
    let stale = json!({ "type": "stale", "document": "tiny.yaml", "schema": "/components/schemas/Gone" });
    assert!(again.lines().any(|line| serde_json::from_str::<Value>(line).unwrap() == stale), "{again}");
    assert_eq!(second.status.code(), Some(1));
    let is_same = |line: &str| text.contains(line) || line.contains("stale");
    assert!(again.lines().all(is_same), "{again}");
}

#[test]
fn the_judges_agree_about_schemas_that_are_made_up() {
    let folder = folder();
    let output = run(folder.path(), &["--random-schemas", "40", "--instances", "2000", "--json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents: Vec<&Value> = lines.iter().filter(|line| line["type"] == "document").collect();
    assert_eq!(documents.len(), 2, "{text}");
    for document in documents {
        assert!(
            document["types"].as_u64() >= Some(18) && document["agreed"].as_u64() > Some(800),
            "{document}"
        );
    }
    assert_eq!(output.status.code(), Some(0), "{text}");
}

#[test]
fn wrong_use_is_told() {
    let folder = folder();
    fs::write(folder.path().join("bad.yaml"), "- document: tiny.yaml\n").unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, words) in [
        (&[".", "--only", "large"][..], "the documents are `tiny.yaml`"),
        (&[".", "--explained", "bad.yaml"], "`bad.yaml` is no list of disagreements"),
        (&["empty"], "there is no OpenAPI document in `empty`"),
        (&[".", "--json", "--verbose"], "--verbose"),
        (&[".", "--random-schemas", "3"], "--random-schemas"),
        (&["--random-schemas", "0"], "zero"),
        (&[], "<DIR>"),
    ] {
        let output = run(folder.path(), arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(words), "{arguments:?}: {stderr}");
    }
}
