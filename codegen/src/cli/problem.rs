//! What went wrong, on standard error.
//!
//! Invariant: no message holds a secret, even if a server repeats it, and none does anything to a terminal.

use std::error::Error;
use std::fmt::Write as _;
use std::time::Duration;

use http::{Response, StatusCode};

use super::super::client::{Failed, TransportErrorKind};
use super::super::runtime::credentials::CredentialError;
use super::super::runtime::{Map, RawJson};
use super::commands;
use super::exit::Exit;
use super::fault::Fault;
use super::redact::Secrets;
use super::terminal::{clean, say};

/// More characters of a text are not shown.
const MOST: usize = 2000;

/// More of what a server says beside that is not shown.
const MORE: usize = 8;

/// What is deeper in that is not shown: each level is read once more.
const DEEPEST: usize = 8;

/// Where servers say which failure it is.
const CODES: &[&str] = &["errorCode", "code", "error_code", "type", "error"];

/// Where servers say what it is.
const DETAILS: &[&str] = &["detail", "message", "error_description", "description", "msg"];

/// Where servers say it in short.
const REASONS: &[&str] = &["title", "reason"];

/// Tells of faults.
pub(super) fn faults(faults: &[Fault], omitted: usize) -> Exit {
    say("error", &format!("{}; nothing was sent{}", unsatisfied(faults, omitted), lines(faults, omitted)));
    Exit::Validation
}

/// Tells of faults with which a request is sent or shown all the same.
pub(super) fn doubts(faults: &[Fault], omitted: usize) {
    say("warning", &format!("{}{}", unsatisfied(faults, omitted), lines(faults, omitted)));
}

fn unsatisfied(faults: &[Fault], omitted: usize) -> String {
    match faults.len() + omitted {
        1 => "the request does not satisfy the document".to_owned(),
        count => format!("the request does not satisfy the document in {count} ways"),
    }
}

fn lines(faults: &[Fault], omitted: usize) -> String {
    let mut lines = String::new();
    for fault in faults {
        let _ = write!(lines, "\n  {}: {}", clean(&fault.place), clean(&fault.message));
    }
    if omitted > 0 {
        let _ = write!(lines, "\n  and {omitted} more");
    }
    lines
}

/// Tells of wrong use.
pub(super) fn usage(message: &str) -> Exit {
    say("error", message);
    Exit::Usage
}

/// How long one try may take, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    pub(super) timeout: Duration,
    pub(super) tries: u32,
}

/// Tells why no response came.
pub(super) fn failed(failed: &Failed, patience: Patience, secrets: &Secrets) -> Exit {
    let mut message = secrets.redacted(&failed.to_string());
    let mut source = failed.source();
    while let Some(error) = source {
        let text = secrets.redacted(&error.to_string());
        if !message.contains(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        source = error.source();
    }
    let exit = match failed {
        Failed::Preparation { status, cause } => {
            if let Some((code, description)) = commands::token_failure(&**cause) {
                let said = [("code", Some(code)), ("detail", description)];
                for (label, text) in said.into_iter().filter_map(|(label, text)| Some((label, text?))) {
                    let _ = write!(message, "\n  {label}: {}", secrets.shortened(&text, MOST));
                }
            }
            of_status(*status)
        }
        Failed::Credentials(
            CredentialError::Missing { .. }
            | CredentialError::Value { .. }
            | CredentialError::User { .. }
            | CredentialError::Url { .. },
        )
        | Failed::Elsewhere => Exit::Usage,
        _ => Exit::Transport,
    };
    let kind = if let Failed::Transport(error) = failed { Some(error.kind()) } else { None };
    match kind {
        Some(TransportErrorKind::Connect) => {
            message.push_str("\nIs the server right (--server), and can it be reached from here?");
        }
        Some(TransportErrorKind::Timeout) => {
            let Patience { timeout, tries } = patience;
            let seconds = timeout.as_secs_f64();
            // For a token, there may have been more than for the request.
            let _ = match tries {
                1 => write!(message, "\nA try may take {seconds} s: see --timeout"),
                _ => write!(message, "\n{tries} tries of {seconds} s: see --timeout"),
            };
        }
        _ => {}
    }
    say("error", &message);
    exit
}

/// Tells of a success that is not what its media type says: nobody can use it.
pub(super) fn useless(response: &Response<Vec<u8>>, secrets: &Secrets) -> Exit {
    const BEGINNING: usize = 200;
    let status = response.status().as_u16();
    let mut message = format!("the server answered {status}, but not with the JSON that the document has there");
    match std::str::from_utf8(response.body()) {
        Ok("") => message.push_str(": the body is empty"),
        Ok(text) => {
            let _ = write!(message, "\n  body: {}", secrets.shortened(text, BEGINNING));
        }
        Err(_) => message.push_str(": the body is no text"),
    }
    say("error", &message);
    Exit::Transport
}

/// Tells of a list that does not end.
pub(super) fn endless(most: usize) -> Exit {
    say("error", &format!("the list has more than {most} items: ask for its pages one by one"));
    Exit::Transport
}

/// Tells of a page that does not fit the document, so that there is no way on.
pub(super) fn not_a_page(message: &str) -> Exit {
    say("error", &format!("a page does not fit the document, ask for pages one by one: {}", clean(message)));
    Exit::Transport
}

/// Tells of a response that is no success.
pub(super) fn response(response: &Response<Vec<u8>>, secrets: &Secrets) -> Exit {
    let status = response.status();
    let mut message = format!("the server answered {}", status.as_u16());
    if let Some(reason) = status.canonical_reason() {
        message.push(' ');
        message.push_str(reason);
    }
    let members: Map<RawJson> = serde_json::from_slice(response.body()).unwrap_or_default();
    let nested = members.get("error").and_then(|error| error.parse::<Map<RawJson>>().ok());
    let text = |names: &[&str]| {
        let all = [Some(&members), nested.as_ref()].into_iter().flatten();
        let mut all = all.flat_map(|members| names.iter().filter_map(|name| members.get(name)));
        all.find_map(|value| value.parse::<String>().ok())
    };
    let named = [("code", CODES), ("reason", REASONS), ("detail", DETAILS)];
    let named = named.into_iter().filter_map(|(label, names)| Some((label, text(names)?)));
    let mut said: Vec<(&str, String)> = named.filter(|(_, text)| !text.is_empty()).collect();
    if said.is_empty() && !response.body().is_empty() {
        said.extend(std::str::from_utf8(response.body()).ok().map(|text| ("body", text.to_owned())));
    }
    for (label, text) in said {
        let _ = write!(message, "\n  {label}: {}", secrets.shortened(&text, MOST));
    }
    let mut more = Vec::new();
    let is_more = |name: &str| name != "links" && !(name == "error" && nested.is_some());
    for (name, value) in members.iter().filter(|(name, _)| is_more(name)) {
        // A text is a detail, or of no use.
        if value.get().starts_with(['{', '[']) {
            details(name, value, DEEPEST, &mut more);
        }
    }
    for (name, text) in more.iter().take(MORE) {
        let (name, text) = (secrets.shortened(name, 100), secrets.shortened(text, 300));
        let _ = write!(message, "\n  {name}: {text}");
    }
    if more.len() > MORE {
        message.push_str("\n  …: the whole is there with --output pretty");
    }
    say("error", &message);
    of_status(status)
}

/// The exit status for one of HTTP.
pub(super) fn of_status(status: StatusCode) -> Exit {
    if status.is_server_error() { Exit::Server } else { Exit::Client }
}

/// What is in a member of an error, a line for each object or list that holds nothing but texts and numbers.
fn details(name: &str, value: &RawJson, levels: usize, lines: &mut Vec<(String, String)>) {
    let is_plain = |value: &RawJson| !value.get().starts_with(['{', '[']);
    let plain = |value: &RawJson| value.parse::<String>().unwrap_or_else(|_| value.get().to_owned());
    let Some(levels) = levels.checked_sub(1).filter(|_| lines.len() <= MORE) else { return };
    if let Ok(items) = value.parse::<Vec<RawJson>>() {
        if items.iter().all(is_plain) {
            let items: Vec<String> = items.iter().map(plain).collect();
            lines.extend((!items.is_empty()).then(|| (name.to_owned(), items.join(", "))));
        } else {
            for item in &items {
                details(name, item, levels, lines);
            }
        }
    } else if let Ok(members) = value.parse::<Map<RawJson>>() {
        let texts = members.iter().filter(|(_, value)| is_plain(value) && value.get() != "null");
        let texts: Vec<String> = texts.map(|(name, value)| format!("{name}: {}", plain(value))).collect();
        lines.extend((!texts.is_empty()).then(|| (name.to_owned(), texts.join(", "))));
        for (below, value) in members.iter().filter(|(_, value)| !is_plain(value)) {
            details(&format!("{name}.{below}"), value, levels, lines);
        }
    } else {
        lines.push((name.to_owned(), plain(value)));
    }
}
