//! How large the files are, the largest first.

use codegen::overview::{FileOverview, Overview};
use maud::{Markup, html};

use super::bar::bar;
use super::words::{count, size, type_link};

/// So many files have a bar of their own.
const SHOWN: usize = 60;

pub(super) fn section(overview: &Overview) -> Markup {
    let of_document = |file: &&FileOverview| !file.types.is_empty() || file.operation.is_some();
    let (mut files, others): (Vec<&FileOverview>, Vec<&FileOverview>) =
        overview.files.iter().partition(of_document);
    files.sort_by_key(|file| std::cmp::Reverse(file.bytes));
    let largest = files.first().map_or(0, |file| file.bytes);
    let rest = files.split_off(files.len().min(SHOWN));
    html! {
        section #sizes aria-labelledby="sizes-title" {
            h2 #sizes-title { "Sizes" }
            div.wide tabindex="0" role="region" aria-label="Sizes of files" {
                table.sizes {
                    thead {
                        tr {
                            th scope="col" { "File" }
                            th scope="col" { "Size" }
                            th scope="col" { "Lines" }
                            td {}
                            th scope="col" { "What is in it" }
                        }
                    }
                    tbody {
                        @for file in &files { (row(overview, file, largest)) }
                        (sum(&rest, "smaller file"))
                        (sum(&others, "shared file"))
                    }
                }
            }
        }
    }
}

fn row(overview: &Overview, file: &FileOverview, largest: usize) -> Markup {
    html! {
        tr {
            th scope="row" { code { (file.path) } }
            td.number { (size(file.bytes)) }
            td.number { (file.lines) }
            td.shape { (bar(&[(file.bytes, "size")], largest)) }
            td {
                @if let Some(index) = file.operation {
                    a href={ "#o" (index) } { (overview.operations[index].name) }
                } @else if let Some(first) = file.types.first() {
                    (type_link(&overview.types, *first))
                    @if file.types.len() > 1 { " and " (count(file.types.len() - 1, "other type")) }
                }
            }
        }
    }
}

fn sum(files: &[&FileOverview], word: &str) -> Markup {
    let total = |of: fn(&FileOverview) -> usize| files.iter().map(|file| of(file)).sum::<usize>();
    html! {
        @if !files.is_empty() {
            tr {
                th scope="row" { (count(files.len(), word)) }
                td.number { (size(total(|file| file.bytes))) }
                td.number { (total(|file| file.lines)) }
                td {}
                td {}
            }
        }
    }
}
