//! Trials → what a person sees: a line per file of the suite, and what is wrong.
//!
//! Invariant: no control character of the suite reaches the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Trial;
use super::outcome::Outcome;
use super::suite::{Section, TestFile};
use crate::report::clean;
use crate::reported::Said;

/// How many tests went how.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Counts(BTreeMap<Outcome, usize>);

impl Counts {
    /// How many went so.
    pub(super) fn of(&self, outcome: Outcome) -> usize {
        self.0.get(&outcome).copied().unwrap_or_default()
    }

    /// How many there are.
    pub(super) fn tests(&self) -> usize {
        self.0.values().sum()
    }

    /// Adds those of something else.
    pub(super) fn add(&mut self, other: &Self) {
        for (outcome, count) in &other.0 {
            *self.0.entry(*outcome).or_default() += count;
        }
    }
}

/// The files with their counts, in order.
pub(super) fn by_file<'s>(trials: &[Trial<'s>]) -> Vec<(&'s TestFile, Counts)> {
    let mut files: Vec<(&TestFile, Counts)> = Vec::new();
    for trial in trials {
        if files.last().is_none_or(|(file, _)| !std::ptr::eq(*file, trial.file)) {
            files.push((trial.file, Counts::default()));
        }
        if let Some((_, counts)) = files.last_mut() {
            for outcome in trial.outcomes() {
                *counts.0.entry(outcome).or_default() += 1;
            }
        }
    }
    files
}

/// The whole text. `verbose`: also what is reported.
pub(super) fn text(trials: &[Trial<'_>], verbose: bool) -> String {
    let files = by_file(trials);
    let width = files.iter().map(|(file, _)| file.path().len()).max().unwrap_or_default();
    let mut text = String::new();
    let (mut counted, mut others) = (Counts::default(), Counts::default());
    let mut last = None;
    for (file, counts) in &files {
        let part = (file.draft, file.section());
        if last.replace(part) != Some(part) {
            text.push_str(&heading(file, width));
        }
        text.push_str(&row(&file.path(), counts, width));
        if file.section() == Section::Other { &mut others } else { &mut counted }.add(counts);
    }
    text.push('\n');
    text.push_str(&row("all that counts", &counted, width));
    if others.tests() > 0 {
        text.push_str(&row("beside that", &others, width));
    }
    for trial in trials {
        text.push_str(&not_right(trial, verbose));
    }
    text
}

fn heading(file: &TestFile, width: usize) -> String {
    let title = match file.section() {
        Section::Required => file.draft.as_str().to_owned(),
        Section::Formats => format!("{}: formats and patterns", file.draft.as_str()),
        Section::Other => format!("{}: beside that", file.draft.as_str()),
    };
    let columns = Outcome::ALL.map(|outcome| format!("{:>9}", outcome.as_str()));
    format!("\n{title:<width$}  {:>9}{}\n", "tests", columns.concat())
}

fn row(name: &str, counts: &Counts, width: usize) -> String {
    let number = |count: usize| if count == 0 { "-".to_owned() } else { count.to_string() };
    let columns = Outcome::ALL.map(|outcome| format!("{:>9}", number(counts.of(outcome))));
    format!("{:<width$}  {:>9}{}\n", clean::line(name), counts.tests(), columns.concat())
}

/// The tests of a group that are wrong, or all that are not right.
fn not_right(trial: &Trial<'_>, verbose: bool) -> String {
    let mut lines = String::new();
    for (index, outcome) in trial.outcomes().into_iter().enumerate() {
        if outcome == Outcome::Right || (outcome != Outcome::Wrong && !verbose) {
            continue;
        }
        let test = &trial.group.tests[index];
        let expected = if test.valid { "valid" } else { "invalid" };
        let (name, verdict) = (clean::line(&test.description), clean::line(&trial.words(index)));
        // Writing to a string does not fail.
        let _ = writeln!(lines, "  {}: {name} [{expected}]: {verdict}", outcome.as_str());
    }
    if lines.is_empty() {
        return lines;
    }
    let title = format!("\n{}: {}\n", trial.file.path(), clean::line(&trial.group.description));
    title + &lines + &trial.said.iter().map(said).collect::<String>()
}

fn said(said: &Said) -> String {
    let Said { severity, code, place, message } = said;
    format!("  {severity}[{}] at {}: {}\n", code.as_str(), shown(place), clean::line(message))
}

/// A place as a reference to it.
fn shown(place: &str) -> String {
    let local = if place.contains('#') { place.to_owned() } else { format!("#{place}") };
    clean::line(&local)
}
