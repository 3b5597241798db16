//! `cargo xtask corpus`: every document of a folder through the generator and, if asked for, through the compiler.
//!
//! Invariant: whatever becomes of one document, the others get their turn.

mod cargo_message;
mod compile;
mod figures;
mod finding;
mod generate;
mod json;
mod memory;
mod outcome;
mod select;
mod table;
mod text;
mod workspace;

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) use self::figures::measure;
use self::outcome::Report;
use self::select::Chosen;
use self::workspace::Place;
use crate::cli::CorpusArguments;
use crate::console::{Console, print};
use crate::documents::{self, Document};
use crate::failure::Failure;
use crate::out_folder::OutFolder;
use crate::progress::Progress;

/// Runs the command. Whether all is well with every document.
pub(crate) fn run(arguments: &CorpusArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let documents = documents::find(&arguments.folder)?;
    let chosen = select::choose(documents, arguments)?;
    let out = OutFolder::of(arguments.out.as_deref())?;
    let run = Run {
        executable: env::current_exe().map_err(Failure::io("find", Path::new("the running program")))?,
        limit: Duration::from_secs(arguments.time_limit),
        target: out.path.join("target"),
        out: out.path.clone(),
    };
    let progress =
        Progress::steps(console.shows_progress() && !arguments.json, steps(&chosen, arguments.check));
    let mut reports = Vec::new();
    for Chosen { document, compiled } in chosen {
        let report = run.document(&document, compiled, &progress)?;
        if arguments.json {
            print(&format!("{}\n", json::document(&report)))?;
        }
        reports.push(report);
    }
    drop(progress);
    print(&if arguments.json { format!("{}\n", json::summary(&reports)) } else { table::text(&reports) })?;
    Ok(reports.iter().all(Report::is_fine))
}

/// How many steps the progress bar has.
fn steps(chosen: &[Chosen], check: bool) -> usize {
    let compiled = if check { chosen.iter().filter(|chosen| chosen.compiled).count() } else { 0 };
    chosen.len() + compiled * compile::STEPS.len()
}

/// What all documents have in common.
struct Run {
    /// This program, which generates in a process of its own per document.
    executable: PathBuf,
    /// How long each step may take.
    limit: Duration,
    /// The output folder.
    out: PathBuf,
    /// The folder of what the compiler makes: one for all, so that dependencies are compiled once.
    target: PathBuf,
}

impl Run {
    fn document(&self, document: &Document, compiled: bool, progress: &Progress) -> Result<Report, Failure> {
        let place = Place::prepare(&self.out, document)?;
        progress.step(&format!("generating {}", document.name));
        let mut report = generate::run(self, document, &place)?;
        if compiled && report.is_fine() {
            compile::run(self, &place, &mut report, progress)?;
        }
        Ok(report)
    }
}
