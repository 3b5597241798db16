//! What became of the documents → a table in Markdown.

use super::{Allowance, Tried};
use crate::process::End;
use crate::report::clean;

/// How long the text of an outcome can be.
const LONGEST: usize = 110;

/// The head of the table.
pub(super) fn head() -> String {
    "| document | size | bytes | seconds | MB | outcome |\n|---|---:|---:|---:|---:|---|\n".to_owned()
}

/// A line of the table.
pub(super) fn row(tried: &Tried, allowance: Allowance) -> String {
    let Tried { case, bytes, ran, .. } = tried;
    let fault = if ran.is_well(allowance) { "" } else { "**not well:** " };
    let outcome = match ran.end {
        End::Exit(0) => done(&ran.said),
        End::Exit(_) => shortened(&ran.said),
        End::Crash => format!("crash: {}", shortened(&ran.said)),
        End::OverTime => "stopped".to_owned(),
    };
    let peak = ran.peak.map_or_else(|| "-".to_owned(), |peak| (peak >> 20).to_string());
    let seconds = ran.time.as_secs_f64();
    let (name, size) = (case.name.replace('|', "\\|"), tried.size);
    format!("| {name} | {size} | {bytes} | {seconds:.2} | {peak} | {fault}{outcome} |\n")
}

/// The outcome of a run that has written files: what it has said before.
fn done(said: &str) -> String {
    let warnings = said.strip_prefix("warning: ").and_then(|said| said.split_once(';'));
    warnings.map_or_else(|| "done".to_owned(), |(warnings, _)| format!("done, {warnings}"))
}

/// A line that is not too long.
pub(super) fn shortened(said: &str) -> String {
    let line = clean::line(said).replace('|', "\\|");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}
