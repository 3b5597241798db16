//! Text as a document: arbitrary bytes, and the text of documents with something put in, taken out or doubled.

use arbitrary::{Arbitrary, Result, Unstructured};
use codegen::Source;

use crate::documents::seeds;

/// What means something in YAML or JSON, or is easily taken for something else.
const PIECES: &[&str] = &[
    "&a ",
    "*a",
    "<<: *a\n",
    "!!binary ",
    "!<tag> ",
    "? ",
    "- ",
    ": ",
    ":",
    "|\n",
    ">-2\n",
    "\t",
    " ",
    "  ",
    "\n",
    "\r",
    "\r\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "%TAG ! a\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "\"",
    "\\",
    "\\x",
    "\\u12",
    "\\ud800",
    "#",
    " # a\n",
    "~",
    "null",
    "0x1F",
    "0o7",
    "1e999",
    "-0",
    ".inf",
    ".nan",
    "1_000",
    "12:30",
    "99999999999999999999999999",
    "yes",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "\u{7f}",
    "é",
    "😀",
    "$ref: '#/'\n",
    "\"$ref\":\"#\",",
    "[[[[[[[[",
    "{a: {a: ",
];

/// Text that is no document is a diagnostic, and text that is one becomes what every document becomes.
pub fn load(bytes: &[u8]) {
    judge(bytes.to_vec());
    let _ = edited(&mut Unstructured::new(bytes)).map(judge);
}

fn judge(bytes: Vec<u8>) {
    crate::output::check(&Source { name: "input.yaml".to_owned(), bytes });
}

/// The text of a document, changed in a few places.
fn edited(choices: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut text = choices.choose(seeds())?.text.clone();
    for _ in 0..choices.int_in_range(1..=4)? {
        let at = choices.choose_index(text.len() + 1)?;
        let end = (at + choices.int_in_range(0..=40)?).min(text.len());
        match choices.int_in_range(0..=7)? {
            0 => drop(text.drain(at..end)),
            1 => {
                let again = text[at..end].to_vec();
                text.splice(at..at, again);
            }
            2 => text.truncate(at),
            3 => text.insert(at, u8::arbitrary(choices)?),
            _ => {
                let piece = choices.choose(PIECES)?;
                text.splice(at..at, piece.bytes());
            }
        }
    }
    Ok(text)
}
