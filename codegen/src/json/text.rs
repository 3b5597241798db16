//! Turns a [`Json`] into text: the same value always gives the same bytes, members in their own order.

use std::fmt::Write as _;

use super::Json;

impl Json {
    /// The value as JSON in one line, without spaces.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Json;
    ///
    /// let value: Json = serde_json::from_str(r#"{ "b": [1, 2.0], "a": null }"#).unwrap();
    /// assert_eq!(value.to_text(), r#"{"b":[1,2.0],"a":null}"#);
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        write(&mut out, self, None);
        out
    }

    /// The value as JSON over several lines, indented by two spaces, without a final line break.
    #[must_use]
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        write(&mut out, self, Some(0));
        out
    }
}

/// Writes `value`, `level` steps in from the left; in one line if there is no level.
fn write(out: &mut String, value: &Json, level: Option<usize>) {
    let inner = level.map(|level| level + 1);
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => {
            // Writing to a string does not fail.
            let _ = write!(out, "{number}");
        }
        Json::String(text) => write_string(out, text),
        Json::Array(items) if items.is_empty() => out.push_str("[]"),
        Json::Array(items) => {
            let mut separator = '[';
            for item in items {
                out.push(separator);
                new_line(out, inner);
                write(out, item, inner);
                separator = ',';
            }
            new_line(out, level);
            out.push(']');
        }
        Json::Object(members) if members.is_empty() => out.push_str("{}"),
        Json::Object(members) => {
            let mut separator = '{';
            for (key, value) in members {
                out.push(separator);
                new_line(out, inner);
                write_string(out, key);
                out.push_str(if level.is_some() { ": " } else { ":" });
                write(out, value, inner);
                separator = ',';
            }
            new_line(out, level);
            out.push('}');
        }
    }
}

fn new_line(out: &mut String, level: Option<usize>) {
    if let Some(level) = level {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", level));
    }
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_read_back() {
        let text = r#"{"a":[1,{"b":[]},{}],"c\"\\\n\u0001é":[true,null,-2.5e-7],"":""}"#;
        let value: Json = serde_json::from_str(text).unwrap();
        assert_eq!(value.to_text(), text);
        let pretty = value.to_pretty();
        assert_eq!(serde_json::from_str::<Json>(&pretty).unwrap(), value);
        assert!(pretty.starts_with("{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    },\n    {}\n  ],\n"));
    }
}
