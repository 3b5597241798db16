//! A document → its crate and the figures, from a process of its own.
//!
//! Invariant: a process that crashes or hangs is a fault of the document it was started for, and no more.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::Run;
use super::figures::{self, Said};
use super::finding::{Findings, From, Kind, Level};
use super::outcome::{Fault, Report};
use super::workspace::Place;
use crate::documents::Document;
use crate::failure::Failure;
use crate::process::{self, End};

/// Generates the crate of a document.
pub(super) fn run(run: &Run, document: &Document, place: &Place) -> Result<Report, Failure> {
    let (said, messages) = (place.log("generate.out"), place.log("generate.err"));
    let mut command = Command::new(&run.executable);
    command.arg("measure").arg("--spec").arg(&document.path).arg("--out").arg(&place.package);
    command.args(["--crate-name", &place.name]);
    let end = process::run(&mut command, &said, &messages, run.limit)?.end;
    let read = |path| fs::read(path).map_err(Failure::io("read", path));
    let (said, messages) = (read(&said)?, read(&messages)?);
    Ok(report(&document.name, end, &String::from_utf8_lossy(&said), &String::from_utf8_lossy(&messages)))
}

/// The report of a process that ended so, and said this on stdout and that on stderr.
fn report(name: &str, end: End, said: &str, messages: &str) -> Report {
    let mut report = Report {
        name: name.to_owned(),
        fault: None,
        figures: None,
        findings: Findings::default(),
        check: None,
        tests: None,
        details: Vec::new(),
    };
    let (mut parsed, mut left) = (None, Vec::new());
    for said in said.lines().filter_map(figures::from_json) {
        match said {
            Said::Figures(figures) => report.figures = Some(figures),
            Said::Left(pointers) => left = pointers,
            Said::Parsed(unparsable) => parsed = Some(unparsable),
        }
    }
    for line in messages.lines() {
        note(&mut report, line);
    }
    report.fault = match (end, &parsed) {
        (End::OverTime, _) => Some(Fault::OverTime),
        (End::Exit(0), Some(unparsable)) if !unparsable.is_empty() => Some(Fault::Unparsable),
        (End::Exit(0), Some(_)) => (!left.is_empty()).then_some(Fault::Left),
        (End::Exit(1), _) => Some(Fault::Errors),
        (End::Exit(2), _) => Some(Fault::Failed),
        (End::Crash | End::Exit(_), _) => Some(Fault::Crashed),
    };
    if report.fault == Some(Fault::Errors) {
        report.figures = report.figures.map(without_output);
    }
    report.details.extend(left.iter().map(|pointer| format!("nobody has read `#{pointer}`")));
    for bad in parsed.unwrap_or_default() {
        report.details.push(format!("{}: {}", bad.file, bad.message));
    }
    report
}

/// Nothing was made, but it cost something.
fn without_output(figures: figures::Figures) -> figures::Figures {
    figures::Figures { microseconds: figures.microseconds, peak: figures.peak, ..figures::Figures::default() }
}

/// Takes a line that the generator said: a message in JSON, or else what a crash has to say.
fn note(report: &mut Report, line: &str) {
    let Ok(value) = serde_json::from_str::<Value>(line) else {
        if !line.trim().is_empty() {
            report.details.push(line.trim().to_owned());
        }
        return;
    };
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let number = |name: &str| value.get(name).and_then(Value::as_u64).unwrap_or_default();
    let message = text("message").unwrap_or_default();
    match (text("type"), text("severity").and_then(Level::named)) {
        (Some("diagnostic"), Some(level)) => {
            let kind = Kind { from: From::Generator, level, code: text("code").unwrap_or("-").to_owned() };
            report.findings.add(kind, format!("{}:{}: {message}", number("line"), number("column")));
        }
        (Some("error"), _) => report.details.push(message.to_owned()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIGURES: &str =
        r#"{"operations":1,"schemas":2,"files":3,"lines":4,"bytes":5,"microseconds":6,"peak":7}"#;

    fn fault(end: End, said: &str) -> Option<Fault> {
        report("a.yaml", end, said, "").fault
    }

    #[test]
    fn only_files_that_were_parsed_back_are_fine() {
        assert_eq!(fault(End::Exit(0), &format!("{FIGURES}\n{{\"unparsable\":[]}}\n")), None);
        let unparsable = "{\"unparsable\":[[\"lib.rs\",\"expected `;`\"]]}";
        assert_eq!(fault(End::Exit(0), unparsable), Some(Fault::Unparsable));
        let left = "{\"left\":[\"/paths\"]}\n{\"unparsable\":[]}\n";
        assert_eq!(fault(End::Exit(0), left), Some(Fault::Left));
        assert_eq!(fault(End::Exit(0), FIGURES), Some(Fault::Crashed));
        assert_eq!(fault(End::Exit(1), FIGURES), Some(Fault::Errors));
        assert_eq!(fault(End::Exit(2), ""), Some(Fault::Failed));
        assert_eq!(fault(End::Exit(101), ""), Some(Fault::Crashed));
        assert_eq!(fault(End::Crash, FIGURES), Some(Fault::Crashed));
        assert_eq!(fault(End::OverTime, ""), Some(Fault::OverTime));
    }

    #[test]
    fn messages_are_counted_by_code_and_the_words_of_a_crash_are_kept() {
        let messages = r#"{"type":"diagnostic","severity":"error","code":"unsupported","message":"a","line":1,"column":2}
{"type":"diagnostic","severity":"error","code":"unsupported","message":"b","line":1,"column":9}
{"type":"diagnostic","severity":"warning","code":"ignored","message":"c","line":null,"column":null}
{"type":"summary","ok":false}
thread 'main' has overflowed its stack
"#;
        let report = report("a.yaml", End::Crash, FIGURES, messages);
        let kinds: Vec<_> = report
            .findings
            .kinds()
            .map(|(kind, found)| (kind.code.as_str(), found.count, found.first.as_str()))
            .collect();
        assert_eq!(kinds, [("unsupported", 2, "1:2: a"), ("ignored", 1, "0:0: c")]);
        assert_eq!(report.details, ["thread 'main' has overflowed its stack"]);
    }
}
