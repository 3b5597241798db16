//! Random patterns and texts, judged by an engine that goes back and forth.

use super::super::parse::parse;
use super::super::{Kind, read};
use crate::ir::Format;

/// A small generator of random numbers: the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const ATOMS: &[&str] = &[
    "a",
    "b",
    "c",
    "ab",
    "1",
    "-",
    "é",
    "😀",
    ".",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "[ab]",
    "[^a]",
    "[]",
    "[^]",
    "[a-c\\d]",
    "[^\\s-]",
    "\\p{L}",
    "\\P{Lu}",
    "[\\p{Ll}1]",
    "[^\\P{L}a]",
    "\\u{1F600}",
    "\\uD83D\\uDE00",
    "\\x61",
    "\\cJ",
    "\\n",
    "\\u2028",
    "[\\b-]",
    "\\/",
    "\\-",
    "_",
    "]",
    "{",
    "\\_",
    "[\\w-b]",
    "\u{2028}",
];
const PLACES: &[&str] = &["^", "$", "\\b", "\\B"];
const QUANTIFIERS: &[&str] = &["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "{1,2}?", "{0}"];
const LOOKS: &[&str] = &["(?=", "(?!", "(?<=", "(?<!"];
const CHARS: &[&str] =
    &["a", "a", "a", "b", "b", "c", "A", "1", "_", "-", " ", "é", "😀", "\n", "\u{2028}", "{", "]", "\u{8}"];

fn disjunction(random: &mut Random, depth: usize, looks: bool) -> String {
    let alternatives = if random.below(4) == 0 { 1 + random.below(3) } else { 1 };
    let all: Vec<String> = (0..alternatives).map(|_| alternative(random, depth, looks)).collect();
    all.join("|")
}

fn alternative(random: &mut Random, depth: usize, looks: bool) -> String {
    (0..random.below(4) + usize::from(depth > 2)).map(|_| term(random, depth, looks)).collect()
}

fn term(random: &mut Random, depth: usize, looks: bool) -> String {
    let quantifier = if random.below(3) == 0 { random.one_of(QUANTIFIERS) } else { "" };
    match random.below(12) {
        0 | 1 => random.one_of(PLACES).to_owned(),
        2 | 3 if depth > 0 => {
            let open = random.one_of(&["(", "(?:"]);
            format!("{open}{}){quantifier}", disjunction(random, depth - 1, looks))
        }
        4 | 5 if looks && depth > 0 => {
            format!("{}{})", random.one_of(LOOKS), disjunction(random, depth - 1, looks))
        }
        _ => format!("{}{quantifier}", random.one_of(ATOMS)),
    }
}

fn pattern(random: &mut Random, looks: bool) -> String {
    let inner = disjunction(random, 3, looks);
    match random.below(4) {
        0 => format!("^(?:{inner})$"),
        1 => format!("^{inner}"),
        2 => format!("{inner}$"),
        _ => inner,
    }
}

/// How many patterns were read, and of how many each verdict was yes.
#[derive(Debug, Default)]
struct Seen {
    enforced: usize,
    lenient: usize,
    unsupported: usize,
    invalid: usize,
    matched: usize,
    not_matched: usize,
}

fn judge(seed: u64, patterns: usize, looks: bool) -> Seen {
    let mut random = Random(seed);
    let mut counts = Seen::default();
    for _ in 0..patterns {
        let pattern = pattern(&mut random, looks);
        let judge = regress::Regex::with_flags(&pattern, "u");
        let strict = parse(&pattern, false);
        let is_valid = !strict.is_err_and(|fault| fault.kind == Kind::Invalid);
        assert_eq!(is_valid, judge.is_ok(), "{pattern}");
        match read(&pattern) {
            Ok(read) if read.lenient.is_some() => counts.lenient += 1,
            Ok(read) => {
                counts.enforced += 1;
                let judge = judge.unwrap_or_else(|error| panic!("{pattern}: {error}"));
                for _ in 0..12 {
                    let text: String = (0..random.below(7)).map(|_| random.one_of(CHARS)).collect();
                    let expected = judge.find(&text).is_some();
                    assert_eq!(read.condition.holds(&text), expected, "{pattern} on {text:?}: {read:?}");
                    *(if expected { &mut counts.matched } else { &mut counts.not_matched }) += 1;
                }
            }
            Err(fault) if fault.kind == Kind::Unsupported => {
                counts.unsupported += 1;
            }
            Err(_) => counts.invalid += 1,
        }
    }
    counts
}

#[test]
fn patterns_mean_what_another_engine_says() {
    let seen = judge(0x5eed, 3000, false);
    assert!(seen.enforced > 2000 && seen.unsupported == 0, "{seen:?}");
    assert!(seen.matched > 5000 && seen.not_matched > 5000, "{seen:?}");
}

#[test]
fn look_arounds_mean_what_another_engine_says() {
    let seen = judge(0xfeed, 3000, true);
    assert!(seen.enforced > 1200 && seen.unsupported < 1200, "{seen:?}");
    assert!(seen.matched > 3000 && seen.not_matched > 3000, "{seen:?}");
}

/// What patterns are written with, mistakes among it.
const PIECES: &[&str] = &[
    "(", ")", "(?:", "(?=", "(?<!", "(?<x>", "(?<y>", "(?i:", "(?-", "|", "[", "[^", "]", "-", "^", "$", ".",
    "a", "z", "é", "{", "}", "{2}", "{1,3}", "{3,1}", ",", "1", "9", "*", "?", "\\", "\\d", "\\b", "\\1",
    "\\k<x>", "\\u", "\\ud83d", "\\x41", "\\cA", "\\p{L}", "\\u{41}", ":", "<", ">", "\\-", "\\0",
];

#[test]
fn the_format_regex_takes_what_documents_may_have() {
    let mut random = Random(0xface);
    let (mut valid, mut invalid) = (0, 0);
    for _ in 0..60_000 {
        let length = 1 + random.below(9);
        let pattern: String = (0..length).map(|_| random.one_of(PIECES)).collect();
        let is_invalid = |lenient| parse(&pattern, lenient).is_err_and(|fault| fault.kind == Kind::Invalid);
        let expected = !(is_invalid(false) && is_invalid(true));
        assert_eq!(Format::Regex.holds(&pattern), expected, "{pattern}");
        *(if expected { &mut valid } else { &mut invalid }) += 1;
    }
    assert!(valid > 5000 && invalid > 5000, "{valid} {invalid}");
}
