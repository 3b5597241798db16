//! `cargo xtask conformance` on a tiny suite: what a person and what a tool sees.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Tests that are right, if references are relative to the schema that they are in.
const SIZES: &str = r##"[
  {"description": "a text of some length",
   "schema": {"type": "string", "maxLength": 3},
   "tests": [
     {"description": "short", "data": "abc", "valid": true},
     {"description": "long", "data": "abcd", "valid": false},
     {"description": "no text", "data": 1, "valid": false}]},
  {"description": "an object in itself",
   "schema": {"type": "object", "properties": {"next": {"$ref": "#"}}, "additionalProperties": false},
   "tests": [
     {"description": "known", "data": {"next": {}}, "valid": true},
     {"description": "unknown", "data": {"next": {"last": {}}}, "valid": false}]},
  {"description": "a schema elsewhere",
   "schema": {"$ref": "http://localhost:1234/parts/count.json"},
   "tests": [
     {"description": "a count", "data": 1.0, "valid": true},
     {"description": "less", "data": -1, "valid": false}]}
]"##;
/// Tests that are wrong, because they say the opposite of what is meant.
const ODD: &str = r#"[
  {"description": "tests that say the opposite",
   "schema": {"type": "boolean"},
   "tests": [
     {"description": "a flag", "data": true, "valid": false},
     {"description": "a\u001b[1m text", "data": "true", "valid": true}]}
]"#;
/// Tests that can not be right.
const GAPS: &str = r#"[
  {"description": "a dialect",
   "schema": {"$ref": "https://json-schema.org/draft/2020-12/schema"},
   "tests": [{"description": "anything", "data": {}, "valid": true}]},
  {"description": "a reference to nothing that is known",
   "schema": {"$ref": "https://example.com/schema"},
   "tests": [{"description": "anything", "data": {}, "valid": true}]},
  {"description": "no type",
   "schema": {"properties": {"a": {}}},
   "tests": [{"description": "no object", "data": 1, "valid": true}]}
]"#;

fn suite() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("tests/draft2020-12/sizes.json", SIZES);
    write("tests/draft2020-12/gaps.json", GAPS);
    write("tests/draft2020-12/optional/odd.json", ODD);
    write("tests/draft4/optional/format/odd.json", ODD);
    write("tests/draft4/sizes.json", SIZES);
    write("tests/draft3/sizes.json", "no JSON");
    write("remotes/parts/count.json", r#"{"type": "integer", "minimum": 0}"#);
    folder
}

/// Runs the command. The tests take different folders, because Cargo would make one of them wait.
fn run(folder: &Path, out: &str, arguments: &[&str]) -> Output {
    // Kept, so that the dependencies are compiled once.
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance").join(out);
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("conformance")
        .args(arguments)
        .arg("--out")
        .arg(out)
        .env("CARGO_MANIFEST_DIR", Path::new(env!("CARGO_MANIFEST_DIR")))
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_person_sees_a_table_and_what_is_wrong() {
    let suite = suite();
    let output = run(suite.path(), "person", &[".", "--verbose"]);
    insta::assert_snapshot!(said(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_counts_decides() {
    let suite = suite();
    let arguments =
        [".", "--json", "--draft", "draft2020-12", "--only", "sizes", "gaps", "draft2020-12/optional"];
    let output = run(suite.path(), "tool", &arguments);
    let lines: Vec<serde_json::Value> =
        said(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // Both wrong ones are in a file that does not count.
    assert_eq!(output.status.code(), Some(0));
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    let files: Vec<_> = of("file").iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["gaps", "sizes", "optional/odd"]);
    let outcomes: Vec<_> = of("test").iter().map(|line| line["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["dynamic", "reported", "narrowed", "wrong", "wrong"]);
    assert_eq!(of("test")[1]["diagnostics"][0]["place"], "/$ref");
    let summary = serde_json::json!({
        "type": "summary", "tests": 12, "right": 7, "wrong": 2, "reported": 1, "narrowed": 1, "dynamic": 1,
    });
    assert_eq!(of("summary"), [&summary]);
}

#[test]
fn wrong_use_is_told() {
    let suite = suite();
    fs::create_dir(suite.path().join("empty")).unwrap();
    fs::create_dir_all(suite.path().join("broken/tests/draft4")).unwrap();
    fs::write(suite.path().join("broken/tests/draft4/a.json"), r#"[{"schema": {}}]"#).unwrap();
    for (arguments, words) in [
        (&["empty"][..], "there are no tests of JSON Schema in `empty`"),
        (&["broken"], "`broken/tests/draft4/a.json` is no file of tests: `tests` is missing"),
        (&[".", "--only", "size"], "the files are `draft2020-12/gaps`, `draft2020-12/sizes`"),
        (&[".", "--draft", "draft3"], "draft2020-12"),
        (&[".", "--json", "--verbose"], "--verbose"),
        (&[], "<DIR>"),
    ] {
        let output = run(suite.path(), "none", arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(words), "{arguments:?}: {stderr}");
    }
}
