//! Texts that mean something where they should not.

use arbitrary::{Arbitrary, Result, Unstructured};

/// What means something in a URL, a header, a cookie, a form or JSON.
const PIECES: &[&str] = &[
    "a", "b", "Z", "0", "/", ".", "..", "%2F", "%2e", "%", "%zz", "%c3", "?", "#", "&", "=", "+", " ", ";",
    "; ", ",", "|", "\r\n", "\n", "\0", "\t", "\u{7f}", "é", "😀", "\u{feff}", "\u{2028}", "\\", "\"", "'",
    "<", ">", "~", ":", "@", "[", "]", "{", "}", "$", "!", "*", "(", ")", "^", "`", "--", "_", "-", "null",
    "true", "[0]", "data: ", "1e3",
];

/// A text: often short, sometimes anything.
pub(crate) fn text(choices: &mut Unstructured<'_>) -> Result<String> {
    if choices.ratio(1, 8)? {
        return String::arbitrary(choices);
    }
    let pieces = choices.int_in_range(0..=6)?;
    (0..pieces).map(|_| choices.choose(PIECES).copied()).collect()
}

/// A few texts.
pub(crate) fn texts(choices: &mut Unstructured<'_>) -> Result<Vec<String>> {
    let count = choices.int_in_range(0..=3)?;
    (0..count).map(|_| text(choices)).collect()
}

/// A few texts with different keys.
pub(crate) fn members(choices: &mut Unstructured<'_>) -> Result<Vec<(String, String)>> {
    let mut members: Vec<(String, String)> = Vec::new();
    for _ in 0..choices.int_in_range(0..=3)? {
        let (key, value) = (text(choices)?, text(choices)?);
        if members.iter().all(|(known, _)| *known != key) {
            members.push((key, value));
        }
    }
    Ok(members)
}
