//! A document that was cut down means the same as the whole one, for every operation and every tag of the fixtures.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;

mod folder;
use folder::Case;
#[path = "slice/judge.rs"]
mod judge;
use judge::{check, choices};

#[test]
fn a_slice_of_a_fixture_generates_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let case = Case(folder);
        let source = case.source();
        for options in choices(&source, &case) {
            check(&name, &source, &case, &options);
        }
    }
}
