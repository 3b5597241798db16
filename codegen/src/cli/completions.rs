//! What a word of a command line can become, for shells that ask.
//!
//! Invariant: shells put candidates into command lines, so that of the document only words come among them that mean
//! nothing to any shell, and what says what they are stands on one line and does nothing to a terminal.

use std::collections::HashSet;
use std::fs;

use clap::{Arg, ArgAction, Command as Node, ValueHint};

use super::terminal;
use super::tree;

/// Longer explanations are cut off.
const WIDTH: usize = 60;

/// What a word can become.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The word.
    pub(super) text: String,
    /// What it is, on one line, or nothing.
    pub(super) about: String,
}

impl Candidate {
    fn new(text: impl Into<String>, about: &str) -> Self {
        let mut words = terminal::clean(about.lines().next().unwrap_or_default());
        if let Some((end, _)) = words.char_indices().nth(WIDTH) {
            words.truncate(end);
            words.push('…');
        }
        Self { text: text.into(), about: words }
    }
}

/// What the word at the cursor can become, behind the words before it, without the name of the program.
pub(super) fn candidates(before: &[String], current: &str) -> Vec<Candidate> {
    let root = tree::root(&before.iter().cloned().collect());
    let mut place =
        Place { command: &root, above: Vec::new(), given: HashSet::new(), awaits: None, only_commands: false };
    for word in before {
        place.step(word);
    }
    let mut all = place.candidates(current);
    all.retain(|it| it.text.starts_with(current));
    all
}

/// How far the words before the cursor lead.
struct Place<'t> {
    command: &'t Node,
    /// The flags that commands above it have for all below.
    above: Vec<&'t Arg>,
    /// Those that were given and can not come again.
    given: HashSet<&'t str>,
    /// The flag whose value comes next.
    awaits: Option<&'t Arg>,
    /// Whether nothing but commands follows, as behind `help` and `man`.
    only_commands: bool,
}

impl<'t> Place<'t> {
    fn step(&mut self, word: &str) {
        if self.awaits.take().is_some() {
            return;
        }
        if word.starts_with('-') {
            let (name, value) = match word.split_once('=') {
                Some((name, _)) => (name, true),
                None => (word, false),
            };
            let Some(arg) = self.flag(name) else { return };
            if !matches!(arg.get_action(), ArgAction::Append) {
                self.given.insert(arg.get_id().as_str());
            }
            self.awaits = Some(arg).filter(|arg| !value && takes_word(arg));
            return;
        }
        if self.is_root() && matches!(word, "help" | "man") {
            self.only_commands = true;
            return;
        }
        if let Some(below) = self.command.find_subcommand(word) {
            self.above.extend(self.command.get_arguments().filter(|arg| arg.is_global_set()));
            self.command = below;
        }
    }

    fn candidates(&self, current: &str) -> Vec<Candidate> {
        if let Some(arg) = self.awaits {
            return values(arg, current);
        }
        if let Some((name, value)) = current.split_once('=').filter(|_| current.starts_with("--")) {
            let values = self.flag(name).map(|arg| values(arg, value)).unwrap_or_default();
            return values
                .into_iter()
                .map(|it| Candidate { text: format!("{name}={}", it.text), ..it })
                .collect();
        }
        if current.starts_with('-') {
            return self.flags();
        }
        let commands = self.commands();
        // Where there are commands, flags come when they are asked for.
        if !commands.is_empty() {
            return commands;
        }
        let mut positionals = self.command.get_arguments().filter(|arg| arg.is_positional());
        positionals.next().map_or_else(|| self.flags(), |arg| values(arg, current))
    }

    fn commands(&self) -> Vec<Candidate> {
        let about = |node: &Node| node.get_about().map(ToString::to_string).unwrap_or_default();
        let listed = self.command.get_subcommands().filter(|node| !node.is_hide_set());
        let mut all: Vec<Candidate> =
            listed.map(|node| Candidate::new(node.get_name(), &about(node))).collect();
        if self.is_root() && !self.only_commands {
            all.push(Candidate::new("help", "Prints help, of the program or of a command"));
        }
        all
    }

    fn flags(&self) -> Vec<Candidate> {
        if self.only_commands {
            return Vec::new();
        }
        let is_free = |arg: &&&Arg| !arg.is_hide_set() && !self.given.contains(arg.get_id().as_str());
        let all = self.all();
        let named = all.iter().filter(is_free).filter_map(|arg| {
            let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Candidate::new(format!("--{}", arg.get_long()?), &about))
        });
        let help = Candidate::new("--help", "Prints help");
        let version = self.is_root().then(|| Candidate::new("--version", "Prints the version"));
        named.chain([help]).chain(version).collect()
    }

    fn flag(&self, name: &str) -> Option<&'t Arg> {
        let all = self.all();
        let found = match name.strip_prefix("--") {
            Some(long) => all.into_iter().find(|arg| arg.get_long() == Some(long)),
            // One that has its value behind it, as in `-oraw`, is complete.
            None => all.into_iter().find(|arg| {
                arg.get_short().is_some_and(|it| name.strip_prefix('-').is_some_and(|name| name == it.to_string()))
            }),
        };
        found.filter(|_| !self.only_commands)
    }

    fn all(&self) -> Vec<&'t Arg> {
        self.command.get_arguments().chain(self.above.iter().copied()).collect()
    }

    fn is_root(&self) -> bool {
        self.above.is_empty()
    }
}

/// Whether the next word is the value of a flag.
fn takes_word(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) && !arg.is_require_equals_set()
}

/// What a value can become.
fn values(arg: &Arg, current: &str) -> Vec<Candidate> {
    let listed = arg.get_possible_values();
    if !listed.is_empty() {
        let plain = listed.iter().map(clap::builder::PossibleValue::get_name).filter(|it| is_plain(it));
        return plain.map(|value| Candidate::new(value, "")).collect();
    }
    if arg.is_require_equals_set() {
        return ["true", "false"].map(|value| Candidate::new(value, "")).into();
    }
    match (arg.get_value_hint(), current.strip_prefix('@')) {
        (ValueHint::FilePath, _) => paths("", current),
        (ValueHint::AnyPath, Some(path)) => paths("@", path),
        (ValueHint::AnyPath, None) => vec![Candidate::new("@", "From a file")],
        _ => Vec::new(),
    }
}

/// The files and folders that a path can become.
fn paths(sign: &str, path: &str) -> Vec<Candidate> {
    let (folder, start) = path.rsplit_once('/').map_or(("", path), |(folder, start)| (&path[..=folder.len()], start));
    let Ok(entries) = fs::read_dir(if folder.is_empty() { "." } else { folder }) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let is_hidden = name.starts_with('.') && !start.starts_with('.');
            let is_fine = name.starts_with(start) && !is_hidden && !name.chars().any(terminal::is_active);
            let end = if entry.path().is_dir() { "/" } else { "" };
            is_fine.then(|| format!("{sign}{folder}{name}{end}"))
        })
        .collect();
    names.sort();
    names.into_iter().map(|name| Candidate::new(name, "")).collect()
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_alphanumeric() || "_-.,/:+".contains(letter))
}
