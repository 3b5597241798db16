//! What was given on the command line, as generated code asks for it: values of the types that an operation takes.
//!
//! Invariant: all faults are collected, and none quotes a value.

use clap::ArgMatches;
use serde::de::DeserializeOwned;

use super::super::runtime::{DecodeError, File};
use super::command::{Branch, Command, Kind, Value};
use super::edit;
use super::fault::Fault;
use super::files;
use super::input::Inputs;
use super::media;
use super::tree;

/// What was given for one operation.
#[derive(Debug)]
pub(super) struct Arguments<'a> {
    pub(super) command: &'static Command,
    /// The branch of the body that was chosen.
    pub(super) branch: Option<&'static Branch>,
    pub(super) matches: &'a ArgMatches,
    pub(super) inputs: Inputs,
    pub(super) faults: Vec<Fault>,
    /// Texts that no message may hold.
    pub(super) secrets: Vec<String>,
    /// Whether the body is another than `--body` gives.
    pub(super) is_edited: bool,
    /// The media type of the body that was chosen: an index.
    pub(super) media: usize,
    /// The files for the fields of the body.
    pub(super) files: Vec<(&'static str, Vec<File>)>,
    allows_unknown: bool,
}

impl<'a> Arguments<'a> {
    /// What was given for an operation, and where there is one, for a branch of its body.
    pub(super) fn new(
        command: &'static Command,
        branch: Option<&'static Branch>,
        matches: &'a ArgMatches,
        allows_unknown: bool,
    ) -> Self {
        let (media, fault) = media::choose(command.media(), matches);
        Self {
            command,
            branch,
            matches,
            inputs: Inputs::default(),
            faults: fault.into_iter().collect(),
            secrets: Vec::new(),
            is_edited: false,
            media,
            files: Vec::new(),
            allows_unknown,
        }
    }

    /// The parameter with this index, which has to be given.
    pub(super) fn required<T: DeserializeOwned>(&mut self, index: usize) -> Option<T> {
        let value = &self.command.parameters[index];
        let read = self.json(value)?;
        if read.is_none() {
            self.faults.push(Fault::at_flag(value.flag, "", "is required"));
        }
        self.typed(value, &read?)
    }

    /// The parameter with this index. None if it was not given, or if there is a fault in it.
    pub(super) fn optional<T: DeserializeOwned>(&mut self, index: usize) -> Option<T> {
        let value = &self.command.parameters[index];
        let read = self.json(value)??;
        self.typed(value, &read)
    }

    /// Whether the operation may hold what the document does not know.
    #[must_use]
    pub(super) fn allows_unknown(&self) -> bool {
        self.allows_unknown
    }

    fn typed<T: DeserializeOwned>(&mut self, value: &Value, json: &str) -> Option<T> {
        match serde_json::from_str(json) {
            Ok(typed) => Some(typed),
            Err(error) => {
                let (pointer, message) = located(&error);
                self.faults.push(Fault::at_flag(value.flag, &pointer, message));
                None
            }
        }
    }

    /// The JSON text of a value. `Some(None)` if it was not given, and `None` if there is a fault in it.
    pub(super) fn json(&mut self, value: &'static Value) -> Option<Option<String>> {
        let given = self.matches.try_get_many::<String>(value.flag).ok().flatten();
        let Some(given) = given.map(|given| given.cloned().collect::<Vec<String>>()) else {
            return Some(None);
        };
        // A value may begin like a flag. Where one was forgotten, the next flag stands there, which may be what keeps the
        // request from being sent.
        if given.iter().any(|text| tree::is_flag(self.command, text)) {
            self.faults.push(Fault::at_flag(value.flag, "", "has another flag in place of its value"));
            return None;
        }
        if let Kind::File | Kind::List(Kind::File) = value.kind {
            return Some(Some(self.place_of_files(value, &given)));
        }
        let mut texts = Vec::with_capacity(given.len());
        for text in given {
            match self.text(value, text) {
                Ok(text) => texts.push(text),
                Err(message) => self.faults.push(Fault::at_flag(value.flag, "", message)),
            }
        }
        if value.secret {
            self.secrets.extend(texts.iter().cloned());
        }
        let written = match value.kind {
            Kind::List(item) => {
                let items = texts.iter().map(|text| written(*item, text)).collect::<Result<Vec<_>, _>>();
                items.map(|items| format!("[{}]", items.join(",")))
            }
            kind => texts.last().map_or(Err(String::new()), |text| written(kind, text)),
        };
        match written {
            Ok(json) => Some(Some(json)),
            Err(message) => {
                if !message.is_empty() {
                    self.faults.push(Fault::at_flag(value.flag, "", message));
                }
                None
            }
        }
    }

    /// JSON text in the place of files, which go into the body when it is read. A file that can not be read has one too: the
    /// rest is to be checked.
    fn place_of_files(&mut self, value: &'static Value, given: &[String]) -> String {
        let mut all = Vec::with_capacity(given.len());
        for text in given {
            match files::given(text, &mut self.inputs) {
                Ok(file) => all.push(file),
                Err(message) => self.faults.push(Fault::at_flag(value.flag, "", message)),
            }
        }
        if value.secret {
            let texts = all.iter().filter_map(|file| std::str::from_utf8(file.bytes()).ok());
            self.secrets.extend(texts.map(str::to_owned));
        }
        self.files.push((value.wire, all));
        let place = r#""""#;
        if let Kind::List(_) = value.kind {
            format!("[{}]", vec![place; given.len()].join(","))
        } else {
            place.to_owned()
        }
    }

    /// A value as it was given, or as its file has it.
    fn text(&mut self, value: &Value, text: String) -> Result<String, String> {
        let from_file = value.secret || matches!(value.kind, Kind::Json | Kind::List(Kind::Json));
        match text.strip_prefix('@') {
            // A secret may begin like that, too.
            Some(rest) if from_file && rest.starts_with('@') => Ok(rest.to_owned()),
            Some(name) if from_file => self.inputs.text(name),
            _ => Ok(text),
        }
    }
}

/// A value as JSON text.
fn written(kind: Kind, text: &str) -> Result<String, String> {
    match kind {
        // Files are no JSON, and do not come here.
        Kind::Text | Kind::File => Ok(quoted(text)),
        Kind::Number => {
            let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
            let json = edit::checked(text).ok().filter(|_| is_number);
            json.ok_or_else(|| "is no number".to_owned())
        }
        Kind::Boolean if matches!(text, "true" | "false") => Ok(text.to_owned()),
        Kind::Boolean => Err("is neither `true` nor `false`".to_owned()),
        Kind::Json => edit::checked(text),
        Kind::List(_) => Err("is a list of lists: give the body as JSON, with --body".to_owned()),
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Where an error of reading is, and what it says. The line and the column in a text that nobody sees are left out.
pub(super) fn located(error: &serde_json::Error) -> (String, String) {
    let error = DecodeError::new(error);
    let message = match error.message().rsplit_once(" at line ") {
        Some((message, position)) if position.ends_with(|last: char| last.is_ascii_digit()) => message,
        _ => error.message(),
    };
    (error.pointer().to_owned(), message.to_owned())
}
