//! A crate → what Cargo says about it: check, documentation, its own tests.
//!
//! Invariant: dependencies are compiled before the clock starts, and the crate itself is always compiled anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use toml_edit::Document;

use super::Run;
use super::cargo_message;
use super::finding::{From, Level};
use super::outcome::{Fault, Report};
use super::workspace::Place;
use crate::failure::Failure;
use crate::process::{self, End, Ended};
use crate::progress::Progress;

/// A run of Cargo.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// What the progress bar says.
    doing: &'static str,
    /// The words of the command.
    words: &'static [&'static str],
    /// What is wrong with a document where it fails or warns.
    fault: Fault,
}

/// What is done with each crate, in order.
pub(super) const STEPS: &[Step] = &[
    Step { doing: "checking", words: &["check"], fault: Fault::Check },
    Step { doing: "documenting", words: &["doc", "--no-deps"], fault: Fault::Doc },
    Step { doing: "testing", words: &["test", "--lib"], fault: Fault::Tests },
];

/// Compiles a crate, up to the first step that fails.
pub(super) fn run(run: &Run, place: &Place, report: &mut Report, progress: &Progress) -> Result<(), Failure> {
    prepare(run, place)?;
    for step in STEPS {
        progress.step(&format!("{} {}", step.doing, report.name));
        let (ended, output, messages) = cargo(run, place, step.words)?;
        cargo_message::collect(&output, &place.name, &mut report.findings);
        if step.fault == Fault::Check {
            report.check = Some(ended.time);
        }
        if step.fault == Fault::Tests && ended.end != End::OverTime {
            let (passed, failed) = cargo_message::tests(&output);
            report.tests = Some(passed);
            report.details.extend(failed.into_iter().map(|name| format!("the test `{name}` fails")));
        }
        report.fault = fault(step, ended.end, report);
        if report.fault.is_some() {
            explain(report, ended.end, &messages);
            return Ok(());
        }
    }
    Ok(())
}

fn fault(step: &Step, end: End, report: &Report) -> Option<Fault> {
    let said = |level| report.findings.count(From::Compiler, level);
    match end {
        End::OverTime => Some(Fault::OverTime),
        End::Exit(0) if said(Level::Error) == 0 && said(Level::Warning) == 0 => None,
        _ => Some(step.fault),
    }
}

/// Where the compiler said nothing about the crate, what Cargo said itself is the reason.
fn explain(report: &mut Report, end: End, messages: &str) {
    let said = report.findings.count(From::Compiler, Level::Error);
    if end == End::Exit(0) || said > 0 || !report.details.is_empty() {
        return;
    }
    let from = messages.lines().skip_while(|line| !line.starts_with("error"));
    report
        .details
        .extend(from.filter(|line| !line.trim().is_empty()).take(6).map(|line| line.trim().to_owned()));
}

/// Compiles the dependencies, and forgets what was compiled of the crate.
///
/// If this fails, so does the first step, which says why.
fn prepare(run: &Run, place: &Place) -> Result<(), Failure> {
    let dependencies = dependencies(&place.package.join("Cargo.toml"))?;
    if !dependencies.is_empty() {
        let packages = dependencies.iter().flat_map(|name| ["--package", name]);
        run_cargo(run, place, &[&["check"], packages.collect::<Vec<_>>().as_slice()].concat(), "prepare")?;
    }
    run_cargo(run, place, &["clean", "--package", &place.name], "clean")?;
    Ok(())
}

/// The names of the dependencies that are always used.
fn dependencies(manifest: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(manifest).map_err(Failure::io("read", manifest))?;
    let Ok(document) = Document::parse(text) else { return Ok(Vec::new()) };
    let table = document.get("dependencies").and_then(toml_edit::Item::as_table_like);
    let is_optional = |item: &toml_edit::Item| {
        let optional = item.as_table_like().and_then(|table| table.get("optional"));
        optional.and_then(toml_edit::Item::as_bool) == Some(true)
    };
    let entries = table.into_iter().flat_map(toml_edit::TableLike::iter);
    Ok(entries.filter(|(_, item)| !is_optional(item)).map(|(name, _)| name.to_owned()).collect())
}

/// Runs Cargo on the crate: how it ended, and what it said.
fn cargo(run: &Run, place: &Place, words: &[&str]) -> Result<(Ended, String, String), Failure> {
    let rest = ["--message-format=json", "--package", &place.name];
    let ended = run_cargo(run, place, &[words, rest.as_slice()].concat(), words[0])?;
    let read = |name: &str| {
        let path = place.log(&format!("{}.{name}", words[0]));
        fs::read(&path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .map_err(Failure::io("read", &path))
    };
    Ok((ended, read("out")?, read("err")?))
}

fn run_cargo(run: &Run, place: &Place, words: &[&str], log: &str) -> Result<Ended, Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(words).arg("--manifest-path").arg(place.manifest()).arg("--target-dir").arg(&run.target);
    command
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never");
    process::run(
        &mut command,
        &place.log(&format!("{log}.out")),
        &place.log(&format!("{log}.err")),
        run.limit,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dependencies_that_are_always_used_are_compiled_ahead() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join("Cargo.toml");
        let text = "[package]\nname = \"a\"\n[dependencies]\nhttp = \"1\"\njiff = { version = \"0.2\", optional = true }\nserde = { version = \"1\" }\n";
        fs::write(&manifest, text).unwrap();
        assert_eq!(dependencies(&manifest).unwrap(), ["http", "serde"]);
    }
}
