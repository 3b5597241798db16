//! Whether a document that was cut down means the same as the whole one.

use codegen::diagnostic::{Diagnostic, Diagnostics, Severity};
use codegen::folder::Folder;
use codegen::slice::slice;
use codegen::{Options, Output, Source, analyse, generate_from};

/// What is to be chosen, one choice at a time.
pub(crate) fn choices(source: &Source, folder: &dyn Folder) -> Vec<Options> {
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
pub(crate) fn check(name: &str, source: &Source, folder: &dyn Folder, options: &Options) -> usize {
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
