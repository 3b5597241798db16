//! Turns the bytes of a document into JSON values, or into a diagnostic that says where they are at fault.
//!
//! The time is in proportion to the text, whatever the text is: nesting and the expansion of aliases are
//! bounded, and no input makes it panic.

mod depth;
mod duplicate;
mod integer;

use std::cell::Cell;

use granit_parser::{ErrorKind, Event, Parser, ScanError};
use serde::de::DeserializeSeed as _;

use crate::Source;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::Pointer;
use crate::json::{Bounded, Budget, DUPLICATE_KEY, Json, TOO_LARGE, TOO_MANY, escape};
use crate::limits::{Limit, Limits};
use crate::position::{event_options, line_and_column};

/// How many levels of arrays and objects a document can have. Both readers stop there on their own.
const DEEPEST: usize = 128;

/// Reads a document: JSON, or YAML 1.2 in one document.
///
/// What YAML has and JSON does not is read like this: keys are the text that they are written with, aliases
/// are replaced by what they stand for, tags are left out, `<<` is a key like any other, and `.inf` and
/// `.nan` are text.
///
/// # Examples
///
/// ```
/// use codegen::diagnostic::Diagnostics;
/// use codegen::{Source, load};
///
/// let source = Source { name: "pets.yaml".into(), bytes: b"openapi: 3.1.0\nx: [1, no]".into() };
/// let document = load::load(&source, &mut Diagnostics::default()).unwrap();
/// assert_eq!(document.to_text(), r#"{"openapi":"3.1.0","x":[1,"no"]}"#);
/// ```
#[must_use]
pub fn load(source: &Source, diagnostics: &mut Diagnostics) -> Option<Json> {
    load_within(source, &mut Left::new(&Limits::default()), diagnostics)
}

/// How much the files of a document may still have.
#[derive(Debug)]
pub(crate) struct Left {
    limits: Limits,
    bytes: usize,
    values: usize,
}

impl Left {
    /// All that there may be.
    pub(crate) fn new(limits: &Limits) -> Self {
        let (bytes, values) = (limits.get(Limit::Bytes), limits.get(Limit::Values));
        Self { limits: limits.clone(), bytes, values }
    }

    /// How many bytes the next file may have.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// How much there may be.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }
}

/// [`load`], for one of several files that share limits.
pub(crate) fn load_within(source: &Source, left: &mut Left, diagnostics: &mut Diagnostics) -> Option<Json> {
    let Some(bytes) = left.bytes.checked_sub(source.bytes.len()) else {
        let words = ("bytes", "check that this is the right file");
        left.limits.report(Limit::Bytes, words, Place::Document, diagnostics);
        return None;
    };
    left.bytes = bytes;
    let text = load_text(&source.bytes, diagnostics)?;
    // A text without aliases can not use this up: no character stands for more than three bytes.
    let allowance = text.len().saturating_mul(4).saturating_add(left.limits.get(Limit::Aliases));
    let budget = Budget { size: Cell::new(allowance), values: Cell::new(left.values) };
    let reader = Reader { text, budget: &budget, limits: &left.limits };
    let read = match text.trim_start().bytes().next() {
        Some(b'{') => reader.load_json(diagnostics),
        _ => reader.load_yaml().map_err(|fault| reader.report(fault, diagnostics)),
    };
    left.values = budget.values.get();
    match read {
        Ok(Json::Null) => {
            let help = "check that this is the right file, and that it was written completely";
            diagnostics.error(Code::EmptyDocument, Place::Document, "the document is empty", help);
            None
        }
        Ok(json) => match long_text(&json, left.limits.get(Limit::Text)) {
            None => Some(json),
            Some(pointer) => {
                let words = ("bytes in one text", "check that this is what it should be");
                left.limits.report(Limit::Text, words, Place::Value(pointer), diagnostics);
                None
            }
        },
        Err(()) => None,
    }
}

/// The place of the first text or key with more bytes than this.
fn long_text(json: &Json, most: usize) -> Option<Pointer> {
    match json {
        Json::String(text) => (text.len() > most).then(Pointer::new),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, item)| long_text(item, most).map(|rest| format!("/{index}{rest}"))),
        Json::Object(members) => members.iter().find_map(|(key, value)| {
            // A key that is too long is no part of a place.
            let long = || long_text(value, most).map(|rest| format!("/{}{rest}", escape(key)));
            if key.len() > most { Some(Pointer::new()) } else { long() }
        }),
        Json::Null | Json::Bool(_) | Json::Number(_) => None,
    }
}

/// The bytes as text, without a byte-order mark.
fn load_text<'a>(bytes: &'a [u8], diagnostics: &mut Diagnostics) -> Option<&'a str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let (line, column) = line_and_column(&valid, valid.len());
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
                "it looks like UTF-16; convert it, for example with `iconv -f UTF-16 -t UTF-8`"
            } else {
                "convert it, for example with `iconv -f ISO-8859-1 -t UTF-8`"
            };
            let place = Place::Text { file: String::new(), line, column };
            let message = format!("the document is not UTF-8: the byte 0x{byte:02x} does not belong here");
            diagnostics.error(Code::InvalidUtf8, place, message, help);
            None
        }
    }
}

/// Whether a text that starts with a brace goes on like JSON: with a quoted key, or with nothing.
fn is_json_like(text: &str) -> bool {
    let inside = text.trim_start().trim_start_matches('{').trim_start();
    inside.is_empty() || inside.starts_with(['"', '}'])
}

/// A text that is being read.
struct Reader<'a> {
    text: &'a str,
    budget: &'a Budget,
    limits: &'a Limits,
}

impl Reader<'_> {
    /// Reads a text that starts with a brace, which is JSON or else a flow mapping of YAML.
    fn load_json(&self, diagnostics: &mut Diagnostics) -> Result<Json, ()> {
        let before = self.budget.clone();
        let mut reader = serde_json::Deserializer::from_str(self.text);
        let read =
            Bounded(self.budget).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
        let error = match read {
            Ok(mut value) => {
                integer::restore_large_integers(self.text, &mut value);
                return Ok(value);
            }
            Err(error) => Fault::from_json(self.text, &error),
        };
        if error.kind == Kind::Syntax {
            self.budget.become_again(&before);
            match self.load_yaml() {
                Ok(value) => return Ok(value),
                // For what is meant to be JSON, the words of a YAML reader would only confuse.
                Err(fault) if fault.kind != Kind::Syntax || !is_json_like(self.text) => {
                    self.report(fault, diagnostics);
                    return Err(());
                }
                Err(_) => {}
            }
        }
        self.report(error, diagnostics);
        Err(())
    }

    fn load_yaml(&self) -> Result<Json, Fault> {
        if depth::seems_deeper(self.text, DEEPEST) {
            refuse_deep_nesting(self.text)?;
        }
        Bounded(self.budget)
            .deserialize(serde_yaml::Deserializer::from_str(self.text))
            .map_err(|error| Fault::from_yaml(self.text, &error))
    }

    fn report(&self, fault: Fault, diagnostics: &mut Diagnostics) {
        fault.report(self.text, self.limits, diagnostics);
    }
}

/// Reads a text with the parser that is not slowed down by nesting, to see whether it is too deep.
fn refuse_deep_nesting(text: &str) -> Result<(), Fault> {
    Parser::new_from_str_with_options(text, event_options())
        .find_map(Result::err)
        .map_or(Ok(()), |error| Err(Fault::from_events(text, &error)))
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Syntax,
    DuplicateKey,
    TooDeep,
    TooLarge,
    TooMany,
    SeveralDocuments,
}

/// What a reader has to say about a text.
struct Fault {
    kind: Kind,
    /// The line and the column.
    place: Option<(usize, usize)>,
    message: String,
}

impl Fault {
    fn from_json(text: &str, error: &serde_json::Error) -> Self {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        // The column counts bytes, up to and including the one that is at fault.
        let line = error.line().max(1);
        let content = text.split('\n').nth(line - 1).unwrap_or_default();
        let before = content.as_bytes().get(..error.column().saturating_sub(1)).unwrap_or(content.as_bytes());
        let column = String::from_utf8_lossy(before).chars().count() + 1;
        Self { kind: kind_of(message), place: Some((line, column)), message: lower_first(message) }
    }

    fn from_yaml(text: &str, error: &serde_yaml::Error) -> Self {
        let mut message = error.to_string();
        let place = error.location().map(|location| (location.line(), location.column()));
        if let Some((line, column)) = place {
            message = message.replacen(&format!(" at line {line} column {column}"), "", 1);
        }
        match kind_of(&message) {
            Kind::SeveralDocuments => Self::behind_first_document(text, message),
            kind => Self { kind, place, message },
        }
    }

    /// For what follows the first document, where the reader gives no position, and does not tell a second
    /// document from a mistake such as a bracket too many.
    fn behind_first_document(text: &str, message: String) -> Self {
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(text, event_options()) {
            match event {
                Ok((Event::DocumentStart(..), span)) => {
                    documents += 1;
                    if documents == 2 {
                        let place = span.start.byte_offset().map(|at| line_and_column(text, at));
                        return Self { kind: Kind::SeveralDocuments, place, message };
                    }
                }
                Ok(_) => {}
                Err(error) => return Self::from_events(text, &error),
            }
        }
        Self { kind: Kind::SeveralDocuments, place: None, message }
    }

    fn from_events(text: &str, error: &ScanError) -> Self {
        let kind = match error.kind() {
            ErrorKind::RecursionLimitExceeded => Kind::TooDeep,
            _ => Kind::Syntax,
        };
        let place = error.marker().byte_offset().map(|at| line_and_column(text, at));
        Self { kind, place, message: lower_first(&error.info()) }
    }

    fn report(self, text: &str, limits: &Limits, diagnostics: &mut Diagnostics) {
        let place = self.place.map_or(Place::Document, |(line, column)| Place::Text {
            file: String::new(),
            line,
            column,
        });
        match self.kind {
            Kind::DuplicateKey if duplicate::report_duplicate_keys(text, diagnostics) => {}
            Kind::DuplicateKey => {
                diagnostics.error(Code::DuplicateKey, place, self.message, "remove one of the two keys");
            }
            Kind::TooDeep => diagnostics.error(
                Code::TooDeep,
                place,
                format!("the document has more than {DEEPEST} levels of nesting"),
                "look for generated or hostile input; no API description needs that many",
            ),
            Kind::TooLarge => {
                let message = format!(
                    "the aliases of the document stand for far more text than it has: more than {}",
                    limits.get(Limit::Aliases)
                );
                let help = format!(
                    "look for anchors whose content has aliases of its own, and write out what is needed, or {}",
                    Limit::Aliases.raise()
                );
                diagnostics.error(Code::TooLarge, place, message, help);
            }
            Kind::TooMany => {
                let words = ("values", "check that this is the right file");
                limits.report(Limit::Values, words, place, diagnostics);
            }
            Kind::SeveralDocuments => diagnostics.error(
                Code::Syntax,
                place,
                if self.place.is_some() {
                    "a second YAML document starts here"
                } else {
                    "there is more text behind the end of the document"
                },
                "keep one document per file: remove the `---` line, and what does not belong to the first one",
            ),
            Kind::Syntax => diagnostics.error(Code::Syntax, place, self.message, syntax_help(text, self.place)),
        }
    }
}

fn kind_of(message: &str) -> Kind {
    if message.contains(DUPLICATE_KEY) {
        Kind::DuplicateKey
    } else if message.contains("recursion limit exceeded") {
        Kind::TooDeep
    } else if message.contains(TOO_LARGE) || message.contains("repetition limit exceeded") {
        Kind::TooLarge
    } else if message.contains(TOO_MANY) {
        Kind::TooMany
    } else if message.contains("more than one document") {
        Kind::SeveralDocuments
    } else {
        Kind::Syntax
    }
}

/// What most often causes a syntax error in a line like this one.
fn syntax_help(text: &str, place: Option<(usize, usize)>) -> &'static str {
    let line = place.and_then(|(line, _)| text.split('\n').nth(line - 1)).unwrap_or_default();
    let content = line.trim_start_matches(' ');
    if content.starts_with('\t') {
        "YAML is indented with spaces; replace the tab"
    } else if content.starts_with(['@', '`', '%']) || content.contains(": @") || content.contains(": `") {
        "put the text between quotes, because it starts with a character that YAML reserves"
    } else if content.matches(": ").count() > 1 && !content.starts_with(['{', '"', '\'']) {
        "put the text between quotes if it holds a colon followed by a space"
    } else {
        "check the indentation, quotes and brackets here and in the lines above"
    }
}

fn lower_first(message: &str) -> String {
    // An abbreviation such as `EOF` stays as it is.
    let mut characters = message.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => message.to_owned(),
    }
}

#[cfg(test)]
mod tests;
