//! Where something stands in two documents.

use annotate_snippets::{AnnotationKind, Group, Origin, Snippet, Title};
use codegen::diagnostic::Place;
use codegen::position::{Span, locate};
use serde_json::{Value, json};

use super::excerpt::excerpt;
use super::texts::Text;
use super::{Texts, clean, with_column};
use crate::console::Console;

/// A place of one document, and where that is in its text.
pub(super) struct Located<'a> {
    text: &'a Text<'a>,
    pointer: &'a str,
    span: Option<Span>,
}

/// Finds where places are, going through each file once.
pub(super) fn find<'a>(texts: &'a Texts<'a>, pointers: &[&'a str]) -> Vec<Located<'a>> {
    let place = |pointer: &str| Place::Value(pointer.to_owned());
    let mut found: Vec<Option<Located<'a>>> = pointers.iter().map(|_| None).collect();
    let mut by_file: Vec<Vec<usize>> = texts.iter().map(|_| Vec::new()).collect();
    for (index, pointer) in pointers.iter().enumerate() {
        by_file[texts.index_of(&place(pointer))].push(index);
    }
    for (text, own) in texts.iter().zip(by_file) {
        let places: Vec<Place> = own.iter().map(|index| place(pointers[*index]).local()).collect();
        for (index, span) in own.into_iter().zip(locate(&text.content, &places)) {
            found[index] = Some(Located { text, pointer: pointers[index], span });
        }
    }
    found.into_iter().flatten().collect()
}

/// Prints a message with what stands at its places, each with a label. The first is what it is about.
pub(super) fn print(console: &mut Console<'_>, title: Title<'_>, sides: &[(&Located<'_>, &str)]) {
    let mut group = Group::with_title(title);
    let mut columns = Vec::new();
    for (index, (located, label)) in sides.iter().enumerate() {
        let file = clean::line(&located.text.shown);
        let Some(span) = &located.span else {
            group = group.element(Origin::path(file));
            continue;
        };
        let excerpt = excerpt(&located.text.content, &span.bytes);
        columns.push((file.clone(), excerpt.text[..excerpt.underline.start].chars().count() + 1, span));
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let underline = kind.span(excerpt.underline).label((*label).to_owned());
        group = group
            .element(Snippet::source(excerpt.text).path(file).line_start(span.line).annotation(underline));
    }
    let mut rendered = console.renderer().render(&[group]);
    for (file, shown, span) in columns {
        rendered = with_column(&rendered, &file, shown, span);
    }
    console.print(&format!("{rendered}\n\n"));
}

impl Located<'_> {
    /// For a terminal to open: `spec/pets.yaml:7:3`.
    pub(super) fn position(&self) -> String {
        let file = clean::line(&self.text.shown);
        match &self.span {
            Some(span) => format!("{file}:{}:{}", span.line, span.column),
            None => file,
        }
    }

    /// The same for tools.
    pub(super) fn facts(&self) -> Value {
        json!({
            "file": self.text.shown,
            "line": self.span.as_ref().map(|span| span.line),
            "column": self.span.as_ref().map(|span| span.column),
            "pointer": self.pointer,
        })
    }
}
