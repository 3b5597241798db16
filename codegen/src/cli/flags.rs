//! The flags of an operation: what `--help` says of them, and that each takes any text.
//!
//! Invariant: no value is judged here. That is done for all of them together, with messages that quote none.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ValueHint};

use super::command::{Body, Kind, Media, Value};
use super::media;
use super::prose::{first_paragraph, reflowed};

/// A parameter or a field.
pub(super) fn flag(value: &'static Value) -> Arg {
    let notes = notes(value);
    let with_notes = |about: &str, gap: &str| match (about.is_empty(), notes.is_empty()) {
        (_, true) => about.to_owned(),
        (true, false) => format!("[{notes}]"),
        (false, false) => format!("{about}{gap}[{notes}]"),
    };
    let about = reflowed(value.about);
    let arg = Arg::new(value.flag)
        .long(value.flag)
        .help(with_notes(first_paragraph(&about), " "))
        .long_help(with_notes(&about, "\n\n"))
        .value_name(name(value.kind))
        .value_parser(Listed(value.possible))
        .value_hint(if value.takes_file() { ValueHint::AnyPath } else { ValueHint::Other });
    match value.kind {
        // Without the sign, the next word might be a subcommand.
        Kind::Boolean => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
        // What follows a flag is its value, whatever it begins with: keys and numbers may begin with a hyphen.
        Kind::List(_) => arg.action(ArgAction::Append).allow_hyphen_values(true),
        Kind::Text | Kind::Number | Kind::Json | Kind::File => arg.allow_hyphen_values(true),
    }
}

/// A field that the body only has in a media type that has to be chosen.
pub(super) fn of_other(media: &'static Media, value: &'static Value) -> Arg {
    let arg = flag(value);
    let noted = |help: Option<&clap::builder::StyledStr>, gap: &str| {
        let help = help.map(ToString::to_string).filter(|help| !help.is_empty());
        let help = help.map(|help| format!("{help}{gap}")).unwrap_or_default();
        format!("{help}[for {}]", media.media_type)
    };
    let (short, long) = (noted(arg.get_help(), " "), noted(arg.get_long_help(), "\n\n"));
    arg.help(short).long_help(long)
}

/// The flags that give a body as a whole, or parts of it by their places.
pub(super) fn body(body: &'static Body) -> Vec<Arg> {
    let is_required = if body.required { "required; " } else { "" };
    let about = if body.about.is_empty() { "The body.".to_owned() } else { reflowed(body.about) };
    let whole = |form: &str| {
        Arg::new("body")
            .long("body")
            .value_name("@FILE|-|TEXT")
            .help(format!("{} [{is_required}{form}]", first_paragraph(&about)))
            .long_help(format!(
                "{about}\n\nFrom a file with `@FILE`, from standard input with `-`, or as it is. [{is_required}{form}]"
            ))
            .help_heading("Body")
            .value_hint(ValueHint::AnyPath)
            .allow_hyphen_values(true)
    };
    let set = Arg::new("set")
        .long("set")
        .value_name("PATH=VALUE")
        .help("Sets a part of the body, such as `a.b=5` or `/a/-=x`; may come again")
        .long_help(
            "Sets a part of the body: names and indices with points between them, or a JSON Pointer, and a value. It is \
             taken for JSON if it is JSON, and otherwise for a text: `a=\"5\"` for a text of digits. `-` stands for a new item \
             behind the last one, and where there is nothing yet, `0` and `-` begin a list. Give secrets in a file, with \
             --body.",
        )
        .action(ArgAction::Append)
        .help_heading("Body");
    let forms: Vec<String> = body.media.iter().map(form).collect();
    let set = body.media.iter().any(Media::is_json).then_some(set);
    let media = media::flag(body.media);
    std::iter::once(whole(&forms.join(", or "))).chain(set).chain(media).collect()
}

/// What a body of a media type is given as.
fn form(media: &Media) -> String {
    let is_json = media::essence(media.media_type).to_ascii_lowercase().ends_with("json");
    if media.is_json() && !is_json {
        format!("JSON, sent as {}", media.media_type)
    } else {
        media.media_type.to_owned()
    }
}

/// The flag of a list.
pub(super) fn all() -> Arg {
    Arg::new("all")
        .long("all")
        .help("Asks for all pages, one after the other, and writes their items as one list")
        .action(ArgAction::SetTrue)
        .help_heading("Parameters")
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "TEXT",
        Kind::Number => "NUMBER",
        Kind::Boolean => "true|false",
        Kind::List(item) => name(*item),
        Kind::Json => "JSON",
        Kind::File => "@FILE|-|TEXT",
    }
}

/// What has to be known of a value beside what it is.
fn notes(value: &Value) -> String {
    let mut notes = Vec::new();
    if value.required {
        notes.push("required".to_owned());
    }
    if matches!(value.kind, Kind::File | Kind::List(Kind::File)) {
        notes.push("its media type can follow: `@FILE;type=image/png`".to_owned());
    }
    if matches!(value.kind, Kind::List(_)) {
        notes.push("once for each item".to_owned());
    }
    if value.secret && !matches!(value.kind, Kind::File) {
        notes.push("secret, better from a file: `@FILE`".to_owned());
    }
    if !value.notes.is_empty() {
        notes.push(value.notes.to_owned());
    }
    notes.extend(value.default.map(|default| format!("default: {default}")));
    notes.join("; ")
}

/// Any text, though the document lists some, which are shown and completed.
#[derive(Clone)]
struct Listed(&'static [&'static str]);

impl TypedValueParser for Listed {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        if self.0.is_empty() {
            return None;
        }
        Some(Box::new(self.0.iter().map(|value| PossibleValue::new(*value))))
    }
}
