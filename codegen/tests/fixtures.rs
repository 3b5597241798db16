//! One document per problem: what it means, what becomes of it, and what there is to say about it.
//!
//! Each folder of `fixtures/` holds `input.yaml`, what it refers to, and the snapshots made from it. A `behaviour.rs` in it is a test
//! of the generated crate, and is run by the test `outputs` of this package.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fmt::Write as _;
use std::path::Path;

use codegen::diagnostic::{Diagnostics, Place};
use codegen::ledger::{Entry, Fate};
use codegen::position::locate;
use codegen::{Analysis, Source, analyse, generate_from};

mod folder;
#[path = "folder/options.rs"]
mod options;
use folder::Case;

/// The diagnostics as text, each with its position.
fn shown(diagnostics: &Diagnostics, root: &Source, others: &[Source]) -> String {
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let file = diagnostic.place.file();
        let source = others.iter().find(|source| source.name == file).unwrap_or(root);
        let text = String::from_utf8_lossy(&source.bytes);
        if !file.is_empty() {
            write!(shown, "{file}:").unwrap();
        }
        let stated = match &diagnostic.place {
            Place::Text { line, column, .. } => Some((*line, *column)),
            place => {
                locate(&text, std::slice::from_ref(place)).remove(0).map(|span| (span.line, span.column))
            }
        };
        let position = stated.map_or_else(String::new, |(line, column)| format!("{line}:{column} "));
        let (severity, code) = (diagnostic.severity, diagnostic.code.as_str());
        writeln!(shown, "{position}{severity}[{code}]: {}", diagnostic.message).unwrap();
        if let Some(help) = &diagnostic.help {
            writeln!(shown, "  = help: {help}").unwrap();
        }
    }
    shown
}

/// The fixture whose table of commands is looked at.
const WITH_COMMANDS: &str = "command_line";

/// Whether a file is the same for all documents, or is the command line, which is reviewed in `generated`.
fn is_common(path: &str) -> bool {
    let folders = ["src/bin/", "src/cli/", "src/client/", "src/with_"];
    path.contains("/runtime") || folders.iter().any(|folder| path.starts_with(folder))
}

/// A file without what the first page of the documentation says of nearly every document.
fn without_guide(content: &str) -> String {
    let mut in_guide = false;
    let lines = content.split_inclusive('\n').filter(|line| {
        in_guide = line.starts_with("//!") && (in_guide || *line == "//! # Sending\n");
        !in_guide
    });
    lines.collect()
}

/// The generated files that say something about the document.
fn generated(name: &str, case: &Case, source: &Source) -> String {
    let mut options = case.options();
    options.package = Some(name.to_owned());
    let first = generate_from(source, case, &options);
    let second = generate_from(source, case, &options);
    assert!(first == second, "{name} is not deterministic");
    let mut shown = String::new();
    if !first.features.is_empty() {
        writeln!(shown, "//// Cargo features: {}\n", first.features.join(", ")).unwrap();
    }
    for file in first.files.iter().filter(|file| !is_common(&file.path)) {
        writeln!(shown, "//// {}\n{}", file.path, without_guide(&file.content)).unwrap();
    }
    shown
}

/// The table of commands.
fn commands(name: &str, case: &Case, source: &Source) -> String {
    let mut options = case.options();
    options.package = Some(name.to_owned());
    let output = generate_from(source, case, &options);
    let mut shown = String::new();
    for file in output.files.iter().filter(|file| file.path.starts_with("src/cli/commands")) {
        writeln!(shown, "//// {}\n{}", file.path, file.content).unwrap();
    }
    shown
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let case = Case(folder.clone());
    let source = case.source();
    let mut diagnostics = Diagnostics::default();
    let mut options = case.options();
    options.ledger = true;
    let Analysis { api, sources, ledger, waived, .. } = analyse(&source, &case, &options, &mut diagnostics);
    let left: Vec<&Entry> = ledger.iter().filter(|entry| entry.fate == Fate::Left).collect();
    assert!(left.is_empty(), "{name}: nobody has read {left:#?}");
    let output = generated(name, &case, &source);
    insta::with_settings!({
        snapshot_path => &folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
        input_file => folder.join("input.yaml"),
    }, {
        insta::assert_snapshot!("diagnostics", shown(&diagnostics, &source, &sources));
        if waived.iter().next().is_some() {
            insta::assert_snapshot!("waived", shown(&waived, &source, &sources));
        }
        if let Some(api) = api {
            insta::assert_snapshot!("ir", format!("{:#?}", api));
            insta::assert_snapshot!("output", output);
            if name == WITH_COMMANDS {
                insta::assert_snapshot!("commands", commands(name, &case, &source));
            }
        } else {
            assert_eq!(output, "", "{name} has errors, and output");
        }
    });
}

macro_rules! fixtures {
    ($($case:ident)*) => {
        $(#[test] fn $case() { check(stringify!($case)); })*

        const CASES: &[&str] = &[$(stringify!($case),)*];
    };
}

fixtures! {
    a_document_in_several_files
    all_of_is_merged
    branches_that_are_ruled_out
    branches_with_the_same_tag
    chains_of_references
    children_that_add_nothing
    choices_across_files
    closed_object
    command_line
    defaults_and_examples
    discriminator_without_one_of
    enum_values_that_clash
    every_constraint
    formats
    formats_that_are_not_checked
    forms_and_files
    headers_of_parts
    headers_that_are_lists
    headers_that_are_not_the_callers
    hostile_text
    hostile_values
    identifiers_of_schemas
    items_one_by_one
    keywords_that_meet
    large_values_are_boxed
    lists_beside_other_types
    lists_page_by_page
    many_types_and_one_that_is_sent
    media_types_to_choose_from
    mistakes_are_located
    names_of_the_prelude
    names_that_are_given
    names_that_are_one_type
    names_that_can_not_be_given
    nothing_is_left_unread
    nullable_in_3_0
    nulls_in_odd_places
    nulls_that_no_list_has
    numbers_at_the_edge
    operations_that_are_left_out
    operations_that_are_odd
    optional_and_nullable
    parameters_and_responses
    parameters_in_every_style
    parameters_of_swagger
    parents_read_as_themselves
    paths_that_lead_elsewhere
    paths_with_more_than_parameters
    patterns_of_every_kind
    properties_that_travel_one_way
    recursion_in_words_of_2019
    recursion_is_boxed
    references_as_if_in_one_file
    references_that_lead_nowhere
    requests_as_commands
    responses_beyond_their_types
    responses_without_a_body
    rules_beyond_types
    secrets
    secrets_that_are_chosen
    security_schemes
    servers_of_operations
    tagged_union_with_several_tags
    tagged_union_with_siblings
    tags_are_features
    tags_inside_unions
    tags_of_any_type
    tags_that_are_numbers
    tags_that_fall_back
    tags_that_not_all_can_carry
    text_and_bytes
    texts_without_quotes
    typed_members_beside_properties
    types_that_are_implied
    types_that_are_the_same_in_rust
    unions_across_files
    unions_beside_types
    unions_in_unions
    unions_in_unions_with_other_tags
    unions_of_strings
    unions_told_apart_by_their_looks
    unions_whose_looks_deceive
    value_from_the_body
    values_of_wrong_types
    warnings_that_are_settled
    what_is_not_supported_is_reported
    what_servers_send_on_their_own
    what_stands_beside_unions
}

#[test]
fn every_folder_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert_eq!(folders, CASES);
}
