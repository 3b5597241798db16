//! Reading response headers.
//!
//! Invariant: a malformed header is no error; it stays among the raw headers.

use http::header::HeaderMap;

use super::location::Location;
use super::raw::RawJson;
use super::report::Report;

/// The headers that an operation documents for its responses. Generated.
pub trait ResponseHeaders: Sized {
    /// Reads them.
    fn read(headers: &HeaderMap) -> Self;

    /// Adds everything in which they do not satisfy the document to a report.
    fn check(&self, _at: &Location<'_>, _report: &mut Report) {}
}

/// Stands for no documented headers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct NoHeaders;

impl ResponseHeaders for NoHeaders {
    fn read(_headers: &HeaderMap) -> Self {
        Self
    }
}

/// A type that a response header can be read as.
pub trait FromHeader: Sized {
    /// Whether a header that comes several times is one list (RFC 9110, section 5.3).
    const IS_LIST: bool = false;

    /// Reads the text of a header, without white space around it. `None` if it is malformed.
    fn from_header(text: &str) -> Option<Self>;
}

/// Reads a header. `None` if it is not there or malformed.
#[must_use]
pub fn header<T: FromHeader>(headers: &HeaderMap, name: &str) -> Option<T> {
    if T::IS_LIST {
        let lines = headers.get_all(name).iter().map(|value| std::str::from_utf8(value.as_bytes()));
        let lines = lines.collect::<Result<Vec<_>, _>>().ok().filter(|lines| !lines.is_empty())?;
        return T::from_header(lines.join(",").trim_ascii());
    }
    let value = headers.get(name)?;
    T::from_header(std::str::from_utf8(value.as_bytes()).ok()?.trim_ascii())
}

macro_rules! parsed {
    ($($name:ident)*) => {
        $(
            impl FromHeader for $name {
                fn from_header(text: &str) -> Option<Self> {
                    text.parse().ok()
                }
            }
        )*
    };
}

parsed! { String bool i64 u64 }

impl FromHeader for f64 {
    fn from_header(text: &str) -> Option<Self> {
        text.parse().ok().filter(|number: &Self| number.is_finite())
    }
}

impl FromHeader for RawJson {
    fn from_header(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A list with commas between the items (style `simple`). An item that is a quoted string may hold commas; its quotes are a
/// part of it, since the style neither adds nor removes any.
impl<T: FromHeader> FromHeader for Vec<T> {
    const IS_LIST: bool = true;

    fn from_header(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::new());
        }
        items(text).map(|item| T::from_header(item.trim_ascii())).collect()
    }
}

/// The items of a list, which has at least one (RFC 9110, section 5.6.1).
fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?.trim_ascii_start();
        // What follows a quoted string is a comma, or else it was none: any text may begin with a quote.
        let quoted = quoted_length(text).map(|end| text.split_at(end));
        let quoted = quoted.map(|(item, after)| (item, after.trim_ascii_start()));
        if let Some((item, after)) = quoted.filter(|(_, after)| after.is_empty() || after.starts_with(',')) {
            rest = after.strip_prefix(',');
            return Some(item);
        }
        let (item, after) = text.split_once(',').map_or((text, None), |(item, after)| (item, Some(after)));
        rest = after;
        Some(item)
    })
}

/// How long the quoted string is that a text begins with (RFC 9110, section 5.6.4).
fn quoted_length(text: &str) -> Option<usize> {
    let mut characters = text.strip_prefix('"')?.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            // Two quotes of one byte each.
            '"' => return Some(at + 2),
            '\\' => {
                characters.next()?;
            }
            _ => {}
        }
    }
    None
}
