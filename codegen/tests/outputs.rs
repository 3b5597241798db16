//! Compiles the output of every fixture with warnings denied, and runs its tests: those that were generated from
//! the document's examples, and the `behaviour.rs` of the fixture where it has one.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::{Dependency, Output};

mod folder;
#[path = "folder/options.rs"]
mod options;
use folder::Case;

/// Writes an output as a crate of its own.
fn write_crate(folder: &Path, name: &str, output: &Output, behaviour: Option<&str>) {
    let dependencies: Vec<String> = output
        .dependencies
        .iter()
        .map(|it| {
            let Dependency { name, version, default_features, features, optional } = it;
            format!(
                "{name} = {{ version = {version:?}, default-features = {default_features}, features = {features:?}, optional = {optional} }}\n"
            )
        })
        .collect();
    let package = format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let mut features: Vec<String> =
        output.features.iter().map(|feature| format!("{feature} = []\n")).collect();
    features.extend(output.optional_features.iter().map(|it| format!("{} = {:?}\n", it.name, it.enables)));
    let features = format!("[features]\ndefault = {:?}\n{}", output.features, features.concat());
    let lints = "[lints.rust]\nunsafe_code = \"forbid\"\n";
    let manifest = format!("{package}\n{features}\n{lints}\n[dependencies]\n{}", dependencies.concat());
    let root = folder.join(name);
    for file in &output.files {
        let path = root.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.content).unwrap();
    }
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    if let Some(behaviour) = behaviour {
        fs::create_dir_all(root.join("tests")).unwrap();
        fs::write(root.join("tests/behaviour.rs"), behaviour).unwrap();
    }
}

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
        if WITH_FIRST_PAGE.contains(&name) {
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
        if !features.is_empty() {
            with_features.push((name.to_owned(), features));
        }
    }
    assert!(crates > 10, "only {crates} fixtures have an output");

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

    // Under each feature alone, and under none, there is all that is needed and nothing that is not used.
    for (name, features) in with_features {
        for feature in std::iter::once("").chain(features.iter().map(String::as_str)) {
            let alone =
                ["--quiet", "--tests", "--package", &name, "--no-default-features", "--features", feature];
            run(&workspace, &[&["test"], alone.as_slice()].concat());
        }
        run(&workspace, &["doc", "--quiet", "--no-deps", "--package", &name, "--no-default-features"]);
    }
}

/// Runs Cargo in a workspace.
fn run(workspace: &Path, arguments: &[&str]) {
    let ran = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--target-dir"])
        .arg(workspace.join("target"))
        .current_dir(workspace)
        .env("RUSTFLAGS", "-Dwarnings -Dmissing_docs -Dunused_qualifications")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(ran.status.success(), "{arguments:?}\n{}\n{}", text(&ran.stdout), text(&ran.stderr));
}
