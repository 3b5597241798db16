//! Media types (RFC 9110, section 8.3.1), as far as choosing a reader needs them.

use http::header::{CONTENT_TYPE, HeaderMap};
use serde::ser::Error;

/// The media type of plain JSON, as the one that a body is documented with.
pub const JSON: &[&str] = &["application/json"];

/// The type and subtype of a media type, in lower case, without parameters. `None` if it is malformed.
pub(super) fn essence(media_type: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim_matches([' ', '\t']);
    let (kind, subtype) = essence.split_once('/')?;
    (is_token(kind) && is_token(subtype)).then(|| essence.to_ascii_lowercase())
}

/// Whether an essence stands for JSON: `application/json`, `text/json`, or anything that ends in `+json`.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}

/// Whether a documented essence, which may be a range such as `image/*`, includes another.
pub(super) fn includes(documented: &str, found: &str) -> bool {
    documented == "*/*"
        || documented == found
        || documented.strip_suffix('*').is_some_and(|kind| kind.ends_with('/') && found.starts_with(kind))
}

/// The media type of a file: the one that it has, or else one that the document gives. `documented` is what the
/// document allows: a media type, a range, or a list with commas.
///
/// # Errors
///
/// If it is not one of several documented ones, or none was chosen where a range leaves it open.
pub(super) fn choose<'a>(own: Option<&'a str>, documented: Option<&'a str>) -> serde_json::Result<&'a str> {
    const FALLBACKS: &[&str] = &["application/octet-stream", "text/plain"];
    let Some(documented) = documented else { return Ok(own.unwrap_or(FALLBACKS[0])) };
    let allows = |found: &str| {
        essence(found).is_some_and(|found| {
            let mut all = documented.split(',').filter_map(essence);
            all.any(|it| includes(&it, &found))
        })
    };
    match own {
        // Of one type nothing is to be chosen: a caller who gives another one insists on it.
        Some(own) if allows(own) || !documented.contains([',', '*']) => Ok(own),
        Some(own) => {
            Err(Error::custom(format_args!("`{}` is not of the type `{documented}`", own.escape_debug())))
        }
        None => first(documented)
            .or_else(|| FALLBACKS.iter().copied().find(|it| allows(it)))
            .ok_or_else(|| Error::custom(format_args!("a file needs a media type: `{documented}` has many"))),
    }
}

/// The first of a list of media types that is no range.
pub(super) fn first(documented: &str) -> Option<&str> {
    documented.split(',').map(str::trim_ascii).find(|it| !it.contains('*'))
}

/// The content type of a message, as it stands there. A message may have none.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A token of RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}
