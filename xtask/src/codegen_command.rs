//! `cargo xtask codegen`: document → generator → disk, or a comparison.
//!
//! Invariant: if the document has an error, no file of the output changes.

use std::path::Path;

use annotate_snippets::Level;
use codegen::diagnostic::Severity;
use codegen::folder::Folder;
use codegen::{Options, Output, Source};
use serde_json::json;

use crate::check;
use crate::cli::{CodegenArguments, Deny, MessageFormat};
use crate::console::Console;
use crate::denied;
use crate::failure::{Failure, shown};
use crate::ledger;
use crate::progress::Progress;
use crate::report::{self, Counts, Filter};
use crate::settings::Settings;
use crate::target::Target;
use crate::write::{self, Event, Plan, Recovery, WantedCargoToml};

/// Runs the command. Whether all is well: no error, nothing stale.
pub(crate) fn run(
    arguments: &CodegenArguments,
    console: &mut Console<'_>,
    generate: impl FnOnce(&Source, &dyn Folder, &Options) -> Output,
) -> Result<bool, Failure> {
    let asked = arguments;
    let settings = Settings::read(arguments, console)?;
    let (arguments, target) = (&settings.arguments, &settings.target);
    if !arguments.check {
        write::recover(&target.out, &mut |event| tell(console, &target.out, event))?;
    }
    let output = {
        let _progress = Progress::start(console.shows_progress(), format!("reading {}", target.shown));
        generate(&target.source, &target.folder, &settings.options)
    };
    let texts = settings.texts(&output.sources);
    let mut counts =
        report::print(console, &texts, &output.diagnostics, filter(arguments, Severity::Warning));
    counts.waived = output.waived.iter().count();
    if let Some(path) = &arguments.report {
        ledger::write(path, &texts, &target.source.name, &output)?;
    }
    if counts.errors > 0 {
        summarize(console, counts, "nothing was written", false);
        return Ok(false);
    }
    if arguments.deny.is_some() && counts.warnings > 0 {
        denied::refuse(console, &output.diagnostics, counts, "; nothing was written");
        return Ok(false);
    }
    if output.files.is_empty() {
        return Err(Failure::NoFiles);
    }
    if arguments.check {
        compare((asked, arguments), console, target, &output, counts)
    } else {
        write_files(arguments, console, target, &output, counts)
    }
}

/// Which diagnostics are printed. Warnings that are denied are errors.
pub(crate) fn filter(arguments: &CodegenArguments, from: Severity) -> Filter {
    let from = match (arguments.quiet, arguments.deny) {
        (false, _) => from,
        (true, Some(Deny::Warnings)) => Severity::Warning,
        (true, None) => Severity::Error,
    };
    Filter { from, all: arguments.verbose }
}

fn wanted<'a>(arguments: &'a CodegenArguments, output: &'a Output) -> WantedCargoToml<'a> {
    WantedCargoToml {
        crate_name: arguments.crate_name.as_deref(),
        dependencies: &output.dependencies,
        features: &output.features,
        optional_features: &output.optional_features,
    }
}

fn write_files(
    arguments: &CodegenArguments,
    console: &mut Console<'_>,
    target: &Target,
    output: &Output,
    counts: Counts,
) -> Result<bool, Failure> {
    let wanted = wanted(arguments, output);
    let plan =
        write::write(&target.out, &output.files, &wanted, &mut |event| tell(console, &target.out, event))?;
    print_notes(console, &plan);
    summarize(console, counts, &written(&plan, &target.out), true);
    Ok(true)
}

fn written(plan: &Plan, out: &Path) -> String {
    let files = |count| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    match (plan.changes.len(), plan.leftovers.len()) {
        (0, 0) => format!("`{}` is up to date", shown(out)),
        (changed, 0) => format!("wrote {} in `{}`", files(changed), shown(out)),
        (changed, removed) => format!("wrote {}, removed {} in `{}`", files(changed), removed, shown(out)),
    }
}

fn compare(
    (asked, arguments): (&CodegenArguments, &CodegenArguments),
    console: &mut Console<'_>,
    target: &Target,
    output: &Output,
    counts: Counts,
) -> Result<bool, Failure> {
    let wanted = wanted(arguments, output);
    let plan =
        write::compare(&target.out, &output.files, &wanted, &mut |event| tell(console, &target.out, event))?;
    let refresh = format!("refresh it with `{}`", refresh_command(asked));
    let Some(plan) = plan else {
        let message = format!("an earlier run was interrupted while it wrote `{}`", shown(&target.out));
        console.message(&Level::ERROR, "error", &message, Some(&refresh));
        return Ok(false);
    };
    print_notes(console, &plan);
    if plan.is_empty() {
        summarize(console, counts, &written(&plan, &target.out), true);
        return Ok(true);
    }
    let stale = check::print(console, &plan);
    let files = if stale == 1 { "1 file differs" } else { &format!("{stale} files differ") };
    let message = format!("`{}` is stale: {files}", shown(&target.out));
    console.message(&Level::ERROR, "error", &message, Some(&refresh));
    Ok(false)
}

/// The command without `--check`, to copy into a shell.
fn refresh_command(arguments: &CodegenArguments) -> String {
    let mut words = vec!["cargo xtask codegen".to_owned()];
    let mut add = |name: &str, value: &str| words.push(format!("{name} {}", quoted(value)));
    if let (Some(spec), Some(out)) = (&arguments.spec, &arguments.out) {
        add("--spec", &shown(spec));
        add("--out", &shown(out));
    }
    if let Some(name) = &arguments.crate_name {
        add("--crate-name", name);
    }
    if let Some(config) = &arguments.choice.config {
        add("--config", &shown(config));
    }
    arguments.choice.operations.iter().for_each(|id| add("--operation", id));
    arguments.choice.tags.iter().for_each(|tag| add("--tag", tag));
    arguments
        .choice
        .limits
        .iter()
        .for_each(|(limit, value)| add("--limit", &format!("{}={value}", limit.as_str())));
    if arguments.choice.annotate_formats {
        words.push("--annotate-formats".to_owned());
    }
    words.join(" ")
}

fn quoted(word: &str) -> String {
    if !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:".contains(c)) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn tell(console: &mut Console<'_>, out: &Path, event: Event) {
    let out = shown(out);
    match event {
        Event::Waiting => console.note(&format!("waiting for another run that writes to `{out}`")),
        Event::Recovered(Recovery::Completed) => {
            console.note(&format!("an earlier run was interrupted; its changes to `{out}` are complete now"));
        }
        Event::Recovered(Recovery::RolledBack) => {
            console
                .note(&format!("an earlier run was interrupted before it changed `{out}`; it is cleaned up"));
        }
        Event::Recovered(Recovery::Nothing) => {}
    }
}

fn print_notes(console: &mut Console<'_>, plan: &Plan) {
    for note in &plan.notes {
        console.note(note);
    }
}

/// The last line: how it went.
pub(crate) fn summarize(console: &mut Console<'_>, counts: Counts, outcome: &str, ok: bool) {
    if ok && console.is_quiet() {
        return;
    }
    if console.format() == MessageFormat::Json {
        console.json(&json!({
            "type": "summary", "ok": ok, "errors": counts.errors, "warnings": counts.warnings, "waived": counts.waived,
            "outcome": outcome,
        }));
        return;
    }
    let words = counts.to_words();
    if counts.errors > 0 {
        console.message(&Level::ERROR, "error", &format!("{words}; {outcome}"), None);
    } else if counts.warnings > 0 {
        console.message(&Level::WARNING, "warning", &format!("{words}; {outcome}"), None);
    } else {
        let words = if words.is_empty() { words } else { format!(" ({words})") };
        console.print(&format!("{}{words}\n", report::clean::line(outcome)));
    }
}

#[cfg(test)]
mod tests;
