//! A command line for every operation of the document, behind the Cargo feature `cli`: the program is [`main`].
//!
//! `<program> <tag> <operation> [--parameter value …] [--body @file | --set path=value …]`. What was given on the command
//! line becomes an operation, which is checked as a whole; only then is it shown, or sent with the client on `ureq`, and
//! what comes back is printed. Each step is a module: `tree` says what can be given, `arguments` and `body` read it,
//! `call` is the operation, `access` and `credentials_file` find out who calls, and `output` and `problem` print.
//!
//! Invariant: a secret is neither printed nor part of a message, and what a server or a document says does nothing to a
//! terminal.

mod access;
#[allow(dead_code, reason = "not every document has bodies and values of every kind")]
mod arguments;
#[allow(dead_code, reason = "not every document has bodies and values of every kind")]
mod body;
mod call;
#[allow(dead_code, reason = "not every document has bodies and values of every kind")]
mod command;
mod commands;
mod completions;
mod credentials_file;
mod edit;
mod exit;
mod fault;
#[allow(dead_code, reason = "not every document has bodies and values of every kind")]
mod files;
mod flags;
mod input;
#[allow(dead_code, reason = "not every document has bodies and values of every kind")]
mod media;
mod output;
#[allow(dead_code, reason = "not every document has lists that come page by page")]
mod pages;
mod pretty;
mod problem;
#[allow(dead_code, reason = "not every document has lists that come page by page")]
mod progress;
mod prose;
mod redact;
mod run;
mod settings;
mod shells;
mod table;
#[allow(dead_code, reason = "not every document has servers, and tokens to buy")]
mod target;
mod terminal;
mod tree;
mod usage;

/// Runs the command line that the arguments of this process give, and gives the status that it ends with: 0 if all went
/// well, 1 if the output could not be written, 2 for a command line that can not be, 3 for values that do not satisfy the
/// document, 4 where no response came that can be used, and 5 or 6 for a response of status 4xx or 5xx.
#[must_use]
pub fn main() -> std::process::ExitCode {
    run::run(std::env::args_os()).into()
}
