//! Groups: how they begin, their names, and what refers to them.
//!
//! Invariant: two groups of one name are in different alternatives, of which only one can match.

use super::{Parser, Result, invalid};
use crate::pattern::Fault;

/// The groups that were read, and references to groups.
#[derive(Default)]
pub(super) struct Groups {
    count: usize,
    /// The names of what can match together with what comes next.
    names: Vec<String>,
    /// For each disjunction that is open: how many names there were before it, and the names of its alternatives.
    open: Vec<(usize, Vec<String>)>,
    references: Vec<(usize, Reference)>,
}

pub(super) enum Reference {
    Number(usize),
    Name(String),
}

impl Groups {
    pub(super) fn enter(&mut self) {
        self.open.push((self.names.len(), Vec::new()));
    }

    pub(super) fn next_alternative(&mut self) {
        if let Some((before, done)) = self.open.last_mut() {
            done.extend(self.names.drain(*before..));
        }
    }

    pub(super) fn leave(&mut self) {
        self.next_alternative();
        let (_, done) = self.open.pop().unwrap_or_default();
        self.names.extend(done);
    }

    pub(super) fn refer(&mut self, at: usize, reference: Reference) {
        self.references.push((at, reference));
    }

    /// Whether all references lead to groups.
    pub(super) fn check(&self) -> Result<()> {
        let missing = self.references.iter().find(|(_, reference)| match reference {
            Reference::Number(number) => *number > self.count,
            Reference::Name(name) => !self.names.contains(name),
        });
        match missing {
            None => Ok(()),
            Some((at, Reference::Number(number))) => {
                Err(invalid(*at, format_args!("there is no group {number} to refer to")))
            }
            Some((at, Reference::Name(name))) => {
                Err(invalid(*at, format_args!("there is no group `{name}` to refer to")))
            }
        }
    }
}

impl Parser {
    /// What stands between a parenthesis and the content of its group.
    pub(super) fn open_group(&mut self, at: usize) -> Result<()> {
        if self.eat("?:") {
            return Ok(());
        }
        if self.eat("?<") {
            self.groups.count += 1;
            let start = self.at;
            let name = self.group_name()?;
            if self.groups.names.contains(&name) {
                return Err(invalid(start, format_args!("two groups have the name `{name}`")));
            }
            self.groups.names.push(name);
            return Ok(());
        }
        if self.eat("?") {
            return self.modifiers(at);
        }
        self.groups.count += 1;
        Ok(())
    }

    /// A name and the `>` behind it.
    pub(super) fn group_name(&mut self) -> Result<String> {
        let start = self.at;
        let length = self.chars[start..].iter().position(|c| *c == '>');
        let Some(length) = length else { return Err(invalid(start, "the name of a group ends with `>`")) };
        let name: String = self.chars[start..start + length].iter().collect();
        let is_start = |c: char| c == '$' || c == '_' || unicode_ident::is_xid_start(c);
        let is_part =
            |c: char| c == '$' || unicode_ident::is_xid_continue(c) || c == '\u{200c}' || c == '\u{200d}';
        // Names that are written with escapes are rare, and change nothing.
        let is_name = name.contains('\\') || name.starts_with(is_start) && name.chars().all(is_part);
        if !is_name {
            return Err(invalid(start, format_args!("`{name}` is no name of a group")));
        }
        self.at += length + 1;
        Ok(name)
    }

    /// `(?ims-ims:`.
    fn modifiers(&mut self, at: usize) -> Result<()> {
        let start = self.at;
        while self.peek().is_some_and(|c| matches!(c, 'i' | 'm' | 's' | '-')) {
            self.at += 1;
        }
        let flags: String = self.chars[start..self.at].iter().collect();
        let unique =
            flags.chars().enumerate().all(|(index, c)| flags.chars().position(|it| it == c) == Some(index));
        if !self.eat(":") || !unique || flags == "-" || flags.is_empty() {
            return Err(unknown_group(at, &flags));
        }
        self.unsupported(at, "modifiers such as `(?i:…)` are not supported");
        Ok(())
    }
}

fn unknown_group(at: usize, flags: &str) -> Fault {
    invalid(at, format_args!("ECMA-262 has no group that begins with `(?{flags}` like this"))
}
