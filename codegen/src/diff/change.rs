//! One change, as plain data.

use crate::ir::Pointer;

/// Something that is not as it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Change {
    /// Who notices.
    pub surface: Surface,
    /// What was done.
    pub kind: Kind,
    /// How bad that is.
    pub severity: Severity,
    /// The version that it needs.
    pub step: Step,
    /// What it is about, in a word: `field`, `operation`, `maxLength`.
    pub aspect: String,
    /// The Rust item, or the operation.
    pub subject: String,
    /// Which way the value travels that it is about, as a client sees it.
    pub way: Option<Way>,
    /// What has changed, in a line.
    pub message: String,
    /// Where that stands in the old document, or the nearest place that there is.
    pub old: Option<Pointer>,
    /// The same in the new one.
    pub new: Option<Pointer>,
}

/// Who notices a change.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Surface {
    /// Who compiles against the output.
    RustApi,
    /// Who types commands.
    CommandLine,
    /// Who talks to the server, or is one.
    Wire,
}

impl Surface {
    /// Its name, in kebab case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RustApi => "rust-api",
            Self::CommandLine => "command-line",
            Self::Wire => "wire",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::RustApi => "Rust API",
            Self::CommandLine => "Command line",
            Self::Wire => "Wire",
        }
    }
}

/// What was done to something.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is not there any more.
    Removed,
    /// It has another name.
    Renamed,
    /// It has another type.
    Retyped,
    /// It allows less.
    Tightened,
    /// It allows more.
    Loosened,
    /// It is different in another way.
    Changed,
}

impl Kind {
    /// Its name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Retyped => "retyped",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Changed => "changed",
        }
    }
}

/// Which way a value travels, as a client sees it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Way {
    /// In requests.
    Sent,
    /// In responses, and in what servers send on their own.
    Received,
    /// In both.
    Both,
}

impl Way {
    /// Its name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Both => "both ways",
        }
    }
}

/// How bad a change is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// It breaks nobody.
    Info,
    /// It may break somebody, which the documents can not tell.
    Warning,
    /// It breaks somebody.
    Error,
}

impl Severity {
    /// Its name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What has to become of a version (Semantic Versioning 2.0.0).
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// Nothing: the output is the same.
    #[default]
    Nothing,
    /// Another patch: nobody has to know.
    Patch,
    /// Another minor version: there is more.
    Minor,
    /// Another major version: who uses it may have to change something.
    Major,
}

impl Step {
    /// Its name, in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
