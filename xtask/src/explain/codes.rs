//! Explains diagnostic codes.
//!
//! Invariant: every code has an explanation, because it comes from the definition of the codes themselves.

use std::fmt::Write;

use codegen::diagnostic::Code;

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

fn nearest(wanted: &str) -> Vec<&'static str> {
    let mut near: Vec<(usize, &str)> = Code::ALL
        .iter()
        .map(|code| (distance(wanted, code.as_str()), code.as_str()))
        .filter(|(distance, code)| *distance <= code.len() / 3 || (wanted.len() > 2 && code.contains(wanted)))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, code)| code).take(3).collect()
}

/// How many letters have to be changed, added or left out to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.chars().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
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
