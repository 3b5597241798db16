//! Tests of the two forms of messages.

use codegen::diagnostic::Code;
use serde_json::Value;

use super::*;

const WARNINGS: Filter = Filter { from: Severity::Warning, all: false };

fn printed(format: MessageFormat, text: &str, diagnostics: &Diagnostics) -> (String, Counts) {
    let mut out = Vec::new();
    let mut console = Console::to(&mut out, format);
    let texts = Texts::new("spec/pets.yaml", text.as_bytes(), &[]);
    let counts = print(&mut console, &texts, diagnostics, WARNINGS);
    drop(console);
    (String::from_utf8(out).unwrap(), counts)
}

fn at(line: usize, column: usize) -> Place {
    Place::Text { file: String::new(), line, column }
}

#[test]
fn a_message_looks_like_one_of_the_compiler() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::Syntax, at(2, 8), "did not expect `]`", "remove it");
    let (text, counts) = printed(MessageFormat::Human, "openapi: 3.1.0\npaths: ]\n", &diagnostics);
    assert_eq!(
        text,
        "error[syntax]: did not expect `]`\n --> spec/pets.yaml:2:8\n  |\n2 | paths: ]\n  |        ^\n  |\n  = help: remove it\n\n"
    );
    assert_eq!(counts, Counts { errors: 1, ..Counts::default() });
}

#[test]
fn the_column_is_that_of_the_document_also_where_the_line_is_cut() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::Syntax, at(1, 3_000_001), "bad", "");
    let source = format!("{}!{}", "x".repeat(3_000_000), "y".repeat(1_000_000));
    let (text, _) = printed(MessageFormat::Human, &source, &diagnostics);
    assert!(text.contains("--> spec/pets.yaml:1:3000001\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() < 140), "{text}");
}

#[test]
fn messages_come_in_the_order_of_the_document() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.warn(Code::Ignored, at(3, 1), "third", "");
    diagnostics.error(Code::Ignored, at(1, 1), "second", "");
    diagnostics.error(Code::EmptyDocument, Place::Document, "first", "");
    let (text, counts) = printed(MessageFormat::Human, "a\nb\nc\n", &diagnostics);
    let order = ["first", "second", "third"].map(|word| text.find(word).unwrap());
    assert!(order.is_sorted(), "{text}");
    assert_eq!(counts.to_words(), "2 errors, 1 warning");
}

#[test]
fn a_value_that_is_not_found_is_named_by_its_pointer() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::WrongType, Place::Value("/nowhere/x".into()), "bad", "");
    let (text, _) = printed(MessageFormat::Human, "", &diagnostics);
    assert!(text.contains("--> spec/pets.yaml") && text.contains("= note: at `#/nowhere/x`"), "{text}");
}

#[test]
fn json_has_the_same_facts() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.warn(Code::NameClash, at(1, 2), "a \u{1b}[31m\u{202e}b\nc", "rename it");
    let (text, _) = printed(MessageFormat::Json, "ab\n", &diagnostics);
    assert!(!text.trim_end().chars().any(clean::is_harmful), "{text:?}");
    let json: Value = serde_json::from_str(&text).unwrap();
    let expected = json!({
        "type": "diagnostic", "severity": "warning", "code": "name-clash", "message": "a \u{1b}[31m\u{202e}b\nc",
        "help": "rename it", "file": "spec/pets.yaml", "line": 1, "column": 2, "pointer": null,
    });
    assert_eq!(json, expected);
}

#[test]
fn a_hostile_document_can_not_drive_the_terminal() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::Syntax, at(1, 3), "bad \u{1b}]0;x\u{7}", "help \u{9b}2J\r\nerror: spoofed");
    let (text, _) = printed(MessageFormat::Human, "a\u{1b}[2J\u{202e}b\u{200b}\n", &diagnostics);
    assert!(!text.chars().any(|c| c != '\n' && clean::is_harmful(c)), "{text:?}");
    assert!(!text.lines().any(|line| line.starts_with("error: spoofed")), "{text}");
}

#[test]
fn colors_do_not_hide_the_column() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::Syntax, at(1, 501), "bad", "");
    let source = "x".repeat(1000);
    let mut out = Vec::new();
    let mut console = Console::styled(&mut out);
    print(&mut console, &Texts::new("a.yaml", source.as_bytes(), &[]), &diagnostics, WARNINGS);
    drop(console);
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("\u{1b}[") && text.contains("a.yaml:1:501"), "{text:?}");
}

#[test]
fn errors_are_shown_however_many_say_the_same() {
    let mut diagnostics = Diagnostics::default();
    for line in 1..6 {
        diagnostics.error(Code::WrongType, at(line, 1), format!("bad `{line}`"), "");
        diagnostics.warn(Code::Ignored, at(line, 1), format!("odd `{line}`"), "");
    }
    let (text, counts) = printed(MessageFormat::Human, "a\nb\nc\nd\ne\n", &diagnostics);
    assert_eq!((text.matches("bad").count(), text.matches("odd").count()), (5, 3));
    assert!(text.contains("= note: and 2 more like this: `--verbose` shows all"), "{text}");
    assert_eq!(counts, Counts { errors: 5, warnings: 5, ..Counts::default() });
    let (text, _) = printed(MessageFormat::Json, "a\nb\nc\nd\ne\n", &diagnostics);
    assert_eq!(text.lines().count(), 10);
}
