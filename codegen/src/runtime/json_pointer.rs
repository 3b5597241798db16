//! JSON Pointers (RFC 6901), and the relative ones of JSON Schema.

pub(super) fn is_json_pointer(text: &str) -> bool {
    let escaped = |text: &str| text.starts_with(['0', '1']);
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(escaped)
}

/// So many levels up, so many items on, and then a pointer; or `#` for the key.
pub(super) fn is_relative(text: &str) -> bool {
    let Some(rest) = after_number(text, true) else { return false };
    let rest = match rest.strip_prefix(['+', '-']) {
        Some(items) => after_number(items, false),
        None => Some(rest),
    };
    rest.is_some_and(|rest| rest == "#" || is_json_pointer(rest))
}

/// What follows a number without leading zeros.
fn after_number(text: &str, or_zero: bool) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('0') {
        return or_zero.then_some(rest);
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}
