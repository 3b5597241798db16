//! One document → the files of its crate and the figures of making them, in a process of its own.
//!
//! Invariant: the peak of memory is taken before the files are parsed back, so it is that of generating alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use codegen::ledger::Fate;
use codegen::{Limits, Options, Output};
use serde_json::{Value, json};

use super::memory;
use crate::cli::{CodegenArguments, MeasureArguments, MessageFormat};
use crate::codegen_command;
use crate::console::{Console, print};
use crate::failure::Failure;
use crate::target::Target;

/// What was made, and at what cost.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Figures {
    /// The operations of the crate.
    pub(super) operations: u64,
    /// The types with the name of a component.
    pub(super) schemas: u64,
    /// The files of Rust.
    pub(super) files: u64,
    /// The lines of Rust.
    pub(super) lines: u64,
    /// The bytes of Rust.
    pub(super) bytes: u64,
    /// The time to read, generate and write, in microseconds.
    pub(super) microseconds: u64,
    /// The peak of memory, in bytes, where the system tells it.
    pub(super) peak: Option<u64>,
}

/// The result of parsing back what was written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Unparsable {
    /// The file.
    pub(super) file: String,
    /// What is wrong with it.
    pub(super) message: String,
}

/// A line that the process of a document says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Said {
    /// The document was read and perhaps turned into files.
    Figures(Figures),
    /// These parts of the document were dropped in silence.
    Left(Vec<String>),
    /// All files were parsed back, but for these.
    Parsed(Vec<Unparsable>),
}

/// Generates the crate of one document as `codegen` does, and prints the figures: the work of the process.
pub(crate) fn measure(arguments: &MeasureArguments) -> Result<bool, Failure> {
    let start = Instant::now();
    let command = CodegenArguments {
        spec: Some(arguments.spec.clone()),
        out: Some(arguments.out.clone()),
        crate_name: Some(arguments.crate_name.clone()),
        message_format: MessageFormat::Json,
        ..CodegenArguments::default()
    };
    let mut figures = Figures::default();
    let fine = codegen_command::run(
        &command,
        &mut Console::stderr(MessageFormat::Json),
        |source, folder, options| {
            let output = codegen::generate_from(source, folder, options);
            figures = of_output(&output);
            output
        },
    )?;
    figures.microseconds = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    figures.peak = memory::peak();
    print(&format!("{}\n", to_json(&Said::Figures(figures))))?;
    if fine {
        print(&format!("{}\n", to_json(&Said::Left(left(&command)?))))?;
        print(&format!("{}\n", to_json(&Said::Parsed(parse_back(&arguments.out.join("src"))?))))?;
    }
    Ok(fine)
}

/// The parts of the document that nobody has read.
fn left(command: &CodegenArguments) -> Result<Vec<String>, Failure> {
    let target = Target::read(command, &Limits::default())?;
    let mut options = Options::default();
    options.ledger = true;
    let analysis = codegen::analyse(
        &target.source,
        &target.folder,
        &options,
        &mut codegen::diagnostic::Diagnostics::default(),
    );
    let left = analysis.ledger.into_iter().filter(|entry| entry.fate == Fate::Left);
    Ok(left.map(|entry| entry.pointer).collect())
}

fn of_output(output: &Output) -> Figures {
    let rust =
        output.files.iter().filter(|file| Path::new(&file.path).extension().is_some_and(|e| e == "rs"));
    let mut figures = Figures {
        operations: output.counts.operations as u64,
        schemas: output.counts.schemas as u64,
        ..Figures::default()
    };
    for file in rust {
        figures.files += 1;
        figures.lines += file.content.lines().count() as u64;
        figures.bytes += file.content.len() as u64;
    }
    figures
}

fn parse_back(folder: &Path) -> Result<Vec<Unparsable>, Failure> {
    let mut unparsable = Vec::new();
    for path in rust_files(folder)? {
        let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
        if let Err(error) = syn::parse_file(&text) {
            let file = crate::failure::shown(path.strip_prefix(folder).unwrap_or(&path));
            unparsable.push(Unparsable { file, message: error.to_string() });
        }
    }
    Ok(unparsable)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::io("read", &folder))? {
            let path = entry.map_err(Failure::io("read", &folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn to_json(said: &Said) -> Value {
    match said {
        Said::Figures(figures) => json!({
            "operations": figures.operations,
            "schemas": figures.schemas,
            "files": figures.files,
            "lines": figures.lines,
            "bytes": figures.bytes,
            "microseconds": figures.microseconds,
            "peak": figures.peak,
        }),
        Said::Left(pointers) => json!({ "left": pointers }),
        Said::Parsed(unparsable) => {
            let pairs: Vec<_> = unparsable.iter().map(|bad| json!([bad.file, bad.message])).collect();
            json!({ "unparsable": pairs })
        }
    }
}

/// Understands a line of [`measure`].
pub(super) fn from_json(line: &str) -> Option<Said> {
    let value: Value = serde_json::from_str(line).ok()?;
    if let Some(pointers) = value.get("left") {
        let pointers = pointers.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
        return Some(Said::Left(pointers.collect()));
    }
    if let Some(pairs) = value.get("unparsable") {
        let text =
            |pair: &Value, at: usize| pair.get(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let bad = |pair| Unparsable { file: text(pair, 0), message: text(pair, 1) };
        return Some(Said::Parsed(pairs.as_array()?.iter().map(bad).collect()));
    }
    let number = |name: &str| value.get(name).and_then(Value::as_u64);
    Some(Said::Figures(Figures {
        operations: number("operations")?,
        schemas: number("schemas")?,
        files: number("files")?,
        lines: number("lines")?,
        bytes: number("bytes")?,
        microseconds: number("microseconds")?,
        peak: number("peak"),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_understood() {
        let figures =
            Figures { operations: 1, schemas: 2, files: 3, lines: 4, bytes: 5, microseconds: 6, peak: None };
        let bad = Unparsable { file: "a.rs".into(), message: "expected `;`".into() };
        for said in [
            Said::Figures(figures),
            Said::Figures(Figures { peak: Some(7), ..figures }),
            Said::Left(vec!["/paths/~1x".into()]),
            Said::Parsed(Vec::new()),
            Said::Parsed(vec![bad]),
        ] {
            assert_eq!(from_json(&to_json(&said).to_string()), Some(said));
        }
        assert_eq!(from_json("thread panicked"), None);
        assert_eq!(from_json("{}"), None);
    }

    #[test]
    fn a_file_that_is_no_rust_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("models")).unwrap();
        fs::write(folder.path().join("lib.rs"), "mod models;").unwrap();
        fs::write(folder.path().join("models/pet.rs"), "struct Pet {").unwrap();
        let files: Vec<String> = parse_back(folder.path()).unwrap().into_iter().map(|bad| bad.file).collect();
        assert_eq!(files, ["models/pet.rs"]);
    }
}
