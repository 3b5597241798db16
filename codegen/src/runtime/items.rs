//! Bodies that hold one item after the other: JSON lines, JSON text sequences (RFC 7464) and event streams (HTML,
//! Server-sent events).
//!
//! Invariant: the bytes are kept as they came, and an item that does not fit is an error of its own.

use std::fmt;
use std::marker::PhantomData;

use super::read::Read;
use super::read_error::DecodeError;
use super::tree::Tree;

/// A body of items, each read when it is asked for.
pub struct Items<T> {
    bytes: Vec<u8>,
    framing: Framing,
    item: PhantomData<fn() -> T>,
}

/// How items follow each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Framing {
    /// JSON, one per line, or each after a record separator.
    Json,
    /// Events: objects with what the event has of `data`, `event`, `id` and `retry`.
    Events,
}

impl<T> Items<T> {
    pub(super) fn new(bytes: &[u8], framing: Framing) -> Self {
        Self { bytes: bytes.to_vec(), framing, item: PhantomData }
    }

    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<T: Read> Items<T> {
    /// Reads the items, in order.
    pub fn iter(&self) -> impl Iterator<Item = Result<T, DecodeError>> {
        let texts: Box<dyn Iterator<Item = Vec<u8>>> = match self.framing {
            Framing::Json => Box::new(records(&self.bytes).map(<[u8]>::to_vec)),
            Framing::Events => Box::new(Events::new(&self.bytes)),
        };
        texts.map(|text| read(&text))
    }
}

fn read<T: Read>(json: &[u8]) -> Result<T, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = T::read(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| DecodeError::new(&error))
}

/// The JSON texts of a body, without what is blank.
fn records(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const SEPARATOR: u8 = 0x1e;
    let end = if bytes.contains(&SEPARATOR) { SEPARATOR } else { b'\n' };
    bytes.split(move |byte| *byte == end).map(<[u8]>::trim_ascii).filter(|text| !text.is_empty())
}

/// The events of a stream, as JSON.
struct Events<'a> {
    rest: &'a [u8],
}

impl<'a> Events<'a> {
    /// A byte order mark may stand before all events, and is no part of them.
    fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) }
    }
}

impl Iterator for Events<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut data: Option<String> = None;
        let mut members = Vec::new();
        while !self.rest.is_empty() {
            let (line, rest) = split_line(self.rest);
            self.rest = rest;
            if line.is_empty() {
                if let Some(data) = data.take() {
                    members.push(("data".to_owned(), Tree::Text(data)));
                    return Tree::Members(members).to_json().ok().map(String::into_bytes);
                }
                // An event without data is none.
                members.clear();
                continue;
            }
            let line = String::from_utf8_lossy(line);
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                "data" => match &mut data {
                    Some(data) => {
                        data.push('\n');
                        data.push_str(value);
                    }
                    None => data = Some(value.to_owned()),
                },
                "event" | "id" => set(&mut members, name, Tree::Text(value.to_owned())),
                "retry" => {
                    // A number of JSON has neither zeros in front of it nor a sign.
                    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
                    if let Some(retry) = value.parse::<u32>().ok().filter(|_| is_number) {
                        set(&mut members, name, Tree::Literal(retry.to_string()));
                    }
                }
                _ => {}
            }
        }
        // What the stream ends in the middle of is no event.
        None
    }
}

/// Sets a member. The last value counts.
fn set(members: &mut Vec<(String, Tree)>, name: &str, value: Tree) {
    members.retain(|(known, _)| known != name);
    members.push((name.to_owned(), value));
}

/// The first line, without its end, and what comes after it.
fn split_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some(at) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else { return (bytes, &[]) };
    let (line, rest) = (&bytes[..at], &bytes[at..]);
    (line, rest.strip_prefix(b"\r\n").unwrap_or(&rest[1..]))
}

impl<T> Clone for Items<T> {
    fn clone(&self) -> Self {
        Self::new(&self.bytes, self.framing)
    }
}

impl<T> PartialEq for Items<T> {
    fn eq(&self, other: &Self) -> bool {
        self.framing == other.framing && self.bytes == other.bytes
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
