//! `cargo xtask upstream`: our document and its vendor's → how they differ.

use codegen::compare::{Said, compare};
use serde_json::json;

use crate::cli::{MessageFormat, UpstreamArguments};
use crate::codegen_command::summarize;
use crate::console::Console;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::report::{self, Counts, Texts, clean};
use crate::target::Input;

/// Runs the command. Whether both documents say the same.
pub(crate) fn run(arguments: &UpstreamArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let limits = arguments.limits.limits();
    let ours = Input::read(arguments.spec.as_deref(), &limits)?;
    let theirs = Input::read(Some(&arguments.upstream), &limits)?;
    let comparison = {
        let _progress = Progress::start(console.shows_progress(), format!("reading {}", theirs.shown));
        compare((&ours.source, &ours.folder), (&theirs.source, &theirs.folder), &limits)
    };
    let texts = (texts(&ours, &comparison.ours), texts(&theirs, &comparison.theirs));
    let mut counts = Counts::default();
    for (texts, said) in [(&texts.0, &comparison.ours), (&texts.1, &comparison.theirs)] {
        counts.errors += report::print_errors(console, texts, &said.diagnostics).errors;
    }
    if counts.errors > 0 {
        summarize(console, counts, "nothing was compared", false);
        return Ok(false);
    }
    let found = &comparison.differences;
    report::print_differences(console, (&texts.0, &texts.1), found);
    let outcome = format!(
        "{} in {}",
        count(found.len(), "difference"),
        count(comparison.operations, "operation that both documents have")
    );
    if console.format() == MessageFormat::Json {
        console.json(&json!({
            "type": "summary", "ok": found.is_empty(), "differences": found.len(),
            "operations": comparison.operations, "outcome": outcome,
        }));
    } else {
        console.print(&format!("{}\n", clean::line(&outcome)));
    }
    Ok(found.is_empty())
}

fn texts<'a>(input: &'a Input, said: &'a Said) -> Texts<'a> {
    Texts::new(&input.shown, &input.source.bytes, &said.sources)
}

/// `2 differences`: what is counted is the first word.
fn count(count: usize, what: &str) -> String {
    let (noun, rest) = what.split_once(' ').unwrap_or((what, ""));
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending} {rest}").trim_end().to_owned()
}
