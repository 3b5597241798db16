//! JSON values as a document holds them: members in document order, integers of any size up to 128 bits.

mod number;
mod read;

pub use number::Number;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object: its members in document order, each key once.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member with this key, if it is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// What it is, for messages: `a string`, `an object`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value that a JSON Pointer names (RFC 6901).
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Json;
    ///
    /// let document: Json = serde_json::from_str(r#"{"a/b": [1, 2]}"#)?;
    /// assert!(document.pointer("/a~1b/1").is_some());
    /// assert!(document.pointer("/a~1b/2").is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, part| match value {
            Self::Object(_) => value.get(&unescape(part)),
            Self::Array(items) => items.get(index(part)?),
            _ => None,
        })
    }

    /// Whether it is equal to another value by JSON Schema (2020-12, section 4.2.2): `1` and `1.0` are the same
    /// number, and the order of members means nothing.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.compare(*right).is_eq(),
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.same(right))
            }
            (Self::Object(left), Self::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(key, value)| other.get(key).is_some_and(|other| value.same(other)))
            }
            _ => self == other,
        }
    }

    /// The value as compact JSON text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::String(string) => write_string(string, text),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    write_string(key, text);
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push_str(&serde_json::Value::from(string).to_string());
}

/// A part of a JSON Pointer as it was before escaping (RFC 6901, section 4).
#[must_use]
pub fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// A part of a JSON Pointer as an index: digits without leading zeros.
fn index(part: &str) -> Option<usize> {
    let plain = part == "0" || !part.starts_with(['0', '+']);
    if plain { part.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::Json;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn equality_is_that_of_json_schema() {
        for (left, right, same) in [
            ("1", "1.0", true),
            ("[1,2]", "[2,1]", false),
            (r#"{"a":1,"b":[{}]}"#, r#"{"b":[{}],"a":1.0}"#, true),
            (r#"{"a":1}"#, r#"{"a":1,"b":2}"#, false),
            ("9007199254740993", "9007199254740992.0", false),
            ("0", "false", false),
        ] {
            assert_eq!(json(left).same(&json(right)), same, "{left} {right}");
        }
    }

    #[test]
    fn text_reads_back() {
        for text in [r#"{"b":[1,-2.5,1e300,"\n\u0000\"é",null,true],"a":{}}"#, "[]", "\"\""] {
            let value = json(text);
            assert_eq!(json(&value.to_text()), value);
        }
    }

    #[test]
    fn pointers_follow_rfc_6901() {
        let value = json(r#"{"":{"a~b":[10,11]},"0":{"01":1}}"#);
        for (pointer, found) in [
            ("", true),
            ("/", true),
            ("//a~0b/1", true),
            ("//a~0b/01", false),
            ("//a~0b/-1", false),
            ("/0/01", true),
            ("x", false),
        ] {
            assert_eq!(value.pointer(pointer).is_some(), found, "{pointer}");
        }
    }
}
