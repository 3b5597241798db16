//! The body: from a file, from standard input, or put together from flags.
//!
//! What flags say goes into what `--body` gives, in this order: the tag of the branch, the fields, and `--set`.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::super::runtime::{DecodeError, File, Map, RawJson, Validate};
use super::arguments::{Arguments, located, quoted};
use super::command::{BodyKind, Kind, Media, Value};
use super::edit;
use super::fault::{Fault, pointer, split};
use super::media;

impl Arguments<'_> {
    /// The body, which is JSON and has to be there.
    pub(super) fn body<T: DeserializeOwned>(&mut self) -> Option<T> {
        let json = self.json_body()?;
        self.expect(json.is_some());
        self.read_body(&json?)
    }

    /// The body, which is JSON. None if it was not given, or if there is a fault in it.
    pub(super) fn optional_body<T: DeserializeOwned>(&mut self) -> Option<T> {
        let json = self.json_body()??;
        self.read_body(&json)
    }

    /// Checks the body where there are faults in other arguments, with which no operation can be made that would be
    /// checked as a whole: people are to learn of all that is wrong at once.
    pub(super) fn check_body(&mut self, body: &impl Validate) {
        if self.faults.is_empty() {
            return;
        }
        let checked = if self.allows_unknown() { body.validate_allowing_unknown() } else { body.validate() };
        for violation in checked.err().iter().flatten() {
            let fault = self.in_body(violation.instance_location(), violation.message());
            self.faults.push(fault);
        }
    }

    /// The body as bytes, as they are. None if it was not given, or could not be read.
    pub(super) fn raw_body(&mut self) -> Option<Vec<u8>> {
        let bytes = self.given_body()?;
        self.expect(bytes.is_some());
        bytes
    }

    /// The body as a text. None if it was not given, or is none.
    pub(super) fn text_body(&mut self) -> Option<String> {
        let bytes = self.raw_body()?;
        let text = String::from_utf8(bytes);
        if text.is_err() {
            self.faults.push(Fault::new("--body", "is no UTF-8"));
        }
        text.ok()
    }

    /// The body as bytes, of the media type that was chosen with them. None if it was not given, or could not be read.
    pub(super) fn file_body(&mut self) -> Option<File> {
        let bytes = self.raw_body();
        let chosen = media::given(self.matches);
        if let (None, Some(media)) = (chosen, self.chosen_media()) {
            let needed = media::needed(media.media_type).filter(|_| bytes.is_some());
            self.faults.extend(needed.map(|message| Fault::new("--content-type", message)));
        }
        let file = File::new(bytes?);
        Some(match chosen {
            Some(chosen) => file.content_type(chosen),
            None => file,
        })
    }

    /// A fault at a place in the body: at its flag, if it has one.
    pub(super) fn in_body(&self, pointer: &str, message: &str) -> Fault {
        if let Some((name, rest)) = split(pointer)
            && let Some(field) = self.fields().iter().find(|field| field.wire == name)
            && (!self.has_body() || self.was_given(field))
        {
            return Fault::at_flag(field.flag, rest, message);
        }
        Fault::at_flag("body", pointer, message)
    }

    /// The fields that have flags.
    fn fields(&self) -> &'static [Value] {
        match self.branch {
            Some(branch) => branch.fields,
            None => self.chosen_media().map_or(&[], Media::fields),
        }
    }

    /// The media type that the body has.
    fn chosen_media(&self) -> Option<&'static Media> {
        self.command.media().get(self.media)
    }

    /// Tells of what was given for a body of another media type.
    fn refuse_others(&mut self) {
        let Some(media) = self.chosen_media().filter(|_| self.command.media().len() > 1) else { return };
        let message = format!("does not go into a body of `{}`: see --content-type", media.media_type);
        if let Some(branch) = self.branch.take() {
            // The same kind in this media type may have other fields.
            self.branch = media.branches().iter().find(|it| it.name == branch.name);
            if self.branch.is_none() {
                self.faults.push(Fault::new(format!("the kind `{}`", branch.name), message.as_str()));
            }
        }
        let own = self.fields();
        let others = self.command.fields().into_iter().map(|(_, field)| field.flag);
        let others = others.filter(|flag| own.iter().all(|field| field.flag != *flag));
        let others = others.chain((!media.is_json()).then_some("set"));
        let given = others.filter(|flag| self.matches.try_get_raw(flag).ok().flatten().is_some());
        let given: Vec<Fault> = given.map(|flag| Fault::at_flag(flag, "", message.as_str())).collect();
        self.faults.extend(given);
    }

    fn has_body(&self) -> bool {
        self.matches.try_get_one::<String>("body").ok().flatten().is_some()
    }

    fn was_given(&self, field: &Value) -> bool {
        self.matches.try_get_raw(field.flag).ok().flatten().is_some()
    }

    /// Says so if a body has to be there, and is not.
    fn expect(&mut self, is_there: bool) {
        if is_there || !self.command.body.as_ref().is_some_and(|body| body.required) {
            return;
        }
        let (fields, branches) =
            self.chosen_media().map_or((&[][..], &[][..]), |media| (media.fields(), media.branches()));
        let message = match (fields, branches) {
            ([], []) => "is required: give a file with `--body @FILE`, or what is in it",
            (_, []) => "is required: give a file with `--body @FILE`, or the fields by their flags",
            _ => "is required: choose its kind by a subcommand, or give a file with `--body @FILE`",
        };
        self.faults.push(Fault::new("--body", message));
    }

    fn read_body<T: DeserializeOwned>(&mut self, json: &[u8]) -> Option<T> {
        if let Err(error) = serde_json::from_slice::<IgnoredAny>(json) {
            self.faults.push(Fault::new("--body", format!("is no JSON: {error}")));
            return None;
        }
        // What is no object is told by reading it.
        let members = serde_json::from_slice::<Map<RawJson>>(json).ok();
        let fields = members.as_ref().map_or(&[][..], |members| self.fields_of(members));
        let mut members = members.unwrap_or_default();
        self.keep_secrets(fields, &members);
        // Reading would only tell of the first that is missing.
        let is_missing = |field: &&Value| field.required && members.get(field.wire).is_none();
        let missing: Vec<&Value> = fields.iter().filter(is_missing).collect();
        let is_whole = missing.is_empty();
        // Of what was given and can not be taken, that was told.
        let missing = missing.into_iter().filter(|field| !self.was_given(field));
        let missing: Vec<Fault> =
            missing.map(|field| self.in_body(&pointer(field.wire), "is required")).collect();
        self.faults.extend(missing);
        let mut error = match serde_json::from_slice(json) {
            Ok(body) => return Some(body).filter(|_| is_whole),
            Err(error) => error,
        };
        // Reading ends at the first fault. Without the member that has it, it comes to the next.
        let mut is_first = true;
        loop {
            let (pointer, message) = self.told(&error, is_first);
            let name = split(&pointer).map(|(name, _)| name);
            // What is missing was told, or was taken out here.
            if !pointer.is_empty() || is_first && is_whole {
                let fault = self.in_body(&pointer, &message);
                self.faults.push(fault);
            }
            is_first = false;
            name.and_then(|name| members.remove(&name))?;
            match edit::written(&members).ok().map(|rest| serde_json::from_str::<T>(&rest)) {
                Some(Err(next)) => error = next,
                _ => return None,
            }
        }
    }

    /// Where an error of reading the body is, and what it says: with its position only in a text that somebody has seen.
    fn told(&self, error: &serde_json::Error, is_as_given: bool) -> (String, String) {
        let (pointer, without_position) = located(error);
        if is_as_given && !self.is_edited {
            return (pointer, DecodeError::new(error).message().to_owned());
        }
        (pointer, without_position)
    }

    /// The fields that a body should have: those of the branch that was chosen, or that its tag names.
    fn fields_of(&self, members: &Map<RawJson>) -> &'static [Value] {
        let Some(BodyKind::Tagged { tag, branches }) = self.chosen_media().map(|media| &media.kind) else {
            return self.fields();
        };
        let value = members.get(tag).and_then(|value| value.parse::<String>().ok());
        let named = branches.iter().find(|branch| Some(branch.value) == value.as_deref());
        named.map_or(&[], |branch| branch.fields)
    }

    /// Keeps in mind which texts no message may hold.
    fn keep_secrets(&mut self, fields: &[Value], members: &Map<RawJson>) {
        let secret = fields.iter().filter(|field| field.secret);
        let values = secret.filter_map(|field| members.get(field.wire)?.parse::<String>().ok());
        self.secrets.extend(values);
    }

    /// What `--body` gives. `Some(None)` if nothing was given, and `None` if there is a fault.
    fn given_body(&mut self) -> Option<Option<Vec<u8>>> {
        self.refuse_others();
        // Of an unknown media type nothing can be told.
        self.chosen_media()?;
        let Some(given) = self.matches.try_get_one::<String>("body").ok().flatten() else {
            return Some(None);
        };
        let read = match given.strip_prefix('@') {
            _ if given == "-" => self.inputs.read("-"),
            Some(name) => self.inputs.read(name),
            None => Ok(given.clone().into_bytes()),
        };
        match read {
            Ok(bytes) => Some(Some(bytes)),
            Err(message) => {
                self.faults.push(Fault::new("--body", message));
                None
            }
        }
    }

    /// The whole body. What can not be taken of it is told and left out: the rest is to be checked.
    fn json_body(&mut self) -> Option<Option<Vec<u8>>> {
        let given = self.given_body();
        let before = self.faults.len();
        let changes = self.changes();
        let given = given?;
        if changes.is_empty() && self.faults.len() == before {
            return Some(given);
        }
        self.is_edited = true;
        let text = String::from_utf8(given.unwrap_or_else(|| b"{}".to_vec())).ok();
        let text = text.ok_or_else(|| "is no UTF-8".to_owned()).and_then(|text| edit::checked(&text));
        let mut json = match text {
            Ok(json) => json,
            Err(message) => {
                self.faults.push(Fault::new("--body", message));
                return None;
            }
        };
        for (place, path, value) in changes {
            match edit::put(&json, &path, &value) {
                Ok(edited) => json = edited,
                Err(message) => self.faults.push(Fault::new(place, message)),
            }
        }
        Some(Some(json.into_bytes()))
    }

    /// What goes into the body: the flag, the path and the JSON text of each.
    fn changes(&mut self) -> Vec<(String, Vec<String>, String)> {
        let mut changes = Vec::new();
        if let (Some(branch), Some(BodyKind::Tagged { tag, .. })) =
            (self.branch, self.chosen_media().map(|media| &media.kind))
        {
            changes.push(("--body".to_owned(), vec![(*tag).to_owned()], quoted(branch.value)));
        }
        for field in self.fields() {
            if let Some(Some(json)) = self.json(field) {
                changes.push((format!("--{}", field.flag), vec![field.wire.to_owned()], json));
            }
        }
        let sets = self.matches.try_get_many::<String>("set").ok().flatten();
        for set in sets.into_iter().flatten() {
            match self.set(set) {
                Ok(change) => changes.push(change),
                Err(fault) => self.faults.push(fault),
            }
        }
        changes
    }

    /// What a `--set` says.
    fn set(&self, set: &str) -> Result<(String, Vec<String>, String), Fault> {
        let Some((path, value)) = set.split_once('=').filter(|(path, _)| !path.is_empty()) else {
            return Err(Fault::new("--set", "is not of the form PATH=VALUE"));
        };
        let path = edit::path(path).map_err(|message| Fault::new("--set", message))?;
        let place = format!("--set {}", path.join("."));
        let is_file = |field: &Value| matches!(field.kind, Kind::File | Kind::List(Kind::File));
        if let Some(file) = self.fields().iter().find(|it| it.wire == path[0] && is_file(it)) {
            return Err(Fault::new(place, format!("is a file: give it with --{}", file.flag)));
        }
        let value = set_value(self.fields(), &path, value);
        Ok((place, path, value))
    }
}

/// The JSON text of a value that was set: as it is if it is JSON, unless the field is a text.
fn set_value(fields: &[Value], path: &[String], value: &str) -> String {
    let is_text = match path {
        [name] => fields.iter().any(|field| field.wire == name && matches!(field.kind, Kind::Text)),
        _ => false,
    };
    let json = edit::checked(value).ok().filter(|json| !is_text || json.starts_with('"') || json == "null");
    json.unwrap_or_else(|| quoted(value))
}
