//! Where items come from, as a person sees it.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fmt::Write;
use std::fs;
use std::process::Command;

const ZOO: &str = r##"openapi: 3.1.1
info: {title: Zoo, version: "1"}
paths:
  /animals/{id}:
    put:
      operationId: putAnimal
      tags: [animals]
      parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: "^[a-z]+$"}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Animal:
      oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]
      discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}
    Cat:
      type: object
      required: [kind]
      properties:
        kind: {const: cat}
        mood: {type: [string, "null"], enum: [fine, grumpy, null], default: fine}
        chip: {type: string, format: uuid, x-sensitive: true}
        kittens: {type: array, items: {$ref: "#/components/schemas/Cat"}, maxItems: 9, contains: {type: object}}
    Dog:
      type: object
      required: [kind, pet-name, pet.name]
      properties:
        kind: {const: dog}
        pet-name: {type: string}
        pet.name: {type: string}
"##;

/// What is said of items, or of what is no item: exit status, and both streams.
fn explain(asked: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("zoo.yaml"), ZOO).unwrap();
    let mut shown = String::new();
    for asked in asked {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["explain", asked, "--spec", "zoo.yaml"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        write!(
            shown,
            "$ explain {asked}\n{}{}= {}\n\n",
            text(output.stdout),
            text(output.stderr),
            output.status.code().unwrap()
        )
        .unwrap();
    }
    shown
}

#[test]
fn whole_items() {
    insta::assert_snapshot!(explain(&["Animal", "models::Cat", "Dog", "PutAnimal", "CatMood"]));
}

#[test]
fn parts_of_items() {
    insta::assert_snapshot!(explain(&["Cat::mood", "Cat::kittens", "chip", "Animal::Dog", "PutAnimal::id"]));
}

#[test]
fn places() {
    insta::assert_snapshot!(explain(&[
        "#/components/schemas/Cat/properties/mood",
        "/components/schemas/Dog"
    ]));
}

#[test]
fn what_is_not_there() {
    insta::assert_snapshot!(explain(&["Cot", "Cat::wings", "#/components/schemas/Bird"]));
}
