//! Bytes as text: base64, and its variant for URLs (RFC 4648, sections 4 and 5).

use super::text::{Base64, Base64Url};

impl Base64 {
    /// The text of some bytes.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        encode(bytes.as_ref(), false).into()
    }

    /// The bytes. `None` if the text is not of the format.
    #[must_use]
    pub fn decode(&self) -> Option<Vec<u8>> {
        decode(self, false)
    }
}

impl Base64Url {
    /// The text of some bytes, without padding.
    #[must_use]
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        encode(bytes.as_ref(), true).into()
    }

    /// The bytes. `None` if the text is not of the format.
    #[must_use]
    pub fn decode(&self) -> Option<Vec<u8>> {
        decode(self, true)
    }
}

pub(super) fn is_base64(text: &str) -> bool {
    digits(text, false).is_some()
}

pub(super) fn is_base64url(text: &str) -> bool {
    digits(text, true).is_some()
}

/// The digits of a text without the padding. `None` if there is anything else in it.
fn digits(text: &str, url: bool) -> Option<&[u8]> {
    let padded = text.as_bytes();
    let padding = padded.iter().rev().take(2).take_while(|byte| **byte == b'=').count();
    let digits = &padded[..padded.len() - padding];
    let bare = url && padding == 0;
    let whole = if bare { digits.len() % 4 != 1 } else { padded.len().is_multiple_of(4) };
    (whole && digits.iter().all(|byte| value(*byte, url).is_some())).then_some(digits)
}

fn value(digit: u8, url: bool) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'-' if url => Some(62),
        b'_' if url => Some(63),
        b'+' if !url => Some(62),
        b'/' if !url => Some(63),
        _ => None,
    }
}

fn decode(text: &str, url: bool) -> Option<Vec<u8>> {
    let digits = digits(text, url)?;
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    // Four digits are three bytes, and the last few digits are one byte less.
    for group in digits.chunks(4) {
        let place = |index: usize| 18 - 6 * index;
        let part = |(index, digit): (usize, &u8)| Some(u32::from(value(*digit, url)?) << place(index));
        let bits = group.iter().enumerate().filter_map(part).fold(0, |bits, part| bits | part);
        bytes.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

fn encode(bytes: &[u8], url: bool) -> String {
    const DIGITS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let last = if url { ['-', '_'] } else { ['+', '/'] };
    let digit = |value: usize| DIGITS.get(value).map_or_else(|| last[value - 62], |digit| char::from(*digit));
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |index: usize| usize::from(group.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        text.extend((0..=group.len()).map(|index| digit(bits >> (18 - 6 * index) & 63)));
        if !url {
            text.extend(std::iter::repeat_n('=', 3 - group.len()));
        }
    }
    text
}
