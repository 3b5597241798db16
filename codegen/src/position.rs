//! Finds the line and column of a place in a document's text.
//!
//! Only used when there is something to say, so that the good path never pays for positions. It works on the
//! text alone and reads YAML and JSON alike. Lines end with a line feed, as editors and terminals count them.

mod lines;
mod scalar;

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, StructureStyle};

use crate::diagnostic::Place;
use crate::json::{escape, unescape};
pub(crate) use lines::Lines;

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

/// A collection with more bytes than this is not underlined as a whole.
const LONGEST: usize = 80;

/// Finds each of `places` in the `text` of their file, in one pass. A place that is not there is `None`.
///
/// What is underlined is short, and never goes over the end of a line:
///
/// - for a key, its own text, with its quotes; for an item of an array, what its value gives;
/// - for a value that stands on one line, its own text: a scalar, or a short collection in brackets;
/// - for any other value, its key; if it has none, the beginning of its first line;
/// - for a character of a string that stands on one line, that character as it is written there.
///
/// Where a pointer leads to nothing, its nearest ancestor that exists is taken. Nothing is found inside of an
/// alias, which counts as such an ancestor.
///
/// # Examples
///
/// ```
/// use codegen::diagnostic::Place;
/// use codegen::position::locate;
///
/// let text = "info:\n  title: Pets\n";
/// let places = [Place::Value("/info/title".into()), Place::Value("/info/version".into())];
/// let spans = locate(text, &places);
/// let found: Vec<&str> = spans.into_iter().flatten().map(|span| &text[span.bytes]).collect();
/// assert_eq!(found, ["Pets", "info"]);
/// ```
#[must_use]
pub fn locate(text: &str, places: &[Place]) -> Vec<Option<Span>> {
    let places: Vec<Place> = places.iter().map(Place::local).collect();
    let mut nodes = HashMap::new();
    for place in &places {
        if let Place::Value(pointer) | Place::Key(pointer) | Place::Character(pointer, _) = place {
            let pointer = canonical(pointer);
            nodes.extend(ancestors(&pointer).map(|pointer| (pointer.to_owned(), Node::default())));
        }
    }
    if !nodes.is_empty() {
        nodes = find(text, nodes);
    }
    let lines = Lines::new(text);
    places
        .iter()
        .map(|place| {
            let bytes = match place {
                Place::Document | Place::File(_) | Place::Choice(_) => return None,
                Place::Text { line, column, .. } => lines.character(*line, *column),
                Place::Key(pointer) => {
                    let exact = nodes.get(&canonical(pointer)).and_then(|node| node.own_key(&lines));
                    exact.or_else(|| nearest(&lines, &nodes, pointer))?
                }
                Place::Value(pointer) => nearest(&lines, &nodes, pointer)?,
                Place::Character(pointer, index) => {
                    let exact =
                        nodes.get(&canonical(pointer)).and_then(|node| node.character(text, &lines, *index));
                    exact.or_else(|| nearest(&lines, &nodes, pointer))?
                }
            };
            let (line, column) = lines.line_and_column(bytes.start);
            Some(Span { line, column, bytes })
        })
        .collect()
}

/// The line and the column, both from 1, of a byte of `text`.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    Lines::new(text).line_and_column(byte)
}

/// How this crate reads the events of a text: without comments, and with keys as long as JSON has them.
pub(crate) fn event_options() -> Options {
    let mut options = granit_parser::options! { simple_key_max_lookahead: 1 << 16 };
    options.set_emit_comments(false);
    options
}

/// The same pointer with every token escaped in the shortest way.
fn canonical(pointer: &str) -> String {
    let mut parts = pointer.split('/');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('/');
        out.push_str(&escape(&unescape(part)));
    }
    out
}

/// A pointer, then its parent, and so on up to the root.
fn ancestors(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |pointer| pointer.rfind('/').map(|end| &pointer[..end]))
}

/// What to underline for the value at a pointer, or for its nearest ancestor.
fn nearest(lines: &Lines<'_>, nodes: &HashMap<String, Node>, pointer: &str) -> Option<Range<usize>> {
    ancestors(&canonical(pointer)).find_map(|pointer| nodes.get(pointer)?.underlined(lines))
}

/// Where a key and its value stand.
#[derive(Clone, Debug, Default)]
struct Node {
    key: Option<Range<usize>>,
    value: Option<Range<usize>>,
    shape: Shape,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Shape {
    /// A scalar, or an alias.
    #[default]
    Scalar,
    /// A collection between brackets.
    Brackets,
    /// A collection that is told by its indentation.
    Block,
}

impl Node {
    /// The key, which can go over several lines where it is a plain scalar between brackets.
    fn own_key(&self, lines: &Lines<'_>) -> Option<Range<usize>> {
        self.key.as_ref().map(|key| lines.first_of(key))
    }

    /// A character of a scalar on one line.
    fn character(&self, text: &str, lines: &Lines<'_>, index: usize) -> Option<Range<usize>> {
        let value = self.value.as_ref().filter(|value| self.shape == Shape::Scalar && lines.is_one(value))?;
        let written = scalar::character(text.get(lines.first_of(value))?, index)?;
        Some(value.start + written.start..value.start + written.end)
    }

    fn underlined(&self, lines: &Lines<'_>) -> Option<Range<usize>> {
        let line = self.value.as_ref().map(|value| lines.first_of(value));
        let whole = line.clone().filter(|line| {
            let on_one_line =
                !line.is_empty() && self.value.as_ref().is_some_and(|value| lines.is_one(value));
            on_one_line
                && match self.shape {
                    Shape::Scalar => true,
                    Shape::Brackets => line.len() <= LONGEST,
                    Shape::Block => false,
                }
        });
        whole.or_else(|| self.own_key(lines)).or_else(|| line.map(|line| lines.cut(line, LONGEST)))
    }
}

fn shape(style: StructureStyle) -> Shape {
    match style {
        StructureStyle::Block => Shape::Block,
        StructureStyle::Flow => Shape::Brackets,
    }
}

/// A collection that is open.
struct Open {
    /// The length of its pointer in the path, if it is one of the nodes in question.
    at: Option<usize>,
    start: usize,
    next: Next,
}

/// What comes next in a collection.
enum Next {
    Item(usize),
    Key,
    /// The value of a key, and whether it is one of the nodes in question.
    Value(bool),
}

/// Goes through a text once, down to the nodes in question and past all others.
struct Walk {
    nodes: HashMap<String, Node>,
    path: String,
    open: Vec<Open>,
}

/// Fills in where the nodes stand, as far as the text can be read.
fn find(text: &str, nodes: HashMap<String, Node>) -> HashMap<String, Node> {
    let content = text.trim_start_matches('\u{feff}');
    let offset = text.len() - content.len();
    let mut walk = Walk { nodes, path: String::new(), open: Vec::new() };
    for (event, span) in Parser::new_from_str_with_options(content, event_options()).map_while(Result::ok) {
        let range = span.byte_range().unwrap_or_default();
        let range = range.start + offset..range.end + offset;
        match event {
            Event::Scalar(key, ..) => walk.scalar(Some(&key), range),
            Event::Alias(_) => walk.scalar(None, range),
            Event::SequenceStart(style, ..) => {
                walk.start(Next::Item(0), shape(style), range.start, text.len());
            }
            Event::MappingStart(style, ..) => {
                walk.start(Next::Key, shape(style), range.start, text.len());
            }
            Event::SequenceEnd | Event::MappingEnd => walk.end(range.end),
            // Only the first document counts.
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    walk.nodes
}

impl Walk {
    /// Goes on to the next node. Makes the path its pointer, and gives the length of that, if it is a value in
    /// question; notes where it stands, if it is such a value's key.
    fn enter(&mut self, key: Option<&str>, range: &Range<usize>) -> Option<usize> {
        let Some(open) = self.open.last_mut() else {
            return Some(0);
        };
        match open.next {
            Next::Item(index) => {
                open.next = Next::Item(index + 1);
                self.path.truncate(open.at?);
                self.path.push('/');
                self.path.push_str(&index.to_string());
                self.nodes.contains_key(&self.path).then_some(self.path.len())
            }
            Next::Key => {
                open.next = Next::Value(false);
                self.path.truncate(open.at?);
                self.path.push('/');
                self.path.push_str(&escape(key?));
                // Of a key that comes twice, the first one counts.
                if let Some(node) = self.nodes.get_mut(&self.path).filter(|node| node.key.is_none()) {
                    node.key = Some(range.clone());
                    open.next = Next::Value(true);
                }
                None
            }
            Next::Value(wanted) => {
                open.next = Next::Key;
                wanted.then_some(self.path.len())
            }
        }
    }

    fn scalar(&mut self, key: Option<&str>, range: Range<usize>) {
        if self.enter(key, &range).is_some()
            && let Some(node) = self.nodes.get_mut(&self.path)
        {
            node.value = Some(range);
        }
    }

    fn start(&mut self, next: Next, shape: Shape, start: usize, end: usize) {
        let at = self.enter(None, &(start..start));
        if at.is_some()
            && let Some(node) = self.nodes.get_mut(&self.path)
        {
            // The end is known only later, and never if the text turns out to be at fault.
            node.value = Some(start..end);
            node.shape = shape;
        }
        self.open.push(Open { at, start, next });
    }

    fn end(&mut self, end: usize) {
        if let Some(Open { at: Some(at), start, .. }) = self.open.pop() {
            self.path.truncate(at);
            if let Some(node) = self.nodes.get_mut(&self.path) {
                node.value = Some(start..end.max(start));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "# comment\nopenapi: 3.1.0 # version\ninfo:\n  title: 'Pets'\n  description: |\n    Two\n    \
                        lines\npaths:\n  /a~b/{c}: # comment\n    get: {x: [1, \"zwei\"], y: }\n    \"200\": &a\n      \
                        z: 1\n  alias: *a\nliste:\n  - é: über # ü\n    f: 1\n  - [2,\n    3]\n  -\n404: nicht\n";

    const JSON: &str = "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n    \"title\": \"P\"\n  },\n  \
                        \"é\": [{}, {\"ü\": 1.0}]\n}\n";

    fn found(text: &str, places: &[Place]) -> Vec<Option<(usize, usize, String)>> {
        locate(text, places)
            .into_iter()
            .map(|span| span.map(|span| (span.line, span.column, text[span.bytes].to_owned())))
            .collect()
    }

    fn check(text: &str, table: &[(Place, usize, usize, &str)]) {
        let places: Vec<_> = table.iter().map(|(place, ..)| place.clone()).collect();
        for ((place, line, column, underlined), found) in table.iter().zip(found(text, &places)) {
            assert_eq!(found, Some((*line, *column, (*underlined).to_owned())), "{place:?}");
        }
    }

    fn value(pointer: &str) -> Place {
        Place::Value(pointer.to_owned())
    }

    fn key(pointer: &str) -> Place {
        Place::Key(pointer.to_owned())
    }

    fn text(line: usize, column: usize) -> Place {
        Place::Text { file: String::new(), line, column }
    }

    #[test]
    fn places_in_yaml() {
        let table = [
            (value(""), 2, 1, "openapi: 3.1.0 # version"),
            (value("/openapi"), 2, 10, "3.1.0"),
            (key("/openapi"), 2, 1, "openapi"),
            (value("/info"), 3, 1, "info"),
            (value("/info/title"), 4, 10, "'Pets'"),
            (value("/info/description"), 5, 3, "description"),
            (value("/info/missing/deep"), 3, 1, "info"),
            (key("/info/missing"), 3, 1, "info"),
            (key("/paths/~1a~0b~1{c}"), 9, 3, "/a~b/{c}"),
            (value("/paths/~1a~0b~1{c}/get"), 10, 10, "{x: [1, \"zwei\"], y: }"),
            (value("/paths/~1a~0b~1{c}/get/x/1"), 10, 18, "\"zwei\""),
            (key("/paths/~1a~0b~1{c}/get/x/1"), 10, 18, "\"zwei\""),
            (value("/paths/~1a~0b~1{c}/get/x/2"), 10, 14, "[1, \"zwei\"]"),
            (value("/paths/~1a~0b~1{c}/get/y"), 10, 27, "y"),
            (key("/paths/~1a~0b~1{c}/200"), 11, 5, "\"200\""),
            (value("/paths/~1a~0b~1{c}/200/z"), 12, 10, "1"),
            (value("/paths/alias"), 13, 10, "*a"),
            (value("/paths/alias/z"), 13, 10, "*a"),
            (value("/liste/0"), 15, 5, "é: über # ü"),
            (key("/liste/0"), 15, 5, "é: über # ü"),
            (key("/liste/0/é"), 15, 5, "é"),
            (value("/liste/0/é"), 15, 8, "über"),
            (value("/liste/0/f"), 16, 8, "1"),
            (value("/liste/1"), 17, 5, "[2,"),
            (value("/liste/1/1"), 18, 5, "3"),
            (value("/liste/7"), 14, 1, "liste"),
            (value("/404"), 20, 6, "nicht"),
            (text(15, 9), 15, 9, "b"),
            (text(15, 99), 15, 16, ""),
            (text(99, 1), 21, 1, ""),
        ];
        check(YAML, &table);
        check(&format!("\u{feff}{YAML}"), &table);
        check(&YAML.replace('\n', "\r\n"), &table);
        assert_eq!(locate(YAML, &[Place::Document]), [None]);
        assert_eq!(locate("", &[value("/a"), key("")]), [None, None]);
    }

    #[test]
    fn characters_of_strings() {
        let at = |pointer: &str, index| Place::Character(pointer.to_owned(), index);
        let text =
            "a: ^é+$ # c\nb: '^''*$'\nc: \"^\\u00e9\\ud83d\\ude00+\"\nd: |\n  ^+\n  a\ne: &x ^+\nf: *x\n";
        let table = [
            (at("/a", 1), 1, 5, "é"),
            (at("/a", 3), 1, 7, "$"),
            (at("/a", 9), 1, 4, "^é+$"),
            (at("/b", 1), 2, 6, "''"),
            (at("/b", 2), 2, 8, "*"),
            (at("/c", 1), 3, 6, "\\u00e9"),
            (at("/c", 2), 3, 12, "\\ud83d\\ude00"),
            (at("/c", 3), 3, 24, "+"),
            (at("/d", 1), 4, 1, "d"),
            (at("/e", 1), 7, 8, "+"),
            (at("/f", 1), 8, 4, "*x"),
        ];
        check(text, &table);
        check(JSON, &[(at("/info/title", 0), 4, 15, "P")]);
    }

    #[test]
    fn places_in_json() {
        let table = [
            (value(""), 1, 1, "{"),
            (value("/openapi"), 2, 14, "\"3.1.0\""),
            (value("/info"), 3, 3, "\"info\""),
            (key("/info/title"), 4, 5, "\"title\""),
            (value("/é/1/ü"), 6, 19, "1.0"),
            (value("/é/0"), 6, 9, "{}"),
            (value("/é/1"), 6, 13, "{\"ü\": 1.0}"),
        ];
        check(JSON, &table);
        check(&JSON.replace('\n', "\r\n"), &table);
    }

    #[test]
    fn a_text_that_breaks_off_is_read_as_far_as_it_goes() {
        check("a:\n  b: 1\n  c: [\n", &[(value("/a/b"), 2, 6, "1"), (value("/a/c/0"), 3, 6, "[")]);
        check("a: 1\n---\nb: 2", &[(value("/b"), 1, 1, "a: 1")]);
        check("a: 1\na: 2", &[(value("/a"), 1, 4, "1")]);
        check("{a\n  b: [1,\n 2]}", &[(value("/a b"), 1, 2, "a"), (value("/a b/1"), 3, 2, "2")]);
    }
}
