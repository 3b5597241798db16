//! Turns a name of any spelling into a word in Pascal case or snake case.
//!
//! Invariant: the result is a valid identifier once keywords are taken care of, it depends on nothing but the
//! name, and what rustc would normalize or warn about is spelt out.

use crate::invisible::is_invisible;
use std::collections::HashSet;
use std::fmt::Write;

use heck::{ToKebabCase, ToPascalCase, ToSnakeCase};

/// Longer words are cut and get a hash.
const MAX_CHARS: usize = 96;
/// File systems count bytes, and some count the whole path.
const MAX_MODULE_CHARS: usize = 64;
/// Registries limit the length of a feature.
const MAX_FEATURE_CHARS: usize = 48;

/// A word for a type or a variant.
pub(super) fn pascal(name: &str) -> String {
    let word = readable(name).to_pascal_case();
    finish(name, word, "N", MAX_CHARS, "")
}

/// A word for a type that is named from two words in Pascal case.
pub(super) fn pascal_parts(owner: &str, role: &str) -> String {
    let word = format!("{owner}{role}");
    finish(&word.clone(), word, "N", MAX_CHARS, "")
}

/// Like [`pascal`], with the names of symbols: of those that are not just between two words, and then of all others
/// but blanks, `-` and `_` too. None where there are only symbols between words.
pub(super) fn spelt_pascal(name: &str) -> Vec<String> {
    spelt(name).iter().map(|spelt| pascal(spelt)).collect()
}

/// Like [`snake`], with the symbols of [`spelt_pascal`].
pub(super) fn spelt_snake(name: &str) -> Vec<String> {
    spelt(name).iter().map(|spelt| snake(spelt)).collect()
}

/// Like [`module`], with the symbols of [`spelt_pascal`].
pub(super) fn spelt_module(name: &str) -> Vec<String> {
    spelt(name).iter().map(|spelt| module(spelt)).collect()
}

/// A word for a field, a method or an argument.
pub(super) fn snake(name: &str) -> String {
    let word = readable(name).to_snake_case();
    finish(name, word, "n", MAX_CHARS, "_")
}

/// A word for a module and its file: like [`snake`], but ASCII.
pub(super) fn module(name: &str) -> String {
    let ascii: String = readable(name).chars().map(spell_non_ascii).collect();
    finish(name, ascii.to_snake_case(), "n", MAX_MODULE_CHARS, "_")
}

/// The words of a Cargo feature: ASCII letters and digits, with `-` between words.
pub(super) fn kebab(name: &str) -> String {
    let ascii: String = readable(name).chars().map(spell_non_ascii).collect();
    let word = ascii.to_kebab_case();
    if word.len() <= MAX_FEATURE_CHARS {
        return word;
    }
    let kept = &word[..MAX_FEATURE_CHARS - 10];
    format!("{}-{}", kept.trim_end_matches('-'), hash(name))
}

/// A stable hash (FNV-1a, 32 bits), as hex digits behind an `x`.
pub(super) fn hash(name: &str) -> String {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("x{hash:08x}")
}

/// Keeps what identifiers may hold, spells out what a name consists of entirely, and turns the rest to spaces.
fn readable(name: &str) -> String {
    if let Some(spelt) = spell_symbols(name) {
        return spelt;
    }
    let mut out = String::with_capacity(name.len());
    for (index, c) in name.char_indices() {
        match c {
            '+' if is_sign(name, index) => out.push_str(" plus "),
            '-' if is_sign(name, index) => out.push_str(" minus "),
            'a'..='z' | 'A'..='Z' | '0'..='9' => out.push(c),
            _ if c.is_ascii() || c.is_control() || is_invisible(c) => out.push(' '),
            _ if is_plain_letter(c) => out.push(c),
            _ => out.push_str(&spell(c)),
        }
    }
    out
}

/// Whether the `+` or `-` at a place is that of a number: no word or number ends before it.
fn is_sign(name: &str, index: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '}');
    !name[..index].ends_with(is_word) && name[index + 1..].starts_with(|c: char| c.is_ascii_digit())
}

/// A name with its symbols in words, in one or two ways.
fn spelt(name: &str) -> Vec<String> {
    let mut ways = vec![spell_but(name, "_- ./:,"), spell_but(name, "_- ")];
    ways.dedup();
    ways.retain(|way| way != name);
    ways
}

/// A name with its symbols in words, but for these joints where they stand between words.
fn spell_but(name: &str, joints: &str) -> String {
    let is_word = |c: &char| c.is_alphanumeric();
    let mut out = String::with_capacity(name.len() + 16);
    let mut before = None;
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        let between_words = match (before, rest.peek().filter(|c| is_word(c))) {
            (Some(before), Some(behind)) => !(char::is_ascii_digit(&before) && behind.is_ascii_digit()),
            _ => false,
        };
        match symbol(c) {
            Some(_) if between_words && joints.contains(c) => out.push(c),
            Some(word) => {
                out.push(' ');
                out.push_str(if c == '-' && before.is_some() { "dash" } else { word });
                out.push(' ');
            }
            None => out.push(c),
        }
        before = Some(c).filter(is_word);
    }
    out
}

/// A name without a letter or a digit, in words.
fn spell_symbols(name: &str) -> Option<String> {
    if name.chars().any(|c| c.is_ascii_alphanumeric() || !c.is_ascii() && !c.is_control() && !is_invisible(c))
    {
        return None;
    }
    let words: Vec<&str> = name.chars().filter_map(symbol).collect();
    Some(if words.is_empty() { "empty".to_owned() } else { words.join(" ") })
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '_' => "underscore",
        '$' => "dollar",
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '!' => "not",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '~' => "tilde",
        '^' => "caret",
        '#' => "hash",
        '@' => "at",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '\'' | '"' | '`' => "quote",
        '(' | '[' | '{' => "open",
        ')' | ']' | '}' => "close",
        ' ' => "space",
        _ => return None,
    })
}

/// Letters that may start an identifier and that rustc's normalization (NFC) leaves alone, in every case.
fn is_plain_letter(c: char) -> bool {
    let composes = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{1f00}'..='\u{1fff}' | '\u{2100}'..='\u{214f}');
    let compatible = matches!(c, '\u{f900}'..='\u{faff}' | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{ffff}');
    let is_letter = c.is_alphabetic() && unicode_ident::is_xid_start(c);
    is_letter && !composes && !compatible && has_both_cases(c) && u32::from(c) < 0x2_0000
}

/// Whether a letter can be written in both cases, or has none. Rustc calls some letters upper or lower case that
/// have no other form (`𝔘`, `ª`), and so would warn about them; others become several characters, which may
/// compose again.
fn has_both_cases(c: char) -> bool {
    let (lower, upper) = (c.to_lowercase(), c.to_uppercase());
    let is_simple = lower.len() == 1 && (upper.len() == 1 || upper.clone().all(|c| c.is_ascii()));
    is_simple && !lower.into_iter().any(char::is_uppercase) && !upper.into_iter().any(char::is_lowercase)
}

fn spell_non_ascii(c: char) -> String {
    if c.is_ascii() { c.to_string() } else { spell(c) }
}

fn spell(c: char) -> String {
    let mut out = String::new();
    // Writing to a string can not fail.
    let _ = write!(out, " u{:04x} ", u32::from(c));
    out
}

fn finish(name: &str, mut word: String, digit: &str, max: usize, joint: &str) -> String {
    if !word.starts_with(unicode_ident::is_xid_start) {
        word.insert_str(0, digit);
    }
    // Case mapping can bring in a character that needs another look, so nothing is taken on trust.
    if !word.chars().all(unicode_ident::is_xid_continue) {
        word = format!("{digit}{}", hash(name));
    }
    if word.chars().count() > max {
        word = without_repeats(&word, joint);
    }
    if word.chars().count() > max {
        let kept: String = word.chars().take(max - 10).collect();
        let hash = hash(name);
        let hash = if joint.is_empty() { hash.to_pascal_case() } else { hash };
        word = format!("{}{joint}{hash}", kept.trim_end_matches('_'));
    }
    word
}

/// A word in Pascal case or snake case without the parts that it has already, be it in the plural.
fn without_repeats(word: &str, joint: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for c in word.chars() {
        match parts.last_mut() {
            Some(part) if !joint.is_empty() && c != '_' || joint.is_empty() && !c.is_uppercase() => {
                part.push(c);
            }
            _ => parts.push(if c == '_' { String::new() } else { c.to_string() }),
        }
    }
    let mut seen = HashSet::new();
    parts.retain(|part| {
        let stem = part.to_lowercase();
        // Numbers tell things apart.
        let is_number = part.contains(|c: char| c.is_ascii_digit());
        is_number || seen.insert(stem.strip_suffix('s').unwrap_or(&stem).to_owned())
    });
    parts.join(joint)
}
