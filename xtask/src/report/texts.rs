//! The files of a document, as messages name and quote them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use codegen::diagnostic::Place;
use codegen::position::{Span, locate};
use codegen::{Choice, Source};

use super::span_of;

/// The texts that places are in, in the order in which messages about them come.
pub(crate) struct Texts<'a> {
    files: Vec<Text<'a>>,
}

/// The text of one file.
pub(super) struct Text<'a> {
    /// How places name it.
    name: &'a str,
    /// How messages name it, so that a terminal can open it.
    pub(super) shown: String,
    /// Its content.
    pub(super) content: Cow<'a, str>,
    /// Where choices stand in it, if it is the file of them.
    choices: Option<&'a HashMap<Choice, Range<usize>>>,
}

impl Text<'_> {
    /// The span of a choice.
    pub(super) fn chosen(&self, place: &Place) -> Option<Span> {
        let Place::Choice(choice) = place else { return None };
        self.choices?.get(choice).map(|bytes| span_of(&self.content, bytes))
    }
}

impl<'a> Texts<'a> {
    /// The root of a document, which messages call `shown`, and its other files.
    pub(crate) fn new(shown: &str, root: &'a [u8], others: &'a [Source]) -> Self {
        let folder = shown.rfind('/').map_or("", |end| &shown[..=end]);
        let root =
            Text { name: "", shown: shown.to_owned(), content: String::from_utf8_lossy(root), choices: None };
        let others = others.iter().map(|source| Text {
            name: &source.name,
            shown: format!("{folder}{}", source.name.replace("%23", "#").replace("%25", "%")),
            content: String::from_utf8_lossy(&source.bytes),
            choices: None,
        });
        Self { files: std::iter::once(root).chain(others).collect() }
    }

    /// Where a place is, for a terminal to open: `spec/pets.yaml:7:3 (#/components/schemas/Pet)`.
    pub(crate) fn position(&self, place: &Place) -> String {
        let text = &self.files[self.index_of(place)];
        let local = place.local();
        let pointer = super::pointer(&local).map(|pointer| format!(" (#{pointer})")).unwrap_or_default();
        let span = locate(&text.content, std::slice::from_ref(&local)).pop().flatten();
        let position = span.map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
        format!("{}{position}{pointer}", text.shown)
    }

    /// With the file of choices, which messages call `shown`: it comes last.
    pub(crate) fn with_choices(
        mut self,
        shown: &str,
        text: &'a str,
        choices: &'a HashMap<Choice, Range<usize>>,
    ) -> Self {
        let content = Cow::Borrowed(text);
        // No place has this name.
        self.files.push(Text { name: "#", shown: shown.to_owned(), content, choices: Some(choices) });
        self
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Text<'a>> {
        self.files.iter()
    }

    /// The index of the file that a place is in: that of the root if there is none.
    pub(super) fn index_of(&self, place: &Place) -> usize {
        let is_chosen_there = |file: &Text<'_>| file.chosen(place).is_some();
        if let Some(index) = self.files.iter().position(is_chosen_there) {
            return index;
        }
        let name = place.file();
        self.files.iter().position(|file| file.name == name).unwrap_or_default()
    }
}
