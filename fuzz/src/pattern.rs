//! Patterns, and texts that they are about.

use arbitrary::{Arbitrary, Result, Unstructured};
use codegen::pattern;

/// Parts of patterns, from the common to what engines get wrong.
const PIECES: &[&str] = &[
    "a",
    "b",
    "A",
    "1",
    "-",
    "_",
    " ",
    ".",
    "é",
    "😀",
    "ſ",
    "\u{2028}",
    "^",
    "$",
    "|",
    "(",
    ")",
    "(?:",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?<n>",
    "\\k<n>",
    "\\1",
    "(?i:",
    "(?-s:",
    "[",
    "[^",
    "]",
    "[]",
    "[^]",
    "[a-c]",
    "[^\\s-]",
    "[\\w-b]",
    "[\\b-]",
    "[--a]",
    "[[]",
    "[&&]",
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "{2}",
    "{0}",
    "{1,2}",
    "{2,}?",
    "{,2}",
    "{",
    "}",
    "{2,1}",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "\\b",
    "\\B",
    "\\p{L}",
    "\\P{Lu}",
    "\\p{Script=Greek}",
    "\\p{ASCII}",
    "\\pL",
    "\\u0061",
    "\\u{61}",
    "\\u{1F600}",
    "\\uD83D\\uDE00",
    "\\x61",
    "\\x",
    "\\cJ",
    "\\c",
    "\\0",
    "\\00",
    "\\n",
    "\\/",
    "\\-",
    "\\_",
    "\\",
    "\\e",
    "\\Q",
    "(?#",
    "(?P<n>",
    "\\A",
    "\\z",
    "&&",
    "--",
    "~~",
];

/// Parts of texts.
const CHARS: &[&str] = &[
    "a", "a", "b", "c", "A", "1", "-", "_", " ", "é", "É", "😀", "ſ", "K", "\n", "\r", "\u{2028}", "\u{85}",
    "{", "}", "]", "\\", "\u{8}", "\0", "&", "~", "α", "\u{feff}",
];

/// What is enforced of a pattern is what another engine says, which goes back and forth.
pub fn pattern(bytes: &[u8]) {
    let mut choices = Unstructured::new(bytes);
    let _ = try_pattern(&mut choices);
}

fn try_pattern(choices: &mut Unstructured<'_>) -> Result<()> {
    let pattern = new_pattern(choices)?;
    let judge = regress::Regex::with_flags(&pattern, "u");
    if !pattern::supported(&pattern) || !is_judged(&pattern) {
        return Ok(());
    }
    // What is only allowed without the flag means something else there, and is reported.
    let Ok(judge) = judge else { return Ok(()) };
    for _ in 0..4 {
        let count = choices.int_in_range(0..=6)?;
        let text: String = (0..count).map(|_| choices.choose(CHARS).copied()).collect::<Result<_>>()?;
        let expected = judge.find(&text).is_some();
        assert_eq!(pattern::matches(&pattern, &text), expected, "{pattern:?} on {text:?}");
    }
    Ok(())
}

fn new_pattern(choices: &mut Unstructured<'_>) -> Result<String> {
    if choices.ratio(1, 8)? {
        return String::arbitrary(choices);
    }
    let count = choices.int_in_range(1..=10)?;
    (0..count).map(|_| choices.choose(PIECES).copied()).collect()
}

/// Whether the other engine has an answer, and soon: its time is exponential in what is repeated.
fn is_judged(pattern: &str) -> bool {
    let repeats = pattern.matches(['*', '+', '{']).count();
    let digits = pattern.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_digit));
    // What is half of a character matches nothing in a text, which the other engine takes for all that it is repeated in.
    let has_half = ["\\uD", "\\ud", "\\u{D", "\\u{d"]
        .iter()
        .any(|it| pattern.replace("\\uD83D\\uDE00", "").contains(it));
    repeats <= 5 && !digits && !has_half && pattern.len() < 200
}
