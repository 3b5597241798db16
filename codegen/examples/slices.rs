//! Cuts the documents of a folder down to some of their operations, and checks that what is generated stays the same.
//!
//! ```sh
//! cargo run --release -p codegen --example slices -- ~/documents      # 5 operations or tags of each
//! cargo run --release -p codegen --example slices -- ~/documents 13
//! ```
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "it is a test that is run by hand")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use codegen::Source;

#[path = "../tests/folder/mod.rs"]
#[expect(dead_code, reason = "the documents of fixtures have one name, and these have many")]
mod folder;
use folder::Case;
#[path = "../tests/slice/judge.rs"]
mod judge;
use judge::{check, choices};

/// The documents of a folder and of the folders in it.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            found.extend(documents(&path));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        let text = format!("\n{text}");
        if ["\nopenapi:", "\n\"openapi\"", "\"openapi\":"].iter().any(|key| text.contains(key)) {
            found.push(path);
        }
    }
    found
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("give a folder of documents"));
    let count = arguments.next().map_or(5, |count| count.parse().expect("the second argument is a number"));
    let mut failed = 0;
    for path in documents(&folder) {
        failed += try_document(&folder, &path, count);
    }
    assert_eq!(failed, 0, "slices differ from their documents");
}

/// Tries some choices of a document, the same every time. Gives the number of slices that are not as they should be.
fn try_document(folder: &Path, path: &Path, count: usize) -> usize {
    let name = path.strip_prefix(folder).unwrap().display().to_string();
    let case = Case(path.parent().unwrap().to_owned());
    let file = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source { name: file, bytes: fs::read(path).unwrap() };
    let mut choices = choices(&source, &case);
    let all = choices.len();
    let mut seed = source.bytes.len();
    while choices.len() > count {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        choices.swap_remove((seed >> 33) % choices.len());
    }
    let checked: Vec<Option<usize>> = choices
        .iter()
        .map(|options| catch_unwind(AssertUnwindSafe(|| check(&name, &source, &case, options))).ok())
        .collect();
    let lengths: Vec<usize> = checked.iter().flatten().copied().collect();
    println!("{name}: {} bytes, {all} choices: {lengths:?}", source.bytes.len());
    checked.len() - lengths.len()
}
