//! Puts the integers back that `serde_json` reads as floats, because they are beyond 64 bits.
//!
//! The value must have been read from the very text: its numbers are those of the text, in the same order.

use crate::json::{Json, Number};

/// The digits of the smallest integer beyond 64 bits with sign.
const DIGITS: usize = 19;

/// Replaces each float of `value` that JSON `text` writes as an integer, if 128 bits can hold it.
pub(super) fn restore_large_integers(text: &str, value: &mut Json) {
    // Most documents have no such number, which is quick to see.
    let mut run = 0;
    let has_one = text.bytes().any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run >= DIGITS
    });
    if has_one {
        restore(value, &mut Numbers(text));
    }
}

fn restore(value: &mut Json, numbers: &mut Numbers<'_>) {
    match value {
        Json::Number(number) => {
            let text = numbers.next().unwrap_or_default();
            if let Number::Float(_) = number
                && text.len() >= DIGITS
                && let Ok(integer) = text.parse()
            {
                *number = Number::Integer(integer);
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| restore(item, numbers)),
        Json::Object(members) => members.iter_mut().for_each(|(_, value)| restore(value, numbers)),
        Json::Null | Json::Bool(_) | Json::String(_) => {}
    }
}

/// The numbers of a valid JSON text, as they are written.
struct Numbers<'a>(&'a str);

impl<'a> Iterator for Numbers<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let start = self.0.find(|next: char| next == '"' || next == '-' || next.is_ascii_digit())?;
            let rest = &self.0[start..];
            if let Some(string) = rest.strip_prefix('"') {
                self.0 = after_string(string);
                continue;
            }
            let end = rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
            self.0 = &rest[end..];
            return Some(&rest[..end]);
        }
    }
}

fn after_string(text: &str) -> &str {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or("", |end| &text[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_keep_their_value_up_to_128_bits() {
        let text = r#"{"a\"1": "2", "b": [3, 18446744073709551616, -1.5, 1e30], "\\": -9223372036854775809,
            "c": "18446744073709551617", "d": 18446744073709551618.0, "e": true, "f": 18446744073709551619,
            "g": 999999999999999999999999999999999999999999}"#;
        let mut value: Json = serde_json::from_str(text).unwrap();
        restore_large_integers(text, &mut value);
        assert_eq!(
            value.to_text(),
            r#"{"a\"1":"2","b":[3,18446744073709551616,-1.5,1e30],"\\":-9223372036854775809,"#.to_owned()
                + r#""c":"18446744073709551617","d":1.8446744073709552e19,"e":true,"f":18446744073709551619,"#
                + r#""g":1e42}"#
        );
    }
}
