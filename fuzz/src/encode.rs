//! Values in requests: in paths, queries, headers, cookies and forms.
//!
//! A request is taken apart again by the rules of its standard, in this file and without the encoder, and has to give
//! the values back, in their places and nowhere else.

mod body;

use arbitrary::{Result, Unstructured};
use http::Request;
use http::header::{COOKIE, HeaderMap};
use percent_encoding::percent_decode_str;
use subject::models::Deep;
use subject::operations::{InHead, InUrl, InUrlRequired, ReservedInPath, WholeQuery};
use subject::runtime::{Map, RawJson};
use subject::{BuildError, Operation, Server};

use crate::instance::instance;
use crate::texts::{members, text, texts};

/// What a value is on the wire is that value, whatever it is.
pub fn encode(bytes: &[u8]) {
    let choices = &mut Unstructured::new(bytes);
    let _ = in_url(choices).and_then(|()| in_head(choices)).and_then(|()| body::in_body(choices));
}

/// A name and a value.
type Pair = (String, String);

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap_or_else(|error| panic!("{text}: {error}")).into_owned()
}

/// The pairs of a query, a form or cookies.
fn pairs(text: &str, delimiter: &str) -> Vec<Pair> {
    let pairs = text.split(delimiter).filter(|pair| !pair.is_empty());
    let split = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    split.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn pair(name: &str, value: &str) -> Pair {
    (name.to_owned(), value.to_owned())
}

fn map(members: &[Pair]) -> Map<String> {
    members.iter().cloned().collect()
}

fn build(operation: &impl Operation) -> core::result::Result<Request<Vec<u8>>, BuildError> {
    let built = operation.build_unchecked(&Server::default());
    // The same as a command is for people, who paste it: it is there or not, as the request is.
    if operation.validate().is_ok() {
        assert_eq!(operation.to_curl(&Server::default()).is_ok(), built.is_ok());
    }
    built
}

fn in_url(choices: &mut Unstructured<'_>) -> Result<()> {
    let required = InUrlRequired {
        text: text(choices)?,
        list: texts(choices)?,
        label: map(&members(choices)?),
        matrix: map(&members(choices)?),
    };
    let mut operation = InUrl::new(required.clone());
    let mut expected = Vec::new();
    if choices.ratio(1, 2)? {
        let value = text(choices)?;
        expected.push(pair("q", &value));
        operation = operation.q(value);
    }
    if choices.ratio(1, 2)? {
        // What is encoded already stays as it is, so that it has no one meaning.
        let value = text(choices)?.replace('%', "/?");
        expected.push(pair("reserved", &value));
        operation = operation.reserved(value);
    }
    if choices.ratio(1, 2)? {
        let members = members(choices)?;
        operation = operation.form(map(&members));
        expected.extend(members);
    }
    if choices.ratio(1, 2)? {
        let deep = deep(choices, &mut expected, "deep", 0)?;
        operation = operation.deep(deep);
    }
    for (name, delimiter) in [("pipes", "|"), ("spaces", " ")] {
        let values = texts(choices)?;
        if !values.is_empty() {
            expected.push(pair(name, &values.join(delimiter)));
        }
        operation = if name == "pipes" { operation.pipes(values) } else { operation.spaces(values) };
    }
    if let Some((json, text)) = json(choices)? {
        // What is null is left out.
        if text != "null" {
            expected.push(pair("json", &text));
        }
        operation = operation.json(json);
    }
    match build(&operation) {
        Ok(request) => {
            is_path(&required, request.uri().path());
            assert_eq!(pairs(request.uri().query().unwrap_or_default(), "&"), expected);
        }
        Err(error) => assert!(is_refused(&required), "{error} of {required:?}"),
    }
    let reserved = text(choices)?;
    if let Ok(request) = build(&ReservedInPath::new(reserved.clone())) {
        let path: Vec<&str> = request.uri().path().split('/').collect();
        let [_, "reserved", segment, "end"] = path[..] else { panic!("{reserved:?} became {path:?}") };
        assert!(!matches!(segment, "" | "." | "..") && request.uri().query().is_none());
        assert_eq!(decoded(segment), reserved);
    }
    let members = members(choices)?;
    if let Ok(request) = build(&WholeQuery::new(map(&members))) {
        assert_eq!(pairs(request.uri().query().unwrap_or_default(), "&"), members);
    }
    Ok(())
}

/// Only a segment that is none, or that leads elsewhere, is a reason to refuse.
fn is_refused(required: &InUrlRequired) -> bool {
    let InUrlRequired { text, list, label, matrix } = required;
    let is_odd = |text: &str| matches!(text, "" | "." | "..");
    let label_text = label_text(label);
    is_odd(text) || is_odd(&list.join(",")) || matrix.is_empty() && is_odd(&label_text)
}

/// What an object is in the style `label`, before it is encoded.
fn label_text(label: &Map<String>) -> String {
    label.iter().flat_map(|(key, value)| [".", key, "=", value]).collect()
}

fn is_path(required: &InUrlRequired, path: &str) {
    let InUrlRequired { text, list, label, matrix } = required;
    let segments: Vec<&str> = path.split('/').collect();
    let ["", "a", first, "b", second, third, "end"] = segments[..] else {
        panic!("{required:?} became {path}")
    };
    assert!(!segments.iter().any(|it| matches!(*it, "." | "..")), "{path}");
    assert_eq!(decoded(first), *text);
    let items: Vec<String> = second.split(',').map(decoded).collect();
    assert_eq!(items, *list, "{path}");
    let (before, after) = third.split_at(third.find(';').unwrap_or(third.len()));
    assert_eq!(decoded(before), label_text(label), "{path}");
    let expected: Vec<Pair> = matrix.iter().map(|(key, value)| pair(key, value)).collect();
    let after = after.split(';').skip(1).map(|it| it.split_once('=').unwrap_or((it, "")));
    assert_eq!(
        after.map(|(key, value)| (decoded(key), decoded(value))).collect::<Vec<_>>(),
        expected,
        "{path}"
    );
}

/// An object, and the pairs that it becomes.
fn deep(choices: &mut Unstructured<'_>, expected: &mut Vec<Pair>, at: &str, depth: usize) -> Result<Deep> {
    let mut value = Deep::new();
    if choices.ratio(1, 2)? {
        let text = text(choices)?;
        expected.push((format!("{at}[text]"), text.clone()));
        value = value.text(text);
    }
    if choices.ratio(1, 2)? {
        let items = texts(choices)?;
        expected.extend(
            items.iter().enumerate().map(|(index, item)| (format!("{at}[list][{index}]"), item.clone())),
        );
        value = value.list(items);
    }
    if choices.ratio(1, 2)? {
        let members = members(choices)?;
        expected.extend(members.iter().map(|(key, text)| (format!("{at}[map][{key}]"), text.clone())));
        value = value.map(map(&members));
    }
    if depth < 3 && choices.ratio(1, 3)? {
        value = value.more(deep(choices, expected, &format!("{at}[more]"), depth + 1)?);
    }
    Ok(value)
}

/// Any JSON, and its text.
fn json(choices: &mut Unstructured<'_>) -> Result<Option<(RawJson, String)>> {
    let text = instance(choices)?;
    let Ok(json) = serde_json::from_slice::<RawJson>(&text) else { return Ok(None) };
    Ok(written(&json).map(|text| (json, text)))
}

/// The text that JSON becomes. None where it may be written in another way than it came.
fn written(json: &RawJson) -> Option<String> {
    let text = json.get();
    (!text.contains([' ', '\n', '\t', '\r', '\\'])).then(|| text.to_owned())
}

fn in_head(choices: &mut Unstructured<'_>) -> Result<()> {
    let (value, list, object) = (text(choices)?, texts(choices)?, members(choices)?);
    let (plain, cookies, cookie) = (text(choices)?, texts(choices)?, members(choices)?);
    let mut operation = InHead::new().x_text(value.clone()).x_list(list.clone()).x_object(map(&object));
    let json = json(choices)?;
    if let Some((json, _)) = &json {
        operation = operation.x_json(json.clone());
    }
    if let Ok(request) = build(&operation) {
        let headers = request.headers();
        is_header(headers, "x-text", Some(&value));
        is_header(headers, "x-list", (!list.is_empty()).then(|| list.join(",")).as_deref());
        let members: Vec<String> = object.iter().map(|(key, value)| format!("{key}={value}")).collect();
        is_header(headers, "x-object", (!members.is_empty()).then(|| members.join(",")).as_deref());
        let json = json.as_ref().map(|(_, text)| text.as_str()).filter(|text| *text != "null");
        is_header(headers, "x-json", json);
        assert!(headers.len() <= 4, "{headers:?}");
    }
    let operation = InHead::new().plain(plain.clone()).list(cookies.clone()).object(map(&cookie));
    if let Ok(request) = build(&operation) {
        let text = request.headers().get(COOKIE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        let found: Vec<&str> = text.split("; ").collect();
        assert_eq!(found.len(), 1 + cookies.len() + cookie.len(), "{text}");
        let (encoded, rest) = found.split_at(1);
        let (plainly, members) = rest.split_at(cookies.len());
        assert_eq!(pairs(encoded[0], "; "), [pair("plain", &plain)]);
        assert!(
            plainly.iter().zip(&cookies).all(|(found, cookie)| *found == format!("list={cookie}")),
            "{text}"
        );
        let members: Vec<Pair> = members.iter().flat_map(|it| pairs(it, "; ")).collect();
        assert_eq!(members, cookie);
    }
    Ok(())
}

/// Whether a header is there once with this text, or not at all.
fn is_header(headers: &HeaderMap, name: &str, expected: Option<&str>) {
    let found: Vec<&[u8]> = headers.get_all(name).iter().map(http::HeaderValue::as_bytes).collect();
    let expected: Vec<&[u8]> = expected.iter().map(|text| text.as_bytes()).collect();
    assert_eq!(found, expected, "{name}");
    assert!(!found.concat().iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)));
}
