//! `cargo xtask differential`: the generated validators against the `jsonschema` crate, on random instances of the
//! component schemas of real documents.
//!
//! Invariant: the same seed, documents and number of instances give the same instances.

mod explain;
mod instance;
mod json;
mod list;
mod mutate;
mod other;
mod ours;
mod outcome;
mod properties;
mod random;
mod schemas;
mod subject;
mod table;
mod text;
mod translate;
mod trial;
mod way;

use std::time::Duration;

use self::list::List;
use self::outcome::Report;
use self::trial::Trial;
use crate::cli::DifferentialArguments;
use crate::console::{Console, print};
use crate::documents::{self, Document};
use crate::failure::Failure;
use crate::out_folder::OutFolder;
use crate::programs;
use crate::progress::Progress;
use crate::target::workspace;

/// Runs the command. Whether the judges only disagree for reasons that are known, and what was promised is kept.
pub(crate) fn run(arguments: &DifferentialArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let out = OutFolder::of(arguments.out.as_deref())?;
    let documents = documents(arguments, &out)?;
    let list = match &arguments.explained {
        Some(path) => List::read(path)?,
        None => List::read(&workspace().join("xtask/differential.yaml"))?,
    };
    let progress = Progress::steps(console.shows_progress() && !arguments.json, 3 * documents.len() + 1);
    let limit = Duration::from_secs(arguments.time_limit);
    let reports = reports(&documents, arguments, &list, &out, limit, &progress)?;
    drop(progress);
    let stale = outcome::stale(&list, &reports);
    let text = if arguments.json {
        json::text(&reports, &list, &stale)
    } else {
        table::text(&reports, &list, &stale, arguments.verbose)
    };
    print(&text)?;
    Ok(stale.is_empty() && reports.iter().all(Report::is_fine))
}

/// Those of the folder, or those that are made up.
fn documents(arguments: &DifferentialArguments, out: &OutFolder) -> Result<Vec<Document>, Failure> {
    let mut documents = Vec::new();
    if let Some(folder) = &arguments.folder {
        documents = documents::find(folder)?;
    }
    if let Some(count) = arguments.random_schemas {
        documents = random::documents(&out.path, count.get(), arguments.seed)?;
    }
    documents::only(documents, &arguments.only)
}

fn reports(
    documents: &[Document],
    arguments: &DifferentialArguments,
    list: &List,
    out: &OutFolder,
    limit: Duration,
    progress: &Progress,
) -> Result<Vec<Report>, Failure> {
    let (mut reports, mut trials) = (Vec::new(), Vec::new());
    for document in documents {
        progress.step(&format!("generating {}", document.name));
        match subject::generate(document)? {
            Some(generated) if generated.subjects.is_empty() => reports.push(Report::empty(document)),
            Some(generated) => trials.push(Trial::new(document, generated)),
            None => reports.push(Report::fault(document, "nothing is generated from it".to_owned())),
        }
    }
    if trials.is_empty() {
        return Ok(reports);
    }
    let names: Vec<String> = trials.iter().map(|trial| trial.document.slug.clone()).collect();
    let programs = programs::prepare(&out.path, "differential", &names)?;
    let types = trials.iter().map(|trial| trial.generated.subjects.len()).sum();
    let mut share = trial::Share { instances: arguments.instances, types, done: 0 };
    for (number, (trial, program)) in trials.iter_mut().zip(&programs).enumerate() {
        progress.step(&format!("making instances of {}", trial.document.name));
        trial.write(number, program, &mut share, arguments.seed)?;
    }
    progress.step("compiling");
    let built = programs::build(&out.path, limit)?;
    if !built.is_done && built.broken.is_empty() {
        return Err(Failure::NotBuilt { said: built.reason });
    }
    for (number, (trial, program)) in trials.iter().zip(&programs).enumerate() {
        progress.step(&format!("judging {}", trial.document.name));
        reports.push(match (built.executables.get(&program.name), built.broken.get(&number)) {
            (Some(executable), None) => outcome::judge(trial, program, executable, &out.path, list)?,
            (_, error) => {
                let said = error.cloned().unwrap_or_else(|| built.reason.clone());
                Report::fault(trial.document, format!("it does not compile: {said}"))
            }
        });
    }
    reports.sort_by(|left, right| left.document.cmp(&right.document));
    Ok(reports)
}
