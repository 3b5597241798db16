//! Compiles the output of every fixture with warnings denied, and runs its tests: those that were generated from
//! the document's examples, and the `behaviour.rs` of the fixture where it has one.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Options, Output, Source};

mod crates;
#[path = "hostile/everything.rs"]
mod everything;
mod folder;
#[path = "folder/options.rs"]
mod options;
#[path = "hostile/payloads.rs"]
mod payloads;
use crates::{run, write_crate};
use folder::Case;

/// The fixtures that read and write numbers in every way: what another crate turns on in `serde_json` changes how.
const OF_NUMBERS: &[&str] = &[
    "defaults_and_examples",
    "every_constraint",
    "formats",
    "forms_and_files",
    "items_one_by_one",
    "numbers_at_the_edge",
    "parameters_in_every_style",
    "rules_beyond_types",
    "tags_inside_unions",
    "typed_members_beside_properties",
    "unions_told_apart_by_their_looks",
];

/// Only where a crate has a name, the first page of its documentation has an example to run, which takes a second each: in
/// these it is of different kinds.
const WITH_FIRST_PAGE: &[&str] = &[
    "every_constraint",
    "forms_and_files",
    "lists_page_by_page",
    "media_types_to_choose_from",
    "operations_that_are_odd",
    "parameters_in_every_style",
    "properties_that_travel_one_way",
    "security_schemes",
    "tagged_union_with_siblings",
    "tags_are_features",
];

/// What is run as a program, which takes the crates that it is made of.
const WITH_PROGRAM: &[&str] = &["command_line"];

#[test]
fn outputs_compile_without_warnings_and_pass_their_tests() {
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("outputs");
    // Old crates would be members of the workspace too.
    let _ = fs::remove_dir_all(workspace.join("crates"));
    let mut crates = 0;
    let mut with_features = Vec::new();
    let mut cases: Vec<_> = fs::read_dir(manifest_dir.join("tests/fixtures"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let files = Case(case.clone());
        let mut options = files.options();
        if WITH_FIRST_PAGE.contains(&name) || WITH_PROGRAM.contains(&name) {
            options.package = Some(name.to_owned());
        }
        let output = codegen::generate_from(&files.source(), &files, &options);
        if output.files.is_empty() {
            continue;
        }
        let behaviour = fs::read_to_string(case.join("behaviour.rs")).ok();
        write_crate(&workspace.join("crates"), name, &output, behaviour.as_deref());
        crates += 1;
        // The clients are the same for all documents, and tested with the checked-in output.
        let of_clients = |name: &str| {
            let enabled = output.optional_features.iter().flat_map(|feature| feature.enables);
            enabled.filter_map(|it| it.strip_prefix("dep:")).any(|it| it == name)
        };
        let optional = output.dependencies.iter().filter(|it| it.optional && !of_clients(it.name));
        let optional = optional.map(|it| it.name.to_owned());
        let features: Vec<String> = output.features.iter().cloned().chain(optional).collect();
        // The features of a program are those of its tags, which other fixtures are about.
        if !features.is_empty() && !WITH_PROGRAM.contains(&name) {
            with_features.push((name.to_owned(), features));
        }
    }
    assert!(crates > 10, "only {crates} fixtures have an output");

    write_crate(&workspace.join("crates"), HOSTILE, &hostile(), None);

    // A downstream crate that turns this on turns it on for all.
    let features = "[dependencies]\nserde_json = { version = \"1\", features = [\"arbitrary_precision\"] }\n";
    let package = "[package]\nname = \"downstream\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
    fs::create_dir_all(workspace.join("crates/downstream/src")).unwrap();
    fs::write(workspace.join("crates/downstream/Cargo.toml"), format!("{package}{features}")).unwrap();
    fs::write(workspace.join("crates/downstream/src/lib.rs"), "//! Nothing.\n").unwrap();

    fs::write(workspace.join("Cargo.toml"), "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")
        .unwrap();
    // The same versions as this workspace, so that nothing is downloaded that is not there already.
    fs::copy(manifest_dir.join("../Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    run(&workspace, &["test", "--workspace", "--quiet", "--exclude", "downstream"]);
    let others = OF_NUMBERS.iter().flat_map(|name| ["--package", name]);
    let with_downstream = ["test", "--quiet", "--tests", "--package", "downstream"];
    run(&workspace, &with_downstream.into_iter().chain(others).collect::<Vec<_>>());

    for name in WITH_PROGRAM {
        run(&workspace, &["test", "--quiet", "--tests", "--package", name, "--features", "cli"]);
    }

    // Under each feature alone, and under none, there is all that is needed and nothing that is not used.
    for (name, features) in with_features {
        for feature in std::iter::once("").chain(features.iter().map(String::as_str)) {
            let alone =
                ["--quiet", "--tests", "--package", &name, "--no-default-features", "--features", feature];
            run(&workspace, &[&["test"], alone.as_slice()].concat());
        }
        run(&workspace, &["doc", "--quiet", "--no-deps", "--package", &name, "--no-default-features"]);
    }

    run(&workspace, &["doc", "--quiet", "--no-deps", "--package", HOSTILE]);
    let mut pages = 0;
    for page in pages_in(&workspace.join("target/doc").join(HOSTILE)) {
        pages += 1;
        let text = fs::read_to_string(&page).unwrap();
        assert_eq!(active_content(&text), None, "in {}", page.display());
    }
    assert!(pages > 100, "only {pages} pages");
}

/// The crate that is made of all that is hostile.
const HOSTILE: &str = "hostile_everywhere";

fn hostile() -> Output {
    let bytes = serde_json::to_vec(&everything::document()).unwrap();
    let source = Source { name: "hostile.json".to_owned(), bytes };
    let output = codegen::generate(&source, &Options::default());
    assert!(!output.files.is_empty(), "{:?}", output.diagnostics);
    output
}

fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let pages = files.into_iter().filter(|path| path.extension().is_some_and(|it| it == "html"));
    pages.chain(folders.iter().flat_map(|folder| pages_in(folder))).collect()
}

/// What a browser would run on a page of rustdoc that is not rustdoc's own.
fn active_content(page: &str) -> Option<&str> {
    let tags = page.match_indices('<').map(|(at, _)| &page[at..]).filter(|rest| !rest.starts_with("</"));
    let mut tags = tags.map(|rest| &rest[..rest.find('>').map_or(rest.len(), |end| end + 1)]);
    let is_active = |tag: &&str| {
        // What is between quotes is no name of an attribute, but it may be an address.
        let mut parts = tag.split('"');
        let mut name = parts.next().unwrap_or_default();
        while let Some(value) = parts.next() {
            let runs =
                ["javascript:", "data:text", "vbscript:"].iter().any(|scheme| value.starts_with(scheme));
            let is_address = name.ends_with("href=") || name.ends_with("src=");
            if is_address && runs || name.trim_start().starts_with("on") {
                return true;
            }
            name = parts.next().unwrap_or_default();
        }
        name.contains("onerror") || name.contains("onclick") || name.contains("alert")
    };
    tags.find(is_active).or_else(|| page.find("<script>alert").map(|at| &page[at..at + 20]))
}
