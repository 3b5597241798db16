//! Reports → JSON, one object per line, for tools.
//!
//! Invariant: every disagreement has a line of its own.

use serde_json::{Value, json};

use super::explain::Reason;
use super::list::List;
use super::outcome::Report;
use crate::report::clean;

/// The whole text.
pub(super) fn text(reports: &[Report], list: &List, stale: &[usize]) -> String {
    let mut lines: Vec<Value> = reports.iter().flat_map(|report| document(report, list)).collect();
    for entry in stale.iter().filter_map(|at| list.entries.get(*at)) {
        lines.push(json!({ "type": "stale", "document": entry.document, "schema": entry.schema }));
    }
    let count = |of: fn(&Report) -> usize| reports.iter().map(of).sum::<usize>();
    lines.push(json!({
        "type": "summary",
        "instances": count(|it| it.instances),
        "agreed": count(|it| it.agreed),
        "explained": count(|it| it.disagreements.len() - it.unexplained().count()),
        "unexplained": count(|it| it.unexplained().count()),
        "broken": count(|it| it.broken.len()),
        "stale": stale.len(),
    }));
    let line = |line: &Value| clean::json(&line.to_string()) + "\n";
    lines.iter().map(line).collect()
}

fn document(report: &Report, list: &List) -> Vec<Value> {
    let mut lines = Vec::new();
    for it in &report.disagreements {
        let listed = match &it.reason {
            Some(Reason::Listed(at)) => list.entries.get(*at).map(|entry| entry.reason.as_str()),
            _ => None,
        };
        lines.push(json!({
            "type": "disagreement",
            "document": report.document,
            "schema": it.schema,
            "instance": it.instance,
            "valid": it.is_valid,
            "here": it.ours,
            "jsonschema": it.theirs,
            "reason": it.reason.as_ref().map(Reason::as_str),
            "listed": listed,
        }));
    }
    for it in &report.broken {
        lines.push(json!({
            "type": "broken",
            "document": report.document,
            "schema": it.schema,
            "instance": it.instance,
            "words": it.words,
        }));
    }
    for (schema, reason) in &report.skipped {
        lines.push(
            json!({ "type": "skipped", "document": report.document, "schema": schema, "reason": reason }),
        );
    }
    lines.push(json!({
        "type": "document",
        "document": report.document,
        "fault": report.fault,
        "types": report.types,
        "instances": report.instances,
        "valid": report.valid,
        "meantValid": report.meant.0,
        "meantValidAndAre": report.meant.1,
        "agreed": report.agreed,
        "explained": report.reasons(),
        "unexplained": report.unexplained().count(),
        "broken": report.broken.len(),
    }));
    lines
}
