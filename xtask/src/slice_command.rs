//! `cargo xtask slice`: document → the part of it that some operations need → a file.
//!
//! Invariant: if the document has an error, nothing is written. The document itself is never written to.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::slice::{Slice, slice};
use codegen::{Options, Source};

use crate::cli::SliceArguments;
use crate::codegen_command::summarize;
use crate::console::{self, Console};
use crate::failure::{Failure, shown};
use crate::progress::Progress;
use crate::report::{self, Counts, Texts};
use crate::target::Input;
use crate::whole_file;

/// How many files a note names.
const MOST_NAMES: usize = 3;

/// Runs the command. Whether there is a slice.
pub(crate) fn run(arguments: &SliceArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let to_stdout = arguments.out == Path::new("-");
    let options = options(arguments);
    let input = Input::read(arguments.spec.as_deref(), &options.limits)?;
    if !to_stdout {
        refuse(&arguments.out, [input.path.as_path()])?;
    }
    let slice = {
        let _progress = Progress::start(console.shows_progress(), format!("reading {}", input.shown));
        slice(&input.source, &input.folder, &options)
    };
    if !to_stdout {
        refuse(&arguments.out, others(&input.path, &slice.sources).iter().map(PathBuf::as_path))?;
    }
    // Warnings are said where code is generated.
    let texts = Texts::new(&input.shown, &input.source.bytes, &slice.sources);
    let counts = report::print_errors(console, &texts, &slice.diagnostics);
    let Some(text) = &slice.text else {
        summarize(console, counts, "nothing was written", false);
        return Ok(false);
    };
    if to_stdout {
        console::print(text)?;
    } else {
        whole_file::write(&arguments.out, text)?;
    }
    note_files(console, arguments, &input, &slice);
    let size = size(text.as_bytes(), &input.source.bytes);
    let out = if to_stdout { String::new() } else { format!(" to `{}`", shown(&arguments.out)) };
    summarize(console, Counts::default(), &format!("wrote {size}{out}"), true);
    Ok(true)
}

/// How much is left, in lines, or in bytes where there is only one.
fn size(left: &[u8], all: &[u8]) -> String {
    let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
    match lines(all) {
        1 => format!("{} of {} bytes", left.len(), all.len()),
        count => format!("{} of {count} lines", lines(left)),
    }
}

fn options(arguments: &SliceArguments) -> Options {
    let mut options = Options::default();
    options.limits = arguments.limits.limits();
    options.operations.extend(arguments.operations.iter().cloned());
    options.tags.extend(arguments.tags.iter().cloned());
    options
}

/// The other files of a document, by their paths.
pub(crate) fn others(document: &Path, sources: &[Source]) -> Vec<PathBuf> {
    let folder = document.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
    sources.iter().filter_map(|source| Some(folder.as_ref()?.join(&source.name))).collect()
}

/// Refuses to write over what was read, or to where something else than a file stands.
pub(crate) fn refuse<'a>(out: &Path, read: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    let target = out.canonicalize().ok();
    let is_same = |read: &Path| target.is_some() && read.canonicalize().ok() == target;
    if read.into_iter().any(is_same) {
        return Err(Failure::OverItself { path: out.to_owned() });
    }
    match fs::metadata(out) {
        Ok(metadata) if !metadata.is_file() => {
            Err(Failure::InTheWay { path: out.to_owned(), wanted: "file" })
        }
        _ => Ok(()),
    }
}

/// Says which files the slice needs beside it.
fn note_files(console: &mut Console<'_>, arguments: &SliceArguments, input: &Input, slice: &Slice) {
    if slice.beside.is_empty() {
        return;
    }
    let folder = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).canonicalize().ok()
    };
    if arguments.out == Path::new("-") || folder(&arguments.out) != folder(&input.path) {
        let names = names(&slice.beside);
        console.note(&format!(
            "the slice refers to other files of the document, which must stand beside it in the same way: {names}"
        ));
    }
    if slice.names_root && arguments.out.file_name() != input.path.file_name() {
        let name = input.path.file_name().unwrap_or_default().to_string_lossy();
        console.note(&format!("these files refer back to `{name}`: the slice needs that name"));
    }
}

fn names(files: &[String]) -> String {
    // Pointers have these characters encoded.
    let shown = |file: &String| file.replace("%23", "#").replace("%25", "%");
    let names = files.iter().take(MOST_NAMES).map(|file| format!("`{}`", shown(file)));
    let names = names.collect::<Vec<_>>().join(", ");
    match files.len().saturating_sub(MOST_NAMES) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}
