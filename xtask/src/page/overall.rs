//! The figures on top: how much there is, what is enforced, and what became of the document.

use std::collections::BTreeMap;

use codegen::ledger::Fate;
use codegen::overview::{KeywordCounts, keyword_of};
use maud::{Markup, html};

use super::View;
use super::bar::bar;
use super::words::{count, short, size};

pub(super) fn section(view: &View<'_>) -> Markup {
    let overview = view.overview;
    let bytes: usize = overview.files.iter().map(|file| file.bytes).sum();
    let gaps = view.gaps.len();
    html! {
        section #overall aria-labelledby="overall-title" {
            h2 #overall-title { "Overall" }
            @if let Some(description) = &overview.description {
                p.about { (short(description)) }
            }
            ul.figures {
                (figure(overview.operations.len(), "operation"))
                (figure(overview.types.len(), "type"))
                li { b { (gaps) } " not enforced" }
                li { b { (size(bytes)) } " of Rust in " (count(overview.files.len(), "file")) }
            }
            h3 #keywords { "What is enforced" }
            (keywords(view))
            h3 #fates { "What became of the document" }
            (fates(view))
        }
    }
}

fn figure(number: usize, word: &str) -> Markup {
    html! { li { b { (number) } " " (word) @if number != 1 { "s" } } }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    enforced: KeywordCounts,
    reported: usize,
}

impl Row {
    fn total(&self) -> usize {
        let KeywordCounts { by_type, by_check, by_rule } = self.enforced;
        by_type + by_check + by_rule + self.reported
    }
}

/// Keywords: those that are not enforced everywhere first, then those of most places.
fn rows(view: &View<'_>) -> Vec<(String, Row)> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (keyword, enforced) in &view.overview.keywords {
        rows.entry(keyword.clone()).or_default().enforced = *enforced;
    }
    for gap in &view.gaps {
        let keyword = gap.said.diagnostic.place.pointer().and_then(keyword_of);
        rows.entry(keyword.unwrap_or_else(|| "(elsewhere)".to_owned())).or_default().reported += 1;
    }
    let mut rows: Vec<(String, Row)> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse((row.reported, row.total())));
    rows
}

fn keywords(view: &View<'_>) -> Markup {
    let rows = rows(view);
    let cell = |count: usize| html! { td.number { @if count > 0 { (count) } @else { span.none { "0" } } } };
    html! {
        p {
            "Places of the document, each counted once. A type can not be read from anything else, or can not hold it; "
            "checks and rules are asked by " code { "validate()" } "."
        }
        @if rows.is_empty() { p { "There is nothing to enforce." } } @else {
            div.wide tabindex="0" role="region" aria-label="What is enforced, by keyword" {
                table.keywords {
                    thead {
                        tr {
                            th scope="col" { "Keyword" }
                            th scope="col" { span.key.by-type {} "by type" }
                            th scope="col" { span.key.by-check {} "by check" }
                            th scope="col" { span.key.by-rule {} "by rule" }
                            th scope="col" { span.key.gap {} "not enforced" }
                            td {}
                        }
                    }
                    tbody {
                        @for (keyword, row) in &rows {
                            tr {
                                th scope="row" { code { (short(keyword)) } }
                                (cell(row.enforced.by_type))
                                (cell(row.enforced.by_check))
                                (cell(row.enforced.by_rule))
                                (cell(row.reported))
                                td.shape { (shape(row)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn shape(row: &Row) -> Markup {
    let KeywordCounts { by_type, by_check, by_rule } = row.enforced;
    let parts = [(by_type, "by-type"), (by_check, "by-check"), (by_rule, "by-rule"), (row.reported, "gap")];
    bar(&parts, row.total())
}

/// What each fate means.
fn meaning(fate: Fate) -> &'static str {
    match fate {
        Fate::Code => "decides what the generated code is or does",
        Fate::Documentation => "is for people",
        Fate::Reported => "is not done, and a diagnostic says so",
        Fate::Extension => "is an extension that the generator does not know",
        Fate::Unused => "is needed by nothing that is generated",
        Fate::Left => "was read by nobody, which is a fault of the generator",
    }
}

fn fates(view: &View<'_>) -> Markup {
    let values = |fate| view.ledger.iter().filter(|it| it.fate == fate).map(|it| it.values).sum::<usize>();
    let fates: Vec<(Fate, usize)> = Fate::ALL.iter().map(|fate| (*fate, values(*fate))).collect();
    let all = fates.iter().map(|(_, values)| values).sum();
    html! {
        p { (count(all, "value")) " in " code { (view.document) } "." }
        table.fates {
            tbody {
                @for (fate, values) in fates.iter().filter(|(_, values)| *values > 0) {
                    tr {
                        th scope="row" { (fate.as_str()) }
                        td.number { (values) }
                        td.shape { (bar(&[(*values, fate.as_str())], all)) }
                        td { (meaning(*fate)) }
                    }
                }
            }
        }
    }
}
