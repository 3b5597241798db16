//! `cargo xtask slice`: what a person sees, what is written, and what is not.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const PETS: &str = r##"# The pets of a shop.
openapi: 3.1.1
info: {title: Pets, version: "1"}

paths:
  # One pet.
  /pets/{id}:
    parameters:
      - $ref: "#/components/parameters/id"

    # Reads it.
    get:
      operationId: getPet
      tags: [pets]
      responses:
        "200": {$ref: "#/components/responses/Pet"} # one

    # Removes it. Be careful.
    delete:
      operationId: deletePet
      tags: [admin]
      responses: {"204": {description: Gone.}}

  # All of them.
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200":
          description: All pets.
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}

tags:
  - name: pets
  # Not for everybody.
  - name: admin

components:
  parameters:
    id: {name: id, in: path, required: true, schema: {type: integer}}
  responses:
    Pet: {description: A pet., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  schemas:
    # What is sold.
    Pet: {type: object, properties: {name: {type: string}}}
    # What is bought.
    Food: {type: string}
"##;

struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with documents.
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
            fs::write(folder.path(name), text).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("slice")
            .args(arguments)
            .env("CARGO_MANIFEST_DIR", self.path("xtask"))
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }

    /// Runs it: exit status, and what it said.
    fn said(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        assert!(output.stdout.is_empty(), "nothing belongs on stdout");
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn an_operation_is_cut_out_with_its_comments() {
    let folder = Folder::new(&[("pets.yaml", PETS)]);
    let output = folder.run(&["--spec", "pets.yaml", "--operation", "getPet", "-o", "-"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "wrote 24 of 42 lines\n");
    insta::assert_snapshot!("an_operation", String::from_utf8(output.stdout).unwrap());
}

#[test]
fn a_document_of_one_line_is_measured_in_bytes() {
    let json = r#"{"openapi":"3.1.0","info":{"title":"a","version":"b"},"paths":{"/a":{"get":{"operationId":"a"}},"/b":{}}}"#;
    let folder = Folder::new(&[("a.json", json)]);
    let said = folder.said(&["--spec", "a.json", "--operation", "a", "-o", "b.json"]);
    assert_eq!(said, (0, "wrote 97 of 105 bytes to `b.json`\n".to_owned()));
    assert_eq!(fs::read_to_string(folder.path("b.json")).unwrap(), json.replace(r#","/b":{}"#, ""));
}

#[test]
fn a_file_is_written_or_left_as_it_was() {
    let folder = Folder::new(&[("pets.yaml", PETS), ("old.yaml", "old")]);
    let said = folder.said(&["--spec", "pets.yaml", "--tag", "admin", "-o", "new.yaml"]);
    assert_eq!(said, (0, "wrote 19 of 42 lines to `new.yaml`\n".to_owned()));
    insta::assert_snapshot!("a_tag", fs::read_to_string(folder.path("new.yaml")).unwrap());

    let (status, said) =
        folder.said(&["--spec", "pets.yaml", "--operation", "getPets", "--tag", "pet", "--out", "old.yaml"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("unknown", said);
    assert_eq!(fs::read_to_string(folder.path("old.yaml")).unwrap(), "old");

    let (status, said) =
        folder.said(&["--spec", "pets.yaml", "--tag", "pet", "-o", "x", "--message-format", "json"]);
    assert_eq!(status, 1);
    let lines: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines[0]["code"].as_str(), lines[1]["ok"].as_bool()), (Some("unknown-tag"), Some(false)));
    assert!(!folder.path("x").exists());
}

#[test]
fn wrong_use_is_refused() {
    let folder = Folder::new(&[("pets.yaml", PETS), ("spec/pets.yaml", PETS)]);
    for (arguments, expected) in [
        (&["--spec", "pets.yaml", "-o", "x"][..], "<--operation <ID>|--tag <NAME>>"),
        (&["--spec", "pets.yaml", "--tag", "pets"], "--out <FILE>"),
        (
            &["--spec", "pets.yaml", "--tag", "pets", "-o", "./pets.yaml"],
            "`./pets.yaml` is one of the files that were read",
        ),
        (&["--tag", "pets", "-o", "spec"], "`spec` is not a file"),
        (&["--tag", "pets", "-o", "a/b"], "can not write `a/b`"),
        (&["--spec", "absent.yaml", "--tag", "pets", "-o", "x"], "`absent.yaml`"),
    ] {
        let (status, said) = folder.said(arguments);
        assert_eq!(status, 2, "{arguments:?}: {said}");
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
    assert_eq!(fs::read_to_string(folder.path("pets.yaml")).unwrap(), PETS);
}

#[test]
fn no_file_of_the_document_is_written_over() {
    let root = "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {/a: {get: {operationId: a, responses: {}}}}\n\
                components: {schemas: {Pet: {$ref: parts/pet.yaml}}}\n";
    let path = "/a: {get: {operationId: a, responses: {'200': {description: a, content: {application/json: {schema: {$ref: parts/pet.yaml}}}}}}}";
    let root = root.replace("/a: {get: {operationId: a, responses: {}}}", path);
    let folder = Folder::new(&[("api.yaml", &root), ("parts/pet.yaml", "type: object\n")]);
    let (status, said) = folder.said(&["--spec", "api.yaml", "--operation", "a", "-o", "parts/pet.yaml"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("`parts/pet.yaml` is one of the files that were read"), "{said}");
    assert_eq!(fs::read_to_string(folder.path("parts/pet.yaml")).unwrap(), "type: object\n");
}

/// What can not be written is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_on_stdout_too() {
    let folder = Folder::new(&[("pets.yaml", PETS)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["slice", "--tag", "pets", "-o", "-", "--spec"])
        .arg(folder.path("pets.yaml"))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn other_files_are_named() {
    let root = "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths:\n  /a: {$ref: paths/a.yaml}\n  /b: {$ref: paths/b.yaml}\n\
                components:\n  schemas:\n    A: {$ref: a.yaml}\n    B: {type: string}\n    C: {type: string}\n";
    let responses = "{'200': {description: a, content: {text/plain: {schema: {$ref: ../api.yaml#/components/schemas/B}}}}}";
    let a = format!("get: {{operationId: a, responses: {responses}}}\n");
    let folder = Folder::new(&[
        ("api.yaml", root),
        ("paths/a.yaml", &a),
        ("paths/b.yaml", "get: {operationId: b, responses: {}}\n"),
        ("a.yaml", "type: object\n"),
        ("other/README", ""),
    ]);
    let (status, said) = folder.said(&["--spec", "api.yaml", "--operation", "a", "-o", "other/a.yaml"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!("other_files", said);
    insta::assert_snapshot!("root", fs::read_to_string(folder.path("other/a.yaml")).unwrap());
}

#[test]
fn help_has_examples_and_exit_statuses() {
    let folder = Folder::new(&[]);
    let output = folder.run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && help.contains("Examples:") && help.contains("Exit status:"), "{help}");
}
