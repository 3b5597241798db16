//! What each kind of change of a document does to those who send and those who receive.
//!
//! The cases are in `wire_cases/`: `schemas.txt` has what becomes of a schema, wherever it stands, and `documents.txt` has the rest.
//! Each is tried there and back. Their names follow those that `oasdiff` has for its checks, so that both lists can be
//! laid side by side; what is said of a case is decided here.
//!
//! Not covered, because the documents do not say it to this generator:
//! - checks of the extensions `x-sunset`, `x-stability-level` and `x-extensible-enum`, and of dates in them;
//! - checks that judge `info.version` by the changes: the verdict says which version is needed, whatever it is called;
//! - components that nothing refers to, descriptions of scopes, and the URLs of flows beyond where a token is bought:
//!   nobody can notice them on the wire. The types of such components are part of the Rust API.
//! - lists of values of response headers, which are read as any text;
//! - `contentMediaType`, `contentEncoding` and `contentSchema`: they describe texts, and are not enforced.

use super::super::read::read_both;
use super::super::wire_changes;
use crate::folder::NoFolder;
use crate::{Options, Source};

const SCHEMAS: &str = include_str!("wire_cases/schemas.txt");
const DOCUMENTS: &str = include_str!("wire_cases/documents.txt");

/// What all edits of `documents.txt` are about.
const DOCUMENT: &str = include_str!("wire_cases/document.yaml");

/// The changes of the wire: their kinds and severities, sorted.
fn changes(old: &str, new: &str) -> String {
    let source = |text: &str| Source { name: "a.yaml".to_owned(), bytes: text.into() };
    let (old, new) = (source(old), source(new));
    let (old, new) = read_both((&old, &NoFolder), (&new, &NoFolder), &Options::default());
    let Some((ours, theirs)) = old.whole.as_ref().zip(new.whole.as_ref()) else {
        return format!("{:?} {:?}", old.faults, new.faults);
    };
    let (changes, ..) = wire_changes(ours, theirs);
    let mut words: Vec<String> =
        changes.iter().map(|it| format!("{} {}", it.kind.as_str(), it.severity.as_str())).collect();
    words.sort();
    words.join(" + ")
}

fn columns<const N: usize>(row: &str) -> [&str; N] {
    let columns: Vec<&str> = row.split(" | ").collect();
    columns.try_into().unwrap_or_else(|_| panic!("not {N} columns: {row}"))
}

fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}

fn pair<'a>(text: &'a str, by: &str) -> (&'a str, &'a str) {
    let (one, two) = text.split_once(by).unwrap_or_else(|| panic!("no pair: {text}"));
    (one.trim(), two.trim())
}

/// A place for a schema, and whether it is sent.
const PLACES: [(&str, bool); 6] = [
    ("request-parameter", true),
    ("request-body", true),
    ("request-property", true),
    ("response-body", false),
    ("response-property", false),
    ("response-header", false),
];

/// A document with a schema in a place.
fn document(place: &str, schema: &str) -> String {
    let at =
        |own: &str, whole: &str| if own == place { whole.replace("SCHEMA", schema) } else { String::new() };
    let property = "{type: object, properties: {x: SCHEMA}}";
    let body = [at("request-body", "SCHEMA"), at("request-property", property)].concat();
    let reply = [at("response-body", "SCHEMA"), at("response-property", property)].concat();
    let or = |text: String| if text.is_empty() { "{type: boolean}".to_owned() } else { text };
    format!(
        "openapi: 3.1.0\ninfo: {{title: a, version: '1'}}\npaths:\n  /a:\n    post:\n      operationId: a\n      \
         parameters: [{{name: p, in: query, schema: {}}}]\n      \
         requestBody: {{required: true, content: {{application/json: {{schema: {}}}}}}}\n      \
         responses:\n        '200':\n          description: Yes.\n          headers: {{H: {{schema: {}}}}}\n          \
         content: {{application/json: {{schema: {}}}}}\n",
        or(at("request-parameter", "SCHEMA")),
        or(body),
        or(at("response-header", "SCHEMA")),
        or(reply),
    )
}

#[test]
fn what_becomes_of_a_schema_is_weighed_by_the_way_it_travels() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for row in rows(SCHEMAS) {
        let [names, places, old, new, there, back] = columns(row);
        let names = pair(names, " / ");
        let (there, back) = (pair(there, ","), pair(back, ","));
        for (place, is_sent) in PLACES {
            let is_meant = match places {
                "json" => !matches!(place, "request-parameter" | "response-header"),
                "no header" => place != "response-header",
                _ => true,
            };
            if !is_meant {
                continue;
            }
            let (old, new) = (document(place, old), document(place, new));
            let of = |expected: (&'static str, &'static str)| if is_sent { expected.0 } else { expected.1 };
            for (name, from, to, expected) in
                [(names.0, &old, &new, of(there)), (names.1, &new, &old, of(back))]
            {
                count += 1;
                let found = changes(from, to);
                if found != expected {
                    wrong.push(format!("{place}-{name}: {found}, not {expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Nobody has cut the table by mistake.
    assert!(count > 600, "{count}");
}

#[test]
fn what_becomes_of_the_rest_of_a_document_is_weighed() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for row in rows(DOCUMENTS) {
        let [names, old, new, there, back] = columns(row);
        let names = pair(names, " / ");
        let (old, new) = (old.replace("\\n", "\n"), new.replace("\\n", "\n"));
        if DOCUMENT.matches(&old).count() != 1 {
            wrong.push(format!("{}: `{old}` is not there once", names.0));
        }
        let other = DOCUMENT.replace(&old, &new);
        for (name, from, to, expected) in
            [(names.0, DOCUMENT, other.as_str(), there), (names.1, other.as_str(), DOCUMENT, back)]
        {
            count += 1;
            let found = changes(from, to);
            if found != expected {
                wrong.push(format!("{name}: {found}, not {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 90, "{count}");
}
