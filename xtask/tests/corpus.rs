//! `cargo xtask corpus` on a folder of small documents: what a person and what a tool sees.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GOOD: &str = r##"openapi: 3.1.1
info: {title: Pets, version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, maxLength: 9}}, example: {name: Rex}}
"##;
const BAD: &str = r#"{
  "openapi": "3.0.3",
  "info": {"title": "Bad", "version": "1"},
  "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"$ref": "none.json"}}}}}
}
"#;

/// A folder with a document that is fine, one that is not, one in a folder, and what are no documents.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("split")).unwrap();
    write("pets.yaml", GOOD);
    write("bad.json", BAD);
    write("split/main.yml", GOOD);
    write("split/pet.yaml", "type: object\n");
    write("README.md", "openapi: 3.1.0\n");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("corpus")
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", Path::new(env!("CARGO_MANIFEST_DIR")))
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The text without what is not the same in every run: times, sizes, and the spaces that depend on them.
fn masked(text: &str) -> String {
    let line = |line: &str| {
        let mut words: Vec<&str> = Vec::new();
        for word in line.split_whitespace() {
            match (word, words.last().copied()) {
                ("µs" | "ms" | "s" | "B" | "kB" | "MB", Some(number))
                    if is_number(number) || number == "LINES" =>
                {
                    words.pop();
                    words.push(if word.ends_with('s') { "TIME" } else { "SIZE" });
                }
                // Only the number of lines has so many digits.
                _ if word.len() > 3 && is_number(word) => words.push("LINES"),
                _ => words.push(word),
            }
        }
        words.join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[test]
fn a_person_sees_a_table_and_what_is_wrong() {
    let folder = folder();
    let output = run(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let said = masked(&said(&output));
    // Other systems do not tell the memory.
    if cfg!(target_os = "linux") {
        insta::assert_snapshot!(said);
    }
}

#[test]
fn a_tool_sees_one_object_per_line() {
    let folder = folder();
    let output = run(folder.path(), &[".", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        said(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes: Vec<_> = lines.iter().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["errors", "ok", "ok"]);
    assert_eq!(lines[0]["findings"][0]["code"], "unresolved-reference");
    assert_eq!(lines[1]["operations"], 1);
    assert_eq!(lines[1]["schemas"], 1);
    assert!(lines[1]["bytes"].as_u64().is_some_and(|bytes| bytes > 1000));
    assert_eq!(lines[3], serde_json::json!({ "type": "summary", "documents": 3, "failed": 1 }));
}

#[test]
fn a_crate_is_compiled_documented_and_tested() {
    let folder = folder();
    // Kept, so that the dependencies are compiled once.
    let out = concat!(env!("CARGO_TARGET_TMPDIR"), "/corpus");
    let arguments = ["corpus", ".", "--check", "--json", "--only", "pets", "--out", out];
    let output = run(folder.path(), &arguments[1..]);
    let said = said(&output);
    let line: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(line["check_seconds"].as_f64().is_some_and(|seconds| seconds > 0.0), "{said}");
    assert!(line["tests_passed"].as_u64().is_some_and(|tests| tests > 0), "{said}");
}

#[test]
fn only_what_was_asked_for_is_done_and_kept() {
    let folder = folder();
    let output = run(folder.path(), &[".", "--only", "pets", "split/", "--out", "crates"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for name in ["api-pets", "api-split-main"] {
        assert!(folder.path().join("crates").join(name).join("package/src/lib.rs").is_file(), "{name}");
    }
    assert!(!folder.path().join("crates/api-bad").exists());
}

#[test]
fn a_document_that_takes_too_long_is_stopped() {
    let folder = folder();
    let output = run(folder.path(), &[".", "--time-limit", "0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).ends_with("\n3 documents, 3 not fine\n"), "{}", said(&output));
}

#[test]
fn wrong_use_is_told() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, words) in [
        (&["empty"][..], "there is no OpenAPI document in `empty`"),
        (&["absent"], "can not read `absent`"),
        (&[".", "--only", "cats"], "the documents are `bad.json`, `pets.yaml`, `split/main.yml`"),
        (&[".", "--sample", "1"], "--check"),
        (&[".", "--check", "--seed", "1"], "--sample"),
        (&[], "<DIR>"),
    ] {
        let output = run(folder.path(), arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(words), "{arguments:?}: {stderr}");
    }
}
