//! Percent-encoding (RFC 3986): what is not unreserved is encoded, a space as `%20`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Everything that would end a segment of a path.
const NOT_IN_SEGMENTS: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Everything that would end a value in a query, or be read as something else there. Clients that parse URLs as browsers
/// do encode an apostrophe in a query, and a signature has to be over what is sent.
const NOT_IN_VALUES: &AsciiSet = &NOT_IN_SEGMENTS.remove(b'/').remove(b'?').add(b'&').add(b'+').add(b'\'');

/// Appends a text in a form that may stand in any part of a URL.
pub(super) fn push(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// Whether a segment of a path leads up or nowhere. Clients that parse URLs as browsers do take encoded dots for dots.
pub(super) fn is_step(segment: &str) -> bool {
    // No step is longer than `%2E%2E`.
    segment.len() <= 6 && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// What is encoded of a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Escape {
    /// Everything that is not unreserved.
    All,
    /// What would change the structure of a query; reserved characters beyond that stay (`allowReserved`).
    Unreserved,
    /// The same for a segment of a path.
    PathSegment,
    /// Nothing.
    None,
}

impl Escape {
    /// A text, encoded.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::All => utf8_percent_encode(text, RESERVED).to_string(),
            Self::Unreserved => keep_encoded(text),
            Self::PathSegment => utf8_percent_encode(text, NOT_IN_SEGMENTS).to_string(),
            Self::None => text.to_owned(),
        }
    }

    /// A name, encoded: no character of it may stay that means something.
    pub(super) fn name(self, name: &str) -> String {
        if self == Self::None { name.to_owned() } else { Self::All.text(name) }
    }
}

/// Encodes a text for a query, but not what is encoded in it already (RFC 6570, section 3.2.3).
fn keep_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.extend(utf8_percent_encode(&rest[..at], NOT_IN_VALUES));
        let triple =
            rest.get(at..at + 3).filter(|it| it.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit()));
        out.push_str(triple.unwrap_or("%25"));
        rest = &rest[at + triple.map_or(1, str::len)..];
    }
    out.extend(utf8_percent_encode(rest, NOT_IN_VALUES));
    out
}
