//! Shows what a change of a document does, with places in the old one and in the new one.
//!
//! Invariant: all forms have the same facts in the same order, and nothing of a document becomes markup.

use std::fmt::Write;

use annotate_snippets::Level;
use codegen::diff::{Change, Severity, Surface, Way};
use serde_json::{Value, json};

use super::sides::{self, Located, find};
use super::{Texts, clean};
use crate::cli::MessageFormat;
use crate::console::Console;

/// A change, and where it stands.
struct Shown<'a> {
    change: &'a Change,
    old: Option<Located<'a>>,
    new: Option<Located<'a>>,
}

/// Prints all changes. The texts are those of the old document and of the new one.
pub(crate) fn print(console: &mut Console<'_>, texts: (&Texts<'_>, &Texts<'_>), changes: &[Change]) {
    let mut surface = None;
    for shown in &locate(texts, changes) {
        if console.format() == MessageFormat::Json {
            console.json(&facts(shown));
            continue;
        }
        if surface != Some(shown.change.surface) {
            surface = Some(shown.change.surface);
            console.print(&format!("{}\n\n", shown.change.surface.title()));
        }
        print_human(console, shown);
    }
}

fn locate<'a>(texts: (&'a Texts<'a>, &'a Texts<'a>), changes: &'a [Change]) -> Vec<Shown<'a>> {
    let all = |texts: &'a Texts<'a>, side: fn(&Change) -> Option<&str>| {
        let pointers: Vec<&'a str> = changes.iter().filter_map(side).collect();
        find(texts, &pointers).into_iter()
    };
    let old = |change: &Change| change.old.is_some();
    let mut olds = all(texts.0, |change| change.old.as_deref());
    let mut news = all(texts.1, |change| change.new.as_deref());
    let shown = changes.iter().map(|change| Shown {
        change,
        old: if old(change) { olds.next() } else { None },
        new: if change.new.is_some() { news.next() } else { None },
    });
    shown.collect()
}

fn print_human(console: &mut Console<'_>, shown: &Shown<'_>) {
    let change = shown.change;
    let level = match change.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let way = change.way.map(|way| format!("{}, ", way.as_str())).unwrap_or_default();
    let text = format!("{} ({way}{})", change.message, change.step.as_str());
    let title = level.primary_title(clean::line(&text)).id(change.kind.as_str());
    let both = [(shown.new.as_ref(), "new"), (shown.old.as_ref(), "old")];
    let both: Vec<_> = both.into_iter().filter_map(|(located, label)| Some((located?, label))).collect();
    sides::print(console, title, &both);
}

fn facts(shown: &Shown<'_>) -> Value {
    let change = shown.change;
    json!({
        "type": "change",
        "surface": change.surface.as_str(),
        "kind": change.kind.as_str(),
        "severity": change.severity.as_str(),
        "step": change.step.as_str(),
        "aspect": change.aspect,
        "subject": change.subject,
        "way": change.way.map(Way::as_str),
        "message": change.message,
        "old": shown.old.as_ref().map(Located::facts),
        "new": shown.new.as_ref().map(Located::facts),
    })
}

/// All changes as Markdown, below their outcome.
pub(crate) fn markdown(texts: (&Texts<'_>, &Texts<'_>), changes: &[Change], outcome: &str) -> String {
    let (verdict, counts) = outcome.split_once(" (").unwrap_or((outcome, ""));
    let mut text = format!("## {}\n\n", sentence(verdict));
    let _ = writeln!(text, "{}.", counts.trim_end_matches(')'));
    let all = locate(texts, changes);
    for surface in [Surface::RustApi, Surface::CommandLine, Surface::Wire] {
        let own: Vec<&Shown<'_>> = all.iter().filter(|it| it.change.surface == surface).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {}\n", surface.title());
        let (infos, rest): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|it| it.change.severity == Severity::Info);
        table(&mut text, &rest);
        if !infos.is_empty() {
            // What breaks nobody is not in the way of what does.
            let gap = if rest.is_empty() { "" } else { "\n" };
            let words = if infos.len() == 1 { "that breaks" } else { "that break" };
            let _ = writeln!(text, "{gap}<details><summary>{} {words} nobody</summary>\n", infos.len());
            table(&mut text, &infos);
            text.push_str("\n</details>\n");
        }
    }
    text
}

fn table(text: &mut String, rows: &[&Shown<'_>]) {
    if rows.is_empty() {
        return;
    }
    text.push_str("| | | needs | what | old | new |\n|---|---|---|---|---|---|\n");
    for shown in rows {
        let change = shown.change;
        let way = change.way.map(|way| format!(" ({})", way.as_str())).unwrap_or_default();
        let position = |located: &Option<Located<'_>>| {
            located.as_ref().map(|it| inert(&format!("`{}`", it.position()))).unwrap_or_default()
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            change.severity.as_str(),
            change.kind.as_str(),
            change.step.as_str(),
            inert(&clean::line(&format!("{}{way}", change.message))),
            position(&shown.old),
            position(&shown.new),
        );
    }
}

/// A text in which only pairs of backticks mean something: all else is shown as it is.
fn inert(text: &str) -> String {
    let mut out = String::new();
    // Where two come together, they would be the ends of something else: then none of them means anything.
    let has_code = !text.contains("``");
    let pieces: Vec<&str> = text.split('`').collect();
    let last = pieces.len() - 1;
    for (index, piece) in pieces.into_iter().enumerate() {
        let is_code = has_code && index % 2 == 1 && index != last;
        let (open, close) = match () {
            () if is_code => ("`", "`"),
            () if index > 0 && (index % 2 == 1 || !has_code) => ("\\`", ""),
            () => ("", ""),
        };
        out.push_str(open);
        if is_code {
            out.push_str(&piece.replace('|', "\\|"));
        } else {
            push_plain(&mut out, piece);
        }
        out.push_str(close);
    }
    out
}

/// Pushes a text in which nothing means anything.
fn push_plain(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // Addresses of people and pages become links by themselves.
            '@' => out.push_str("&#64;"),
            '/' if out.ends_with(":/") => out.push_str("&#47;"),
            '.' if out.ends_with("www") => out.push_str("&#46;"),
            '*' | '_' | '[' | ']' | '#' | '!' | '~' | '\\' | '|' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|it| it.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn nothing_of_a_document_is_markup() {
        for (text, expected) in [
            ("the field `a_b` of `Vec<T>` is new", "the field `a_b` of `Vec<T>` is new"),
            ("<b> a|b @all *c*", "&lt;b> a\\|b &#64;all \\*c\\*"),
            ("`a|b`", "`a\\|b`"),
            ("it's ` alone <i>", "it's \\` alone &lt;i>"),
            ("the value ```<img> ` of `a`", "the value \\`\\`\\`&lt;img> \\` of \\`a\\`"),
            ("https://a.test &lt; www.b.test", "https:/&#47;a.test &amp;lt; www&#46;b.test"),
        ] {
            assert_eq!(inert(text), expected);
        }
    }
}
