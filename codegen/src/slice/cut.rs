//! Cuts entries out of a text: whole lines, or what stands between brackets.
//!
//! Invariant: what is not cut stays as it is, character by character.

use std::collections::HashSet;
use std::ops::Range;

use super::layout::{Container, Layout, Part};
use crate::ir::Pointer;

/// The text without the entries at these places.
pub(super) fn apply(text: &str, layout: &Layout, cut: &HashSet<Pointer>) -> String {
    let mut ranges = Vec::new();
    for container in &layout.containers {
        let is_cut = |part: &Part| cut.contains(&part.pointer);
        if container.is_flow {
            ranges.extend(between_brackets(text, container, is_cut));
        } else {
            ranges.extend(lines(text, container, is_cut));
        }
    }
    ranges.sort_by_key(|range| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        if range.start > at {
            out.push_str(&text[at..range.start]);
        }
        at = at.max(range.end);
    }
    out.push_str(&text[at..]);
    out
}

/// What to cut of a collection between brackets: each entry with the comma that it no longer needs.
fn between_brackets(text: &str, container: &Container, is_cut: impl Fn(&Part) -> bool) -> Vec<Range<usize>> {
    let close = text[..container.end].trim_end().len();
    let mut ranges = Vec::new();
    let mut kept: Option<&Part> = None;
    for (index, part) in container.parts.iter().enumerate() {
        if !is_cut(part) {
            kept = Some(part);
        } else if let Some(next) = container.parts.get(index + 1) {
            ranges.push(part.content.start..next.content.start);
        } else {
            // The last one that stays has no comma behind it any more.
            let start = kept.map_or(part.content.start, |part| part.content.end);
            ranges.push(start..close.max(start));
        }
    }
    ranges
}

/// What to cut of a collection that is told by its indentation: whole lines.
fn lines(text: &str, container: &Container, is_cut: impl Fn(&Part) -> bool) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut before: Option<&Part> = None;
    for part in &container.parts {
        if is_cut(part) {
            let start = part.content.start;
            let start = match (before, container.before) {
                (Some(before), _) => boundary(text, before.content.end, before.keeps_blanks, Some(start)),
                (None, Some(before)) => boundary(text, before, false, Some(start)),
                // What stands at the top of a document is about all of it.
                (None, None) => line_start(text, start),
            };
            ranges.push(start..boundary(text, part.content.end, part.keeps_blanks, part.next).max(start));
        }
        before = Some(part);
    }
    ranges
}

/// Where the lines between two pieces of content are divided. Blank lines and comments belong to what comes next, but for
/// comments that are indented deeper than that.
fn boundary(text: &str, end: usize, keeps_blanks: bool, next: Option<usize>) -> usize {
    let first = line_end(text, end);
    let limit = next.map_or(text.len(), |next| line_start(text, next));
    let column = next.map_or(0, |_| indentation(&text[limit..]));
    let mut boundary = first;
    let mut at = first;
    let mut is_blank_so_far = true;
    while at < limit {
        let end = line_end(text, at);
        let line = text[at..end].trim();
        is_blank_so_far &= line.is_empty();
        if line.starts_with('#') && indentation(&text[at..]) > column || keeps_blanks && is_blank_so_far {
            boundary = end;
        } else if !line.is_empty() && !line.starts_with('#') {
            break;
        }
        at = end;
    }
    boundary
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the line of a byte starts.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line of a byte ends: behind its line break.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
