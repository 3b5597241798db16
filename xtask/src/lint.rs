//! `cargo xtask lint`: all that there is to say about a document, and what became of its values.
//!
//! Invariant: nothing is written.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::Level;
use codegen::diagnostic::{Diagnostic, Diagnostics, Severity};
use codegen::ledger::{Entry, Fate};
use codegen::{Analysis, analyse};
use serde_json::json;

use crate::cli::{LintArguments, MessageFormat};
use crate::codegen_command::filter;
use crate::console::Console;
use crate::denied;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::report::{self, Counts, clean};
use crate::reported;
use crate::settings::Settings;

/// Runs the command. Whether all is well: no error, and no warning where those are denied.
pub(crate) fn run(arguments: &LintArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let arguments = &arguments.to_codegen();
    let mut settings = Settings::read(arguments, console)?;
    settings.options.ledger = true;
    let (arguments, target) = (&settings.arguments, &settings.target);
    let mut diagnostics = Diagnostics::default();
    let Analysis { sources, ledger, waived, .. } = {
        let _progress = Progress::start(console.shows_progress(), format!("reading {}", target.shown));
        analyse(&target.source, &target.folder, &settings.options, &mut diagnostics)
    };
    let texts = settings.texts(&sources);
    let mut counts = report::print(console, &texts, &diagnostics, filter(arguments, Severity::Note));
    counts.waived = waived.iter().count();
    let summary = Summary::of(&ledger, diagnostics.iter().chain(&waived));
    let is_denied = counts.errors == 0 && counts.warnings > 0 && arguments.deny.is_some();
    let ok = counts.errors == 0 && !is_denied;
    if console.format() == MessageFormat::Json {
        if !console.is_quiet() {
            summary.print_json(console, counts, ok);
        }
        return Ok(ok);
    }
    if !console.is_quiet() {
        console.print(&summary.text(&target.shown));
    }
    if is_denied {
        denied::refuse(console, &diagnostics, counts, "");
    } else {
        conclude(console, &target.shown, counts);
    }
    Ok(ok)
}

/// The last line for people.
fn conclude(console: &mut Console<'_>, document: &str, counts: Counts) {
    let words = counts.to_words();
    if counts.errors > 0 {
        console.message(&Level::ERROR, "error", &words, None);
        return;
    }
    if console.is_quiet() {
        return;
    }
    if counts.warnings > 0 {
        console.message(&Level::WARNING, "warning", &words, None);
    } else {
        let notes = if words.is_empty() { words } else { format!(", {words}") };
        console.print(&format!("`{}` has no error and no warning{notes}\n", clean::line(document)));
    }
}

/// What became of the values of a document.
struct Summary {
    /// How many values have each fate. Empty where the document could not be read.
    fates: Vec<(&'static str, usize)>,
    /// How often something is not enforced, by code.
    not_enforced: BTreeMap<&'static str, usize>,
}

impl Summary {
    fn of<'a>(ledger: &[Entry], diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let count = |fate| ledger.iter().filter(|entry| entry.fate == fate).map(|entry| entry.values).sum();
        let fates = if ledger.is_empty() { &[][..] } else { Fate::ALL };
        let fates = fates.iter().map(|fate| (fate.as_str(), count(*fate))).collect();
        let mut not_enforced = BTreeMap::new();
        for diagnostic in diagnostics.filter(|it| reported::is_wider(it.code)) {
            *not_enforced.entry(diagnostic.code.as_str()).or_default() += 1;
        }
        Self { fates, not_enforced }
    }

    /// Two small tables.
    fn text(&self, document: &str) -> String {
        let mut text = String::new();
        let table = |text: &mut String, rows: &mut dyn Iterator<Item = (&str, usize)>| {
            for (name, count) in rows {
                // Writing to a string does not fail.
                let _ = writeln!(text, "  {name:<width$}{count:>9}", width = 26);
            }
        };
        if !self.fates.is_empty() {
            let all: usize = self.fates.iter().map(|(_, count)| count).sum();
            let _ = writeln!(text, "{all} values in `{}`:", clean::line(document));
            table(&mut text, &mut self.fates.iter().copied());
        }
        if !self.fates.is_empty() && !self.not_enforced.is_empty() {
            let all: usize = self.not_enforced.values().sum();
            let _ = writeln!(text, "{all} not enforced by the generated code:");
            table(&mut text, &mut self.not_enforced.iter().map(|(code, count)| (*code, *count)));
        }
        text
    }

    fn print_json(&self, console: &mut Console<'_>, counts: Counts, ok: bool) {
        let fates: BTreeMap<&str, usize> = self.fates.iter().copied().collect();
        console.json(&json!({
            "type": "summary", "ok": ok,
            "errors": counts.errors, "warnings": counts.warnings, "notes": counts.notes, "waived": counts.waived,
            "values": fates, "notEnforced": self.not_enforced,
        }));
    }
}
