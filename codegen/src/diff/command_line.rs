//! Where the commands of both outputs stand → what that does to those who type them.
//!
//! Invariant: a command is its words. Its flags and the kinds of its body are called like fields and variants, of which the
//! Rust API tells.

use std::collections::BTreeSet;

use super::change::{Change, Kind, Severity, Step, Surface};
use crate::emit::cli::Words;
use crate::ir::{Api, Operation};
use crate::name::Names;

/// A document's meaning and its names.
type Named<'a> = (&'a Api, &'a Names);

/// How commands change whose operations both documents have: which of the old one is which of the new one.
pub(super) fn changes(old: Named<'_>, new: Named<'_>, pairs: &[(usize, usize)]) -> Vec<Change> {
    let (was, is) = (Words::new(old.0, old.1), Words::new(new.0, new.1));
    let mut changes = Vec::new();
    for (ours, theirs) in pairs {
        let operations = (&old.0.operations[*ours], &new.0.operations[*theirs]);
        let (before, now) = (&was.commands[*ours], &is.commands[*theirs]);
        if before != now {
            let message = format!("the command `{before}` is called `{now}`");
            changes.push(change(Kind::Renamed, now, message, operations));
        }
        let (above, stays) = (was.above(operations.0), is.above(operations.1));
        for gone in above.difference(&stays) {
            let message = format!("the command `{now}` is not {} any more", place(gone.as_ref()));
            changes.push(change(Kind::Removed, now, message, operations));
        }
        for added in stays.difference(&above) {
            let message = format!("the command `{now}` is {} too", place(added.as_ref()));
            changes.push(change(Kind::Added, now, message, operations));
        }
    }
    changes
}

impl Words {
    /// The words that the command of an operation can stand below. None is the top.
    fn above(&self, operation: &Operation) -> BTreeSet<Option<&str>> {
        if operation.tags.is_empty() {
            return [None].into();
        }
        operation.tags.iter().map(|tag| self.tag(tag)).collect()
    }
}

fn place(word: Option<&&str>) -> String {
    word.map_or_else(|| "at the top".to_owned(), |word| format!("below `{word}`"))
}

fn change(kind: Kind, command: &str, message: String, (old, new): (&Operation, &Operation)) -> Change {
    let is_more = kind == Kind::Added;
    Change {
        surface: Surface::CommandLine,
        kind,
        severity: if is_more { Severity::Info } else { Severity::Error },
        step: if is_more { Step::Minor } else { Step::Major },
        aspect: "command".to_owned(),
        subject: command.to_owned(),
        way: None,
        message,
        old: Some(old.pointer.clone()),
        new: Some(new.pointer.clone()),
    }
}
