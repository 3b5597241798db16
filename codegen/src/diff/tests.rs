//! Small changes of a small document, and what each does.

use super::*;
use crate::folder::NoFolder;

mod wire;

fn of(old: &str, new: &str) -> Diff {
    let source = |text: &str| Source { name: "a.yaml".to_owned(), bytes: text.into() };
    let found = diff((&source(old), &NoFolder), (&source(new), &NoFolder), &Options::default());
    for said in [&found.old, &found.new] {
        assert!(!said.diagnostics.has_errors(), "{:?}", said.diagnostics);
    }
    found
}

/// The Rust side of a change, as a person reads it.
fn rust(old: &str, new: &str) -> Vec<String> {
    let changes = of(old, new).changes.into_iter().filter(|it| it.surface == Surface::RustApi);
    changes.map(|it| format!("{} {}: {}", it.step.as_str(), it.kind.as_str(), it.message)).collect()
}

const PETS: &str = "\
openapi: 3.1.0
info: {title: a, version: b}
servers: [{url: 'https://a.example'}]
paths:
  /pets:
    post:
      operationId: createPet
      tags: [Pets]
      parameters: [{name: dry, in: query, schema: {type: boolean}}]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
      responses:
        '201': {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '409': {description: There., headers: {Retry-After: {schema: {type: integer}}}}
    get:
      operationId: listPets
      tags: [Lists]
      responses: {'204': {description: None.}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        color: {type: string, enum: [black, white]}
        owner: {$ref: '#/components/schemas/Owner'}
        size: {type: [integer, 'null'], default: 1}
    Owner: {type: object, properties: {id: {type: integer}, email: {type: string}}}
";

/// The runtime has an `Error` and an `Owner` of its own, which do not change.
#[test]
fn a_name_means_nothing_elsewhere() {
    let with_error = PETS.replace("Owner", "Error");
    let found = rust(&with_error, &with_error.replace("Error", "ApiError"));
    assert!(found.iter().all(|it| !it.contains("runtime::") && !it.contains("client::")), "{found:#?}");
    assert!(
        found.iter().any(|it| it.contains("`models::Error` is called `models::ApiError` now")),
        "{found:#?}"
    );
}

#[test]
fn another_way_to_an_item_takes_none_away() {
    let schemes = "components:\n  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}\n";
    let secured =
        PETS.replace("components:\n", schemes).replace("paths:", "security: [{}, {key: []}]\npaths:");
    let found = rust(PETS, &secured);
    assert!(found.iter().all(|it| !it.contains("is gone")), "{found:#?}");
}

/// What is written in place of what, and what that does to the Rust API.
const CHANGES: &[(&str, &str, &[&str])] = &[
    ("description: Done.", "description: All is done.", &[]),
    ("name: {type: string}", "name: {type: string, maxLength: 3}", &[]),
    (
        "        size: {type: [integer, 'null'], default: 1}\n",
        "",
        &["major removed: the field `size` of `models::Pet` is gone, with what belongs to it"],
    ),
    (
        "name: {type: string}\n",
        "name: {type: string}\n        age: {type: integer}\n",
        &["minor added: the field `age` of `models::Pet` is new, with what belongs to it"],
    ),
    (
        "[black, white]",
        "[black, white, red]",
        &["minor added: the variant `Red` of `models::PetColor` is new"],
    ),
    ("[black, white]", "[black]", &["major removed: the variant `White` of `models::PetColor` is gone"]),
    (
        "operationId: createPet",
        "operationId: addPet",
        &[
            "major renamed: the struct `operations::CreatePet` is called `operations::AddPet` now",
            "major renamed: the enum `operations::CreatePetFailure` is called `operations::AddPetFailure` now",
            "major renamed: the struct `operations::CreatePetHeaders` is called `operations::AddPetHeaders` now",
        ],
    ),
    (
        "color:",
        "colour:",
        &[
            "major renamed: the field `color` of `models::Pet` is called `colour` now, with what belongs to it",
            "major renamed: the enum `models::PetColor` is called `models::PetColour` now",
        ],
    ),
    (
        "[black, white]",
        "[black, gray]",
        &[
            "major removed: the variant `White` of `models::PetColor` is gone",
            "minor added: the variant `Gray` of `models::PetColor` is new",
        ],
    ),
    (
        "email: {type: string}",
        "email2: {type: string}",
        &[
            "major removed: the field `email` of `models::Owner` is gone, with what belongs to it",
            "minor added: the field `email2` of `models::Owner` is new, with what belongs to it",
        ],
    ),
    (
        "{type: boolean}",
        "{type: integer}",
        &["major retyped: the method `dry` of `operations::CreatePet` is `fn(self, i64) -> Self`, it was \
           `fn(self, bool) -> Self`"],
    ),
    (
        "tags: [Lists]",
        "tags: [All]",
        &[
            "major removed: the Cargo feature `tag-lists` is gone",
            "major tightened: the struct `operations::ListPets` is not there with `tag-lists` alone any more",
            "major tightened: the enum `operations::ListPetsFailure` is not there with `tag-lists` alone any more",
            "minor added: the Cargo feature `tag-all` is new",
        ],
    ),
    (
        "'409': {",
        "'404': {description: Gone.}\n        '409': {",
        &["minor added: the variant `NotFound` of `operations::CreatePetFailure` is new"],
    ),
    (
        "{Retry-After:",
        "{ETag: {schema: {type: string}}, Retry-After:",
        &["minor added: the field `e_tag` of `operations::CreatePetHeaders` is new"],
    ),
    (
        "servers: [{url: 'https://a.example'}]\n",
        "",
        &[
            "major removed: the constant `SERVERS` is gone",
            "major removed: the implementation `Default` of `Server` is gone",
        ],
    ),
    (
        "        owner: {$ref: '#/components/schemas/Owner'}\n",
        "        owner: {$ref: '#/components/schemas/Owner', deprecated: true}\n",
        &["minor changed: the field `owner` of `models::Pet` is deprecated now, with what belongs to it"],
    ),
];

#[test]
fn each_change_of_the_rust_api_is_said_and_weighed() {
    let mut wrong = Vec::new();
    for (from, to, expected) in CHANGES {
        assert!(PETS.contains(from), "{from}");
        let found = rust(PETS, &PETS.replacen(from, to, 1));
        if found != *expected {
            wrong.push(format!("{from} -> {to}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_component_under_another_name_is_renamed_wherever_it_is_used() {
    let found = rust(PETS, &PETS.replace("Owner", "Keeper"));
    assert_eq!(found, ["major renamed: the struct `models::Owner` is called `models::Keeper` now"]);
}

#[test]
fn what_is_not_split_any_more_has_no_new_properties() {
    let old = PETS.replace("Owner: {type: object,", "Owner: {type: object, required: [id],");
    let old = old.replace("id: {type: integer}", "id: {type: integer, readOnly: true}");
    let wire = |old: &str, new: &str| {
        let changes = of(old, new).changes.into_iter().filter(|it| it.surface == Surface::Wire);
        changes.map(|it| it.message).collect::<Vec<_>>()
    };
    let new = old.replace("required: [id],", "");
    assert_eq!(wire(&old, &new), ["`id` is not required any more"]);
    assert_eq!(wire(&new, &old), ["`id` is required now"]);
}

#[test]
fn what_may_be_sent_beside_what_it_was_is_minor_by_whatever_name() {
    let new =
        PETS.replace("in: query, schema: {type: boolean}", "in: query, schema: {type: [boolean, string]}");
    let changes = of(PETS, &new).changes;
    let wire = changes.iter().find(|it| it.surface == Surface::Wire).unwrap();
    assert_eq!((wire.kind, wire.severity, wire.step), (Kind::Retyped, Severity::Info, Step::Minor));
}

#[test]
fn a_choice_is_about_one_of_both_documents() {
    let found = |new: &str, operation: &str| {
        let source = |text: &str| Source { name: "a.yaml".to_owned(), bytes: text.into() };
        let mut options = Options::default();
        options.operations.insert(operation.to_owned());
        diff((&source(PETS), &NoFolder), (&source(new), &NoFolder), &options)
    };
    let new = PETS.replace("operationId: listPets", "operationId: all");
    // It is the same operation, by whichever of its names it is chosen.
    for name in ["listPets", "all"] {
        let renamed = found(&new, name);
        assert_eq!(renamed.operations, 1);
        let message = "`operationId` of `listPets` is `all`, it was `listPets`";
        assert!(renamed.changes.iter().any(|it| it.message == message), "{renamed:?}");
    }
    let moved = new.replace("    get:\n", "  /all:\n    get:\n");
    let old = found(&moved, "listPets");
    assert!(old.changes.iter().any(|it| it.message == "the operation `listPets` is gone"), "{old:?}");
    assert!(found(&moved, "all").changes.iter().any(|it| it.message == "the operation `all` is new"));
    let neither = found(&new, "nobody");
    assert!(neither.old.diagnostics.has_errors() && neither.new.diagnostics.has_errors());
    // What can not be read does not excuse it.
    assert!(found("openapi: 3.1.0\ninfo: [", "nobody").old.diagnostics.has_errors());
}

#[test]
fn where_a_line_is_broken_decides_nothing() {
    // The longer name makes the formatter break lines that were short enough.
    let long = "OwnerWithANameThatIsSoLongThatNoLineHoldsItTogetherWithEverythingThatStandsAroundIt";
    let owners = PETS.replace(
        "owner: {$ref: '#/components/schemas/Owner'}",
        "owner: {type: [array, 'null'], items: {$ref: '#/components/schemas/Owner'}}",
    );
    let found = rust(&owners, &owners.replace("Owner", long));
    assert_eq!(found, [format!("major renamed: the struct `models::Owner` is called `models::{long}` now")]);
}

#[test]
fn the_same_document_needs_no_version() {
    let found = of(PETS, PETS);
    assert_eq!((found.changes.len(), found.step, found.operations), (0, Step::Nothing, 2));
    assert_eq!(of(PETS, &PETS.replace("There.", "It is there.")).step, Step::Patch);
}

#[test]
fn each_change_has_a_place_in_the_documents() {
    let found = of(PETS, &PETS.replace("[black, white]", "[black, white, red]"));
    let places = found.changes.iter().map(|it| (it.old.as_deref(), it.new.as_deref()));
    let color = "/components/schemas/Pet/properties/color";
    let (list, red) = (format!("{color}/enum"), format!("{color}/enum/2"));
    assert_eq!(
        places.collect::<Vec<_>>(),
        [(Some(color), Some(red.as_str())), (Some(list.as_str()), Some(red.as_str()))]
    );
}

/// What commands become, as a person reads it.
fn commands(old: &str, new: &str) -> Vec<String> {
    let changes = of(old, new).changes.into_iter().filter(|it| it.surface == Surface::CommandLine);
    changes.map(|it| format!("{} {}: {}", it.step.as_str(), it.kind.as_str(), it.message)).collect()
}

#[test]
fn a_command_is_where_its_tags_are() {
    let with = |tags: &str| PETS.replace("tags: [Pets]", tags);
    let pets = with("tags: [Pets]");
    let moved = with("tags: [Animals]");
    assert_eq!(
        commands(&pets, &moved),
        [
            "major removed: the command `create-pet` is not below `pets` any more",
            "minor added: the command `create-pet` is below `animals` too",
        ]
    );
    assert_eq!(
        commands(&pets, &with("tags: [Pets, Animals]")),
        ["minor added: the command `create-pet` is below `animals` too"]
    );
    assert_eq!(
        commands(&pets, &with("deprecated: false")),
        [
            "major removed: the command `create-pet` is not below `pets` any more",
            "minor added: the command `create-pet` is at the top too",
        ]
    );
    // They are one word.
    assert_eq!(commands(&pets, &with("tags: [pets]")), [""; 0]);
    assert_eq!(
        commands(&pets, &PETS.replace("createPet", "addPet")),
        ["major renamed: the command `create-pet` is called `add-pet`"]
    );
}
