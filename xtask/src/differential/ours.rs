//! Our judge: a program that reads, validates and writes instances with what was generated.

use serde::Deserialize;

/// What our judge makes of an instance.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    /// It is not read, for this reason.
    Unreadable(String),
    /// It is read.
    Read {
        /// What is wrong with it.
        violations: Vec<Violation>,
        /// How it is written back, or why it is not.
        written: Result<String, String>,
    },
    /// The program panics, crashes or hangs, as these words say.
    Broken(String),
}

/// What our judge has against an instance.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
pub(super) struct Violation {
    /// Where in the instance.
    pub(super) at: String,
    /// The place of the keyword in the document.
    pub(super) keyword: String,
    /// In words.
    pub(super) message: String,
}

/// A line of the program.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Line {
    panics: bool,
    unreadable: Option<String>,
    violations: Vec<Violation>,
    written: Option<String>,
    unwritable: Option<String>,
}

impl Verdict {
    /// Reads a line of the program.
    pub(super) fn read(line: &str) -> Self {
        match serde_json::from_str(line) {
            Err(error) => Self::Broken(format!("says `{line}`: {error}")),
            Ok(Line { panics: true, .. }) => Self::Broken("panics".to_owned()),
            Ok(Line { unreadable: Some(reason), .. }) => Self::Unreadable(reason),
            Ok(Line { violations, written, unwritable, .. }) => {
                Self::Read { violations, written: written.ok_or(unwritable.unwrap_or_default()) }
            }
        }
    }

    /// Whether the instance is valid.
    pub(super) fn allows(&self) -> bool {
        matches!(self, Self::Read { violations, .. } if violations.is_empty())
    }

    /// The places in the instance that are wrong.
    pub(super) fn places(&self) -> Vec<String> {
        // A reason begins with the place, if that is not the whole instance; and so does one of a value that was kept.
        let inside = |reason: &str| {
            let place = reason.split_once(": ").map(|(place, _)| place);
            place.filter(|place| place.starts_with('/')).unwrap_or_default().to_owned()
        };
        match self {
            Self::Unreadable(reason) => vec![inside(reason)],
            Self::Read { violations, .. } => {
                violations.iter().map(|it| it.at.clone() + &inside(&it.message)).collect()
            }
            Self::Broken(_) => vec![String::new()],
        }
    }

    /// In words.
    pub(super) fn to_words(&self) -> String {
        match self {
            Self::Unreadable(reason) => format!("not read: {reason}"),
            Self::Broken(words) => words.clone(),
            Self::Read { violations, .. } if violations.is_empty() => "accepted".to_owned(),
            Self::Read { violations, .. } => {
                let words = |it: &Violation| {
                    let at = if it.at.is_empty() { "whole" } else { &it.at };
                    format!("{at}: {} (#{})", it.message, it.keyword)
                };
                format!("rejected: {}", violations.iter().take(3).map(words).collect::<Vec<_>>().join("; "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let read = Verdict::read(
            r#"{"violations":[["/a","/x/maxLength","too long"]],"written":"{}","unwritable":null}"#,
        );
        assert!(!read.allows());
        assert_eq!(read.to_words(), "rejected: /a: too long (#/x/maxLength)");
        assert!(Verdict::read(r#"{"violations":[],"written":"1","unwritable":null}"#).allows());
        let unreadable = Verdict::read(r#"{"unreadable":"/a/0: expected an object, found null at line 1"}"#);
        assert_eq!(unreadable.places(), ["/a/0"]);
        assert_eq!(Verdict::read(r#"{"panics":true}"#).to_words(), "panics");
    }
}
