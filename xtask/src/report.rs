//! Shows the diagnostics of a document, for people or for tools.
//!
//! Invariant: both forms have the same facts, in the order of the document; what a person does not see of many warnings of
//! one kind is counted.

mod changes;
pub(crate) mod clean;
mod differences;
mod excerpt;
mod fold;
mod sides;
mod texts;

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Snippet, Title};
use codegen::Choice;
use codegen::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use codegen::position::{Span, locate};
use serde_json::{Value, json};

pub(crate) use self::changes::{markdown as changes_as_markdown, print as print_changes};
pub(crate) use self::differences::print as print_differences;
use self::excerpt::excerpt;
use self::fold::{Fold, Shown};
use self::texts::Text;
pub(crate) use self::texts::Texts;
use crate::cli::MessageFormat;
use crate::config::Fault;
use crate::console::Console;

/// How many there were of each kind that counts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Counts {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Notes, where they are asked for.
    pub(crate) notes: usize,
    /// Those that are settled, and not counted above.
    pub(crate) waived: usize,
}

impl Counts {
    /// `2 errors, 1 warning, 3 waived`.
    pub(crate) fn to_words(self) -> String {
        let words = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }));
        let waived = (self.waived > 0).then(|| format!("{} waived", self.waived));
        words.chain(waived).collect::<Vec<_>>().join(", ")
    }
}

/// Which diagnostics are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Filter {
    /// Those that are at least so bad.
    pub(crate) from: Severity,
    /// Also where many say the same of different places, which a person sees only the first few of.
    pub(crate) all: bool,
}

struct Located<'a> {
    diagnostic: &'a Diagnostic,
    /// The place as seen from inside its file.
    place: Place,
    span: Option<Span>,
}

/// Prints the diagnostics that pass a filter, and counts these and all warnings and errors.
pub(crate) fn print(
    console: &mut Console<'_>,
    texts: &Texts<'_>,
    diagnostics: &Diagnostics,
    filter: Filter,
) -> Counts {
    let mut by_file: Vec<Vec<&Diagnostic>> = texts.iter().map(|_| Vec::new()).collect();
    let mut counts = Counts::default();
    for diagnostic in diagnostics {
        match diagnostic.severity {
            Severity::Error => counts.errors += 1,
            Severity::Warning => counts.warnings += 1,
            Severity::Note => counts.notes += usize::from(filter.from == Severity::Note),
        }
        if diagnostic.severity >= filter.from {
            by_file[texts.index_of(&diagnostic.place)].push(diagnostic);
        }
    }
    let mut fold = Fold::new(by_file.iter().flatten().copied(), filter.all);
    for (text, diagnostics) in texts.iter().zip(by_file).filter(|(_, diagnostics)| !diagnostics.is_empty()) {
        for located in find(text, diagnostics) {
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
            let span = span.or_else(|| stated(&text.content, &place)).or_else(|| text.chosen(&place));
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
        Place::Value(pointer)
        | Place::Key(pointer)
        | Place::Character(pointer, _)
        | Place::Choice(Choice::Name(pointer, _) | Choice::Sensitive(pointer)) => Some(pointer),
        Place::Document | Place::File(_) | Place::Text { .. } | Place::Choice(_) => None,
    }
}

/// Prints one, and how many more of its kind are not shown.
fn print_human(console: &mut Console<'_>, text: &Text<'_>, located: &Located<'_>, more: Option<usize>) {
    let Located { diagnostic, place, span } = located;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean::line(&diagnostic.message)).id(diagnostic.code.as_str());
    let help = diagnostic.help.as_deref();
    print_message(console, (&text.shown, &text.content), title, span.as_ref(), pointer(place), help, more);
}

/// Prints something that is wrong with a file that is no document.
pub(crate) fn fault(console: &mut Console<'_>, shown: &str, text: &str, fault: &Fault) {
    let span = span_of(text, &fault.place);
    if console.format() == MessageFormat::Json {
        console.json(&json!({
            "type": "diagnostic", "severity": "error", "code": null, "message": fault.message, "help": fault.help,
            "file": shown, "line": span.line, "column": span.column, "pointer": null,
        }));
        return;
    }
    let title = Level::ERROR.primary_title(clean::line(&fault.message));
    print_message(console, (shown, text), title, Some(&span), None, Some(&fault.help), None);
}

/// The span of some bytes.
fn span_of(text: &str, bytes: &Range<usize>) -> Span {
    let before = text.get(..bytes.start).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line..].chars().count() + 1;
    Span { line: before.matches('\n').count() + 1, column, bytes: bytes.clone() }
}

fn print_message(
    console: &mut Console<'_>,
    (file, content): (&str, &str),
    title: Title<'_>,
    span: Option<&Span>,
    pointer: Option<&str>,
    help: Option<&str>,
    more: Option<usize>,
) {
    let mut group = Group::with_title(title);
    let file = clean::line(file);
    let mut needs_pointer = true;
    let mut column = None;
    if let Some(span) = span {
        let excerpt = excerpt(content, &span.bytes);
        needs_pointer = excerpt.cut;
        column = Some((excerpt.text[..excerpt.underline.start].chars().count() + 1, span));
        let underline = AnnotationKind::Primary.span(excerpt.underline);
        let snippet = Snippet::source(excerpt.text).path(&file).line_start(span.line).annotation(underline);
        group = group.element(snippet);
    } else {
        group = group.element(Origin::path(&file));
    }
    // Where the line alone does not say which value is meant, its pointer does.
    let pointer = pointer.filter(|pointer| needs_pointer && !pointer.is_empty());
    let pointer = pointer.map(|pointer| Level::NOTE.message(format!("at `#{}`", clean::line(pointer))));
    let help = help.map(|help| Level::HELP.message(clean::line(help)));
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

/// Prints and counts the errors alone: for commands that have nothing to do with warnings.
pub(crate) fn print_errors(
    console: &mut Console<'_>,
    texts: &Texts<'_>,
    diagnostics: &Diagnostics,
) -> Counts {
    let mut errors = Diagnostics::default();
    let found = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    found.for_each(|diagnostic| errors.push(diagnostic.clone()));
    print(console, texts, &errors, Filter { from: Severity::Error, all: true })
}

/// All diagnostics, notes too, as JSON objects.
pub(crate) fn list(texts: &Texts<'_>, diagnostics: &Diagnostics) -> Vec<Value> {
    in_order(texts, diagnostics, |file, located| facts(file, &located))
}

/// A diagnostic, and where a person finds it.
#[derive(Clone, Debug)]
pub(crate) struct Said<'a> {
    /// What is said.
    pub(crate) diagnostic: &'a Diagnostic,
    /// Where: `spec/pets.yaml:7:3`.
    pub(crate) position: String,
}

/// All diagnostics, notes too, file by file in the order of their positions.
pub(crate) fn positions<'a>(texts: &Texts<'_>, diagnostics: &'a Diagnostics) -> Vec<Said<'a>> {
    in_order(texts, diagnostics, |file, located| {
        let position = located.span.map(|span| format!(":{}:{}", span.line, span.column));
        let position = format!("{file}{}", position.unwrap_or_default());
        Said { diagnostic: located.diagnostic, position }
    })
}

/// What becomes of each diagnostic, file by file in the order of their positions.
fn in_order<'a, T>(
    texts: &Texts<'_>,
    diagnostics: &'a Diagnostics,
    then: impl Fn(&str, Located<'a>) -> T,
) -> Vec<T> {
    let mut by_file: Vec<Vec<&Diagnostic>> = texts.iter().map(|_| Vec::new()).collect();
    for diagnostic in diagnostics {
        by_file[texts.index_of(&diagnostic.place)].push(diagnostic);
    }
    let mut made = Vec::new();
    for (text, diagnostics) in texts.iter().zip(by_file) {
        made.extend(find(text, diagnostics).into_iter().map(|located| then(&text.shown, located)));
    }
    made
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
