//! Media types (RFC 9110, section 8.3.1), as far as choosing a reader needs them.

use http::header::{CONTENT_TYPE, HeaderMap};

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

/// The content type of a message, as it stands there. A message may have none.
pub(super) fn of(headers: &HeaderMap) -> Option<String> {
    headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A token of RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}
