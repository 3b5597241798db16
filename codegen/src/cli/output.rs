//! What comes back, on standard output.

use std::io::{self, IsTerminal, Write};

use http::Response;
use http::header::CONTENT_TYPE;
use serde::de::IgnoredAny;

use super::exit::Exit;
use super::settings::Format;
use super::{pretty, table, terminal};

/// Writes the body of a response.
pub(super) fn write(response: &Response<Vec<u8>>, format: Option<Format>) -> Exit {
    let stream = io::stdout();
    let is_terminal = stream.is_terminal();
    let format = format.unwrap_or(if is_terminal { Format::Pretty } else { Format::Raw });
    let body = response.body();
    if body.is_empty() {
        return Exit::Done;
    }
    let text = std::str::from_utf8(body).ok();
    let json = text.filter(|text| serde_json::from_str::<IgnoredAny>(text).is_ok());
    let table = json.filter(|_| format == Format::Table).and_then(table::table);
    match (format, json) {
        (Format::Raw, _) => print(body),
        (Format::Table, _) if table.is_some() => print(table.unwrap_or_default().as_bytes()),
        (_, Some(json)) => lines(&pretty::pretty(json, terminal::has_colors(&stream))),
        (_, None) if !is_terminal => print(body),
        (_, None) => match text {
            Some(text) => lines(&terminal::clean_lines(text)),
            None => refuse(response),
        },
    }
}

/// Says that there are bytes, which are nothing for a terminal.
fn refuse(response: &Response<Vec<u8>>) -> Exit {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = terminal::clean(kind.unwrap_or("bytes"));
    let count = response.body().len();
    terminal::say("note", &format!("{count} bytes of {kind}: use `--output raw`, and send them to a file"));
    Exit::Done
}

/// Writes lines.
pub(super) fn lines(text: &str) -> Exit {
    print(format!("{text}\n").as_bytes())
}

/// Writes bytes.
pub(super) fn print(bytes: &[u8]) -> Exit {
    let mut stream = io::stdout().lock();
    ended(stream.write_all(bytes).and_then(|()| stream.flush()))
}

/// How it ends that something was written.
pub(super) fn ended(written: io::Result<()>) -> Exit {
    match written {
        Ok(()) => Exit::Done,
        // Who has read enough goes away.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            terminal::say("error", &format!("the output can not be written: {error}"));
            Exit::Output
        }
    }
}
