//! The operations, by tag.

use codegen::overview::{OperationOverview, Overview, Owner, TypeOverview, Use};
use maud::{Markup, html};

use super::View;
use super::words::{checks, cut, enforced, gaps, rust_type, short, size};

/// What stands for a tag where there is none.
const UNTAGGED: &str = "without a tag";

/// The operations of each tag, in the order of their first operation. One with several tags is listed at its first.
fn groups(overview: &Overview) -> Vec<(&str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, operation) in overview.operations.iter().enumerate() {
        let tag = operation.tags.first().map_or("", String::as_str);
        match groups.iter_mut().find(|(name, _)| *name == tag) {
            Some((_, operations)) => operations.push(index),
            None => groups.push((tag, vec![index])),
        }
    }
    groups
}

fn title(tag: &str) -> &str {
    if tag.is_empty() { UNTAGGED } else { tag }
}

/// Links to the tags, where there are several.
pub(super) fn navigation(overview: &Overview) -> Markup {
    let groups = groups(overview);
    html! {
        @if groups.len() > 1 {
            details.tags {
                summary { (groups.len()) " tags" }
                ul {
                    @for (index, (tag, operations)) in groups.iter().enumerate() {
                        li { a href={ "#g" (index) } { (cut(title(tag), 60)) " " span.count { (operations.len()) } } }
                    }
                }
            }
        }
    }
}

pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        section #operations aria-labelledby="operations-title" {
            h2 #operations-title { "Operations" }
            @if view.overview.operations.is_empty() { p { "There are none." } }
            @for (index, (tag, operations)) in groups(view.overview).iter().enumerate() {
                section.group aria-labelledby={ "g" (index) } {
                    h3 id={ "g" (index) } { (cut(title(tag), 120)) " " span.count { (operations.len()) } }
                    ul.items {
                        @for index in operations { li { (entry(view, *index)) } }
                    }
                }
            }
        }
    }
}

fn entry(view: &View<'_>, index: usize) -> Markup {
    let operation = &view.overview.operations[index];
    let file = view.overview.files.iter().find(|file| file.operation == Some(index));
    html! {
        details {
            summary {
                i { (operation.method) } " "
                code { (short(&operation.path)) } " "
                b { (operation.name) }
                @if operation.deprecated { " " span.flag { "deprecated" } }
            }
            div id={ "o" (index) } {
                @if let Some(about) = &operation.about { p { (short(about)) } }
                (local(&view.overview.types, operation))
                (gaps(view, Owner::Operation(index)))
                (enforced(&operation.enforced))
                p {
                    "Id " code { (short(&operation.id)) }
                    @if operation.tags.len() > 1 { ", tags " @for tag in &operation.tags { code { (short(tag)) } " " } }
                    " at " code { "#" (short(&operation.pointer)) }
                    @if let Some(file) = file { ", in " code { (file.path) } " (" (size(file.bytes)) ")" }
                }
            }
        }
    }
}

/// What goes in, and what comes out.
fn local(types: &[TypeOverview], operation: &OperationOverview) -> Markup {
    html! {
        div.local {
            div {
                strong { "Sends" }
                (uses(types, &operation.sends))
            }
            b { (operation.name) }
            div {
                strong { "Receives" }
                (uses(types, &operation.receives))
            }
        }
    }
}

/// What is alike but for its names is one line.
fn uses(types: &[TypeOverview], uses: &[Use]) -> Markup {
    let mut lines: Vec<(&Use, Vec<&str>)> = Vec::new();
    for it in uses {
        let is_alike = |(known, _): &&mut (&Use, Vec<&str>)| {
            (known.kind, &known.ty, &known.media_type, &known.checks)
                == (it.kind, &it.ty, &it.media_type, &it.checks)
        };
        match lines.iter_mut().find(is_alike) {
            Some((_, names)) => names.push(&it.name),
            None => lines.push((it, vec![&it.name])),
        }
    }
    html! {
        @if lines.is_empty() { p { "nothing" } } @else {
            ul {
                @for (it, names) in lines {
                    li {
                        @if it.kind != "status" { (it.kind) " " }
                        (short(&names.join(", "))) " "
                        @if it.ty.is_empty() { "no body" } @else { code { (rust_type(types, &it.ty, it.uses)) } }
                        @if let Some(media_type) = &it.media_type { " " small { (short(media_type)) } }
                        @if !it.checks.is_empty() { " " small { (checks(&it.checks)) } }
                    }
                }
            }
        }
    }
}
