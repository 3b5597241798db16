//! A crate at a glance: what is told has to fit together, whatever the document.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::folder::Folder;
use codegen::overview::{Enforced, KeywordCounts, Means, Overview, Owner, overview};
use codegen::{Options, Source, analyse, render};

mod folder;
#[path = "folder/options.rs"]
mod options;
use folder::Case;

fn overview_of(source: &Source, folder: &dyn Folder, options: &Options) -> Option<Overview> {
    let analysis = analyse(source, folder, options, &mut Diagnostics::default());
    let (api, names) = analysis.api.zip(analysis.names)?;
    let (files, _) = render(&api, &names, "test.yaml");
    Some(overview(&api, &names, &files))
}

/// That all that is said from two sides is the same from both.
fn assert_fits(overview: &Overview) {
    let Overview { types, operations, files, .. } = overview;
    for (index, it) in types.iter().enumerate() {
        for used in it.uses.iter().filter(|used| **used != index) {
            assert!(types[*used].used_by.contains(&index), "{} uses it", it.name);
        }
        for user in &it.used_by {
            assert!(types[*user].uses.contains(&index), "{} is used", it.name);
        }
        for operation in &it.operations {
            assert!(operations[*operation].types().contains(&index), "{} is used", it.name);
        }
        assert!(it.operations.len() <= it.reached_by && it.reached_by <= operations.len(), "{}", it.name);
        assert!(files[it.file].types.contains(&index), "{} has a file", it.name);
        for enforced in &it.enforced {
            assert!(overview.keywords.contains_key(&enforced.keyword));
        }
    }
    let names: BTreeSet<&str> = types.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.len(), types.len());
    let in_files: usize = files.iter().map(|file| file.types.len()).sum();
    assert_eq!(in_files, types.len());
    for (index, operation) in operations.iter().enumerate() {
        assert_eq!(files.iter().filter(|file| file.operation == Some(index)).count(), 1, "{}", operation.id);
        let place = format!("{}/responses/200", operation.pointer);
        assert_eq!(overview.owner(&place), Some(Owner::Operation(index)));
    }
}

#[test]
fn all_that_is_said_fits_together() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut count = 0;
    for entry in fs::read_dir(fixtures).unwrap() {
        let case = Case(entry.unwrap().path());
        if let Some(overview) = overview_of(&case.source(), &case, &case.options()) {
            assert_fits(&overview);
            count += usize::from(!overview.types.is_empty());
        }
    }
    assert!(count > 50, "only {count} fixtures were looked at");
}

#[test]
fn a_place_counts_once_and_by_what_enforces_it() {
    let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\ncomponents:\n  schemas:\n    \
                Pet: {type: object, required: [name], properties: {name: {$ref: '#/components/schemas/Name'}, \
                other: {$ref: '#/components/schemas/Name'}, ages: {type: array, items: {type: integer, minimum: 0}}}, \
                not: {required: [gone]}}\n    \
                Name: {type: string, maxLength: 5}\n    Kind: {enum: [cat, dog]}\n";
    let source = Source { name: "pets.yaml".into(), bytes: text.into() };
    let overview = overview_of(&source, &codegen::folder::NoFolder, &Options::default()).unwrap();
    let count = |by_type, by_check, by_rule| KeywordCounts { by_type, by_check, by_rule };
    let keywords: Vec<_> = overview.keywords.iter().map(|(name, counts)| (name.as_str(), *counts)).collect();
    let expected = [
        ("enum", count(0, 1, 0)),
        ("items", count(1, 0, 0)),
        ("maxLength", count(0, 1, 0)),
        ("minimum", count(0, 1, 0)),
        ("not", count(0, 0, 1)),
        ("required", count(1, 0, 0)),
        ("type", count(5, 0, 0)),
    ];
    assert_eq!(keywords, expected);
    let not = Enforced { keyword: "not".into(), means: Means::Rule };
    assert!(overview.types[0].enforced.contains(&not));
}
