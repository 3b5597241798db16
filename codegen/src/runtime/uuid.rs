//! UUIDs of RFC 4122, in any case and of any version.

use super::text::Uuid;

impl Uuid {
    /// The 128 bits, the first byte of the text in the highest ones. `None` if the text is not of the format.
    #[must_use]
    pub fn to_u128(&self) -> Option<u128> {
        parse(self)
    }
}

/// The text in lower case.
impl From<u128> for Uuid {
    fn from(bits: u128) -> Self {
        let digits = format!("{bits:032x}");
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        parts.join("-").into()
    }
}

pub(super) fn is_uuid(text: &str) -> bool {
    parse(text).is_some()
}

fn parse(text: &str) -> Option<u128> {
    if text.len() != 36 {
        return None;
    }
    text.bytes().enumerate().try_fold(0, |bits, (index, byte)| match (index, byte) {
        (8 | 13 | 18 | 23, b'-') => Some(bits),
        (8 | 13 | 18 | 23, _) => None,
        _ => Some(bits << 4 | u128::from(char::from(byte).to_digit(16)?)),
    })
}
