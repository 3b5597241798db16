//! What a person sees, as snapshots, and what a run leaves behind.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small document that has an output.
const PETS: &str = r##"openapi: 3.1.1
info: {title: Pets, version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
    delete:
      operationId: deletePet
      tags: [admin]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"204": {description: Gone.}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string, maxLength: 9}}}
    Unused: {type: object, properties: {a: {type: string}}}
"##;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Runs `codegen` on a document of the folder: exit status, and what it said.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["codegen", "--out", "out"])
            .args(arguments)
            .env("CARGO_MANIFEST_DIR", self.path("xtask"))
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.stdout.is_empty(), "nothing belongs on stdout");
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// Every file below `out`, and when it was last written.
    fn files(&self) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path("out")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name =
                        path.strip_prefix(self.path("out")).unwrap().to_str().unwrap().replace('\\', "/");
                    files.insert(
                        name,
                        (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap()),
                    );
                }
            }
        }
        files
    }
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[test]
fn a_document_that_can_not_be_used_is_said_so_and_nothing_is_written() {
    let deep = format!("a: {}", "[".repeat(100_000));
    let cases: &[(&str, &[u8])] = &[
        ("empty", b""),
        ("invalid_utf8", b"openapi: 3.1.1\ninfo: {title: caf\xe9}\n"),
        ("broken_yaml", b"openapi: 3.1.1\ninfo:\n  title: a\n version: b\n"),
        ("broken_json", b"{\"openapi\": \"3.1.1\",\n \"info\" {}}\n"),
        ("duplicate_key", b"openapi: 3.1.1\ninfo: {title: a, version: b}\npaths: {}\npaths: {}\n"),
        ("not_openapi", b"name: a\nversion: 1\n"),
        ("a_list", b"- openapi\n"),
        ("misspelt_root", b"openApi: 3.1.1\n"),
        ("swagger", b"swagger: '2.0'\ninfo: {title: a, version: b}\n"),
        ("future", b"openapi: 4.0.0\n"),
        ("too_deep", deep.as_bytes()),
        ("bad_references", b"openapi: 3.1.1\ninfo: {title: a, version: b}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/Pett'}\n    Pet: {type: string}\n    C: {$ref: 'https://example.com/x.yaml'}\n"),
    ];
    for (name, bytes) in cases {
        let folder = Folder::new();
        folder.write("api.yaml", bytes);
        let (status, said) = folder.run(&["--spec", "api.yaml"]);
        assert_eq!(status, 1, "{name}: {said}");
        assert!(!exists(&folder.path("out")), "{name} left something behind");
        insta::assert_snapshot!(*name, said);
    }
}

/// A document in several files, most of which have a fault.
fn faulty_files() -> Folder {
    let folder = Folder::new();
    folder.write(
        "api/root.yaml",
        b"openapi: 3.1.1\ninfo: {title: a, version: b}\ncomponents:\n  schemas:\n    \
          A: {$ref: ./schemas/pett.yaml}\n    B: {$ref: schemas/pet.yaml}\n    C: {$ref: ../secret.yaml}\n    \
          D: {$ref: schemas/broken.json}\n    E: {$ref: 'schemas/pet.yaml#paw'}\n    F: {$ref: schemas/up.yaml}\n",
    );
    folder.write(
        "api/schemas/pet.yaml",
        b"type: object\nproperties:\n  name: {type: sting}\n  legs: {$ref: '#/$defs/Leg'}\n$defs:\n  \
          Legs: {$anchor: paws}\n",
    );
    folder.write("api/schemas/broken.json", b"{\"type\": \"object\",\n \"properties\" 1}\n");
    folder.write("secret.yaml", b"token: 123\n");
    folder
}

#[test]
fn faults_are_shown_in_the_file_that_has_them() {
    let folder = faulty_files();
    let (status, said) = folder.run(&["--spec", "api/root.yaml"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("several_files", said);
    let (_, said) = folder.run(&["--spec", "api/root.yaml", "--message-format", "json"]);
    insta::assert_snapshot!("several_files_as_json", said);
}

/// Patterns with a mistake each, in every way to write a string.
const PATTERNS: &str = r#"openapi: 3.1.1
info: {title: a, version: b}
components:
  schemas:
    A:
      type: string
      pattern: ^[a-z]++$ # plain
    B: {type: string, pattern: '^it''s (a|b$'}
    C: {type: string, pattern: "^\u00e9\\A$"}
    D: {type: string, pattern: '^(a|b)\1$'}
    E: {type: string, pattern: '^a+(?!bc)d'}
    F:
      type: string
      pattern: |-
        ^[z-a]$
    G: {type: string, pattern: '^\@fine$'}
paths: {}
"#;

#[test]
fn a_mistake_in_a_pattern_is_shown_at_its_character() {
    let folder = Folder::new();
    folder.write("api.yaml", PATTERNS.as_bytes());
    let (status, said) = folder.run(&["--spec", "api.yaml", "--crate-name", "patterns"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!("patterns", said);
}

/// Many warnings of one kind, and two of others among them.
const FLOOD: &str = r"openapi: 3.1.0
info: {title: a, version: b}
components:
  schemas:
    A:
      type: object
      required: [gone]
      properties:
        a: {type: string, format: hex}
        b: {type: string, format: hex}
        c: {type: string, format: dateTime}
        d: {type: string, format: unixtime}
        e: {type: string, format: hex}
        f: {type: string, format: hex}
paths: {}
";

#[test]
fn warnings_that_say_the_same_do_not_hide_the_others() {
    let folder = Folder::new();
    folder.write("api.yaml", FLOOD.as_bytes());
    let (status, said) = folder.run(&["--spec", "api.yaml", "--crate-name", "flood"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!("a_flood", said);
    let (_, all) = folder.run(&["--spec", "api.yaml", "--verbose"]);
    assert_eq!(all.matches("is not checked").count(), 6, "{all}");
    let (_, json) = folder.run(&["--spec", "api.yaml", "--message-format", "json"]);
    assert_eq!(json.matches("is not checked").count(), 6, "{json}");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let folder = faulty_files();
    std::os::unix::fs::symlink(folder.path("secret.yaml"), folder.path("api/schemas/up.yaml")).unwrap();
    let (_, said) = folder.run(&["--spec", "api/root.yaml"]);
    assert!(said.contains("reference `schemas/up.yaml` leaves the folder of the document"), "{said}");
    assert!(!said.contains("token"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_document_stands_for_the_document() {
    let folder = Folder::new();
    let root = PETS.replace(r##"{$ref: "#/components/schemas/Pet"}"##, r#"{$ref: "schemas/pet.yaml"}"#);
    folder.write("versions/v1/api.yaml", root.as_bytes());
    folder.write(
        "versions/v1/schemas/pet.yaml",
        b"properties: {next: {$ref: '../api.yaml#/components/schemas/Pet'}}",
    );
    std::os::unix::fs::symlink("versions/v1/api.yaml", folder.path("latest.yaml")).unwrap();
    let (status, said) = folder.run(&["--spec", "latest.yaml"]);
    assert_eq!(status, 0, "{said}");
    let library = String::from_utf8(folder.files()["src/lib.rs"].0.clone()).unwrap();
    assert!(library.contains(" from versions/v1/api.yaml."), "{library}");
}

#[test]
fn a_change_of_any_file_is_seen() {
    let folder = Folder::new();
    let reference = r#"{$ref: "schemas/pet.yaml"}"#;
    let root = PETS.replace(r##"{$ref: "#/components/schemas/Pet"}"##, reference);
    assert!(root.contains(reference));
    folder.write("api.yaml", root.as_bytes());
    folder.write("schemas/pet.yaml", b"type: object\nproperties: {name: {type: string}}\n");
    assert_eq!(folder.run(&["--spec", "api.yaml"]).0, 0);
    assert_eq!(folder.run(&["--spec", "api.yaml", "--check"]).0, 0);
    let library = String::from_utf8(folder.files()["src/lib.rs"].0.clone()).unwrap();
    assert!(library.starts_with("// @generated by `cargo xtask codegen` from api.yaml."), "{library}");

    folder.write("schemas/pet.yaml", b"type: object\nproperties: {age: {type: integer}}\n");
    let (status, said) = folder.run(&["--spec", "api.yaml", "--check"]);
    assert_eq!(status, 1);
    assert!(said.contains("-    pub name: Option<String>,"), "{said}");
}

#[test]
fn unknown_operations_and_tags_get_a_suggestion() {
    let folder = Folder::new();
    folder.write("api.yaml", PETS.as_bytes());
    let (status, said) = folder.run(&["--spec", "api.yaml", "--operation", "getPets", "--tag", "pest"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("unknown_operation", said);
    let (status, said) =
        folder.run(&["--spec", "api.yaml", "--operation", "getPets", "--message-format", "json"]);
    assert_eq!(status, 1);
    let first: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    assert_eq!(first["code"], "unknown-operation");
}

#[test]
fn a_second_run_changes_nothing_and_a_check_agrees() {
    let folder = Folder::new();
    folder.write("api.yaml", PETS.as_bytes());
    let (status, said) = folder.run(&["--spec", "api.yaml", "--crate-name", "pets"]);
    assert_eq!(status, 0, "{said}");
    let first = folder.files();
    assert!(first.contains_key("src/lib.rs") && first.contains_key("Cargo.toml"), "{:?}", first.keys());
    assert_eq!(folder.run(&["--spec", "api.yaml"]).0, 0);
    assert_eq!(folder.run(&["--spec", "api.yaml", "--check"]).0, 0);
    assert!(folder.files() == first, "an unchanged document touched files");
}

#[test]
fn a_smaller_choice_removes_what_is_no_longer_emitted_and_nothing_else() {
    let folder = Folder::new();
    folder.write("api.yaml", PETS.as_bytes());
    assert_eq!(folder.run(&["--spec", "api.yaml"]).0, 0);
    folder.write("out/src/mine.rs", b"// mine\n");
    let (status, said) = folder.run(&["--spec", "api.yaml", "--tag", "admin", "--check"]);
    assert_eq!(status, 1);
    assert!(said.contains("--- ") && said.contains("is stale"), "{said}");

    assert_eq!(folder.run(&["--spec", "api.yaml", "--tag", "admin"]).0, 0);
    let files = folder.files();
    assert!(files.contains_key("src/operations/delete_pet.rs"));
    assert!(!files.contains_key("src/operations/get_pet.rs"));
    assert!(!files.contains_key("src/models/pet.rs"));
    assert_eq!(files["src/mine.rs"].0, b"// mine\n");
}

#[test]
fn an_error_leaves_the_old_output_whole() {
    let folder = Folder::new();
    folder.write("api.yaml", PETS.as_bytes());
    assert_eq!(folder.run(&["--spec", "api.yaml"]).0, 0);
    let before = folder.files();
    folder.write("api.yaml", PETS.replace("#/components/schemas/Pet\"", "cat.yaml\"").as_bytes());
    let (status, said) = folder.run(&["--spec", "api.yaml"]);
    assert_eq!(status, 1);
    assert!(said.contains("unresolved-reference"), "{said}");
    assert!(folder.files() == before, "a failed run changed files");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new();
    folder.write("api.yaml", PETS.as_bytes());
    fs::create_dir(folder.path("elsewhere")).unwrap();
    fs::create_dir(folder.path("out")).unwrap();
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("out/src")).unwrap();
    let (status, said) = folder.run(&["--spec", "api.yaml"]);
    assert_eq!(status, 2);
    assert!(said.contains("link"), "{said}");
    assert_eq!(fs::read_dir(folder.path("elsewhere")).unwrap().count(), 0);
}
