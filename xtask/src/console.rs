//! The one place that prints.
//!
//! Invariant: messages go to stderr, one line of JSON each if that is the format, and no control or bidirectional
//! character of a document reaches the terminal.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use annotate_snippets::{Level, Renderer};
use serde_json::json;

use crate::cli::MessageFormat;
use crate::failure::Failure;
use crate::report::clean;

/// Where messages go.
pub(crate) struct Console<'w> {
    out: Box<dyn Write + 'w>,
    format: MessageFormat,
    terminal: bool,
    styled: bool,
    quiet: bool,
}

impl Console<'_> {
    /// The standard error stream.
    pub(crate) fn stderr(format: MessageFormat) -> Self {
        let terminal = io::stderr().is_terminal();
        let styled = terminal && has_colors(|name| std::env::var_os(name));
        Self { out: Box::new(io::stderr()), format, terminal, styled, quiet: false }
    }

    /// The same, for errors only where it is to be quiet.
    #[must_use]
    pub(crate) fn quiet(self, quiet: bool) -> Self {
        Self { quiet, ..self }
    }

    /// Whether only errors are shown.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The form of the messages.
    pub(crate) fn format(&self) -> MessageFormat {
        self.format
    }

    /// Whether a person watches.
    pub(crate) fn shows_progress(&self) -> bool {
        self.terminal && !self.quiet && self.format == MessageFormat::Human
    }

    /// What renders messages.
    pub(crate) fn renderer(&self) -> Renderer {
        if self.styled { Renderer::styled() } else { Renderer::plain() }
    }

    /// Prints a text that is clean already, in one go.
    ///
    /// That nobody reads it any more is no reason to stop, so errors are passed over.
    pub(crate) fn print(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }

    /// Prints a line of JSON.
    pub(crate) fn json(&mut self, value: &serde_json::Value) {
        let line = clean::json(&value.to_string());
        self.print(&format!("{line}\n"));
    }

    /// Prints a message without a place in a document.
    pub(crate) fn message(&mut self, level: &Level<'static>, name: &str, text: &str, help: Option<&str>) {
        if self.format == MessageFormat::Json {
            self.json(&json!({ "type": name, "message": text, "help": help }));
            return;
        }
        let title = level.clone().primary_title(clean::line(text));
        let help = help.map(|help| Level::HELP.message(clean::line(help)));
        let rendered = self.renderer().render(&[annotate_snippets::Group::with_title(title).elements(help)]);
        self.print(&format!("{rendered}\n"));
    }

    /// Prints a note.
    pub(crate) fn note(&mut self, text: &str) {
        if self.quiet {
            return;
        }
        self.message(&Level::NOTE, "note", text, None);
    }

    /// Prints what stopped the run.
    pub(crate) fn failure(&mut self, failure: &Failure) {
        self.message(&Level::ERROR, "error", &failure.to_string(), Some(&failure.help()));
    }
}

impl<'w> Console<'w> {
    /// Another place, which is no terminal.
    #[cfg(any(test, unix))]
    pub(crate) fn to(out: &'w mut Vec<u8>, format: MessageFormat) -> Self {
        Self { out: Box::new(out), format, terminal: false, styled: false, quiet: false }
    }

    /// Another place, which shows colors.
    #[cfg(test)]
    pub(crate) fn styled(out: &'w mut Vec<u8>) -> Self {
        Self { styled: true, ..Self::to(out, MessageFormat::Human) }
    }
}

/// Whether a terminal with this environment shows colors, and the person at it wants any (<https://no-color.org>).
fn has_colors(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_some_and(|term| term != "dumb")
}

/// Prints to stdout what was asked for.
///
/// # Errors
///
/// If it can not be written, as on a full disk. That nobody reads on is none.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write", Path::new("stdout"))(error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_for_those_who_want_them() {
        let colors = |variables: &[(&str, &str)]| {
            has_colors(|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
            })
        };
        assert!(colors(&[("TERM", "xterm")]));
        assert!(colors(&[("TERM", "xterm"), ("NO_COLOR", "")]));
        assert!(!colors(&[("TERM", "xterm"), ("NO_COLOR", "1")]));
        assert!(!colors(&[("TERM", "dumb")]));
        assert!(!colors(&[]));
    }

    #[test]
    fn progress_is_for_people_at_a_terminal() {
        let shows = |format, terminal, quiet| {
            let mut out = Vec::new();
            Console { terminal, quiet, ..Console::to(&mut out, format) }.shows_progress()
        };
        assert!(shows(MessageFormat::Human, true, false));
        assert!(!shows(MessageFormat::Human, true, true));
        assert!(!shows(MessageFormat::Human, false, false));
        assert!(!shows(MessageFormat::Json, true, false));
    }
}
