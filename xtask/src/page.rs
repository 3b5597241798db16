//! What a document becomes → one page of HTML, which needs nothing but a browser.
//!
//! Invariant: text of the document is text on the page. It is escaped by the templates, no browser that knows the page's
//! policy runs anything but our own script, and no character of it is invisible or reorders others. Nothing on the page
//! leads out of it.

mod bar;
mod graph;
mod not_enforced;
mod operations;
mod overall;
mod sizes;
mod types;
mod words;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use codegen::diagnostic::Code;
use codegen::ledger::Entry;
use codegen::overview::{Overview, Owner};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::report::{Said, clean};
use crate::reported;

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// What a page shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    /// How messages name the document.
    pub(crate) document: &'a str,
    /// The crate.
    pub(crate) overview: &'a Overview,
    /// What became of the values of the document.
    pub(crate) ledger: &'a [Entry],
    /// What the generator says about the document.
    pub(crate) said: &'a [Said<'a>],
    /// What it would say, if it was not settled.
    pub(crate) waived: &'a [Said<'a>],
}

/// What is shown, and what all parts of the page need to know of it.
struct View<'a> {
    document: &'a str,
    overview: &'a Overview,
    ledger: &'a [Entry],
    gaps: Vec<Gap<'a>>,
    /// What else is said.
    others: Vec<&'a Said<'a>>,
}

/// A place where the generated code accepts more or less than the document.
struct Gap<'a> {
    said: &'a Said<'a>,
    /// Whether it is settled.
    settled: bool,
    owner: Option<Owner>,
}

impl<'a> View<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let Facts { document, overview, ledger, said, waived } = *facts;
        let gap = |said: &'a Said<'a>, settled| Gap { said, settled, owner: owner(overview, said) };
        let (gaps, others): (Vec<&Said<'_>>, _) = said.iter().partition(|said| is_gap(said.diagnostic.code));
        let settled = waived.iter().filter(|said| is_gap(said.diagnostic.code)).map(|said| gap(said, true));
        let gaps = gaps.into_iter().map(|said| gap(said, false)).chain(settled).collect();
        Self { document, overview, ledger, gaps, others }
    }
}

/// What a diagnostic is about.
fn owner(overview: &Overview, said: &Said<'_>) -> Option<Owner> {
    said.diagnostic.place.pointer().and_then(|pointer| overview.owner(pointer))
}

fn is_gap(code: Code) -> bool {
    reported::is_wider(code) || code == Code::ImpliedType
}

/// The page.
pub(crate) fn page(facts: &Facts<'_>) -> String {
    let view = &View::of(facts);
    let title = format!("{} {}", view.overview.title, view.overview.version);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { "Report: " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header {
                    h1 { (view.overview.title) " " span.version { (view.overview.version) } }
                    p.lead { "What " code { (view.document) } " becomes in Rust." }
                }
                (search())
                div.columns {
                    (navigation(view))
                    main #main tabindex="-1" {
                        (overall::section(view))
                        (graph::section(view.overview))
                        (not_enforced::section(view))
                        (operations::section(view))
                        (types::section(view))
                        (sizes::section(view.overview))
                    }
                }
                footer { p { "Written by " code { "cargo xtask report" } ". This file needs no network." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    visible(&markup.into_string())
}

/// Nothing is loaded, sent or run, but for our own style and script.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// The page with its harmful characters written as escapes. Markup has none, so that these are all in texts and values.
fn visible(page: &str) -> String {
    let mut visible = String::with_capacity(page.len());
    for c in page.chars() {
        if c != '\n' && clean::is_harmful(c) {
            visible.extend(c.escape_default());
        } else {
            visible.push(c);
        }
    }
    visible
}

/// What narrows the lists. Without the script it does nothing, and is not shown.
fn search() -> Markup {
    html! {
        search #search hidden {
            label for="filter" { "Filter" }
            input #filter type="search" autocomplete="off" spellcheck="false" aria-describedby="keys";
            output #found for="filter" role="status" {}
            span #keys.keys { kbd { "/" } " to filter, " kbd { "↓" } kbd { "↑" } " to go through, " kbd { "Esc" } " for all" }
        }
    }
}

fn navigation(view: &View<'_>) -> Markup {
    let count = |count: usize| html! { " " span.count { (count) } };
    html! {
        nav aria-label="On this page" {
            ul {
                li { a href="#overall" { "Overall" } }
                @if graph::is_shown(view.overview) {
                    li { a href="#graph" { "Who uses what" } }
                }
                li { a href="#gaps" { "Not enforced" (count(view.gaps.len())) } }
                li {
                    a href="#operations" { "Operations" (count(view.overview.operations.len())) }
                    (operations::navigation(view.overview))
                }
                li { a href="#types" { "Types" (count(view.overview.types.len())) } }
                li { a href="#sizes" { "Sizes" } }
            }
        }
    }
}
