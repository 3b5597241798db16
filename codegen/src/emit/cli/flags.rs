//! Words for flags and commands.
//!
//! Invariant: no two of one list are the same, and none is what every command has.

use std::collections::BTreeSet;

/// The flags that every command has, and the words that stand for help.
const TAKEN: &[&str] = &[
    "all",
    "body",
    "credentials",
    "curl",
    "dry-run",
    "help",
    "output",
    "quiet",
    "server",
    "set",
    "validate-only",
    "verbose",
    "version",
];

/// The words that are given out for one command.
#[derive(Debug, Default)]
pub(super) struct Flags(BTreeSet<String>);

impl Flags {
    /// A word for what is called so in Rust: `page-num` for `page_num`.
    pub(super) fn take(&mut self, name: &str) -> String {
        let word = name.trim_matches('_').replace('_', "-");
        let mut flag = word.clone();
        let mut number = 1;
        while TAKEN.contains(&flag.as_str()) || !self.0.insert(flag.clone()) {
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
        let mut flags = Flags::default();
        let all = ["page_num", "help", "type_", "page_num", "a__b"].map(|name| flags.take(name));
        assert_eq!(all, ["page-num", "help-2", "type", "page-num-2", "a--b"]);
    }
}
