//! Multipart bodies (RFC 2046, section 5.1; RFC 7578): an object as parts.
//!
//! Invariant: the same content has the same boundary, which does not occur in it; and no name can end a header.

use http::header::HeaderValue;
use serde::ser::Error;

use super::file::File;
use super::media_type;
use super::percent::{self, Escape};
use super::style::{Encoding, pairs};
use super::tree::Tree;

/// What the document says about a body of parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Multipart<'a> {
    /// The media type, such as `multipart/form-data`.
    pub(super) content_type: &'a str,
    /// Properties that are written like parameters.
    pub(super) encodings: &'a [(&'static str, Encoding)],
    /// The media types of properties; each may be a range, or a list with commas.
    pub(super) content_types: &'a [(&'static str, &'static str)],
    /// The headers of properties.
    pub(super) headers: &'a [PartHeader],
}

/// A header of the part, or of the parts, that a property becomes.
#[derive(Clone, Debug)]
pub(super) struct PartHeader {
    pub(super) property: &'static str,
    /// Its name and its value, which were checked.
    pub(super) line: String,
}

/// One part.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: Option<String>,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// Its other headers, a line each.
    pub(super) headers: Vec<String>,
    pub(super) bytes: Vec<u8>,
}

/// Takes a value apart.
pub(super) fn parts(form: &Multipart<'_>, value: Tree) -> serde_json::Result<Vec<Part>> {
    let mut parts = Vec::new();
    match value {
        Tree::Members(members) => {
            for (name, value) in members {
                push_property(form, &name, value, &mut parts)?;
            }
        }
        Tree::List(items) if !form.has_names() => {
            for item in items {
                push_part(None, item, None, &mut parts)?;
            }
        }
        _ => return Err(Error::custom("parts are made of an object")),
    }
    Ok(parts)
}

/// The content type with its boundary, and the body.
pub(super) fn encode(form: &Multipart<'_>, parts: &[Part]) -> serde_json::Result<(String, Vec<u8>)> {
    let heads = parts.iter().map(|part| head(form, part)).collect::<serde_json::Result<Vec<_>>>()?;
    let boundary = boundary(&heads, parts);
    let mut body = Vec::new();
    for (head, part) in heads.iter().zip(parts) {
        body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n").as_bytes());
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("{}; boundary={boundary}", form.content_type), body))
}

impl Multipart<'_> {
    /// Whether parts have names.
    pub(super) fn has_names(&self) -> bool {
        media_type::essence(self.content_type).as_deref() == Some("multipart/form-data")
    }
}

/// A property: one part, or one per item of a list.
fn push_property(
    form: &Multipart<'_>,
    name: &str,
    value: Tree,
    parts: &mut Vec<Part>,
) -> serde_json::Result<()> {
    let before = parts.len();
    push_parts(form, name, value, parts)?;
    let headers = form.headers.iter().filter(|header| header.property == name);
    let headers: Vec<String> = headers.map(|header| header.line.clone()).collect();
    parts.iter_mut().skip(before).for_each(|part| part.headers.clone_from(&headers));
    Ok(())
}

fn push_parts(
    form: &Multipart<'_>,
    name: &str,
    value: Tree,
    parts: &mut Vec<Part>,
) -> serde_json::Result<()> {
    if let Some((_, encoding)) = form.encodings.iter().find(|(known, _)| *known == name) {
        for (name, text) in pairs(name, value, *encoding, Escape::None)? {
            let bytes = text.into_bytes();
            let headers = Vec::new();
            parts.push(Part { name: Some(name), file_name: None, content_type: None, headers, bytes });
        }
        return Ok(());
    }
    let content_type = form.content_types.iter().find(|(known, _)| *known == name).map(|(_, it)| *it);
    match value {
        Tree::List(items) => {
            items.into_iter().try_for_each(|item| push_part(Some(name), item, content_type, parts))
        }
        value => push_part(Some(name), value, content_type, parts),
    }
}

fn push_part(
    name: Option<&str>,
    value: Tree,
    content_type: Option<&str>,
    parts: &mut Vec<Part>,
) -> serde_json::Result<()> {
    let documented = content_type;
    let content_type = documented.and_then(media_type::first);
    let is_json = content_type.and_then(media_type::essence).is_some_and(|it| media_type::is_json(&it));
    let own = |default: Option<&str>| content_type.or(default).map(str::to_owned);
    let (file_name, content_type, bytes) = match value {
        Tree::Null => return Ok(()),
        Tree::File(file) => {
            let content_type = media_type::choose(file.media_type(), documented)?;
            let file_name = file.file_name().or(name).unwrap_or("file");
            (Some(file_name.to_owned()), Some(content_type.to_owned()), File::into_bytes(file))
        }
        Tree::Text(text) | Tree::Literal(text) if !is_json => (None, own(None), text.into_bytes()),
        nested => (None, own(Some("application/json")), nested.to_json()?.into_bytes()),
    };
    let (name, headers) = (name.map(str::to_owned), Vec::new());
    parts.push(Part { name, file_name, content_type, headers, bytes });
    Ok(())
}

/// The headers of a part, each with the end of its line.
fn head(form: &Multipart<'_>, part: &Part) -> serde_json::Result<String> {
    let mut head = String::new();
    let file_name = part.file_name.as_deref().map(|name| format!("; filename=\"{}\"", quoted(name)));
    let file_name = file_name.unwrap_or_default();
    if let Some(name) = part.name.as_deref().filter(|_| form.has_names()) {
        let name = quoted(name);
        head = format!("Content-Disposition: form-data; name=\"{name}\"{file_name}\r\n");
    } else if !file_name.is_empty() {
        head = format!("Content-Disposition: attachment{file_name}\r\n");
    }
    if let Some(content_type) = &part.content_type {
        if HeaderValue::from_str(content_type).is_err() {
            return Err(Error::custom("the media type of a part can not stand in a header"));
        }
        head = format!("{head}Content-Type: {content_type}\r\n");
    }
    for header in &part.headers {
        head = format!("{head}{header}\r\n");
    }
    Ok(head)
}

/// A name between quotes, written as browsers do (HTML, multipart form data), and also without any other control
/// character: a head has none.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' => quoted.push_str("%22"),
            _ if c.is_ascii_control() => percent::push(&mut quoted, c.encode_utf8(&mut [0; 4])),
            _ => quoted.push(c),
        }
    }
    quoted
}

/// A text that occurs nowhere in the content, made from it.
fn boundary(heads: &[String], parts: &[Part]) -> String {
    const PRIME: u64 = 0x0100_0000_01b3;
    let all = || heads.iter().map(String::as_bytes).chain(parts.iter().map(|part| part.bytes.as_slice()));
    let mut hash = all()
        .flatten()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    loop {
        let boundary = format!("boundary-{hash:016x}");
        let occurs = |bytes: &[u8]| bytes.windows(boundary.len()).any(|window| window == boundary.as_bytes());
        if !all().any(occurs) {
            return boundary;
        }
        hash = hash.wrapping_add(1).wrapping_mul(PRIME);
    }
}
