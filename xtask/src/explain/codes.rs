//! Explains diagnostic codes.
//!
//! Invariant: every code has an explanation, because it comes from the definition of the codes themselves.

use std::fmt::Write;

use codegen::diagnostic::Code;
use codegen::suggest;

use crate::failure::Failure;

const WIDTH: usize = 80;

/// The code that is called so, also where it was pasted from a message.
pub(super) fn find(code: &str) -> Option<Code> {
    let wanted = normal(code);
    Code::ALL.iter().copied().find(|known| known.as_str() == wanted)
}

/// The explanation of a code.
pub(super) fn explanation(code: Code) -> String {
    format!("{}\n\n{}\n", code.as_str(), wrapped(code.explanation()))
}

/// What to say where nothing is called so.
pub(super) fn unknown(code: &str) -> Failure {
    Failure::UnknownCode { code: code.to_owned(), nearest: nearest(&normal(code)) }
}

/// A code as it is defined, also from `error[Name_Clash]`.
fn normal(code: &str) -> String {
    let inner = code.split_once('[').map_or(code, |(_, rest)| rest.trim_end_matches(']'));
    inner.trim().to_lowercase().replace(['_', ' '], "-")
}

/// The list of all codes.
pub(super) fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in Code::ALL {
        let first = code.explanation().split_once(". ").map_or(code.explanation(), |(first, _)| first);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{:width$}  {}", code.as_str(), first.trim_end_matches('.'));
    }
    text
}

/// The code that was most likely meant, and others that have the word in them.
fn nearest(wanted: &str) -> Vec<&'static str> {
    let codes = || Code::ALL.iter().map(|code| code.as_str());
    let near = suggest::nearest(wanted, codes());
    let others = codes().filter(|code| wanted.len() > 2 && code.contains(wanted) && Some(*code) != near);
    near.into_iter().chain(others).take(3).collect()
}

fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if length > 0 && length + 1 + width > WIDTH {
            lines.push('\n');
            length = 0;
        } else if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += width;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_and_listed() {
        for code in Code::ALL {
            assert!(explanation(*code).len() > code.as_str().len() + 20);
            assert!(list().contains(code.as_str()));
        }
    }

    #[test]
    fn a_pasted_code_is_understood() {
        assert_eq!(find("error[Name_Clash]").unwrap().as_str(), "name-clash");
    }

    #[test]
    fn a_typing_error_gets_the_nearest_codes() {
        let Failure::UnknownCode { nearest, .. } = unknown("nameclsh") else { panic!("it is known") };
        assert_eq!(nearest, ["name-clash"]);
        assert!(unknown("zzzzzzzz").help().contains("lists every code"));
    }

    #[test]
    fn explanations_fit_the_terminal() {
        for code in Code::ALL {
            assert!(wrapped(code.explanation()).lines().all(|line| line.chars().count() <= WIDTH));
        }
    }
}
