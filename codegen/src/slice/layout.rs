//! Where the entries of a document stand in its text, which is YAML or JSON.
//!
//! Invariant: a part ends where its last character is, without the blanks and comments behind it.

use std::collections::{HashMap, HashSet};
use std::mem;
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::need::ancestors;
use crate::ir::{Pointer, join};
use crate::position::{event_options, line_and_column};

/// Where entries stand.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) containers: Vec<Container>,
    /// What an anchor names, by its number.
    anchors: HashMap<usize, Range<usize>>,
    /// Where aliases stand, each with the number of its anchor.
    aliases: Vec<(usize, usize)>,
}

/// A collection whose entries are of interest.
#[derive(Debug)]
pub(super) struct Container {
    /// Whether it is written between brackets.
    pub(super) is_flow: bool,
    /// Where the content before it ends. None where there is none.
    pub(super) before: Option<usize>,
    /// Where it ends: in front of its bracket, if it has one.
    pub(super) end: usize,
    pub(super) parts: Vec<Part>,
}

/// An entry of a collection.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) pointer: Pointer,
    pub(super) content: Range<usize>,
    /// Whether the blank lines behind it are a part of its text.
    pub(super) keeps_blanks: bool,
    /// Where what comes next starts. None where nothing does.
    pub(super) next: Option<usize>,
}

impl Layout {
    /// Reads a text, of which the collections at these places are of interest.
    pub(super) fn read(text: &str, containers: &HashSet<Pointer>) -> Result<Self, String> {
        let content = text.trim_start_matches('\u{feff}');
        let offset = text.len() - content.len();
        let mut reader = Reader {
            text,
            wanted: containers,
            layout: Self::default(),
            path: String::new(),
            open: Vec::new(),
            last: None,
            keeps_blanks: false,
            pending: Vec::new(),
        };
        for event in Parser::new_from_str_with_options(content, event_options()) {
            let (event, span) = event.map_err(|error| {
                let (line, column) =
                    line_and_column(content, error.marker().byte_offset().unwrap_or_default());
                format!("its line {line} can not be read from column {column} on: {}", error.info())
            })?;
            let range = span.byte_range().unwrap_or_default();
            reader.event(event, range.start + offset..range.end + offset);
        }
        Ok(reader.layout)
    }

    /// The entries that aliases outside of what is cut need, or that can not be cut because their text is not their own.
    pub(super) fn tied(&self, cut: &HashSet<Pointer>) -> Vec<Pointer> {
        let parts = || self.containers.iter().flat_map(|container| &container.parts);
        let gone: Vec<&Part> = parts().filter(|part| cut.contains(&part.pointer)).collect();
        let mut tied = Vec::new();
        for (anchor, at) in &self.aliases {
            let Some(anchor) = self.anchors.get(anchor) else { continue };
            if !gone.iter().any(|part| part.content.contains(at)) {
                let meets = |part: &Range<usize>| part.start < anchor.end && anchor.start < part.end;
                tied.extend(gone.iter().filter(|part| meets(&part.content)).map(|part| part.pointer.clone()));
            }
        }
        let known: HashSet<&str> = parts().map(|part| part.pointer.as_str()).collect();
        for place in cut.iter().filter(|place| !known.contains(place.as_str())) {
            if !ancestors(place).skip(1).any(|outer| cut.contains(outer)) {
                tied.push(place.clone());
            }
        }
        tied.sort();
        tied
    }
}

/// A collection that is open.
struct Open {
    /// Its container, if it is of interest, and the length of its pointer in the path.
    container: Option<(usize, usize)>,
    /// The number of its anchor; 0 if it has none.
    anchor: usize,
    start: usize,
    next: Next,
}

/// What comes next in a collection.
#[derive(Clone, Copy)]
enum Next {
    Item(usize),
    Key,
    Value,
}

struct Reader<'a> {
    text: &'a str,
    wanted: &'a HashSet<Pointer>,
    layout: Layout,
    /// The pointer of the value that comes next or is open, as far as it is of interest.
    path: String,
    open: Vec<Open>,
    /// Where the last content ends.
    last: Option<usize>,
    keeps_blanks: bool,
    /// Parts of which it is not known yet what comes behind them: the container and the index.
    pending: Vec<(usize, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Scalar(value, style, anchor, _) => {
                self.begin(Some(&value), range.start);
                let end = range.start + self.text.get(range.clone()).unwrap_or_default().trim_end().len();
                if end > range.start {
                    self.last = Some(end);
                }
                // Only where they are told to do blocks end with blank lines.
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let is_blank = value.starts_with('\n') && value.trim_matches('\n').is_empty();
                self.keeps_blanks = is_block && (value.ends_with("\n\n") || is_blank);
                self.layout.anchors.insert(anchor, range.start..end);
                self.finish();
            }
            Event::Alias(anchor) => {
                self.begin(None, range.start);
                self.layout.aliases.push((anchor, range.start));
                self.end_content(range.end);
                self.finish();
            }
            Event::SequenceStart(style, anchor, _) => self.start(Next::Item(0), style, anchor, &range),
            Event::MappingStart(style, anchor, _) => self.start(Next::Key, style, anchor, &range),
            Event::SequenceEnd | Event::MappingEnd => self.end(&range),
            _ => {}
        }
    }

    fn end_content(&mut self, end: usize) {
        self.last = Some(end);
        self.keeps_blanks = false;
    }

    /// Begins a key, a value or an item.
    fn begin(&mut self, key: Option<&str>, start: usize) {
        let Some(open) = self.open.last_mut() else { return };
        let name = match open.next {
            Next::Item(index) => {
                open.next = Next::Item(index + 1);
                index.to_string()
            }
            Next::Key => {
                open.next = Next::Value;
                key.unwrap_or_default().to_owned()
            }
            Next::Value => {
                open.next = Next::Key;
                return;
            }
        };
        if let Some((container, length)) = open.container {
            self.path.truncate(length);
            self.path = join(&self.path, &name);
            for (container, index) in self.pending.drain(..) {
                self.layout.containers[container].parts[index].next = Some(start);
            }
            let content = start..start;
            let part = Part { pointer: self.path.clone(), content, keeps_blanks: false, next: None };
            self.layout.containers[container].parts.push(part);
        }
    }

    /// Ends a key, a value or an item.
    fn finish(&mut self) {
        let Some(Open { container: Some((container, _)), next: Next::Key | Next::Item(_), .. }) =
            self.open.last()
        else {
            return;
        };
        let parts = &mut self.layout.containers[*container].parts;
        if let (Some(part), Some(end)) = (parts.last_mut(), self.last) {
            part.content.end = end.max(part.content.start);
            part.keeps_blanks = self.keeps_blanks;
            self.pending.push((*container, parts.len() - 1));
        }
    }

    fn start(&mut self, next: Next, style: StructureStyle, anchor: usize, range: &Range<usize>) {
        self.begin(None, range.start);
        let is_value = match self.open.last() {
            None => true,
            Some(open) => open.container.is_some() && !matches!(open.next, Next::Value),
        };
        let is_flow = style == StructureStyle::Flow;
        let container = (is_value && self.wanted.contains(&self.path)).then(|| {
            let before = self.last;
            self.layout.containers.push(Container { is_flow, before, end: range.end, parts: Vec::new() });
            (self.layout.containers.len() - 1, self.path.len())
        });
        if is_flow {
            self.end_content(range.end);
        }
        self.open.push(Open { container, anchor, start: range.start, next });
    }

    fn end(&mut self, range: &Range<usize>) {
        let Some(Open { container, anchor, start, .. }) = self.open.pop() else { return };
        if let Some((container, length)) = container {
            self.path.truncate(length);
            let container = &mut self.layout.containers[container];
            container.end = range.start;
            if container.is_flow {
                // Its last entry has nothing behind it but the bracket.
                let _ = mem::take(&mut self.pending);
            }
        }
        // A collection without brackets ends where its content does.
        if self.text.get(range.clone()).unwrap_or_default().ends_with(['}', ']']) {
            self.end_content(range.end);
        }
        self.layout.anchors.insert(anchor, start..self.last.unwrap_or(start));
        self.finish();
    }
}
