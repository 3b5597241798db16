//! What went wrong, on standard error.
//!
//! Invariant: no message holds a secret, even if a server repeats it, and none does anything to a terminal.

use std::error::Error;
use std::fmt::Write as _;

use http::{Response, StatusCode};

use super::super::client::Failed;
use super::super::runtime::credentials::CredentialError;
use super::super::runtime::{Map, RawJson};
use super::exit::Exit;
use super::fault::Fault;
use super::terminal::{clean, say};

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// Shorter texts are no secrets, and occur in words.
const SHORTEST: usize = 4;

/// Where servers say which failure it is.
const CODES: &[&str] = &["errorCode", "code", "error_code", "type", "error"];

/// Where servers say what it is.
const DETAILS: &[&str] = &["detail", "message", "error_description", "description", "msg"];

/// Where servers say it in short.
const REASONS: &[&str] = &["title", "reason"];

/// Tells of faults.
pub(super) fn faults(faults: &[Fault], omitted: usize) -> Exit {
    let count = faults.len() + omitted;
    let mut message = match count {
        1 => "the request does not satisfy the document; nothing was sent".to_owned(),
        _ => format!("the request does not satisfy the document in {count} ways; nothing was sent"),
    };
    for fault in faults {
        let _ = write!(message, "\n  {}: {}", clean(&fault.place), clean(&fault.message));
    }
    if omitted > 0 {
        let _ = write!(message, "\n  and {omitted} more");
    }
    say("error", &message);
    Exit::Validation
}

/// Tells of wrong use.
pub(super) fn usage(message: &str) -> Exit {
    say("error", message);
    Exit::Usage
}

/// Tells why no response came.
pub(super) fn failed(failed: &Failed, secrets: &[String]) -> Exit {
    let mut message = redacted(&failed.to_string(), secrets);
    let mut source = failed.source();
    while let Some(error) = source {
        let text = redacted(&error.to_string(), secrets);
        if !message.contains(&text) {
            message.push_str(": ");
            message.push_str(&text);
        }
        source = error.source();
    }
    let exit = match failed {
        Failed::Preparation { status, .. } => of_status(*status),
        Failed::Credentials(
            CredentialError::Missing { .. }
            | CredentialError::Value { .. }
            | CredentialError::User { .. }
            | CredentialError::Url { .. },
        )
        | Failed::Elsewhere => Exit::Usage,
        _ => Exit::Transport,
    };
    if matches!(failed, Failed::Transport(_)) {
        message.push_str("\nIs the server right (--server), and can it be reached from here?");
    }
    say("error", &message);
    exit
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
pub(super) fn response(response: &Response<Vec<u8>>, secrets: &[String]) -> Exit {
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
        let _ = write!(message, "\n  {label}: {}", redacted(&shortened(&text), secrets));
    }
    say("error", &message);
    of_status(status)
}

/// The exit status for one of HTTP.
pub(super) fn of_status(status: StatusCode) -> Exit {
    if status.is_server_error() { Exit::Server } else { Exit::Client }
}

/// A message without secrets, clean.
pub(super) fn redacted(text: &str, secrets: &[String]) -> String {
    let mut text = text.to_owned();
    for secret in secrets.iter().filter(|secret| secret.len() >= SHORTEST) {
        text = text.replace(secret.as_str(), REDACTED);
    }
    clean(&text)
}

fn shortened(text: &str) -> String {
    const MOST: usize = 2000;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
