//! JSON as JSON Schema sees it: `1.0` is `1`, and the order of members means nothing. A tree that borrows its text; numbers
//! stay text, so that none is rounded.
//!
//! Invariant: reads every text in one pass; one that nests deeper than [`MAX_DEPTH`] or is no JSON has no tree.

use std::borrow::Cow;

use super::decimal::Decimal;
use super::json::MAX_DEPTH;

/// Whether two JSON texts mean the same value.
pub(super) fn equal(a: &str, b: &str) -> bool {
    a == b || canonical(a) == canonical(b)
}

/// A text that is the same for all texts of one value. What nests too deep is its own text.
pub(super) fn canonical(json: &str) -> String {
    Value::of(json).map_or_else(|| json.to_owned(), |value| value.canonical())
}

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, as JSON writes it.
    Number(&'a str),
    /// A string.
    Text(Cow<'a, str>),
    /// An array.
    List(Vec<Self>),
    /// An object, its members in order.
    Members(Vec<(Cow<'a, str>, Self)>),
}

impl<'a> Value<'a> {
    /// Takes a JSON text apart.
    pub(super) fn of(json: &'a str) -> Option<Self> {
        let mut reader = Reader { rest: json };
        let value = reader.value(MAX_DEPTH)?;
        reader.skip_space();
        reader.rest.is_empty().then_some(value)
    }

    /// The value of a member.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The items; none if it is no array.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The members; none if it is no object.
    pub(super) fn members(&self) -> &[(Cow<'a, str>, Self)] {
        match self {
            Self::Members(members) => members,
            _ => &[],
        }
    }

    /// A text that is the same for all texts of one value.
    pub(super) fn canonical(&self) -> String {
        let mut out = String::new();
        self.push_canonical(&mut out);
        out
    }

    fn push_canonical(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(text) => match Decimal::parse(text) {
                Some(number) => out.push_str(&number.canonical()),
                None => out.push_str(text),
            },
            Self::Text(text) => push_quoted(text, out),
            Self::List(items) => {
                out.push('[');
                for item in items {
                    item.push_canonical(out);
                    out.push(',');
                }
                out.push(']');
            }
            Self::Members(members) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_by(|(a, _), (b, _)| a.cmp(b));
                out.push('{');
                for (key, value) in members {
                    push_quoted(key, out);
                    out.push(':');
                    value.push_canonical(out);
                    out.push(',');
                }
                out.push('}');
            }
        }
    }
}

/// Strings are only compared, so that two characters are enough to tell where one ends.
fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_space(&mut self) {
        // Most texts have none.
        if self.rest.as_bytes().first().is_some_and(u8::is_ascii_whitespace) {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        }
    }

    /// Takes a character of ASCII, if it is the next one.
    fn take(&mut self, c: u8) -> bool {
        self.skip_space();
        let is_next = self.rest.as_bytes().first() == Some(&c);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        self.skip_space();
        match self.rest.as_bytes().first()? {
            b'{' => self.members(depth.checked_sub(1)?),
            b'[' => self.list(depth.checked_sub(1)?),
            b'"' => self.text().map(Value::Text),
            _ => self.scalar(),
        }
    }

    fn members(&mut self, depth: usize) -> Option<Value<'a>> {
        self.take(b'{');
        let mut members = Vec::new();
        if self.take(b'}') {
            return Some(Value::Members(members));
        }
        loop {
            self.skip_space();
            let key = self.text()?;
            if !self.take(b':') {
                return None;
            }
            members.push((key, self.value(depth)?));
            if self.take(b'}') {
                return Some(Value::Members(members));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Value<'a>> {
        self.take(b'[');
        let mut items = Vec::new();
        if self.take(b']') {
            return Some(Value::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take(b']') {
                return Some(Value::List(items));
            }
            if !self.take(b',') {
                return None;
            }
        }
    }

    fn text(&mut self) -> Option<Cow<'a, str>> {
        let inner = self.rest.strip_prefix('"')?;
        let mut end = inner.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
        if let Some(rest) = inner[end..].strip_prefix('"') {
            self.rest = rest;
            return Some(Cow::Borrowed(&inner[..end]));
        }
        let mut escaped = false;
        end += inner[end..].bytes().position(|byte| {
            let ends = !escaped && byte == b'"';
            escaped = !escaped && byte == b'\\';
            ends
        })?;
        let (quoted, rest) = self.rest.split_at(end + 2);
        self.rest = rest;
        serde_json::from_str(quoted).ok().map(Cow::Owned)
    }

    fn scalar(&mut self) -> Option<Value<'a>> {
        let end = self.rest.find([',', ']', '}', ' ', '\t', '\n', '\r']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        match text {
            "null" => Some(Value::Null),
            "true" => Some(Value::Boolean(true)),
            "false" => Some(Value::Boolean(false)),
            number => {
                number.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(Value::Number(number))
            }
        }
    }
}
