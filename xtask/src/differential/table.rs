//! Reports → what a person sees: a line per document, and what is wrong.
//!
//! Invariant: no control character of a document reaches the terminal; alike disagreements are shown once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::list::List;
use super::outcome::{Disagreement, Report};
use crate::report::clean;

/// How much of an instance is shown.
const LONGEST: usize = 400;

/// The whole text. `verbose`: also what is explained.
pub(super) fn text(reports: &[Report], list: &List, stale: &[usize], verbose: bool) -> String {
    let width = reports.iter().map(|report| report.document.len()).max().unwrap_or_default().max(8);
    let columns = ["types", "instances", "valid", "agreed", "explained", "unexplained", "broken"];
    let mut text = format!("{:<width$}", "");
    for column in columns {
        let _ = write!(text, "  {column:>11}");
    }
    text.push('\n');
    for report in reports {
        text.push_str(&row(report, width));
    }
    for report in reports {
        text.push_str(&details(report, list, verbose));
    }
    for entry in stale.iter().filter_map(|at| list.entries.get(*at)) {
        let (document, schema) = (clean::line(&entry.document), clean::line(&entry.schema));
        let _ = writeln!(text, "\nan entry of the list explains nothing any more: {document}, {schema}");
    }
    text
}

fn row(report: &Report, width: usize) -> String {
    let unexplained = report.unexplained().count();
    let counts = [
        report.types,
        report.instances,
        report.valid,
        report.agreed,
        report.disagreements.len() - unexplained,
        unexplained,
        report.broken.len(),
    ];
    let mut row = format!("{:<width$}", clean::line(&report.document));
    for count in counts {
        let shown = if count == 0 { "-".to_owned() } else { count.to_string() };
        let _ = write!(row, "  {shown:>11}");
    }
    let reasons = report.reasons().into_iter().map(|(reason, count)| format!("{reason} {count}"));
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    if reasons.is_empty() { row + "\n" } else { format!("{row}  {reasons}\n") }
}

fn details(report: &Report, list: &List, verbose: bool) -> String {
    let mut text = String::new();
    if let Some(fault) = &report.fault {
        let _ = writeln!(text, "  {}", clean::line(fault));
    }
    for (reason, types) in grouped(report.skipped.iter().map(|(name, reason)| (reason.clone(), name))) {
        let (reason, first) = (shortened(&reason), clean::line(types[0]));
        let _ = writeln!(text, "  skipped {first}{}: {reason}", more(types.len()));
    }
    let broken = report.broken.iter().map(|it| (format!("{}: {}", it.schema, kind(&it.words)), it));
    for alike in grouped(broken).values() {
        let (first, more) = (alike[0], more(alike.len()));
        let _ = writeln!(text, "  broken: {}{more}: {}", clean::line(&first.schema), shortened(&first.words));
        let _ = writeln!(text, "    {}", shortened(&first.instance));
    }
    let shown = report.disagreements.iter().filter(|it| verbose || it.reason.is_none());
    for alike in grouped(shown.map(|it| (cause(it), it))).values() {
        text.push_str(&disagreement(alike[0], alike.len(), list));
    }
    if text.is_empty() { text } else { format!("\n{}:\n{text}", clean::line(&report.document)) }
}

fn disagreement(it: &Disagreement, alike: usize, list: &List) -> String {
    let mut title = match &it.reason {
        None => "unexplained".to_owned(),
        Some(reason) => reason.as_str().to_owned(),
    };
    if let Some(super::explain::Reason::Listed(at)) = &it.reason {
        title = format!("{title} ({})", list.entries[*at].reason);
    }
    let (schema, more) = (clean::line(&it.schema), more(alike));
    let (instance, ours, theirs) = (shortened(&it.instance), shortened(&it.ours), shortened(&it.theirs));
    let title = clean::line(&title);
    format!("  {title}: {schema}{more}\n    {instance}\n    here:       {ours}\n    jsonschema: {theirs}\n")
}

/// What makes disagreements alike: what was said, whatever the values are.
fn cause(it: &Disagreement) -> String {
    let said = if it.is_valid { &it.ours } else { &it.theirs };
    let ends = said.rsplit(['(', '#']).next().unwrap_or_default();
    format!("{:?} {} {}", it.reason, if it.is_valid && ends != said { "" } else { &it.schema }, kind(ends))
}

/// Words without values.
fn kind(words: &str) -> String {
    words.chars().filter(|it| !it.is_ascii_digit()).take(30).collect()
}

fn grouped<K: Ord, T>(items: impl Iterator<Item = (K, T)>) -> BTreeMap<K, Vec<T>> {
    let mut groups: BTreeMap<K, Vec<T>> = BTreeMap::new();
    for (key, item) in items {
        groups.entry(key).or_default().push(item);
    }
    groups
}

fn more(count: usize) -> String {
    if count > 1 { format!(" (and {} more)", count - 1) } else { String::new() }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(LONGEST).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    clean::line(&short) + dots
}
