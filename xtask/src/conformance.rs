//! `cargo xtask conformance`: the JSON Schema Test Suite against the validators that are generated from its schemas.
//!
//! Invariant: every test of the suite has exactly one outcome.

mod bundle;
mod generate;
mod json;
mod outcome;
mod suite;
mod table;

use std::time::Duration;

use codegen::Output;

use self::generate::Generated;
use self::outcome::{Fault, Outcome, Verdict};
use self::suite::{Group, Section, TestFile};
use crate::cli::ConformanceArguments;
use crate::console::{Console, print};
use crate::failure::Failure;
use crate::out_folder::OutFolder;
use crate::progress::Progress;
use crate::reported::Said;

/// A group on its way through the generator, the compiler and its instances.
#[derive(Debug)]
struct Trial<'s> {
    file: &'s TestFile,
    group: &'s Group,
    output: Output,
    said: Vec<Said>,
    fault: Option<Fault>,
    /// One for each test, if there is no fault.
    verdicts: Vec<Verdict>,
}

impl Trial<'_> {
    /// How each test went.
    fn outcomes(&self) -> Vec<Outcome> {
        let tests = &self.group.tests;
        match &self.fault {
            Some(fault) => vec![outcome::without_verdicts(fault, &self.said); tests.len()],
            None => tests
                .iter()
                .zip(&self.verdicts)
                .map(|(test, verdict)| outcome::judge(test.valid, verdict, &self.said))
                .collect(),
        }
    }

    /// What became of a test.
    fn words(&self, test: usize) -> String {
        let verdict = || self.verdicts.get(test).map(Verdict::to_words).unwrap_or_default();
        self.fault.as_ref().map_or_else(verdict, Fault::to_words)
    }
}

/// Runs the command. Whether no test that counts is wrong.
pub(crate) fn run(arguments: &ConformanceArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let files = suite::read(arguments)?;
    let out = OutFolder::of(arguments.out.as_deref())?;
    let groups = files.iter().map(|file| file.groups.len()).sum::<usize>();
    let progress = Progress::steps(console.shows_progress() && !arguments.json, groups + 2);
    let mut trials = generate_all(&files, arguments, &progress);
    progress.step("compiling");
    let mut bundles = bundle::write(&out.path, &trials)?;
    let limit = Duration::from_secs(arguments.time_limit);
    let executables = bundle::build(&out.path, &mut bundles, &mut trials, limit)?;
    progress.step("judging");
    for bundle in &bundles {
        if let Some(executable) = executables.get(&bundle.program.name) {
            bundle.run(executable, &mut trials, &out.path)?;
        }
    }
    drop(progress);
    print(&if arguments.json { json::text(&trials) } else { table::text(&trials, arguments.verbose) })?;
    let counts = |trial: &&Trial<'_>| trial.file.section() != Section::Other;
    Ok(trials.iter().filter(counts).all(|trial| !trial.outcomes().contains(&Outcome::Wrong)))
}

fn generate_all<'s>(
    files: &'s [TestFile],
    arguments: &ConformanceArguments,
    progress: &Progress,
) -> Vec<Trial<'s>> {
    let remotes = arguments.folder.join("remotes");
    let mut trials = Vec::new();
    for file in files {
        for group in &file.groups {
            progress.step(&format!("generating {}", file.path()));
            let Generated { output, said, fault } =
                generate::run(group, file.draft, file.formats(), &remotes);
            trials.push(Trial { file, group, output, said, fault, verdicts: Vec::new() });
        }
    }
    trials
}
