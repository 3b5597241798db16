//! Rust items: what they are, where they stand in the document, and why.

use std::fmt::Write;

use codegen::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use codegen::origin::{Origin, origins};
use codegen::{analyse, suggest};

use crate::cli::ExplainArguments;
use crate::console::Console;
use crate::failure::Failure;
use crate::report::{self, Filter, Texts, clean};
use crate::settings::Settings;

/// More items of one name are counted.
const SHOWN: usize = 10;

/// Whether what is asked for can only be an item, or a place.
pub(super) fn is_one(asked: &str) -> bool {
    asked.contains("::")
        || asked.contains("#/")
        || asked.starts_with('/')
        || asked.contains(char::is_uppercase)
}

/// What there is to say about the items of this name, or at this place. None if the document has an error.
pub(super) fn explanation(
    arguments: &ExplainArguments,
    asked: &str,
    console: &mut Console<'_>,
) -> Result<Option<String>, Failure> {
    let settings = Settings::read(&arguments.to_codegen(), console)?;
    let target = &settings.target;
    let mut diagnostics = Diagnostics::default();
    let analysis = analyse(&target.source, &target.folder, &settings.options, &mut diagnostics);
    let texts = settings.texts(&analysis.sources);
    let Some((api, names)) = analysis.api.zip(analysis.names) else {
        report::print(console, &texts, &diagnostics, Filter { from: Severity::Error, all: true });
        return Ok(None);
    };
    let origins = origins(&api, &names);
    let found = find(asked, &origins);
    if found.is_empty() {
        return Err(unknown(asked, &origins, &target.shown));
    }
    let mut text = String::new();
    for (index, origin) in found.iter().take(SHOWN).enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let said = diagnostics.iter().filter(|diagnostic| is_about(diagnostic, &origin.pointer));
        tell(origin, &origins, &texts, said, &mut text);
    }
    if let Some(more) = found.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(text, "\n{more} more are called so: give more of the path");
    }
    Ok(Some(text))
}

/// The items of a name, those that are not part of another one first, or those at a place.
fn find<'a>(asked: &str, origins: &'a [Origin]) -> Vec<&'a Origin> {
    if asked.contains('/') {
        let place = asked.replacen("#/", "/", usize::from(asked.starts_with('#')));
        return origins.iter().filter(|origin| origin.pointer == place).collect();
    }
    let wanted: Vec<&str> = asked.trim_start_matches("crate::").split("::").map(plain).collect();
    let is_called = |origin: &&Origin| {
        let path: Vec<&str> = origin.path.split("::").map(plain).collect();
        path.ends_with(&wanted)
    };
    let all: Vec<&Origin> = origins.iter().filter(is_called).collect();
    let whole: Vec<&Origin> = all.iter().copied().filter(|origin| is_whole(origin)).collect();
    if whole.is_empty() { all } else { whole }
}

fn plain(segment: &str) -> &str {
    segment.trim_start_matches("r#")
}

/// Whether an item is not part of another one.
fn is_whole(origin: &Origin) -> bool {
    origin.path.matches("::").count() == 1
}

/// Whether a diagnostic is about a place or what stands in it.
fn is_about(diagnostic: &Diagnostic, place: &str) -> bool {
    let (Place::Key(pointer) | Place::Value(pointer) | Place::Character(pointer, _)) = &diagnostic.place
    else {
        return false;
    };
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn tell<'a>(
    origin: &Origin,
    origins: &[Origin],
    texts: &Texts<'_>,
    said: impl Iterator<Item = &'a Diagnostic>,
    text: &mut String,
) {
    let line = |text: &mut String, line: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", clean::line(line));
    };
    line(text, &origin.path);
    line(text, &format!("  {}", origin.what));
    line(text, &format!("  {}", texts.position(&Place::Key(origin.pointer.clone()))));
    if !origin.because.is_empty() {
        text.push('\n');
    }
    for sentence in &origin.because {
        line(text, &format!("  - {sentence}"));
    }
    let inner: Vec<(&str, &str)> = origins
        .iter()
        .filter_map(|it| Some((it.path.strip_prefix(&origin.path)?.strip_prefix("::")?, it.what.as_str())))
        .collect();
    let width = inner.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    if !inner.is_empty() {
        text.push('\n');
    }
    for (name, what) in inner {
        line(text, &format!("  {name:width$}  {what}"));
    }
    for (index, diagnostic) in said.enumerate() {
        if index == 0 {
            text.push('\n');
        }
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        line(text, &format!("  {severity}[{}]: {}", diagnostic.code.as_str(), diagnostic.message));
        line(text, &format!("    {}", texts.position(&diagnostic.place)));
    }
}

fn unknown(asked: &str, origins: &[Origin], document: &str) -> Failure {
    let names = || origins.iter().map(|origin| origin.path.as_str());
    let wholes = names().filter_map(|path| path.split_once("::").map(|(_, rest)| rest));
    let nearest = suggest::nearest(asked, wholes).map(str::to_owned);
    Failure::UnknownItem { asked: asked.to_owned(), document: document.to_owned(), nearest }
}
