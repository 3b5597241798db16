//! Trials → JSON, one object per line, for tools.
//!
//! Invariant: every test that is not right has a line of its own.

use serde_json::{Value, json};

use super::Trial;
use super::outcome::Outcome;
use super::table::{Counts, by_file};
use crate::report::clean;
use crate::reported::Said;

/// The whole text.
pub(super) fn text(trials: &[Trial<'_>]) -> String {
    let mut lines: Vec<Value> = trials.iter().flat_map(tests).collect();
    let mut sum = Counts::default();
    for (file, counts) in by_file(trials) {
        let mut line = json!({ "type": "file", "draft": file.draft.as_str(), "file": file.name });
        add(&mut line, &counts);
        lines.push(line);
        sum.add(&counts);
    }
    let mut summary = json!({ "type": "summary" });
    add(&mut summary, &sum);
    lines.push(summary);
    let line = |line: &Value| clean::json(&line.to_string()) + "\n";
    lines.iter().map(line).collect()
}

fn add(line: &mut Value, counts: &Counts) {
    line["tests"] = counts.tests().into();
    for outcome in Outcome::ALL {
        line[outcome.as_str()] = counts.of(outcome).into();
    }
}

fn tests(trial: &Trial<'_>) -> Vec<Value> {
    let outcomes = trial.outcomes().into_iter().enumerate();
    let not_right = outcomes.filter(|(_, outcome)| *outcome != Outcome::Right);
    not_right
        .map(|(index, outcome)| {
            let test = &trial.group.tests[index];
            json!({
                "type": "test",
                "draft": trial.file.draft.as_str(),
                "file": trial.file.name,
                "group": trial.group.description,
                "test": test.description,
                "valid": test.valid,
                "outcome": outcome.as_str(),
                "verdict": trial.words(index),
                "diagnostics": trial.said.iter().map(said).collect::<Vec<_>>(),
            })
        })
        .collect()
}

fn said(said: &Said) -> Value {
    json!({
        "severity": said.severity.to_string(),
        "code": said.code.as_str(),
        "place": said.place,
        "message": said.message,
    })
}
