//! What the name of a media type says (RFC 6838, section 4.2.8; RFC 9110, section 8.3.1).

/// A media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether it stands for JSON.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json" | "application/*+json") || essence.ends_with("+json")
}

/// Whether it is plain JSON, which any JSON can be sent as.
pub(super) fn is_plain_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json" | "application/*+json")
}

/// Whether it stands for more than one media type.
pub(super) fn is_range(essence: &str) -> bool {
    essence.contains('*')
}

/// Whether it is a media type at all: a type and a subtype.
pub(super) fn is_valid(essence: &str) -> bool {
    let is_token = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic());
    essence.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// The date in the name of a version, such as `2023-01-01` in `application/vnd.atlas.2023-01-01+json`.
pub(super) fn date(essence: &str) -> Option<&str> {
    let is_date = |text: &[u8]| {
        text.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    let at = essence.as_bytes().windows(10).position(is_date)?;
    essence.get(at..at + 10)
}
