//! `--report FILE`: what became of every part of a document, and what the generated code does not enforce, as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use codegen::Output;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::report::{self, Texts, clean};
use crate::whole_file;

/// Writes the report: all of it, or nothing where that fails.
pub(crate) fn write(path: &Path, texts: &Texts<'_>, document: &str, output: &Output) -> Result<(), Failure> {
    whole_file::write(path, &pretty(&content(texts, document, output)))
}

fn content(texts: &Texts<'_>, document: &str, output: &Output) -> Value {
    let mut values: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &output.ledger {
        *values.entry(entry.fate.as_str()).or_default() += entry.values;
    }
    let entries = output.ledger.iter().map(
        |entry| json!({ "pointer": entry.pointer, "fate": entry.fate.as_str(), "values": entry.values }),
    );
    let entries: Vec<Value> = entries.collect();
    let diagnostics = report::list(texts, &output.diagnostics);
    let waived = report::list(texts, &output.waived);
    let not_enforced: Vec<&Value> =
        diagnostics.iter().chain(&waived).filter(|diagnostic| diagnostic["code"] == "not-enforced").collect();
    json!({
        "document": document,
        "values": values,
        "notEnforced": not_enforced,
        "diagnostics": diagnostics,
        "waived": waived,
        "ledger": entries,
    })
}

/// A value on many lines, with nothing that a terminal would act upon.
fn pretty(value: &Value) -> String {
    // The ends of lines are those of the layout: in a string they are escaped already.
    let text = format!("{value:#}\n");
    text.split('\n').map(clean::json).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_can_be_shown() {
        let value = json!({ "a\u{9b}2J": ["\u{202e}b\n", 1] });
        let text = pretty(&value);
        assert!(!text.chars().any(|c| c != '\n' && clean::is_harmful(c)), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert_eq!(text.lines().count(), 6);
    }
}
