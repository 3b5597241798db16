//! `codegen.toml`: what it changes, and what is said about it.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

mod workspace;
use workspace::Workspace;

const PETS: &str = r##"openapi: 3.1.1
info: {title: Pets, version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200": {description: Pets., content: {application/json: {schema: {$ref: "#/components/schemas/PetDto"}}}}
    delete:
      operationId: deletePets
      tags: [admin]
      responses: {"204": {description: Gone.}}
components:
  schemas:
    PetDto:
      type: object
      properties:
        key: {type: string, format: hex}
        size: {type: string, format: hex}
"##;

const CHOICES: &str = r##"document = "api/pets.yaml"
output = "crates/pets"
crate-name = "pet-client"
deny = "warnings"
sensitive = ["/components/schemas/PetDto/properties/key"]

[exclude]
tags = ["admin"]

[names]
"#/components/schemas/PetDto" = "Pet"
"/components/schemas/PetDto/properties/size" = "width"
"/paths/~1pets/get" = "Pets"

[[waiver]]
code = "not-enforced"
pointer = "/components/schemas/PetDto/**"
reason = "the server sends no other digits"
"##;

#[test]
fn what_is_chosen_is_generated() {
    let workspace = Workspace::with("not read\n");
    workspace.write("api/pets.yaml", PETS);
    workspace.write("codegen.toml", CHOICES);
    let (status, said) = workspace.run(&["codegen"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.starts_with("wrote ") && said.ends_with(" files in `crates/pets` (2 waived)\n"), "{said}");
    let files = workspace.files("crates/pets");
    assert!(files["Cargo.toml"].contains("name = \"pet-client\""));
    assert!(
        files.contains_key("src/operations/pets.rs") && !files.contains_key("src/operations/delete_pets.rs")
    );
    let pet = &files["src/models/pet.rs"];
    assert!(
        pet.contains("pub struct Pet {")
            && pet.contains("pub width: Option<String>")
            && pet.contains("[redacted]")
    );
    let (status, said) = workspace.run(&["codegen", "--check"]);
    assert_eq!(status, 0, "{said}");
    let (status, said) = workspace.run(&["lint", "--message-format", "json"]);
    let summary: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!((status, &summary["waived"]), (0, &2.into()));
    // Another document is another matter.
    let (_, said) = workspace.run(&["lint", "--spec", "api/pets.yaml"]);
    assert!(said.contains("warning: 2 warnings"), "{said}");
    let (_, said) = workspace.run(&["lint", "--spec", "api/pets.yaml", "--config", "codegen.toml"]);
    assert!(said.contains("no warning, 2 waived"), "{said}");
}

#[test]
fn the_command_line_says_something_else() {
    let workspace = Workspace::with(PETS);
    workspace.write("codegen.toml", &CHOICES.replace("document", "# document"));
    let (status, said) = workspace.run(&["codegen", "--tag", "admin"]);
    assert_eq!(status, 0, "{said}");
    assert!(workspace.files("crates/pets").contains_key("src/operations/delete_pets.rs"));
    let (status, said) = workspace.run(&["codegen", "--tag", "admin", "--check", "--config", "codegen.toml"]);
    assert_eq!(status, 0, "{said}");
    let (status, said) = workspace.run(&["codegen", "--tag", "pets", "--check", "--config", "codegen.toml"]);
    assert_eq!(status, 1);
    assert!(said.contains("`cargo xtask codegen --config codegen.toml --tag pets`"), "{said}");
    let (status, said) = workspace.run(&["codegen", "--config", "gone.toml"]);
    assert!(status == 2 && said.contains("can not read `gone.toml`"), "{said}");
}

#[test]
fn mistakes_are_shown_in_the_file() {
    let workspace = Workspace::with(PETS);
    workspace.write(
        "codegen.toml",
        "documnet = \"spec/api.yaml\"\ndeny = \"all\"\n\n[[waiver]]\ncode = \"not-enforce\"\npointer = \"/a\"\n\n[extra]\na = 1\n",
    );
    let before = workspace.files("");
    let (status, said) = workspace.run(&["codegen"]);
    assert_eq!(status, 2);
    insta::assert_snapshot!("mistakes", said);
    let (_, said) = workspace.run(&["lint", "--message-format", "json"]);
    insta::assert_snapshot!("mistakes_as_json", said);
    workspace.write("codegen.toml", "deny = [\n");
    let (status, said) = workspace.run(&["codegen"]);
    assert_eq!(status, 2);
    insta::assert_snapshot!("no_toml", said);
    std::fs::remove_file(workspace.path("codegen.toml")).unwrap();
    let mut before = before;
    before.remove("codegen.toml");
    assert!(workspace.files("") == before, "something was written");
    std::fs::write(workspace.path("codegen.toml"), b"\xff").unwrap();
    assert!(workspace.run(&["codegen"]).1.contains("`codegen.toml` is not UTF-8"));
}

#[test]
fn choices_that_do_not_fit_the_document_are_errors() {
    let workspace = Workspace::with(PETS);
    workspace.write(
        "codegen.toml",
        r#"[include]
operations = ["listPet"]
[exclude]
tags = ["amdin"]
[names]
"/components/schemas/PetDto" = "pet"
"/components/schemas/PetDto/properties/key" = "size"
"/components/schemas/PetDto/properties/size" = "fn main() {}"
"/components/schemas/Cat" = "Tom"
"#,
    );
    let (status, said) = workspace.run(&["codegen"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("unfit", said);
    assert!(!workspace.path("generated").exists());
    workspace.write(
        "codegen.toml",
        r#"[names]
"/components/schemas/PetDto" = "pet"
"/components/schemas/PetDto/properties/key" = "size"
"/components/schemas/Cat" = "Tom"

[[waiver]]
code = "not-enforced"
pointer = "/components/schemas/PetDto/properties/size/format"
reason = "checked elsewhere"

[[waiver]]
code = "ignored"
pointer = "/paths/**"
reason = "it was once"
"#,
    );
    let (status, said) = workspace.run(&["lint"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("unfit_names", said);
    workspace.write("codegen.toml", "sensitive = ['/components/schemas/PetDto/properties/kye']\n");
    let (status, said) = workspace.run(&["codegen"]);
    assert!(
        status == 1 && said.contains("error[unknown-pointer]: there is no schema or parameter"),
        "{said}"
    );
    assert!(
        said.contains("--> codegen.toml:1:14\n") && said.contains("did you mean `/components/"),
        "{said}"
    );
}
