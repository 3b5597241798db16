//! Values in bodies: forms and parts.

use arbitrary::{Arbitrary, Result, Unstructured};
use codegen::json::Json;
use http::header::CONTENT_TYPE;
use subject::models::{Deep, Parts};
use subject::operations::{PostForm, PostParts};
use subject::runtime::File;

use super::{Pair, build, map, pairs};
use crate::texts::{members, text, texts};

pub(super) fn in_body(choices: &mut Unstructured<'_>) -> Result<()> {
    in_form(choices)?;
    in_parts(choices)
}

fn in_form(choices: &mut Unstructured<'_>) -> Result<()> {
    let (value, list, object) = (text(choices)?, texts(choices)?, members(choices)?);
    let form = Deep::new().text(value.clone()).list(list.clone()).map(map(&object));
    let Ok(request) = build(&PostForm::new(form)) else {
        panic!("a form is refused: {value:?} {list:?} {object:?}")
    };
    let body = std::str::from_utf8(request.body()).expect("a form is text");
    let mut found = pairs(body, "&");
    let json: Json =
        serde_json::from_str(&found.pop().expect("there is an object").1).expect("objects are JSON");
    let object = object.into_iter().map(|(key, value)| (key, Json::String(value))).collect();
    assert_eq!(json, Json::Object(object));
    let mut expected: Vec<Pair> = vec![("text".to_owned(), value)];
    expected.extend(list.into_iter().map(|item| ("list".to_owned(), item)));
    assert_eq!(found, expected);
    Ok(())
}

fn in_parts(choices: &mut Unstructured<'_>) -> Result<()> {
    let value = text(choices)?;
    let mut contents = vec![value.clone().into_bytes()];
    let mut files = Vec::new();
    for _ in 0..choices.int_in_range(0..=3)? {
        let bytes = if choices.ratio(1, 2)? { text(choices)?.into_bytes() } else { Vec::arbitrary(choices)? };
        contents.push(bytes.clone());
        let mut file = File::new(bytes);
        if choices.ratio(1, 2)? {
            file = file.name(text(choices)?);
        }
        if choices.ratio(1, 4)? {
            file = file.content_type(text(choices)?);
        }
        files.push(file);
    }
    let Ok(request) = build(&PostParts::new(Parts::new().text(value).files(files))) else { return Ok(()) };
    let content_type = request.headers()[CONTENT_TYPE].to_str().expect("a media type is text");
    let (_, boundary) = content_type.split_once("boundary=").expect("there is a boundary");
    let found = split(request.body(), format!("--{boundary}").as_bytes());
    assert_eq!(found.len(), contents.len(), "{:?}", String::from_utf8_lossy(request.body()));
    for (part, content) in found.iter().zip(contents) {
        let at = part.windows(4).position(|it| it == b"\r\n\r\n").expect("a part has a head");
        let head = std::str::from_utf8(&part[..at]).expect("a head is text");
        assert!(head.split("\r\n").all(|line| line.starts_with("Content-") || line.is_empty()), "{head:?}");
        assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head:?}");
        let named = head.split("\r\n").filter(|line| line.starts_with("Content-Disposition: "));
        assert_eq!(named.count(), 1, "{head:?}");
        assert_eq!(part[at + 4..], content);
    }
    Ok(())
}

/// The parts between boundaries, without the ends of lines around them.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = body.strip_prefix(boundary).expect("a body begins with a boundary");
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = [b"\r\n", boundary].concat();
        let at = part.windows(end.len()).position(|it| it == end).expect("a part ends");
        parts.push(&part[..at]);
        rest = &part[at + end.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    parts
}
