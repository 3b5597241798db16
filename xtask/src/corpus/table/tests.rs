use super::super::figures::Figures;
use super::super::finding::Findings;
use super::*;

fn report(name: &str) -> Report {
    Report {
        name: name.to_owned(),
        fault: None,
        figures: None,
        findings: Findings::default(),
        check: None,
        tests: None,
        details: Vec::new(),
    }
}

fn found(report: &mut Report, from: From, level: Level, code: &str, count: usize) {
    for at in 1..=count {
        let kind = Kind { from, level, code: code.to_owned() };
        report.findings.add(kind, format!("{at}:3: `something` is \u{202e}not as it should be"));
    }
}

fn large() -> Report {
    let figures = Figures {
        operations: 540,
        schemas: 1145,
        files: 2000,
        lines: 151_234,
        bytes: 7_900_000,
        microseconds: 3_456_789,
        peak: Some(181_000_000),
    };
    Report { figures: Some(figures), check: Some(Duration::from_millis(30_120)), ..report("large.yaml") }
}

#[test]
fn a_person_sees_a_table() {
    let mut warned =
        Report { name: "a/folder/with/a/long/name/that/can/not/be/shown/main.yaml".into(), ..large() };
    found(&mut warned, From::Generator, Level::Warning, "not-enforced", 1234);
    let mut broken = report("broken.json");
    broken.fault = Some(Fault::Errors);
    broken.figures = Some(Figures { microseconds: 950, peak: Some(9_500_000), ..Figures::default() });
    for code in
        ["unsupported", "unresolved-reference", "missing-field", "wrong-type", "bad-path", "name-clash"]
    {
        found(&mut broken, From::Generator, Level::Error, code, 12);
        found(&mut broken, From::Generator, Level::Warning, code, 3);
    }
    let mut refused = Report { fault: Some(Fault::Check), name: "refused.yml".into(), ..large() };
    found(&mut refused, From::Compiler, Level::Error, "E0308", 2);
    found(&mut refused, From::Compiler, Level::Warning, "dead_code", 1);
    let mut crashed = report("crashed.yaml");
    crashed.fault = Some(Fault::Crashed);
    crashed.details.push(format!("thread 'main' panicked{}", " at a place".repeat(20)));
    insta::assert_snapshot!(text(&[large(), warned, broken, refused, crashed]));
}

#[test]
fn no_line_is_too_wide() {
    let mut wide = Report { name: "x".repeat(300), fault: Some(Fault::Unparsable), ..large() };
    wide.details = vec!["y".repeat(300); 9];
    (0..90).for_each(|at| found(&mut wide, From::Generator, Level::Warning, &format!("code-{at}"), 1));
    for line in text(&[wide]).lines() {
        assert!(line.chars().count() <= WIDTH, "{line}");
    }
}

#[test]
fn it_is_said_when_all_is_well() {
    assert!(text(&[large()]).ends_with("\n\n1 document, all fine\n"));
}
