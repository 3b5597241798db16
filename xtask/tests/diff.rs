//! `cargo xtask diff`: what a person sees, what a tool and a pull request get, and the exit status.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::process::Command;

const OLD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      operationId: createPet
      parameters:
        - name: dry
          in: query
          schema: {type: boolean}
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
        region: {type: string, enum: [EU, US]}
";

/// The same, in another file of another folder.
const NEW: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '2'}
paths:
  /pets:
    post:
      operationId: createPet
      parameters:
        - name: dry
          in: query
          schema: {type: boolean}
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: 'pet.yaml#/Pet'}
      responses:
        '201': {description: Done.}
        '409': {description: It is there.}
    get:
      operationId: listPets
      responses:
        '204': {description: None.}
";

const PET: &str = "\
Pet:
  type: object
  required: [name]
  properties:
    name: {type: string, maxLength: 60}
    region: {type: string, enum: [EU, 'a|b']}
";

struct Said {
    status: i32,
    stdout: String,
    stderr: String,
}

/// Runs it in a folder with some documents.
fn run(arguments: &[&str]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("spec/pets.yaml", OLD),
        ("next/pets.yaml", NEW),
        ("next/pet.yaml", PET),
        ("broken.yaml", "openapi: 3.1.0\ninfo: ["),
        ("codegen.toml", "[names]\n'/components/schemas/Pet' = 'Animal'\n"),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("diff")
        .args(arguments)
        .env("CARGO_MANIFEST_DIR", folder.path().join("xtask"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn a_person_sees_the_worst_first_in_both_documents() {
    let said = run(&["spec/pets.yaml", "next/pets.yaml"]);
    assert_eq!((said.status, said.stdout.as_str()), (0, ""));
    insta::assert_snapshot!("changes", said.stderr);
}

#[test]
fn a_pull_request_gets_markdown() {
    let said = run(&["spec/pets.yaml", "next/pets.yaml", "--message-format", "markdown"]);
    assert_eq!((said.status, said.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("markdown", said.stdout);
}

#[test]
fn tools_get_the_same_facts() {
    let said = run(&["spec/pets.yaml", "next/pets.yaml", "--message-format", "json"]);
    assert_eq!((said.status, said.stdout.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> =
        said.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, changes) = lines.split_last().unwrap();
    let all = ["errors", "warnings", "infos"].iter().map(|key| summary[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!(all, changes.len() as u64);
    let limit = changes.iter().find(|it| it["aspect"] == "maxLength").unwrap();
    insta::assert_snapshot!("as_json", format!("{limit:#}\n{summary:#}"));
}

#[test]
fn a_step_can_be_denied() {
    let status = |old, new, deny| run(&[old, new, "--deny", deny]).status;
    let (old, new) = ("spec/pets.yaml", "next/pets.yaml");
    assert_eq!([status(old, new, "major"), status(old, new, "minor")], [1, 1]);
    assert_eq!([status(old, old, "major"), status(old, old, "patch")], [0, 0]);
    assert_eq!(status(old, new, "nothing"), 2);
}

#[test]
fn the_choices_of_the_workspace_count_for_its_document() {
    let said = run(&["spec/pets.yaml", "next/pets.yaml"]).stderr;
    assert!(said.contains("models::AnimalRegion"), "{said}");
    let said = run(&["next/pets.yaml", "next/pets.yaml", "--config", "codegen.toml"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let said = run(&["spec/pets.yaml", "next/pets.yaml", "--operation", "createPet"]).stderr;
    assert!(!said.contains("listPets"), "{said}");
}

#[test]
fn what_can_not_be_compared_is_said_so() {
    for pair in [["broken.yaml", "next/pets.yaml"], ["next/pets.yaml", "broken.yaml"]] {
        let said = run(&pair);
        assert_eq!((said.status, said.stdout.as_str()), (1, ""));
        assert!(said.stderr.contains("broken.yaml:2"), "{}", said.stderr);
        assert!(said.stderr.ends_with("1 error; nothing was compared\n"), "{}", said.stderr);
    }
    assert_eq!(run(&["next/pets.yaml"]).status, 2);
    let said = run(&["next/pets.yaml", "absent.yaml"]);
    assert_eq!(said.status, 2);
    assert!(said.stderr.contains("`absent.yaml`"), "{}", said.stderr);
    assert_eq!(run(&["--help"]).status, 0);
}
