//! Words for flags and commands.
//!
//! Invariant: no two of one list are the same, and none is what is always there.

use std::collections::BTreeSet;

/// The flags that every command has.
const FLAGS: &[&str] = &[
    "all",
    "allow-unknown",
    "body",
    "content-type",
    "credentials",
    "curl",
    "dry-run",
    "help",
    "no-validate",
    "output",
    "server",
    "set",
    "timeout",
    "validate-only",
    "version",
];

/// The commands that every program has.
const COMMANDS: &[&str] = &["completions", "help", "man"];

/// Words that are given out.
#[derive(Clone, Debug)]
pub(super) struct Flags {
    taken: BTreeSet<String>,
}

impl Flags {
    /// For the flags of a command.
    pub(super) fn of_values() -> Self {
        Self { taken: FLAGS.iter().map(|word| (*word).to_owned()).collect() }
    }

    /// For commands.
    pub(super) fn of_commands() -> Self {
        Self { taken: COMMANDS.iter().map(|word| (*word).to_owned()).collect() }
    }

    /// A word for what is called so in Rust: `page-num` for `page_num`.
    pub(super) fn take(&mut self, name: &str) -> String {
        let word = name.trim_matches('_').replace('_', "-");
        // Of a name that has no letters, nothing is left.
        let word = if word.is_empty() { "unnamed".to_owned() } else { word };
        let mut flag = word.clone();
        let mut number = 1;
        while !self.taken.insert(flag.clone()) {
            number += 1;
            flag = format!("{word}-{number}");
        }
        flag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_once() {
        let mut flags = Flags::of_values();
        let all = ["page_num", "help", "type_", "page_num", "a__b", "", "_"].map(|name| flags.take(name));
        assert_eq!(all, ["page-num", "help-2", "type", "page-num-2", "a--b", "unnamed", "unnamed-2"]);
    }
}
