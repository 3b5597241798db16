//! Completions for shells.
//!
//! Invariant: they are code, which a shell runs when it completes, and texts of the document become no part of it but for
//! letters, digits and what means nothing to any shell.

use std::collections::HashSet;

use clap::builder::StringValueParser;
use clap::{Arg, Command as Node};
use clap_complete::Shell;

use super::tree;

/// The completions for a shell.
pub(super) fn script(shell: Shell) -> Vec<u8> {
    let mut root = tree::root(&HashSet::new());
    root.build();
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut tame(root), env!("CARGO_PKG_NAME"), &mut bytes);
    bytes
}

/// The same commands with texts that no shell could take for something else.
fn tame(command: Node) -> Node {
    let about = command.get_about().map(|about| tame_text(&about.to_string()));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command.mut_args(tame_arg).mut_subcommands(tame)
}

fn tame_arg(arg: Arg) -> Arg {
    let help = arg.get_help().map(|help| tame_text(&help.to_string()));
    let arg = match help {
        Some(help) => arg.help(help),
        None => arg,
    };
    // Bash expands the words that it is given to choose from.
    if arg.get_possible_values().iter().all(|value| value.get_name().chars().all(is_plain)) {
        return arg;
    }
    arg.value_parser(StringValueParser::new())
}

fn tame_text(text: &str) -> String {
    text.chars().map(|letter| if is_plain(letter) || letter == ' ' { letter } else { ' ' }).collect()
}

fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.,/".contains(letter)
}
