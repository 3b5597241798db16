//! Reports → JSON, one line each, for tools.
//!
//! Invariant: every line has the same keys, with `null` where there is nothing to tell.

use serde_json::{Value, json};

use super::finding::{Findings, Found, Kind};
use super::outcome::{Fault, Report};

/// The line of a document.
pub(super) fn document(report: &Report) -> Value {
    let figures = report.figures;
    let seconds = |microseconds: u64| std::time::Duration::from_micros(microseconds).as_secs_f64();
    json!({
        "type": "document",
        "document": report.name,
        "outcome": report.fault.map_or("ok", Fault::as_str),
        "operations": figures.map(|figures| figures.operations),
        "schemas": figures.map(|figures| figures.schemas),
        "seconds": figures.map(|figures| seconds(figures.microseconds)),
        "peak_bytes": figures.and_then(|figures| figures.peak),
        "files": figures.map(|figures| figures.files),
        "lines": figures.map(|figures| figures.lines),
        "bytes": figures.map(|figures| figures.bytes),
        "check_seconds": report.check.map(|time| time.as_secs_f64()),
        "tests_passed": report.tests,
        "findings": findings(&report.findings),
        "details": report.details,
    })
}

/// The last line.
pub(super) fn summary(reports: &[Report]) -> Value {
    let failed = reports.iter().filter(|report| !report.is_fine()).count();
    json!({ "type": "summary", "documents": reports.len(), "failed": failed })
}

fn findings(findings: &Findings) -> Vec<Value> {
    let finding = |(kind, found): (&Kind, &Found)| {
        json!({
            "from": kind.from.as_str(),
            "level": kind.level.as_str(),
            "code": kind.code,
            "count": found.count,
            "first": found.first,
        })
    };
    findings.kinds().map(finding).collect()
}
