//! `--deny warnings`: says which warnings stand in the way, and how to go on.

use std::collections::BTreeMap;

use annotate_snippets::Level;
use codegen::diagnostic::{Diagnostics, Severity};
use serde_json::json;

use crate::cli::MessageFormat;
use crate::console::Console;
use crate::report::Counts;

const HELP: &str = "`cargo xtask explain CODE` says what each means; correct the document, or waive what is of no concern in `codegen.toml`, with a reason (docs/configuration.md)";

/// Says that warnings are denied, and what comes of it: the last line of a run.
pub(crate) fn refuse(console: &mut Console<'_>, diagnostics: &Diagnostics, counts: Counts, outcome: &str) {
    let message = format!("{}{outcome}", message(diagnostics, counts));
    if console.format() == MessageFormat::Json {
        console.json(&json!({
            "type": "summary", "ok": false, "errors": counts.errors, "warnings": counts.warnings, "waived": counts.waived,
            "outcome": message,
        }));
        return;
    }
    console.message(&Level::ERROR, "error", &message, Some(HELP));
}

fn message(diagnostics: &Diagnostics, counts: Counts) -> String {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|it| it.severity == Severity::Warning) {
        *codes.entry(diagnostic.code.as_str()).or_default() += 1;
    }
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{count} `{code}`")).collect();
    let (words, are) = if counts.warnings == 1 { ("warning", "is") } else { ("warnings", "are") };
    format!("{} {words} {are} denied ({})", counts.warnings, codes.join(", "))
}
