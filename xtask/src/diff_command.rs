//! `cargo xtask diff`: a document as it was and as it is to be → what that does to the Rust API and to the wire.

use codegen::compare::Said;
use codegen::diff::{Diff, Severity, Step, diff};
use serde_json::json;

use crate::cli::{DiffArguments, DiffFormat};
use crate::codegen_command::summarize;
use crate::console::{self, Console};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::report::{self, Counts, Texts, clean};
use crate::settings::options_for;
use crate::target::Input;

/// Runs the command. Whether both documents are sound and nothing is denied.
pub(crate) fn run(arguments: &DiffArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let limits = arguments.choice.limits.limits();
    let old = Input::read(Some(&arguments.old), &limits)?;
    let new = Input::read(Some(&arguments.new), &limits)?;
    let options = options_for(&arguments.to_codegen(), &[&old.path, &new.path], console)?;
    let found = {
        let _progress = Progress::start(console.shows_progress(), format!("comparing {}", new.shown));
        diff((&old.source, &old.folder), (&new.source, &new.folder), &options)
    };
    let texts = (texts(&old, &found.old), texts(&new, &found.new));
    let mut counts = Counts::default();
    for (texts, said) in [(&texts.0, &found.old), (&texts.1, &found.new)] {
        counts.errors += report::print_errors(console, texts, &said.diagnostics).errors;
    }
    if counts.errors > 0 {
        summarize(console, counts, "nothing was compared", false);
        return Ok(false);
    }
    let is_denied = arguments.deny.is_some_and(|deny| found.step >= deny.step());
    let outcome = outcome(&found);
    match arguments.message_format {
        DiffFormat::Markdown => {
            console::print(&report::changes_as_markdown((&texts.0, &texts.1), &found.changes, &outcome))?;
        }
        DiffFormat::Human => {
            report::print_changes(console, (&texts.0, &texts.1), &found.changes);
            console.print(&format!("{}\n", clean::line(&outcome)));
        }
        DiffFormat::Json => {
            report::print_changes(console, (&texts.0, &texts.1), &found.changes);
            console.json(&json!({
                "type": "summary", "ok": !is_denied, "step": found.step.as_str(),
                "errors": count(&found, Severity::Error), "warnings": count(&found, Severity::Warning),
                "infos": count(&found, Severity::Info), "operations": found.operations, "outcome": outcome,
            }));
        }
    }
    Ok(!is_denied)
}

fn texts<'a>(input: &'a Input, said: &'a Said) -> Texts<'a> {
    Texts::new(&input.shown, &input.source.bytes, &said.sources)
}

fn count(diff: &Diff, severity: Severity) -> usize {
    diff.changes.iter().filter(|change| change.severity == severity).count()
}

/// The verdict, in a line.
fn outcome(diff: &Diff) -> String {
    let verdict = match diff.step {
        Step::Nothing => "this change needs no new version: the output is the same".to_owned(),
        step => format!("this change needs a {} version", step.as_str()),
    };
    let all = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
    let counted = all.map(|(severity, noun)| {
        let count = count(diff, severity);
        format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
    });
    let ending = if diff.operations == 1 { "" } else { "s" };
    format!("{verdict} ({}; {} operation{ending} in both documents)", counted.join(", "), diff.operations)
}
