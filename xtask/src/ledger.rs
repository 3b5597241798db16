//! `--report FILE`: what became of every part of a document, and what the generated code does not enforce, as JSON.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use codegen::Output;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::report::{self, Texts};

/// Writes the report: all of it, or nothing where that fails.
pub(crate) fn write(path: &Path, texts: &Texts<'_>, document: &str, output: &Output) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Failure::io("write", path))?;
    let text = format!("{:#}\n", content(texts, document, output));
    file.write_all(text.as_bytes()).map_err(Failure::io("write", path))?;
    file.persist(path).map_err(|error| Failure::io("write", path)(error.error))?;
    Ok(())
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
