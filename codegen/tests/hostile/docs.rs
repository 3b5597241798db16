//! What rustdoc would make of a comment.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

/// What a comment must not have.
pub(crate) fn faults(lines: &[String]) -> Vec<String> {
    look(lines).0
}

/// How many tests rustdoc would compile.
pub(crate) fn tests(lines: &[String]) -> usize {
    look(lines).1
}

fn look(lines: &[String]) -> (Vec<String>, usize) {
    let (mut faults, mut tests) = (Vec::new(), 0);
    for comment in lines.split(String::is_empty) {
        let comment: String = comment.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let mut nowhere = Vec::new();
        // What rustdoc takes for a link to an item is one that leads nowhere to Markdown.
        let callback = |link: BrokenLink<'_>| {
            nowhere.push(link.reference.to_string());
            None
        };
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        let mut targets = Vec::new();
        for event in Parser::new_with_broken_link_callback(&comment, options, Some(callback)) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => faults.push(format!("HTML: {html}")),
                Event::Start(Tag::CodeBlock(kind)) => tests += usize::from(is_test(&kind)),
                Event::Start(Tag::Link { dest_url, .. }) => targets.push(dest_url.to_string()),
                Event::Start(Tag::Image { dest_url, .. }) => faults.push(format!("an image: {dest_url}")),
                _ => {}
            }
        }
        let is_fault = |link: &String| !is_harmless(link);
        faults.extend(
            nowhere.into_iter().chain(targets).filter(is_fault).map(|link| format!("a link: {link}")),
        );
    }
    (faults, tests)
}

/// Whether a link leads to a page, or to an item and is not the document's.
fn is_harmless(link: &str) -> bool {
    let scheme = link.split_once(':').filter(|(_, rest)| !rest.starts_with(':')).map(|(scheme, _)| scheme);
    match scheme {
        Some(scheme) => matches!(scheme, "http" | "https" | "mailto"),
        None => !matches!(link.trim_matches('`'), "evil" | "crate::evil" | "struct@evil"),
    }
}

/// Whether rustdoc would compile it.
fn is_test(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Indented => true,
        CodeBlockKind::Fenced(words) => words.split([',', ' ']).filter(|word| !word.is_empty()).all(|word| {
            matches!(word, "rust" | "should_panic" | "no_run" | "ignore" | "compile_fail")
                || word.starts_with("edition")
        }),
    }
}
