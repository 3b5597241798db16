//! A document that was cut down means the same as the whole one, for every operation and every tag of the fixtures.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Diagnostics, Severity};
use codegen::folder::Folder;
use codegen::slice::slice;
use codegen::{Options, Output, Source, analyse, generate_from};

mod folder;
use folder::Case;

/// What is to be chosen, one choice at a time.
fn choices(source: &Source, folder: &dyn Folder) -> Vec<Options> {
    let api = analyse(source, folder, &Options::default(), &mut Diagnostics::default()).api;
    let operations = api.map(|api| api.operations).unwrap_or_default();
    let mut choices = Vec::new();
    for operation in &operations {
        let mut options = Options::default();
        options.operations.insert(operation.id.clone());
        choices.push(options);
        for tag in &operation.tags {
            let mut options = Options::default();
            options.tags.insert(tag.clone());
            choices.push(options);
        }
    }
    choices.dedup_by(|a, b| a.operations == b.operations && a.tags == b.tags);
    choices
}

/// What is said about one document and not about another one. Suggestions depend on what else there is.
fn new_in<'a>(slice: &'a Output, whole: &Output) -> Vec<&'a Diagnostic> {
    let is_known = |it: &Diagnostic| {
        whole.diagnostics.iter().any(|known| (known.code, &known.place) == (it.code, &it.place))
    };
    let said = slice.diagnostics.iter().filter(|it| it.severity != Severity::Note);
    said.filter(|it| !is_known(it)).collect()
}

/// Cuts a document down, and compares what is generated from it. Gives the number of bytes that are left.
fn check(name: &str, source: &Source, folder: &dyn Folder, options: &Options) -> usize {
    let chosen = format!("{name}: {:?} {:?}", options.operations, options.tags);
    let whole = generate_from(source, folder, options);
    let text = slice(source, folder, options).text;
    let Some(text) = text else {
        assert!(whole.files.is_empty(), "{chosen}: {:?}", slice(source, folder, options).diagnostics);
        return 0;
    };
    let left = text.len();
    let cut = Source { name: source.name.clone(), bytes: text.clone().into_bytes() };
    let again = slice(&cut, folder, options).text;
    assert_eq!(again.as_ref(), Some(&text), "{chosen}: there is more to cut");
    let output = generate_from(&cut, folder, options);
    assert_eq!(new_in(&output, &whole), Vec::<&Diagnostic>::new(), "{chosen}");
    for (found, expected) in output.files.iter().zip(&whole.files) {
        assert_eq!(found, expected, "{chosen}\n{text}");
    }
    assert!(output.files == whole.files, "{chosen}: other files");
    assert_eq!(output.dependencies, whole.dependencies, "{chosen}");
    assert_eq!(output.features, whole.features, "{chosen}");
    left
}

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

/// Real documents are no part of the repository: `DOCUMENTS=~/documents cargo test --release -p codegen --test slice --
/// --ignored --nocapture`. Each is cut down to `CHOICES` operations or tags of it (5 by default), the same every time.
/// The slices are written to the folder `SLICES`, if it is given.
#[test]
#[ignore = "needs a folder of documents"]
#[expect(clippy::print_stdout, reason = "it is run for the figures")]
fn slices_of_real_documents_generate_the_same() {
    let folder = PathBuf::from(std::env::var_os("DOCUMENTS").unwrap());
    let count = std::env::var("CHOICES").map_or(5, |count| count.parse().unwrap());
    let mut failed = 0;
    for path in documents(&folder) {
        let name = path.strip_prefix(&folder).unwrap().display().to_string().replace('/', "-");
        let case = Case(path.parent().unwrap().to_owned());
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source { name: file, bytes: fs::read(&path).unwrap() };
        let mut choices = choices(&source, &case);
        let all = choices.len();
        let mut seed = source.bytes.len();
        while choices.len() > count {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            choices.swap_remove((seed >> 33) % choices.len());
        }
        let mut lengths = Vec::new();
        for (index, options) in choices.iter().enumerate() {
            let checked = catch_unwind(AssertUnwindSafe(|| check(&name, &source, &case, options)));
            failed += usize::from(checked.is_err());
            lengths.push(checked.unwrap_or_default());
            if let Some(folder) = std::env::var_os("SLICES")
                && let Some(text) = slice(&source, &case, options).text
            {
                let path = Path::new(&folder).join(format!("{index}-{name}"));
                fs::write(path, text).unwrap();
            }
        }
        println!("{name}: {} bytes, {all} choices: {lengths:?}", source.bytes.len());
    }
    assert_eq!(failed, 0);
}
