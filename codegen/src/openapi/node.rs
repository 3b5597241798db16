//! A value of the document together with its place, and a cursor over the members of an object.
//!
//! The cursor is how no key gets lost: a reader takes the keys it knows, and whatever is left at the end
//! is reported.

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::ir::Pointer;
pub use crate::ir::join;
use crate::json::{Json, Number};
use crate::ledger::Fate;
use crate::suggest::nearest;

/// A value of the document and its place.
#[derive(Clone, Debug)]
pub struct Node<'d> {
    /// The value.
    pub json: &'d Json,
    /// Its place.
    pub pointer: Pointer,
}

impl<'d> Node<'d> {
    /// The member with this key, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        Some(Self { json: self.json.get(key)?, pointer: join(&self.pointer, key) })
    }

    /// The members, in document order. None if this is not an object.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Self)> + use<'d, '_> {
        let members = self.json.as_object().unwrap_or_default();
        members.iter().map(|(key, json)| (key.as_str(), Self { json, pointer: join(&self.pointer, key) }))
    }

    /// The items, in document order. None if this is not an array.
    pub fn items(&self) -> impl Iterator<Item = Self> + use<'d, '_> {
        let items = self.json.as_array().unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(|(index, json)| Self { json, pointer: format!("{}/{index}", self.pointer) })
    }

    /// The value as a string. Anything else is reported, and is not there.
    pub fn string(&self, diagnostics: &mut Diagnostics) -> Option<&'d str> {
        let text = self.json.as_str();
        if text.is_none() {
            let help = match self.json {
                Json::Number(_) | Json::Bool(_) => "put it between quotation marks",
                _ => "",
            };
            self.unread("a string", help, diagnostics);
        }
        text
    }

    /// The value as a boolean. A text that says one is reported; anything else is too, and is not there.
    pub fn flag(&self, diagnostics: &mut Diagnostics) -> Option<bool> {
        let said = match self.json.as_str().unwrap_or_default().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        };
        self.or_said(self.json.as_bool(), said, "a boolean", diagnostics)
    }

    /// The value as a number. A text that says one is reported; anything else is too, and is not there.
    pub fn number(&self, diagnostics: &mut Diagnostics) -> Option<Number> {
        // What floats do not hold is read as the text that it is.
        let is_beyond =
            |text: &str| text.trim_start_matches(['.', '-']).parse().is_ok_and(|it: f64| !it.is_finite());
        if self.json.as_str().is_some_and(is_beyond) {
            let message = "this number is beyond what 64-bit floats hold: it has no effect";
            diagnostics.warn(Code::WrongType, Place::Value(self.pointer.clone()), message, "");
            diagnostics.ledger().whole(self.json, Fate::Reported);
            return None;
        }
        self.or_said(self.json.as_number(), self.said_number(), "a number", diagnostics)
    }

    /// The value as a count. A text that says one is reported; anything else is too, and is not there.
    pub fn count(&self, diagnostics: &mut Diagnostics) -> Option<u64> {
        let count = self.json.as_number().and_then(Number::as_u64);
        let said = self.said_number().and_then(Number::as_u64);
        self.or_said(count, said, "a non-negative integer", diagnostics)
    }

    /// The number that a text says.
    fn said_number(&self) -> Option<Number> {
        serde_json::from_str::<Json>(self.json.as_str()?).ok()?.as_number()
    }

    /// A value, or else what a text in its place says.
    fn or_said<T: Copy + Display>(
        &self,
        value: Option<T>,
        said: Option<T>,
        expected: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        match (value, said) {
            (Some(_), _) => {}
            (None, Some(said)) => {
                self.read_as(expected, &format!("`{said}`"), diagnostics);
            }
            (None, None) => self.unread(expected, "", diagnostics),
        }
        value.or(said)
    }

    /// The items of an array of strings; a string alone is an array of one. Anything else is reported, and is not
    /// there.
    pub fn strings(&self, diagnostics: &mut Diagnostics) -> Vec<(&'d str, Pointer)> {
        match self.json {
            Json::Array(_) => {}
            Json::String(text) => {
                self.read_as("an array of strings", "an array of one", diagnostics);
                return vec![(text, self.pointer.clone())];
            }
            _ => self.unread("an array of strings", "", diagnostics),
        }
        self.items()
            .filter_map(|item| item.string(diagnostics).map(|text| (text, item.pointer.clone())))
            .collect()
    }

    /// Whether the value is an object. Anything else is reported, and an error unless it is empty.
    pub fn is_object(&self, diagnostics: &mut Diagnostics) -> bool {
        let is_object = self.json.as_object().is_some();
        if !is_object {
            self.wrong_container("an object", diagnostics);
        }
        is_object
    }

    /// Whether the value is an array. Anything else is reported, and an error unless it is empty.
    pub fn is_array(&self, diagnostics: &mut Diagnostics) -> bool {
        let is_array = self.json.as_array().is_some();
        if !is_array {
            self.wrong_container("an array", diagnostics);
        }
        is_array
    }

    /// Languages that have one type for lists and objects write `[]` for an empty object, and YAML reads a key without a
    /// value as null.
    fn wrong_container(&self, expected: &str, diagnostics: &mut Diagnostics) {
        let is_empty = self.json.is_null()
            || self.json.as_array().is_some_and(<[_]>::is_empty)
            || self.json.as_object().is_some_and(<[_]>::is_empty);
        if is_empty {
            self.read_as(expected, &format!("{expected} without members"), diagnostics);
        } else {
            let message = format!("expected {expected}, found {}", self.json.kind());
            diagnostics.error(Code::WrongType, Place::Value(self.pointer.clone()), message, "");
        }
    }

    /// Reports that the value is not what the standard puts here, and how it is read all the same.
    fn read_as(&self, expected: &str, reading: &str, diagnostics: &mut Diagnostics) {
        let message = format!("expected {expected}, found {}", self.json.kind());
        let help = format!("write it as {reading}: that is how it is read");
        diagnostics.warn(Code::WrongType, Place::Value(self.pointer.clone()), message, help);
    }

    /// Reports that the value is not what the standard puts here, and is read as if it were not there.
    pub fn unread(&self, expected: &str, help: &str, diagnostics: &mut Diagnostics) {
        let message = format!("expected {expected}, found {}: it has no effect", self.json.kind());
        let help = if self.json.is_null() { "remove it, or give it a value" } else { help };
        diagnostics.warn(Code::WrongType, Place::Value(self.pointer.clone()), message, help);
        diagnostics.ledger().whole(self.json, Fate::Reported);
    }
}

/// Members of objects of the standard that are for people, wherever they stand.
const DOCUMENTATION: &[&str] = &[
    "bearerFormat",
    "contact",
    "dataValue",
    "description",
    "example",
    "externalDocs",
    "externalValue",
    "info",
    "license",
    "serializedValue",
    "summary",
    "termsOfService",
    "title",
    "value",
];

/// Members of objects of the standard that may hold any value, null too.
const ANY_VALUE: &[&str] = &["dataValue", "default", "example", "value"];

/// Whether a member holds nothing where something must be: what YAML makes of a key without a value.
fn is_empty(key: &str, json: &Json) -> bool {
    json.is_null() && !ANY_VALUE.contains(&key)
}

/// A cursor over the members of an object of the standard.
pub struct Fields<'d> {
    /// What the standard calls the object, such as `Parameter Object`.
    kind: &'static str,
    node: Node<'d>,
    known: Vec<&'static str>,
}

impl<'d> Fields<'d> {
    /// Starts reading an object. Anything but an object is reported, and has no members.
    pub fn new(node: &Node<'d>, kind: &'static str, diagnostics: &mut Diagnostics) -> Self {
        node.is_object(diagnostics);
        Self { kind, node: node.clone(), known: Vec::new() }
    }

    /// The place of the object.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        &self.node.pointer
    }

    /// Takes a member. One that is null where nothing can be is not there, which is reported at the end.
    pub fn take(&mut self, key: &'static str) -> Option<Node<'d>> {
        self.known.push(key);
        self.node.get(key).filter(|node| !is_empty(key, node.json))
    }

    /// Takes a string.
    pub fn string(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<&'d str> {
        self.take(key)?.string(diagnostics)
    }

    /// Takes a string that the standard requires, and nothing can be read without.
    pub fn required_string(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'d str {
        let Some(node) = self.take(key) else {
            self.missing(key, Severity::Error, diagnostics);
            return "";
        };
        let text = node.json.as_str();
        if text.is_none() {
            let message = format!("expected a string, found {}", node.json.kind());
            diagnostics.error(Code::WrongType, Place::Value(node.pointer), message, "");
        }
        text.unwrap_or_default()
    }

    /// Takes a string that the standard requires, and that can be done without.
    pub fn expected_string(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> &'d str {
        let Some(node) = self.take(key) else {
            self.missing(key, Severity::Warning, diagnostics);
            return "";
        };
        node.string(diagnostics).unwrap_or_default()
    }

    /// Takes a text for people that the standard requires. YAML reads some texts as something else where they have no
    /// quotes, such as the version `1.0`.
    pub fn expected_text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> String {
        match self.node.get(key).map(|node| node.json) {
            Some(json @ (Json::Number(_) | Json::Bool(_))) => {
                self.known.push(key);
                let place = Place::Value(join(&self.node.pointer, key));
                let message = format!("expected a string, found {}", json.kind());
                let text = json.to_text();
                let help = format!("put it between quotation marks: it is read as `{text}`");
                diagnostics.warn(Code::WrongType, place, message, help);
                text
            }
            _ => self.expected_string(key, diagnostics).to_owned(),
        }
    }

    /// Takes a boolean that is `false` unless it is there.
    pub fn flag(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
        self.take(key).and_then(|node| node.flag(diagnostics)).unwrap_or_default()
    }

    /// Reports that a member the standard requires is not there.
    pub fn missing(&self, key: &str, severity: Severity, diagnostics: &mut Diagnostics) {
        // An object of another type was reported already.
        let is_empty = self.node.json.is_null() || self.node.json.as_array() == Some(&[]);
        if self.node.json.as_object().is_none() && !is_empty {
            return;
        }
        let place = Place::Key(self.node.pointer.clone());
        let message = format!("the {} has no field `{key}`", self.kind);
        let help = Some(format!("add `{key}`"));
        diagnostics.push(Diagnostic { severity, code: Code::MissingField, place, message, help });
    }

    /// Takes a member that has no effect on the output, and says so.
    pub fn ignore(&mut self, key: &'static str, why: &str, diagnostics: &mut Diagnostics) {
        if let Some(node) = self.take(key) {
            diagnostics.warn(
                Code::Ignored,
                Place::Key(node.pointer.clone()),
                format!("`{key}` has no effect on the generated code"),
                why,
            );
            diagnostics.ledger().whole(node.json, Fate::Reported);
        }
    }

    /// Ends reading: every member that was not taken and is no extension is reported.
    pub fn finish(self, diagnostics: &mut Diagnostics) {
        diagnostics.ledger().read(self.node.json);
        for (key, node) in self.node.members() {
            if !self.known.contains(&key) {
                let fate = if key.starts_with("x-") { Fate::Extension } else { Fate::Reported };
                diagnostics.ledger().whole(node.json, fate);
                report_unknown(key, &node.pointer, self.kind, &self.known, diagnostics);
            } else if is_empty(key, node.json) {
                let message = format!("`{key}` is empty");
                diagnostics.warn(
                    Code::WrongType,
                    Place::Key(node.pointer),
                    message,
                    "remove it, or give it a value",
                );
                diagnostics.ledger().whole(node.json, Fate::Reported);
            } else if DOCUMENTATION.contains(&key) {
                diagnostics.ledger().whole(node.json, Fate::Documentation);
            }
        }
    }
}

/// Reports a key that the standard does not define, unless it is an extension.
pub fn report_unknown(
    key: &str,
    pointer: &Pointer,
    kind: &str,
    known: &[&'static str],
    diagnostics: &mut Diagnostics,
) {
    if key.starts_with("x-") {
        return;
    }
    let help = match nearest(key, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if key == "<<" => "YAML 1.2 has no merge keys: write the members out, or use `allOf`".to_owned(),
        None => "remove it, or give it the prefix `x-`".to_owned(),
    };
    diagnostics.warn(
        Code::UnknownField,
        Place::Key(pointer.clone()),
        format!("the {kind} has no field called `{key}`"),
        help,
    );
}
