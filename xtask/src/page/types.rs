//! The types, by name: what each consists of, who uses it and what it uses.

use codegen::overview::{Member, Overview, Owner, TypeOverview};
use maud::{Markup, html};

use super::View;
use super::words::{checks, count, cut, enforced, gaps, rust_type, short, size, type_link};

/// The kind of a type whose members are values, which it checks itself.
const ENUM: &str = "open enum";
/// The kind of a type that is another one by another name.
const ALIAS: &str = "alias";
/// So many values of an enum are shown.
const VALUES: usize = 40;

pub(super) fn section(view: &View<'_>) -> Markup {
    let types = &view.overview.types;
    let mut order: Vec<usize> = (0..types.len()).collect();
    order.sort_by_key(|index| (types[*index].name.to_lowercase(), *index));
    html! {
        section #types aria-labelledby="types-title" {
            h2 #types-title { "Types" }
            @if types.is_empty() { p { "There are none." } }
            ul.items {
                @for index in order { li { (entry(view, index)) } }
            }
        }
    }
}

fn entry(view: &View<'_>, index: usize) -> Markup {
    let overview = view.overview;
    let it = &overview.types[index];
    let file = &overview.files[it.file];
    html! {
        details {
            summary {
                b { (it.name) } " " i { (it.kind) }
                @if it.deprecated { " " span.flag { "deprecated" } }
                @if it.sensitive { " " span.flag { "secret" } }
                " " small {
                    @if it.reached_by == 0 { "no operation" } @else { (count(it.reached_by, "operation")) }
                }
            }
            div id={ "t" (index) } {
                @if let Some(about) = &it.about { p { (short(about)) } }
                (local(overview, it))
                (members(&overview.types, it))
                (gaps(view, Owner::Type(index)))
                @if it.kind != ENUM { (enforced(&it.enforced)) }
                p {
                    "At " code { "#" (short(&it.pointer)) } ", in " (file.path) " (" (size(file.bytes))
                    @if file.types.len() > 1 { ", with " (count(file.types.len() - 1, "other type")) }
                    ")"
                }
            }
        }
    }
}

/// Who uses it, and what it uses.
fn local(overview: &Overview, it: &TypeOverview) -> Markup {
    html! {
        div.local {
            div {
                strong { "Used by" }
                @if it.operations.is_empty() && it.used_by.is_empty() { p { "nothing" } } @else {
                    ul {
                        @for index in &it.used_by { li { (type_link(&overview.types, *index)) } }
                        @for index in &it.operations {
                            li { a href={ "#o" (index) } { (overview.operations[*index].name) } }
                        }
                    }
                }
            }
            b { (it.name) }
            div {
                @if !it.uses.is_empty() {
                    strong { "Uses" }
                    ul { @for index in &it.uses { li { (type_link(&overview.types, *index)) } } }
                }
            }
        }
    }
}

fn members(types: &[TypeOverview], it: &TypeOverview) -> Markup {
    if it.members.is_empty() {
        return Markup::default();
    }
    if it.kind == ENUM {
        return values(&it.members);
    }
    if let ([value], ALIAS) = (&it.members[..], it.kind) {
        return html! {
            p {
                "Another name for " code { (rust_type(types, &value.ty, value.uses)) }
                @if !value.checks.is_empty() { ": " (checks(&value.checks)) }
            }
        };
    }
    html! {
        table.members {
            thead {
                tr { th { "Member" } th { "In JSON" } th { "Type" } th { "Checks" } }
            }
            tbody {
                @for member in &it.members {
                    tr {
                        th { @if member.name.is_empty() { i { "no field" } } @else { (member.name) } }
                        td {
                            @if member.wire != member.name { (cut(&member.wire, 80)) }
                            @if member.required && it.kind == "struct" { " " i { "required" } }
                        }
                        td { (rust_type(types, &member.ty, member.uses)) }
                        @if !member.checks.is_empty() { td { (checks(&member.checks)) } }
                    }
                }
            }
        }
    }
}

fn values(members: &[Member]) -> Markup {
    let shown: Vec<String> = members.iter().take(VALUES).map(|member| cut(&member.wire, 80)).collect();
    html! {
        p {
            "Values: " code { (shown.join(", ")) }
            @if let Some(more) = members.len().checked_sub(VALUES).filter(|more| *more > 0) {
                " and " (more) " more"
            }
        }
    }
}
