//! JSON values as a document holds them: members in document order, integers of any size up to 128 bits.
//!
//! A [`Json`] is read from text by serde (the reader refuses a key that comes twice) and is plain data after
//! that. No object holds a key twice, and no number is a NaN or an infinity.

mod index;
mod number;
mod read;
mod text;

use std::borrow::Cow;
use std::collections::HashMap;

pub(crate) use index::Index;
pub(crate) use read::{Bounded, Budget, DUPLICATE_KEY, TOO_LARGE, TOO_MANY};

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

/// A JSON number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Integer(i128),
    /// Anything else. Never a NaN or an infinity.
    Float(f64),
}

/// Objects with more members than this are compared through an index.
const FEW: usize = 16;

impl Json {
    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members in document order, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Json)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of the member with this key, if this is an object that has one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.iter().find_map(|(name, value)| (name == key).then_some(value))
    }

    /// What kind of value this is, with its article, for messages: `"a string"`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(number) if number.is_integer() => "an integer",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// Whether this is the same value by JSON Schema's equality: numbers compare by their value, and the
    /// order of members does not count. (`==` is stricter: it tells `1` from `1.0`, and sees the order.)
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Json;
    ///
    /// let left: Json = serde_json::from_str(r#"{"a": 1, "b": [2.0]}"#).unwrap();
    /// let right: Json = serde_json::from_str(r#"{"b": [2], "a": 1.0}"#).unwrap();
    /// assert!(left.same(&right));
    /// assert_ne!(left, right);
    /// ```
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => left.compare(*right).is_eq(),
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.same(right))
            }
            (Self::Object(left), Self::Object(right)) => same_members(left, right),
            _ => self == other,
        }
    }

    /// The value that an RFC 6901 JSON Pointer leads to: `""` is this value itself.
    ///
    /// # Examples
    ///
    /// ```
    /// use codegen::json::Json;
    ///
    /// let document: Json = serde_json::from_str(r#"{"paths": {"/pets": [1, 2]}}"#).unwrap();
    /// assert_eq!(document.pointer("/paths/~1pets/1").unwrap().to_text(), "2");
    /// assert_eq!(document.pointer("/paths/~1dogs"), None);
    /// ```
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, part| match value {
            Self::Object(_) => value.get(&unescape(part)),
            Self::Array(items) => items.get(array_index(part)?),
            _ => None,
        })
    }
}

/// Whether two objects have the same members in some order.
fn same_members(left: &[(String, Json)], right: &[(String, Json)]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    // The same order is by far the most frequent one, and needs no lookup.
    if left.iter().zip(right).all(|((left, _), (right, _))| left == right) {
        return left.iter().zip(right).all(|((_, left), (_, right))| left.same(right));
    }
    if right.len() <= FEW {
        return left
            .iter()
            .all(|(key, value)| right.iter().any(|(other, found)| key == other && value.same(found)));
    }
    let index: HashMap<&str, &Json> = right.iter().map(|(key, value)| (key.as_str(), value)).collect();
    left.iter().all(|(key, value)| index.get(key.as_str()).is_some_and(|found| value.same(found)))
}

/// A key as a reference token of a JSON Pointer.
pub(crate) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        // The order matters: the `~` of a `~1` must stay.
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// A reference token of a JSON Pointer as the key that it stands for.
pub(crate) fn unescape(part: &str) -> String {
    // The order matters: `~01` stands for `~1`.
    part.replace("~1", "/").replace("~0", "~")
}

/// A reference token as an index of an array: digits without a leading zero.
pub(crate) fn array_index(part: &str) -> Option<usize> {
    let digits = part.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (part == "0" || !part.starts_with('0'))).then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn equality_follows_json_schema() {
        let many = |reverse: bool| {
            let mut members: Vec<_> =
                (0..100).map(|n| (n.to_string(), Json::Number(Number::Integer(n)))).collect();
            if reverse {
                members.reverse();
            }
            Json::Object(members)
        };
        assert!(many(false).same(&many(true)));
        for (left, right, same) in [
            ("1", "1.0", true),
            ("1", "1e0", true),
            ("0", "-0.0", true),
            ("1", "true", false),
            ("1", "\"1\"", false),
            ("[1, 2]", "[2, 1]", false),
            ("[1]", "[1.0]", true),
            (r#"{"a": 1, "b": null}"#, r#"{"b": null, "a": 1}"#, true),
            (r#"{"a": 1, "b": null}"#, r#"{"b": null, "c": 1}"#, false),
            (r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#, false),
            ("9007199254740993", "9007199254740992.0", false),
        ] {
            assert_eq!(json(left).same(&json(right)), same, "{left} and {right}");
            assert_eq!(json(right).same(&json(left)), same, "{right} and {left}");
        }
    }

    #[test]
    fn pointers_follow_rfc_6901() {
        // The example of RFC 6901, section 5.
        let document = json(
            r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4,
                "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8, "~1": 9}"#,
        );
        for (pointer, text) in [
            ("/foo", Some(r#"["bar","baz"]"#)),
            ("/foo/0", Some("\"bar\"")),
            ("/", Some("0")),
            ("/a~1b", Some("1")),
            ("/c%d", Some("2")),
            ("/e^f", Some("3")),
            ("/g|h", Some("4")),
            ("/i\\j", Some("5")),
            ("/k\"l", Some("6")),
            ("/ ", Some("7")),
            ("/m~0n", Some("8")),
            ("/~01", Some("9")),
            ("/foo/2", None),
            ("/foo/00", None),
            ("/foo/-", None),
            ("/foo/+1", None),
            ("/foo/", None),
            ("/foo/0/x", None),
            ("foo", None),
        ] {
            assert_eq!(document.pointer(pointer).map(Json::to_text).as_deref(), text, "{pointer}");
        }
        assert_eq!(document.pointer(""), Some(&document));
    }

    #[test]
    fn kinds_have_names() {
        let names = ["null", "true", "1", "1.5", "\"\"", "[]", "{}"].map(|text| json(text).kind());
        let expected = ["null", "a boolean", "an integer", "a number", "a string", "an array", "an object"];
        assert_eq!(names, expected);
    }
}
