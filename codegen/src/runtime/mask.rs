//! What stands in a request for the values that it must not show to people.
//!
//! Invariant: a mark occurs nowhere in what the request would hold without it, so that no value can pass for one; and
//! it stays as it is, wherever it is written: no escaping of the runtime changes any of its characters.

use std::fmt::Write as _;

use http::Request;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::raw_text;

/// Makes marks for the values of one request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mask(u64);

/// What a value becomes in JSON, which decides how a mark takes its place.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// A null, which is no secret.
    Null,
    /// A string: the mark stands between its quotes.
    Text,
    /// Anything else: the mark stands for the JSON.
    Json,
    /// Bytes: the mark stands for a file.
    File,
}

impl Shape {
    /// The shape of JSON text.
    pub(super) fn of_json(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b'"') => Self::Text,
            _ => Self::Json,
        }
    }
}

/// A part of a text with marks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Piece {
    /// What is shown.
    Text(String),
    /// A value, by the name of its variable.
    Value(String),
    /// A file, by the name of the variable for its path.
    File(String),
}

impl Mask {
    /// Makes marks that do not occur in a request.
    pub(super) fn absent_from(request: &Request<Vec<u8>>) -> Self {
        const PRIME: u64 = 0x0100_0000_01b3;
        let url = request.uri().to_string();
        let parts = || {
            let headers = request.headers().iter();
            let headers = headers.flat_map(|(name, value)| [name.as_str().as_bytes(), value.as_bytes()]);
            headers.chain([url.as_bytes(), request.body().as_slice()])
        };
        let mut hash = parts()
            .flatten()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
        loop {
            let start = Self(hash).start();
            let occurs = |bytes: &[u8]| bytes.windows(start.len()).any(|window| window == start.as_bytes());
            if !parts().any(occurs) {
                return Self(hash);
            }
            hash = hash.wrapping_add(1).wrapping_mul(PRIME);
        }
    }

    /// What each mark begins with. No end of it is a beginning of it, so that nothing before it can be taken for a part.
    fn start(self) -> String {
        format!("M{:016x}", self.0)
    }

    /// The mark for a value.
    pub(super) fn value(self, name: &str) -> String {
        format!("{}v{}~", self.start(), variable(name))
    }

    /// The mark for bytes, which are in a file.
    pub(super) fn file(self, name: &str) -> String {
        format!("{}f{}~", self.start(), variable(name))
    }

    /// The JSON text that stands for a value.
    pub(super) fn json(self, name: &str, shape: Shape) -> String {
        match shape {
            Shape::Null => "null".to_owned(),
            Shape::Json => self.value(name),
            Shape::Text | Shape::File => format!("\"{}\"", self.value(name)),
        }
    }

    /// Writes a mark in the place of a value.
    pub(super) fn write<S: Serializer>(
        self,
        name: &str,
        shape: Shape,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match shape {
            Shape::Null => serializer.serialize_unit(),
            Shape::Text | Shape::File => serializer.serialize_str(&self.value(name)),
            Shape::Json => {
                // The way in which `serde_json` passes JSON text on; a mark is none, and is not looked at.
                let mut raw = serializer.serialize_struct(raw_text::name(), 1)?;
                raw.serialize_field(raw_text::name(), &self.value(name))?;
                raw.end()
            }
        }
    }

    /// Takes a text with marks apart.
    pub(super) fn split(self, mut text: &str) -> Vec<Piece> {
        let start = self.start();
        let mut pieces = Vec::new();
        while let Some(at) = text.find(&start) {
            let (before, mark) = (&text[..at], &text[at + start.len()..]);
            let (mark, after) = mark.split_once('~').unwrap_or((mark, ""));
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let (kind, name) = mark.split_at_checked(1).unwrap_or(("v", "VALUE"));
            let name = name.to_owned();
            pieces.push(if kind == "f" { Piece::File(name) } else { Piece::Value(name) });
            text = after;
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
        pieces
    }
}

/// Something masked, for serializers that write members.
#[derive(Debug)]
pub(super) struct Masked<'a> {
    pub(super) mask: Mask,
    pub(super) name: &'a str,
    pub(super) shape: Shape,
}

impl Serialize for Masked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.mask.write(self.name, self.shape, serializer)
    }
}

/// Variables that mean something to a shell or to the programs that it runs.
const TAKEN: &[&str] = &[
    "ALL_PROXY",
    "BASH_ENV",
    "CDPATH",
    "CURL_CA_BUNDLE",
    "CURL_HOME",
    "ENV",
    "EUID",
    "HISTFILE",
    "HOME",
    "HOST",
    "HOSTNAME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "IFS",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "LD_PRELOAD",
    "LOGNAME",
    "MAIL",
    "NO_PROXY",
    "OLDPWD",
    "OPTARG",
    "OPTIND",
    "PATH",
    "PPID",
    "PS1",
    "PS2",
    "PS4",
    "PWD",
    "RANDOM",
    "SECONDS",
    "SHELL",
    "SHELLOPTS",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
    "SSLKEYLOGFILE",
    "TERM",
    "TMPDIR",
    "UID",
    "USER",
    "USERNAME",
];

/// The name of a variable that holds what is called `name`: `API_KEY` for `apiKey`, `X_API_KEY` for `X-Api-Key`.
pub(super) fn variable(name: &str) -> String {
    let mut variable = String::new();
    let mut after_lower = false;
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            if !variable.is_empty() && !variable.ends_with('_') {
                variable.push('_');
            }
            after_lower = false;
            continue;
        }
        if after_lower && character.is_ascii_uppercase() {
            variable.push('_');
        }
        variable.push(character.to_ascii_uppercase());
        after_lower = !character.is_ascii_uppercase();
    }
    let mut variable = variable.trim_end_matches('_').to_owned();
    if variable.is_empty() || TAKEN.contains(&variable.as_str()) {
        let joint = if variable.is_empty() { "" } else { "_" };
        let _ = write!(variable, "{joint}VALUE");
    }
    if variable.starts_with(|first: char| first.is_ascii_digit()) {
        variable.insert(0, '_');
    }
    variable
}
