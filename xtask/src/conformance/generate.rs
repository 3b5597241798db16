//! A schema of the suite → the models that the generator makes of it, and what it says about it.
//!
//! The schema is a file of its own, and the document only refers to it: so its references are relative to itself, as
//! the suite means them, and what is said about it is told apart from what is said about the document around it.
//!
//! Invariant: a generator that panics or hangs is a fault of the schema it was started for, and no more.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use codegen::diagnostic::{Diagnostic, Place, Severity};
use codegen::folder::{Folder, Unreadable};
use codegen::{Formats, Options, Output, Source};

use super::outcome::Fault;
use super::suite::Group;
use crate::cli::Draft;
use crate::folder::DiskFolder;
use crate::reported::Said;

/// The name of the file that holds the schema.
const SCHEMA: &str = "schema.json";
/// What the suite calls the folder of its remotes.
const REMOTES: &str = "http://localhost:1234";
/// How long the generator may take. Real schemas take milliseconds.
const LIMIT: Duration = Duration::from_secs(30);

/// What the generator makes of a schema.
#[derive(Debug, Default)]
pub(super) struct Generated {
    /// The output; without files if there is a fault.
    pub(super) output: Output,
    /// What is said about the schema, and about what it refers to.
    pub(super) said: Vec<Said>,
    /// Why there are no files.
    pub(super) fault: Option<Fault>,
}

/// Generates from the schema of a group.
pub(super) fn run(group: &Group, draft: Draft, formats: Formats, remotes: &Path) -> Generated {
    let (sender, receiver) = mpsc::channel();
    let folder = GroupFolder { schema: group.schema.clone(), remotes: DiskFolder::of(&remotes.join(SCHEMA)) };
    thread::spawn(move || {
        let mut options = Options::default();
        options.formats = formats;
        let generate = || codegen::generate_from(&document(draft), &folder, &options);
        // Nobody listens if it took too long.
        let _ = sender.send(panic::catch_unwind(AssertUnwindSafe(generate)));
    });
    match receiver.recv_timeout(LIMIT) {
        Ok(Ok(output)) => generated(output),
        Ok(Err(_)) => Generated { fault: Some(Fault::GeneratorPanics), ..Generated::default() },
        Err(_) => Generated { fault: Some(Fault::GeneratorHangs), ..Generated::default() },
    }
}

/// The document around a schema: an object with one property, because a property can be of any type.
fn document(draft: Draft) -> Source {
    let version = match draft {
        Draft::Draft4 => "3.0.4",
        Draft::Draft202012 => "3.1.1",
    };
    // `$self` makes that the remotes are files beside the document.
    let text = format!(
        r#"{{"openapi": "{version}", "$self": "{REMOTES}/document.json", "info": {{"title": "Test", "version": "1"}},
"components": {{"schemas": {{"Subject": {{
  "type": "object", "required": ["value"], "properties": {{"value": {{"$ref": "{SCHEMA}"}}}}
}}}}}}}}"#
    );
    Source { name: "document.json".to_owned(), bytes: text.into() }
}

fn generated(output: Output) -> Generated {
    let said: Vec<Said> = output.diagnostics.iter().filter_map(said).collect();
    let is_error = |said: &Said| said.severity == Severity::Error;
    let fault = match output.diagnostics.has_errors() {
        true if said.iter().any(is_error) => Some(Fault::Refused),
        true => Some(Fault::RefusedElsewhere),
        false => None,
    };
    Generated { output, said, fault }
}

/// What is said about anything but the document around the schema.
fn said(diagnostic: &Diagnostic) -> Option<Said> {
    let file = diagnostic.place.file();
    if file.is_empty() {
        return None;
    }
    let local = match diagnostic.place.local() {
        Place::Value(pointer) | Place::Key(pointer) | Place::Character(pointer, _) => pointer,
        Place::Text { line, column, .. } => format!(":{line}:{column}"),
        Place::Document | Place::File(_) | Place::Choice(_) => String::new(),
    };
    let place = if file == SCHEMA { local } else { format!("{file}#{local}") };
    let Diagnostic { code, severity, message, .. } = diagnostic.clone();
    Some(Said { severity, code, place, message })
}

/// The folder of the document: the schema, and the remotes of the suite.
struct GroupFolder {
    schema: String,
    remotes: DiskFolder,
}

impl Folder for GroupFolder {
    fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
        if path == SCHEMA { Ok(self.schema.clone().into()) } else { self.remotes.read(path, most) }
    }

    fn files(&self) -> Vec<String> {
        self.remotes.files()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen::diagnostic::Code;

    fn generated(draft: Draft, schema: &str) -> Generated {
        let remotes = tempfile::tempdir().unwrap();
        std::fs::create_dir(remotes.path().join("a")).unwrap();
        std::fs::write(remotes.path().join("a/b.json"), r#"{"type":"string","format":"hex"}"#).unwrap();
        let group = Group { description: String::new(), schema: schema.to_owned(), tests: Vec::new() };
        run(&group, draft, Formats::Assert, remotes.path())
    }

    #[test]
    fn any_schema_can_be_the_subject() {
        for draft in Draft::ALL {
            for schema in ["{}", r#"{"type":"integer"}"#, r##"{"properties":{"a":{"$ref":"#"}}}"##] {
                let generated = generated(*draft, schema);
                assert_eq!(generated.fault, None, "{schema}");
                let subject = "src/models/subject.rs";
                assert!(generated.output.files.iter().any(|file| file.path == subject), "{schema}");
            }
        }
        assert_eq!(generated(Draft::Draft202012, "false").fault, None);
    }

    #[test]
    fn remotes_are_files() {
        let generated = generated(Draft::Draft202012, r#"{"$ref":"http://localhost:1234/a/b.json"}"#);
        assert_eq!(generated.fault, None);
        assert_eq!(generated.said[0].place, "a/b.json#/format");
    }

    #[test]
    fn what_is_said_about_the_schema_is_kept() {
        let generated = generated(
            Draft::Draft202012,
            r#"{"$ref":"https://example.com/a","type":"string","format":"hex"}"#,
        );
        assert_eq!(generated.fault, Some(Fault::Refused));
        let places: Vec<_> = generated.said.iter().map(|said| (said.code, said.place.as_str())).collect();
        assert_eq!(places, [(Code::UnsupportedReference, "/$ref"), (Code::NotEnforced, "/format")]);
    }
}
