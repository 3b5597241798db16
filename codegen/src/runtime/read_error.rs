//! Errors of reading: gives each its place, and takes values of the input out of their text.
//!
//! Invariant: a message that leaves this module quotes no value. Everything here is off the good path.

use std::fmt;

use serde::de;

use super::location::escape;
use super::shown::Shown;

/// Why a body could not be read: what is wrong, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DecodeError {
    pointer: String,
    message: String,
}

impl DecodeError {
    /// Takes the message of an error apart that came from reading a type of this crate.
    ///
    /// Such a message begins with the JSON Pointer of the value that could not be read.
    #[must_use]
    pub fn new(error: &serde_json::Error) -> Self {
        let (pointer, message) = split(&error.to_string());
        Self { pointer, message }
    }

    pub(super) fn from_message(message: &str) -> Self {
        Self { pointer: String::new(), message: message.to_owned() }
    }

    /// The JSON Pointer of the value that could not be read; empty for the whole body.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is wrong with it. Quotes no value.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", Shown(&self.pointer))?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

/// Splits a message into the pointer that it begins with and the rest.
fn split(message: &str) -> (String, String) {
    match message.split_once(": ") {
        Some((pointer, rest)) if pointer.starts_with('/') => (pointer.replace("~2", ":"), rest.to_owned()),
        _ => (String::new(), message.to_owned()),
    }
}

/// Puts the key of the member in front of an error of reading it.
#[cold]
#[inline(never)]
pub(super) fn at_key<E: de::Error>(error: &E, key: &str) -> E {
    E::custom(below(key, &error.to_string()))
}

/// Puts the index of the item in front of an error of reading it.
#[cold]
#[inline(never)]
pub(super) fn at_index<E: de::Error>(error: &E, index: usize) -> E {
    E::custom(below(&index.to_string(), &error.to_string()))
}

/// Carries an error over from replaying a buffered member. Its line and column are dropped, because they
/// count from the start of the member.
#[cold]
#[inline(never)]
pub(super) fn replayed<E: de::Error>(error: &serde_json::Error, key: &str) -> E {
    let text = error.to_string();
    let (message, _) = split_position(&text);
    E::custom(below(key, message))
}

/// Carries an error over from reading a text that was set aside, without its line and column.
#[cold]
#[inline(never)]
pub(super) fn carried<E: de::Error>(error: &serde_json::Error) -> E {
    let text = error.to_string();
    let (message, _) = split_position(&text);
    E::custom(message)
}

/// Takes the value out of an error about a wrong type, and leaves other errors as they are.
#[cold]
#[inline(never)]
pub(super) fn tidy<E: de::Error>(error: E) -> E {
    match without_value(&error.to_string()) {
        Some(message) => E::custom(message),
        None => error,
    }
}

/// The same, for a type that expects something more particular than what it reads by way of.
#[cold]
#[inline(never)]
pub(super) fn tidy_as<E: de::Error>(error: E, expected: &str) -> E {
    let text = error.to_string();
    match without_value(&text).and_then(|message| Some((message.find(", found ")?, message))) {
        Some((found, message)) => E::custom(format_args!("expected {expected}{}", &message[found..])),
        None => error,
    }
}

fn below(segment: &str, message: &str) -> String {
    let separator = if message.starts_with('/') { "" } else { ": " };
    // A colon and a space end the pointer, so they may not stand in it.
    let segment = escape(segment).replace(": ", "~2 ");
    format!("/{segment}{separator}{message}")
}

fn without_value(text: &str) -> Option<String> {
    let rest = text.strip_prefix("invalid type: ").or_else(|| text.strip_prefix("invalid value: "))?;
    let (rest, position) = split_position(rest);
    let (found, expected) = rest.rsplit_once(", expected ")?;
    Some(format!("expected {expected}, found {}{position}", kind(found)))
}

/// Splits ` at line 1 column 2` off the end.
fn split_position(text: &str) -> (&str, &str) {
    let Some(at) = text.rfind(" at line ") else { return (text, "") };
    let (message, position) = text.split_at(at);
    let numbers = position.trim_start_matches(" at line ").replacen(" column ", "", 1);
    if numbers.bytes().all(|byte| byte.is_ascii_digit()) { (message, position) } else { (text, "") }
}

/// Names the kind of value that serde's [`Unexpected`](de::Unexpected) displays with its value.
fn kind(unexpected: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("null", "null"),
        ("unit", "null"),
        ("boolean", "a boolean"),
        ("integer", "a number"),
        ("floating point", "a number"),
        ("number", "a number"),
        ("string", "a string"),
        ("character", "a string"),
        ("sequence", "an array"),
        ("map", "an object"),
    ];
    let found = KINDS.iter().find(|(prefix, _)| unexpected.starts_with(prefix));
    found.map_or("something else", |(_, name)| name)
}
