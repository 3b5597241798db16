//! Finds the line and column of a place in a document's text.
//!
//! Only used when there is something to say, so that the good path never pays for positions.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Marker, Parser};

use crate::diagnostic::Place;
use crate::openapi::join;

/// Where something stands in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Span {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes to underline.
    pub bytes: Range<usize>,
}

/// Finds each of `places` in `text`, in one pass.
///
/// A scalar is underlined as a whole. An array or an object is underlined by its key, which says more than its
/// first character. A place that is not there is that of its nearest ancestor; one that is nowhere is `None`.
#[must_use]
pub fn locate(text: &str, places: &[Place]) -> Vec<Option<Span>> {
    let mut wanted: HashMap<String, Found> = HashMap::new();
    for place in places {
        if let Place::Value(pointer) | Place::Key(pointer) = place {
            for end in ancestors(pointer) {
                wanted.entry(pointer[..end].to_owned()).or_default();
            }
        }
    }
    if !wanted.is_empty() {
        Walk { wanted: &mut wanted, frames: Vec::new(), pointer: String::new(), text }.run();
    }
    places.iter().map(|place| span(text, place, &wanted)).collect()
}

/// The lengths of a pointer and of all pointers to its ancestors, longest first.
fn ancestors(pointer: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(pointer.len()).chain(pointer.rmatch_indices('/').map(|(index, _)| index))
}

fn span(text: &str, place: &Place, wanted: &HashMap<String, Found>) -> Option<Span> {
    let (pointer, prefer_key) = match place {
        Place::Document => return None,
        Place::Text { line, column } => return text_span(text, *line, *column),
        Place::Value(pointer) => (pointer, false),
        Place::Key(pointer) => (pointer, true),
    };
    ancestors(pointer).enumerate().find_map(|(distance, end)| {
        let found = wanted.get(&pointer[..end])?;
        let key = found.key.clone();
        let value = found.value.clone();
        if prefer_key || distance > 0 { key.or(value) } else { value.or(key) }
    })
}

/// The span of a position that a parser gave.
fn text_span(text: &str, line: usize, column: usize) -> Option<Span> {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..)?;
    let content = rest.split(['\n', '\r']).next().unwrap_or_default();
    let offset = content.char_indices().nth(column.saturating_sub(1)).map_or(content.len(), |(at, _)| at);
    let width = content[offset..].chars().next().map_or(0, char::len_utf8);
    Some(Span { line, column, bytes: start + offset..start + offset + width })
}

/// What was found at a pointer.
#[derive(Clone, Debug, Default)]
struct Found {
    key: Option<Span>,
    value: Option<Span>,
}

/// A collection that is open.
struct Frame {
    /// The length of the pointer to it.
    pointer: usize,
    kind: FrameKind,
}

enum FrameKind {
    Array { next: usize },
    Object { key: Option<(String, Span)> },
}

struct Walk<'a> {
    wanted: &'a mut HashMap<String, Found>,
    frames: Vec<Frame>,
    pointer: String,
    text: &'a str,
}

impl Walk<'_> {
    fn run(mut self) {
        for event in Parser::new_from_str(self.text) {
            // The text was parsed before: an error here means that the parsers disagree, and ends the search.
            let Ok((event, span)) = event else { return };
            match &event {
                Event::MappingStart(..) => {
                    self.begin(&span);
                    self.open(FrameKind::Object { key: None });
                }
                Event::SequenceStart(..) => {
                    self.begin(&span);
                    self.open(FrameKind::Array { next: 0 });
                }
                Event::MappingEnd | Event::SequenceEnd => self.close(),
                Event::Alias(..) => self.scalar("", &span),
                _ => {
                    if let Some((text, _)) = event.scalar() {
                        self.scalar(text, &span);
                    }
                }
            }
        }
    }

    fn scalar(&mut self, text: &str, span: &granit_parser::Span) {
        let here = self.span(span.start, span.end);
        if let Some(Frame { kind: FrameKind::Object { key: key @ None }, .. }) = self.frames.last_mut() {
            *key = Some((text.to_owned(), here));
            return;
        }
        self.enter();
        self.record(Some(here));
        self.leave();
    }

    /// Starts a collection. One that stands where a key should has no pointer, and becomes an odd key.
    fn begin(&mut self, span: &granit_parser::Span) {
        if let Some(Frame { kind: FrameKind::Object { key: key @ None }, .. }) = self.frames.last_mut() {
            let start = span.start.byte_offset().unwrap_or_default();
            let here = Span { line: span.start.line(), column: span.start.col() + 1, bytes: start..start };
            *key = Some((String::new(), here));
        }
        self.enter();
        let value = self.frames.is_empty().then(|| self.span(span.start, span.start));
        self.record(value);
    }

    fn open(&mut self, kind: FrameKind) {
        self.frames.push(Frame { pointer: self.pointer.len(), kind });
    }

    fn close(&mut self) {
        self.frames.pop();
        self.leave();
    }

    /// Moves the pointer to the value that comes next.
    fn enter(&mut self) {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Array { next }) => {
                self.pointer.push('/');
                self.pointer.push_str(&next.to_string());
                *next += 1;
            }
            Some(FrameKind::Object { key: Some((key, _)) }) => {
                self.pointer = join(&self.pointer, key);
            }
            _ => {}
        }
    }

    /// Moves the pointer back to the collection.
    fn leave(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            self.pointer.truncate(frame.pointer);
            if let FrameKind::Object { key } = &mut frame.kind {
                *key = None;
            }
        }
    }

    fn record(&mut self, value: Option<Span>) {
        let key = match self.frames.last().map(|frame| &frame.kind) {
            Some(FrameKind::Object { key: Some((_, span)) }) => Some(span.clone()),
            _ => None,
        };
        if let Some(found) = self.wanted.get_mut(&self.pointer) {
            *found = Found { key, value };
        }
    }

    fn span(&self, start: Marker, end: Marker) -> Span {
        let (from, to) = (start.byte_offset().unwrap_or_default(), end.byte_offset().unwrap_or_default());
        let from = from.min(self.text.len());
        let to = to.clamp(from, self.text.len());
        // Only the first line: a block scalar would fill the screen.
        let first = self.text.get(from..to).and_then(|text| text.lines().next()).unwrap_or_default();
        Span { line: start.line(), column: start.col() + 1, bytes: from..from + first.trim_end().len() }
    }
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::diagnostic::Place;

    fn shown(text: &str, place: Place) -> Option<(usize, usize, String)> {
        let span = locate(text, &[place]).remove(0)?;
        Some((span.line, span.column, text[span.bytes].to_owned()))
    }

    #[test]
    fn keys_and_values_are_found() {
        let yaml = "a:\n  é: [1, {b/c: x}]\n  d: |\n    long\n    text\nb: &n {k: v}\nc: *n\n";
        let value = |pointer: &str| Place::Value(pointer.to_owned());
        let key = |pointer: &str| Place::Key(pointer.to_owned());
        for (place, line, column, text) in [
            (value("/a/é/0"), 2, 7, "1"),
            (value("/a/é/1/b~1c"), 2, 16, "x"),
            (key("/a/é/1/b~1c"), 2, 11, "b/c"),
            (value("/a/é"), 2, 3, "é"),
            (key("/a"), 1, 1, "a"),
            (value("/a/missing/x"), 1, 1, "a"),
            (value("/c"), 7, 4, "*n"),
            (value("/c/k"), 7, 1, "c"),
            (Place::Text { line: 2, column: 3 }, 2, 3, "é"),
        ] {
            assert_eq!(shown(yaml, place.clone()), Some((line, column, text.to_owned())), "{place:?}");
        }
    }

    #[test]
    fn json_on_one_line() {
        let json = r#"{"a": {"b": [true, "x"]}}"#;
        assert_eq!(shown(json, Place::Value("/a/b/1".into())), Some((1, 20, "\"x\"".to_owned())));
        assert_eq!(shown(json, Place::Key("/a/b".into())), Some((1, 8, "\"b\"".to_owned())));
    }

    #[test]
    fn a_place_in_broken_text_is_harmless() {
        assert_eq!(
            shown("a: [", Place::Text { line: 9, column: 9 }).map(|found| found.2),
            Some(String::new())
        );
        assert_eq!(shown("", Place::Value("/a".into())), None);
    }
}
