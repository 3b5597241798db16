//! Which names a package may have.
//!
//! Invariant: a name that passes is taken by Cargo, can be written in a `use`, and needs no escape in TOML.

use crate::failure::Failure;
use crate::write::is_reserved;

const KEYWORDS: [&str; 53] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield", "_",
];
const BUILT_IN: [&str; 5] = ["alloc", "core", "proc-macro", "std", "test"];

/// Checks a name.
pub(crate) fn check(name: &str) -> Result<(), Failure> {
    match fault(name) {
        Some(reason) => Err(Failure::BadPackageName { name: name.to_owned(), reason }),
        None => Ok(()),
    }
}

fn fault(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("it is empty")
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        Some("it does not start with a letter")
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) {
        Some("it has a character other than letters, digits, `-` and `_`")
    } else if name.len() > 64 {
        Some("it is longer than 64 characters")
    } else if KEYWORDS.contains(&name) {
        Some("it is a keyword of Rust")
    } else if BUILT_IN.contains(&name.replace('_', "-").as_str()) {
        Some("a crate that comes with Rust has it")
    } else if is_reserved(name) {
        Some("Windows reserves it for a device")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        for name in ["pets", "atlas-api", "a", "_x", "crates", "serde2"] {
            assert!(check(name).is_ok(), "{name}");
        }
        let long = "a".repeat(65);
        for name in [
            "",
            "1st",
            "a b",
            "a/b",
            "ü",
            "fn",
            "Self",
            "_",
            "std",
            "proc_macro",
            "test",
            "nul",
            "-x",
            "x\"y",
            &long,
        ] {
            assert!(check(name).is_err(), "{name}");
        }
    }
}
