//! Command lines that can not be, completions and manual pages.
//!
//! Invariant: a word that is no flag may be a secret that stands in a wrong place, and is not repeated.

use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::commands::{COMMANDS, TAGS};
use super::completions;
use super::exit::Exit;
use super::output;
use super::shells::{self, Shell};
use super::terminal;
use super::tree;

/// Prints help, a version, or what is wrong with a command line.
pub(super) fn explain(mut error: clap::Error) -> Exit {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        _ => String::new(),
    };
    let (argument, command) = (word(ContextKind::InvalidArg), word(ContextKind::InvalidSubcommand));
    let mut advice = None;
    match error.kind() {
        ErrorKind::UnknownArgument if !is_flag(&argument) => {
            error.remove(ContextKind::InvalidArg);
            let said = match argument.as_str() {
                "true" | "false" => "such a flag takes a value behind an equals sign, as in `--flag=false`",
                _ => "each value follows its flag, as in `--flag VALUE`",
            };
            advice = Some(said.to_owned());
        }
        ErrorKind::InvalidSubcommand
            if command.contains(|letter: char| !letter.is_ascii_lowercase() && letter != '-')
                && error.get(ContextKind::SuggestedSubcommand).is_none() =>
        {
            error.remove(ContextKind::InvalidSubcommand);
        }
        ErrorKind::TooManyValues => {
            error.remove(ContextKind::InvalidValue);
        }
        _ => {}
    }
    narrow(&mut error);
    if let Some(below) = below_tag(&command).filter(|_| error.kind() == ErrorKind::InvalidSubcommand) {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![below]));
    }
    let is_asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let printed = error.print();
    if let Some(advice) = advice {
        terminal::say("tip", &advice);
    }
    if is_asked { output::ended(printed) } else { Exit::Usage }
}

/// The words of an operation that was named without its tag.
fn below_tag(word: &str) -> Option<String> {
    let operation = COMMANDS.iter().find(|command| [command.name, command.id].contains(&word))?;
    let tag = TAGS.iter().find(|tag| operation.tags.contains(&tag.wire))?;
    Some(format!("{} {}", tag.name, operation.name))
}

/// Whether a word looks like the flags that there are.
fn is_flag(word: &str) -> bool {
    let in_flag = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    word.starts_with('-') && word.len() <= 64 && word.chars().all(in_flag)
}

/// Leaves of the commands that a word is similar to three, the most similar first, and no second names.
fn narrow(error: &mut clap::Error) {
    let Some(ContextValue::Strings(similar)) = error.get(ContextKind::SuggestedSubcommand) else { return };
    let is_listed = |word: &&String| !word.contains(|letter: char| letter.is_uppercase() || letter.is_whitespace());
    let listed: Vec<String> = similar.iter().rev().filter(is_listed).take(3).cloned().collect();
    if !listed.is_empty() {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(listed));
    }
}

/// Prints the script that makes a shell complete, or what it asks for then.
pub(super) fn print_completions(matches: &ArgMatches) -> Exit {
    let shell = matches.get_one::<String>("shell").and_then(|name| Shell::named(name));
    let Some(shell) = shell else { return Exit::Usage };
    let Some(current) = matches.get_one::<String>("current") else {
        return output::print(shell.script(&shells::program()).as_bytes());
    };
    let before = matches.get_many::<String>("before").into_iter().flatten();
    let before: Vec<String> = before.map(|word| shell.unquoted(word)).collect();
    let candidates = completions::candidates(&before, &shell.unquoted(current));
    let lines = candidates.iter().map(|it| format!("{}\t{}\n", it.text, it.about));
    output::print(lines.collect::<String>().as_bytes())
}

/// Prints the manual page of a command.
pub(super) fn manual(matches: &ArgMatches) -> Exit {
    let words: Vec<&String> = matches.get_many("command").into_iter().flatten().collect();
    let mut root = tree::root(&words.iter().map(|word| (*word).clone()).collect());
    root.build();
    let mut command = &root;
    for word in &words {
        let Some(below) = command.find_subcommand(word) else {
            terminal::say("error", "there is no such command; `--help` lists those that there are");
            return Exit::Usage;
        };
        command = below;
    }
    let mut bytes = Vec::new();
    match clap_mangen::Man::new(command.clone()).render(&mut bytes) {
        Ok(()) => output::print(&bytes),
        Err(_) => Exit::Output,
    }
}
