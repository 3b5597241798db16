//! The status that the program ends with.

use std::process::ExitCode;

/// How a run has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Exit {
    /// All went well.
    Done,
    /// The output could not be written.
    Output,
    /// The command line can not be.
    Usage,
    /// A value does not satisfy the document.
    Validation,
    /// No response came, or none that can be used.
    Transport,
    /// The server says that the request is wrong.
    Client,
    /// The server says that it has failed.
    Server,
}

/// What `--help` says of them.
pub(super) const HELP: &str = "\
Exit status:
  0  the request succeeded, or was shown
  1  the output could not be written
  2  wrong use: the command line, the server or the credentials
  3  a value can not be read or does not satisfy the document; nothing was sent
  4  no response came, or none that can be used: no JSON where the document has JSON
  5  the response has a status 4xx, or 3xx
  6  the response has a status 5xx";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Output => 1,
            Exit::Usage => 2,
            Exit::Validation => 3,
            Exit::Transport => 4,
            Exit::Client => 5,
            Exit::Server => 6,
        })
    }
}
