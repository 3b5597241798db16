//! Shows how two documents differ, with a place in both.
//!
//! Invariant: both forms have the same facts, in the order of our document.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};
use codegen::compare::{Difference, Side};
use codegen::diagnostic::Place;
use codegen::json::Json;
use codegen::position::{Span, locate};
use serde_json::{Value, json};

use super::excerpt::excerpt;
use super::texts::Text;
use super::{Texts, clean, with_column};
use crate::cli::MessageFormat;
use crate::console::Console;

/// A side of a difference, and where it stands.
struct Located<'a> {
    text: &'a Text<'a>,
    side: &'a Side,
    span: Option<Span>,
}

/// Prints all differences. The texts are ours and theirs.
pub(crate) fn print(console: &mut Console<'_>, texts: (&Texts<'_>, &Texts<'_>), differences: &[Difference]) {
    let ours = find(texts.0, &differences.iter().map(|difference| &difference.ours).collect::<Vec<_>>());
    let theirs = find(texts.1, &differences.iter().map(|difference| &difference.theirs).collect::<Vec<_>>());
    for ((difference, ours), theirs) in differences.iter().zip(&ours).zip(&theirs) {
        match console.format() {
            MessageFormat::Human => print_human(console, difference, ours, theirs),
            MessageFormat::Json => console.json(&facts(difference, ours, theirs)),
        }
    }
}

/// Finds where sides stand, going through each file once.
fn find<'a>(texts: &'a Texts<'a>, sides: &[&'a Side]) -> Vec<Located<'a>> {
    let place = |side: &Side| Place::Value(side.pointer.clone());
    let mut found: Vec<Option<Located<'a>>> = sides.iter().map(|_| None).collect();
    for (file, text) in texts.iter().enumerate() {
        let own = sides.iter().enumerate().filter(|(_, side)| texts.index_of(&place(side)) == file);
        let own: Vec<(usize, &Side)> = own.map(|(index, side)| (index, *side)).collect();
        let places: Vec<Place> = own.iter().map(|(_, side)| place(side).local()).collect();
        for ((index, side), span) in own.into_iter().zip(locate(&text.content, &places)) {
            found[index] = Some(Located { text, side, span });
        }
    }
    found.into_iter().flatten().collect()
}

fn print_human(console: &mut Console<'_>, difference: &Difference, ours: &Located<'_>, theirs: &Located<'_>) {
    let level = Level::WARNING.with_name("difference");
    let title = level.primary_title(clean::line(&difference.message())).id(difference.aspect.as_str());
    let mut group = Group::with_title(title);
    let mut columns = Vec::new();
    for (located, kind, label) in
        [(ours, AnnotationKind::Primary, "here"), (theirs, AnnotationKind::Context, "upstream")]
    {
        let file = clean::line(&located.text.shown);
        let Some(span) = &located.span else {
            group = group.element(Origin::path(file));
            continue;
        };
        let excerpt = excerpt(&located.text.content, &span.bytes);
        columns.push((file.clone(), excerpt.text[..excerpt.underline.start].chars().count() + 1, span));
        let underline = kind.span(excerpt.underline).label(label);
        group = group
            .element(Snippet::source(excerpt.text).path(file).line_start(span.line).annotation(underline));
    }
    let mut rendered = console.renderer().render(&[group]);
    for (file, shown, span) in columns {
        rendered = with_column(&rendered, &file, shown, span);
    }
    console.print(&format!("{rendered}\n\n"));
}

fn facts(difference: &Difference, ours: &Located<'_>, theirs: &Located<'_>) -> Value {
    json!({
        "type": "difference",
        "change": difference.change.as_str(),
        "aspect": difference.aspect.as_str(),
        "subject": difference.subject,
        "name": difference.name,
        "operation": difference.operation,
        "message": difference.message(),
        "ours": side(ours),
        "upstream": side(theirs),
    })
}

fn side(located: &Located<'_>) -> Value {
    let value = |json: &Json| serde_json::from_str::<Value>(&json.to_text()).unwrap_or_default();
    json!({
        "file": located.text.shown,
        "line": located.span.as_ref().map(|span| span.line),
        "column": located.span.as_ref().map(|span| span.column),
        "pointer": located.side.pointer,
        "value": located.side.value.as_ref().map(value),
    })
}
