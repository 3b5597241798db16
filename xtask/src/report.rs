//! Shows the diagnostics of a document, for people or for tools.
//!
//! Invariant: both forms have the same facts, in the order of the document; what a person does not see of many warnings of
//! one kind is counted.

pub(crate) mod clean;
mod differences;
mod excerpt;
mod fold;
mod texts;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Snippet};
use codegen::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use codegen::position::{Span, locate};
use serde_json::{Value, json};

pub(crate) use self::differences::print as print_differences;
use self::excerpt::excerpt;
use self::fold::{Fold, Shown};
use self::texts::Text;
pub(crate) use self::texts::Texts;
use crate::cli::MessageFormat;
use crate::console::Console;

/// How many there were of each kind that counts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Counts {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
}

impl Counts {
    /// `2 errors, 1 warning`.
    pub(crate) fn to_words(self) -> String {
        let words = [(self.errors, "error"), (self.warnings, "warning")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }));
        words.collect::<Vec<_>>().join(", ")
    }
}

struct Located<'a> {
    diagnostic: &'a Diagnostic,
    /// The place as seen from inside its file.
    place: Place,
    span: Option<Span>,
}

/// Prints the errors and warnings, and counts them. Unless `all` of them are asked for, a person sees only the first
/// few warnings that say the same of different places.
pub(crate) fn print(
    console: &mut Console<'_>,
    texts: &Texts<'_>,
    diagnostics: &Diagnostics,
    all: bool,
) -> Counts {
    let mut by_file: Vec<Vec<&Diagnostic>> = texts.iter().map(|_| Vec::new()).collect();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity != Severity::Note) {
        by_file[texts.index_of(diagnostic.place.file())].push(diagnostic);
    }
    let mut fold = Fold::new(by_file.iter().flatten().copied(), all);
    let mut counts = Counts::default();
    for (text, diagnostics) in texts.iter().zip(by_file).filter(|(_, diagnostics)| !diagnostics.is_empty()) {
        for located in find(text, diagnostics) {
            match located.diagnostic.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => {}
            }
            match console.format() {
                MessageFormat::Human => match fold.next(located.diagnostic) {
                    Shown::Yes => print_human(console, text, &located, None),
                    Shown::Last(more) => print_human(console, text, &located, Some(more)),
                    Shown::No => {}
                },
                MessageFormat::Json => print_json(console, &text.shown, &located),
            }
        }
    }
    counts
}

/// Finds the positions of what there is to say about one file, and puts it in their order.
fn find<'a>(text: &Text<'_>, diagnostics: Vec<&'a Diagnostic>) -> Vec<Located<'a>> {
    let places: Vec<Place> = diagnostics.iter().map(|diagnostic| diagnostic.place.local()).collect();
    let spans = locate(&text.content, &places).into_iter().chain(std::iter::repeat(None));
    let mut located: Vec<Located<'_>> = diagnostics
        .into_iter()
        .zip(places.clone())
        .zip(spans)
        .map(|((diagnostic, place), span)| {
            let span = span.or_else(|| stated(&text.content, &place));
            Located { diagnostic, place, span }
        })
        .collect();
    located.sort_by_key(|located| located.span.as_ref().map(|span| (span.line, span.column)));
    located
}

/// The span of a place that says itself where it is.
fn stated(text: &str, place: &Place) -> Option<Span> {
    let Place::Text { line, column, .. } = *place else { return None };
    let mut start = 0;
    for _ in 1..line {
        start += text[start..].find('\n')? + 1;
    }
    let start = text[start..].char_indices().nth(column.max(1) - 1).map_or(text.len(), |(at, _)| start + at);
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    Some(Span { line, column, bytes: start..start + length })
}

fn pointer(place: &Place) -> Option<&str> {
    match place {
        Place::Value(pointer) | Place::Key(pointer) | Place::Character(pointer, _) => Some(pointer),
        Place::Document | Place::File(_) | Place::Text { .. } => None,
    }
}

/// Prints one, and how many more of its kind are not shown.
fn print_human(console: &mut Console<'_>, text: &Text<'_>, located: &Located<'_>, more: Option<usize>) {
    let Located { diagnostic, place, span } = located;
    let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let title = level.primary_title(clean::line(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let file = clean::line(&text.shown);
    let mut needs_pointer = true;
    let mut column = None;
    if let Some(span) = span {
        let excerpt = excerpt(&text.content, &span.bytes);
        needs_pointer = excerpt.cut;
        column = Some((excerpt.text[..excerpt.underline.start].chars().count() + 1, span));
        let underline = AnnotationKind::Primary.span(excerpt.underline);
        let snippet = Snippet::source(excerpt.text).path(&file).line_start(span.line).annotation(underline);
        group = group.element(snippet);
    } else {
        group = group.element(Origin::path(&file));
    }
    // Where the line alone does not say which value is meant, its pointer does.
    let pointer = pointer(place).filter(|pointer| needs_pointer && !pointer.is_empty());
    let pointer = pointer.map(|pointer| Level::NOTE.message(format!("at `#{}`", clean::line(pointer))));
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(clean::line(help)));
    let more =
        more.map(|more| Level::NOTE.message(format!("and {more} more like this: `--verbose` shows all")));
    group = group.elements(pointer.into_iter().chain(help).chain(more).map(Element::from));
    let mut rendered = console.renderer().render(&[group]);
    if let Some((shown, span)) = column {
        rendered = with_column(&rendered, &file, shown, span);
    }
    console.print(&format!("{rendered}\n\n"));
}

/// The message with the column of the document instead of that in the excerpt, which may be a piece of the line.
///
/// The place stands on the second line; the first is the title, which has no line break.
fn with_column(rendered: &str, file: &str, shown: usize, span: &Span) -> String {
    let title = rendered.find('\n').map_or(0, |at| at + 1);
    let (title, rest) = rendered.split_at(title);
    let place = |column: usize| format!("{file}:{}:{column}", span.line);
    format!("{title}{}", rest.replacen(&place(shown), &place(span.column), 1))
}

fn print_json(console: &mut Console<'_>, file: &str, located: &Located<'_>) {
    let mut facts = facts(file, located);
    facts["type"] = "diagnostic".into();
    console.json(&facts);
}

/// The errors alone: for commands that have nothing to do with warnings.
pub(crate) fn errors(diagnostics: &Diagnostics) -> Diagnostics {
    let mut errors = Diagnostics::default();
    let found = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    found.for_each(|diagnostic| errors.push(diagnostic.clone()));
    errors
}

/// All diagnostics, notes too, as JSON objects.
pub(crate) fn list(texts: &Texts<'_>, diagnostics: &Diagnostics) -> Vec<Value> {
    let mut by_file: Vec<Vec<&Diagnostic>> = texts.iter().map(|_| Vec::new()).collect();
    for diagnostic in diagnostics {
        by_file[texts.index_of(diagnostic.place.file())].push(diagnostic);
    }
    let files = texts.iter().zip(by_file);
    files
        .flat_map(|(text, diagnostics)| {
            let located = find(text, diagnostics);
            located.into_iter().map(|located| facts(&text.shown, &located)).collect::<Vec<_>>()
        })
        .collect()
}

fn facts(file: &str, located: &Located<'_>) -> Value {
    let Located { diagnostic, place, span } = located;
    json!({
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "file": file,
        "line": span.as_ref().map(|span| span.line),
        "column": span.as_ref().map(|span| span.column),
        "pointer": pointer(place),
    })
}

#[cfg(test)]
mod tests;
