//! Reports → what a person sees: a table, what was found by code, and how it went.
//!
//! Invariant: no line is wider than [`WIDTH`] columns, and no control character of a document reaches the terminal.

use std::fmt::Write;
use std::time::Duration;

use super::finding::{Found, From, Kind, Level};
use super::outcome::{Fault, Report};
use super::text;
use crate::report::clean;

/// The widest line.
const WIDTH: usize = 120;
/// Between columns.
const GAP: &str = "  ";
/// Where there is nothing to tell.
const NONE: &str = "-";
/// How many lines tell what is wrong with a document.
const MOST_DETAILS: usize = 5;
const HEADINGS: [&str; 11] =
    ["document", "outcome", "ops", "schemas", "time", "memory", "lines", "Rust", "found", "check", "rustc"];
/// Columns from here on are set to the right.
const FIRST_NUMBER: usize = 2;

/// The whole text.
pub(super) fn text(reports: &[Report]) -> String {
    let mut text = String::new();
    let rows: Vec<[String; 11]> =
        std::iter::once(HEADINGS.map(str::to_owned)).chain(reports.iter().map(row)).collect();
    let widths = widths(&rows);
    for row in &rows {
        text.push_str(&line(row, &widths));
        text.push('\n');
    }
    text.push_str("(found and rustc: errors/warnings of the generator and of the compiler)\n");
    for report in reports {
        text.push_str(&remarks(report));
    }
    let failed = reports.iter().filter(|report| !report.is_fine()).count();
    let documents = text::count(reports.len(), "document");
    // Writing to a string does not fail.
    let _ = match failed {
        0 => writeln!(text, "\n{documents}, all fine"),
        _ => writeln!(text, "\n{documents}, {failed} not fine"),
    };
    text
}

fn row(report: &Report) -> [String; 11] {
    let none = || NONE.to_owned();
    let figures = report.figures;
    let made = figures.filter(|figures| figures.bytes > 0);
    let number = |number: Option<u64>| number.map_or_else(none, |number| number.to_string());
    let both = |from| {
        let count = |level| report.findings.count(from, level);
        format!("{}/{}", count(Level::Error), count(Level::Warning))
    };
    [
        clean::line(&report.name),
        report.fault.map_or("ok", Fault::as_str).to_owned(),
        number(made.map(|figures| figures.operations)),
        number(made.map(|figures| figures.schemas)),
        figures.map_or_else(none, |figures| text::time(Duration::from_micros(figures.microseconds))),
        figures.and_then(|figures| figures.peak).map_or_else(none, text::bytes),
        number(made.map(|figures| figures.lines)),
        made.map_or_else(none, |figures| text::bytes(figures.bytes)),
        both(From::Generator),
        report.check.map_or_else(none, text::time),
        report.check.map_or_else(none, |_| both(From::Compiler)),
    ]
}

/// The width of each column; the first gives way where the line would be too long.
fn widths(rows: &[[String; 11]]) -> [usize; 11] {
    let mut widths = [0; 11];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let others: usize = widths[1..].iter().map(|width| width + GAP.len()).sum();
    widths[0] = widths[0].min(WIDTH.saturating_sub(others));
    widths
}

fn line(row: &[String; 11], widths: &[usize; 11]) -> String {
    let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, &width))| {
        let cell = shortened(cell, width);
        if at < FIRST_NUMBER { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
    });
    cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
}

/// The text without its middle, if it is too long: the start tells documents apart, and so does the end.
fn shortened(text: &str, width: usize) -> String {
    let length = text.chars().count();
    if length <= width {
        return text.to_owned();
    }
    let kept = width.saturating_sub(1);
    let head: String = text.chars().take(kept - kept / 2).collect();
    let tail: String = text.chars().skip(length - kept / 2).collect();
    format!("{head}…{tail}")
}

/// What was found in a document, and what is wrong with it. Empty if there is nothing to say.
fn remarks(report: &Report) -> String {
    let kinds: Vec<(&Kind, &Found)> = report.findings.kinds().collect();
    if kinds.is_empty() && report.is_fine() {
        return String::new();
    }
    let mut text = format!("\n{}\n", cut(&clean::line(&report.name)));
    let words =
        kinds.iter().map(|(kind, found)| format!("{} × {}[{}]", found.count, kind.level.as_str(), kind.code));
    text.push_str(&wrapped(&words.collect::<Vec<_>>()));
    if report.is_fine() {
        return text;
    }
    let firsts = kinds.iter().filter(|(kind, _)| is_reason(report.fault, kind));
    let firsts =
        firsts.map(|(kind, found)| format!("{}[{}] at {}", kind.level.as_str(), kind.code, found.first));
    let details: Vec<String> = firsts.chain(report.details.iter().cloned()).collect();
    for detail in details.iter().take(MOST_DETAILS) {
        text.push_str(&cut(&format!("  {}", clean::line(detail))));
        text.push('\n');
    }
    if details.len() > MOST_DETAILS {
        let _ = writeln!(text, "  … and {} more", details.len() - MOST_DETAILS);
    }
    text
}

/// Whether a document is not fine because of a finding of this kind.
fn is_reason(fault: Option<Fault>, kind: &Kind) -> bool {
    match kind.from {
        From::Generator => fault == Some(Fault::Errors) && kind.level == Level::Error,
        From::Compiler => true,
    }
}

fn wrapped(words: &[String]) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for word in words {
        let word = clean::line(word);
        if !line.is_empty() && line.chars().count() + 2 + word.chars().count() + 1 > WIDTH {
            text.push_str(&line);
            text.push_str(",\n");
            line.clear();
        }
        line.push_str(if line.is_empty() { "  " } else { ", " });
        line.push_str(&word);
    }
    if !line.is_empty() {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A line that is not too wide.
fn cut(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    let kept: String = line.chars().take(WIDTH - 1).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests;
