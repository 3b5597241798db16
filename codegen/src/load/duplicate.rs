//! Finds the keys of a document that come twice, for a text of which a reader has said that there is one.

use std::collections::HashMap;
use std::mem;

use granit_parser::{Event, Parser};

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::position::{Lines, event_options};

/// A collection that is open.
enum Open {
    Sequence,
    /// A mapping: where its keys stand, and whether a key is next.
    Mapping(HashMap<String, usize>, bool),
}

/// Reports every key that its mapping already has, and says whether there was one.
pub(super) fn report_duplicate_keys(text: &str, diagnostics: &mut Diagnostics) -> bool {
    let lines = Lines::new(text);
    let mut found = false;
    let mut open: Vec<Open> = Vec::new();
    for (event, span) in Parser::new_from_str_with_options(text, event_options()).map_while(Result::ok) {
        match event {
            Event::Scalar(key, ..) => {
                let at = span.start.byte_offset().unwrap_or_default();
                if let Some(Open::Mapping(keys, key_is_next)) = open.last_mut()
                    && mem::replace(key_is_next, !*key_is_next)
                    && let Some(first) = keys.insert(key.to_string(), at)
                {
                    keys.insert(key.to_string(), first);
                    report(&lines, &key, first, at, diagnostics);
                    found = true;
                }
            }
            Event::Alias(_) => end_node(&mut open),
            Event::SequenceStart(..) => open.push(Open::Sequence),
            Event::MappingStart(..) => open.push(Open::Mapping(HashMap::new(), true)),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                end_node(&mut open);
            }
            _ => {}
        }
    }
    found
}

fn end_node(open: &mut [Open]) {
    if let Some(Open::Mapping(_, key_is_next)) = open.last_mut() {
        *key_is_next = !*key_is_next;
    }
}

fn report(lines: &Lines<'_>, key: &str, first: usize, second: usize, diagnostics: &mut Diagnostics) {
    let (line, column) = lines.line_and_column(second);
    let (first_line, first_column) = lines.line_and_column(first);
    diagnostics.error(
        Code::DuplicateKey,
        Place::Text { file: String::new(), line, column },
        format!("the key `{key}` is already in this mapping"),
        format!("it first comes at line {first_line}, column {first_column}; remove one of the two"),
    );
}
