//! Durations of RFC 3339, appendix A.

pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['P', 'p']) else { return false };
    match rest.split_once(['T', 't']) {
        Some((date, time)) => (date.is_empty() || is_run(date, b"YMD")) && is_run(time, b"HMS"),
        None => is_run(rest, b"YMD") || is_run(rest, b"W"),
    }
}

/// Whether a text is one or more counts, each with the unit that follows the one before.
fn is_run(text: &str, units: &[u8]) -> bool {
    let mut rest = text.as_bytes();
    let mut next = None;
    while !rest.is_empty() {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let unit = rest.get(digits).map(u8::to_ascii_uppercase);
        let Some(at) = units.iter().position(|known| Some(*known) == unit) else { return false };
        if digits == 0 || next.is_some_and(|next| next != at) {
            return false;
        }
        next = Some(at + 1);
        rest = &rest[digits + 1..];
    }
    next.is_some()
}
