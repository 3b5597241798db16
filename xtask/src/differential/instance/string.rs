//! Strings, with their lengths and patterns.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::Value;

use super::Facts;

/// What strings are made of: letters of one to four bytes, what JSON escapes, and what pointers do.
const LETTERS: [char; 16] =
    ['a', 'b', 'c', 'X', 'Y', 'Z', '0', '9', '-', '_', ' ', '/', '"', 'é', '世', '🦀'];
/// How long strings are beyond the length that they must have.
const MORE: u64 = 12;
/// How long strings are at most.
const MOST: u64 = 5_000;
/// How often a string is made that has a pattern and is to have a length too.
const TRIES: usize = 12;

/// A string that the facts allow.
pub(super) fn string(facts: &Facts<'_>, rng: &mut fastrand::Rng) -> String {
    let least = facts.most("minLength").unwrap_or_default().min(MOST);
    let most = facts.least("maxLength").unwrap_or(least + MORE).min(least + MORE).max(least);
    let patterns: Vec<&str> = facts.all("pattern").filter_map(Value::as_str).collect();
    if let Some(pattern) = rng.choice(patterns) {
        let most = facts.least("maxLength").unwrap_or(MOST);
        if let Some(text) = matching(pattern, (least, most), rng) {
            return text;
        }
    }
    let format = facts.all("format").find_map(Value::as_str);
    if let Some(text) = format.and_then(of_format)
        && rng.bool()
        && (least..=most.max(MORE)).contains(&(text.len() as u64))
    {
        return text.to_owned();
    }
    letters(rng.u64(least..=most), rng)
}

/// A string, whatever it is.
pub(super) fn any(rng: &mut fastrand::Rng) -> String {
    let length = rng.u64(0..MORE);
    letters(length, rng)
}

/// A string of so many letters.
pub(in super::super) fn letters(length: u64, rng: &mut fastrand::Rng) -> String {
    (0..length).map(|_| LETTERS[rng.usize(0..LETTERS.len())]).collect()
}

fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2024-02-29T23:59:59.5Z",
        "date" => "2024-02-29",
        "time" => "12:00:00Z",
        "uuid" => "c2d29867-3d0b-4497-9191-18a9d8ee7830",
        "byte" => "aGVsbG8=",
        "uri" | "url" => "https://example.com/a?b=c",
        "email" => "a@example.com",
        "ipv4" => "192.0.2.1",
        "int64" => "-12",
        _ => return None,
    })
}

/// A string that a pattern matches, of this length if that can be had. None if nobody knows the pattern.
pub(in super::super) fn matching(
    pattern: &str,
    (least, most): (u64, u64),
    rng: &mut fastrand::Rng,
) -> Option<String> {
    let hir = ParserBuilder::new().build().parse(pattern).ok()?;
    let mut text = String::new();
    for round in 0..TRIES {
        text.clear();
        // Longer from round to round, if it must be long.
        let more = if least > 8 { round as u64 * (1 + least / 4) } else { rng.u64(0..6) };
        write(&hir, u32::try_from(more).unwrap_or(u32::MAX), rng, &mut text);
        if (least..=most).contains(&(text.chars().count() as u64)) {
            break;
        }
    }
    Some(text)
}

/// `more`: how often something is repeated beyond what it must be.
fn write(hir: &Hir, more: u32, rng: &mut fastrand::Rng, text: &mut String) {
    const LONGEST: usize = 5_000;
    if text.len() > LONGEST {
        return;
    }
    match hir.kind() {
        // What an assertion asks for is mostly there: the ends of the text.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(one_of(class, rng)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min.saturating_add(more));
            for _ in 0..rng.u32(repetition.min..=most.max(repetition.min)) {
                write(&repetition.sub, more, rng, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, more, rng, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, more, rng, text)),
        HirKind::Alternation(parts) => {
            if let Some(part) = rng.choice(parts) {
                write(part, more, rng, text);
            }
        }
    }
}

/// A character of a class. `\d` and `\w` of ECMA-262 are those of ASCII, so that is what is taken if there is any.
fn one_of(class: &Class, rng: &mut fastrand::Rng) -> Option<char> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => class.iter().map(|it| (it.start().into(), it.end().into())).collect(),
        Class::Bytes(class) => class.iter().map(|it| (it.start().into(), it.end().into())).collect(),
    };
    let within = |low: u32, high: u32| -> Vec<(u32, u32)> {
        let cut = ranges.iter().map(|(start, end)| (*start.max(&low), *end.min(&high)));
        cut.filter(|(start, end)| start <= end).collect()
    };
    let printable = within(0x20, 0x7e);
    let chosen = if printable.is_empty() { ranges.clone() } else { printable };
    let (start, end) = rng.choice(chosen)?;
    char::from_u32(rng.u32(start..=end)).or(char::from_u32(start))
}
