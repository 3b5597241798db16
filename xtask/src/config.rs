//! `codegen.toml`: what a maintainer chooses, once and for every run.
//!
//! Invariant: every key is known and every value is of its kind, or else there is a fault with its place in the file.

mod read;
mod table;

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use codegen::{Choice, Formats, Options};

use crate::cli::Deny;
use crate::console::Console;
use crate::failure::{Failure, shown};
use crate::report;

/// The name of the file beside `spec/`.
pub(crate) const FILE: &str = "codegen.toml";

/// What a file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// Its path, as messages name it.
    pub(crate) shown: String,
    /// Its text.
    pub(crate) text: String,
    /// The document.
    pub(crate) document: Option<PathBuf>,
    /// The folder of the crate.
    pub(crate) output: Option<PathBuf>,
    /// The name of the crate.
    pub(crate) crate_name: Option<String>,
    /// Whether warnings are errors.
    pub(crate) deny: Option<Deny>,
    /// What is generated.
    pub(crate) options: Options,
    /// Where each choice stands in the text.
    pub(crate) places: HashMap<Choice, Range<usize>>,
}

/// Something that is wrong with a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    /// What it is.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
    /// Where, in bytes.
    pub(crate) place: Range<usize>,
}

impl Config {
    /// Reads a file. All that is wrong with it is printed.
    pub(crate) fn read(path: &Path, console: &mut Console<'_>) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(Failure::io("read", path))?;
        let Ok(text) = String::from_utf8(bytes) else {
            return Err(Failure::BadConfig { path: path.to_owned(), faults: 0 });
        };
        // Paths in it start at its folder, wherever the command is run from.
        let folder = path.parent().unwrap_or(Path::new(""));
        let (config, faults) = read::read(&text, folder);
        let shown = shown(path);
        if faults.is_empty() {
            return Ok(Self { shown, text, ..config });
        }
        for fault in &faults {
            report::fault(console, &shown, &text, fault);
        }
        Err(Failure::BadConfig { path: path.to_owned(), faults: faults.len() })
    }

    /// Puts what it says into the options, unless the command line says something else.
    pub(crate) fn apply(&self, options: &mut Options) {
        let is_chosen = !(options.operations.is_empty() && options.tags.is_empty());
        let file = &self.options;
        options.names.clone_from(&file.names);
        options.sensitive.clone_from(&file.sensitive);
        options.waivers.clone_from(&file.waivers);
        // Where this run sees less of the document, the rest of the file may be about what it does not see.
        options.allow_unused =
            is_chosen || options.formats == Formats::Annotate && file.formats == Formats::Assert;
        if !is_chosen {
            options.operations.clone_from(&file.operations);
            options.tags.clone_from(&file.tags);
            options.excluded_operations.clone_from(&file.excluded_operations);
            options.excluded_tags.clone_from(&file.excluded_tags);
        }
        for (limit, value) in file.limits.chosen() {
            if options.limits.chosen().all(|(chosen, _)| chosen != limit) {
                options.limits.set(limit, value);
            }
        }
        if options.formats == Formats::default() {
            options.formats = file.formats;
        }
    }
}

#[cfg(test)]
mod tests;
