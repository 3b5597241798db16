//! What reads and what does not, and what is said about it.

use std::time::{Duration, Instant};

use super::*;
use crate::diagnostic::Diagnostic;

fn read(bytes: &[u8]) -> Result<String, Vec<Diagnostic>> {
    let source = Source { name: "document".to_owned(), bytes: bytes.to_vec() };
    let mut diagnostics = Diagnostics::default();
    match load(&source, &mut diagnostics) {
        Some(value) => {
            assert_eq!(diagnostics, Diagnostics::default());
            Ok(value.to_text())
        }
        None => Err(diagnostics.into_iter().collect()),
    }
}

#[test]
fn both_formats_read() {
    for (text, json) in [
        ("a: 1", r#"{"a":1}"#),
        ("\u{feff}a: 1", r#"{"a":1}"#),
        ("\u{feff}{\"a\": 1}", r#"{"a":1}"#),
        (" \n{\"a\": 18446744073709551616}", r#"{"a":18446744073709551616}"#),
        ("{a: 1, b: [no,],}", r#"{"a":1,"b":["no"]}"#),
        ("{\"a\": \"\\ud83d\\ude00\\/\"}", "{\"a\":\"\u{1f600}/\"}"),
        ("---\na: 1\n...\n", r#"{"a":1}"#),
        ("a: 1\r\nb:\r\n  - |\r\n    x\r\n    y\r\n", r#"{"a":1,"b":["x\ny\n"]}"#),
        ("a: &x {b: 1}\nc: *x\n<<: *x", r#"{"a":{"b":1},"c":{"b":1},"<<":{"b":1}}"#),
        ("[1, 2]", "[1,2]"),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap(), json, "{text}");
    }
}

#[test]
fn faults_have_a_code_and_a_place() {
    let at = |line, column| Place::Text { file: String::new(), line, column };
    for (bytes, code, place) in [
        (&b""[..], Code::EmptyDocument, Place::Document),
        (b" \n# only a comment\n", Code::EmptyDocument, Place::Document),
        (b"---\n", Code::EmptyDocument, Place::Document),
        (b"null", Code::EmptyDocument, Place::Document),
        (b"a: 1\nb: \xc3\xa9 \xff", Code::InvalidUtf8, at(2, 6)),
        (b"\xff\xfea\0", Code::InvalidUtf8, at(1, 1)),
        (b"a: 1\n---\nb: 1", Code::Syntax, at(2, 1)),
        (b"a: b: c", Code::Syntax, at(1, 5)),
        (b"a:\n\tb: 1", Code::Syntax, at(2, 1)),
        (b"a: @b", Code::Syntax, at(1, 4)),
        (b"a: *b", Code::Syntax, at(1, 4)),
        (b"? [a]\n: b", Code::Syntax, at(1, 3)),
        (b"{\"a\": 1,\n \"b\" 2}", Code::Syntax, at(2, 6)),
        ("{\"é\": x1, \"b\": }}".as_bytes(), Code::Syntax, at(1, 7)),
        (b"{\"a\": [1, 2", Code::Syntax, at(1, 11)),
        (b"{", Code::Syntax, at(1, 1)),
        (b"{\"a\": 1, \"a\": 2}", Code::DuplicateKey, at(1, 10)),
        ("é: 1\nb:\n  '1': 1\n  1: 2".as_bytes(), Code::DuplicateKey, at(4, 3)),
    ] {
        let text = String::from_utf8_lossy(bytes);
        let found = read(bytes).unwrap_err();
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].code, &found[0].place), (code, &place), "{text}: {}", found[0].message);
    }
}

#[test]
fn every_duplicate_key_is_reported_with_the_first_one() {
    let text = b"a:\n  x: 1\n  'x': &n {y: [1], y: *m}\nb: {c: 1}\na: 2\n";
    let text = [b"m: &m 1\n", &text[..]].concat();
    let found = read(&text).unwrap_err();
    let facts: Vec<_> = found
        .iter()
        .map(|diagnostic| {
            (&diagnostic.place, diagnostic.message.as_str(), diagnostic.help.as_deref().unwrap())
        })
        .collect();
    let help = |place: &str| format!("it first comes at {place}; remove one of the two");
    let place = |line, column| Place::Text { file: String::new(), line, column };
    assert_eq!(
        facts,
        [
            (&place(4, 3), "the key `x` is already in this mapping", &*help("line 3, column 3")),
            (&place(4, 20), "the key `y` is already in this mapping", &*help("line 4, column 12")),
            (&place(6, 1), "the key `a` is already in this mapping", &*help("line 2, column 1")),
        ]
    );
}

#[test]
fn real_nesting_reads() {
    for (open, inner, close) in
        [("[", "1", "]"), ("{\"a\": ", "1", "}"), ("- ", "1", ""), ("[\"]\",", "1", "]")]
    {
        let nested = |levels| format!("{}{inner}{}", open.repeat(levels), close.repeat(levels));
        assert!(read(nested(100).as_bytes()).is_ok(), "{open}");
        let found = read(nested(129).as_bytes()).unwrap_err();
        assert_eq!(found[0].code, Code::TooDeep, "{open}: {found:?}");
    }
    // The brackets of text do not count.
    assert!(
        read(format!("a: x\n  {}\nb: |\n  {}\nc: '{0}'", "[".repeat(1000), "{".repeat(1000)).as_bytes())
            .is_ok()
    );
}

#[test]
fn hostile_documents_end_quickly() {
    let levels = 100_000;
    let mut block = String::new();
    for level in 0..3000 {
        block.push_str(&" ".repeat(level));
        block.push_str("a:\n");
    }
    let laughs: Vec<_> = (1..12)
        .map(|level| format!("a{level}: &a{level} [{}]", vec![format!("*a{}", level - 1); 10].join(", ")))
        .collect();
    let wide = format!("a: &a [{}]\nb: [{}]", "1,".repeat(20_000), "*a,".repeat(20_000));
    let long = format!("a: &a {}\nb: [{}]", "x".repeat(50_000), "*a,".repeat(20_000));
    for (text, place) in [
        ("[".repeat(levels), None),
        ("{a: ".repeat(levels), None),
        ("{\"a\": ".repeat(levels), None),
        ("{\"a\": [".repeat(levels), None),
        ("- ".repeat(levels), None),
        ("? ".repeat(levels), None),
        ("a: [']', ".repeat(levels), None),
        ("[\"]\", ".repeat(levels), None),
        (format!("a: x\n  'y\nb: {}", "{a: ".repeat(levels)), None),
        (block, None),
        (format!("a0: &a0 lol\n{}", laughs.join("\n")), Some("aliases")),
        (wide, Some("values")),
        (long, Some("aliases")),
    ] {
        let start = Instant::now();
        let found = read(text.as_bytes()).unwrap_err();
        let (begin, time) = (&text[..text.len().min(20)], start.elapsed());
        assert_eq!(found.len(), 1, "{begin}: {found:?}");
        // Some of them have a mistake in their syntax that comes first.
        assert!(matches!(found[0].code, Code::TooDeep | Code::TooLarge | Code::Syntax), "{begin}: {found:?}");
        assert!(place.is_none_or(|words| found[0].message.contains(words)), "{begin}: {found:?}");
        // A quadratic reader takes many minutes for the worst of them; a busy machine takes its time for any.
        assert!(time < Duration::from_secs(60), "{begin}: {time:?}");
    }
}
