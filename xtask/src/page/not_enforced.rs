//! What the generated code does not enforce, or makes narrower, with the place; and what else is said.

use codegen::diagnostic::Severity;
use codegen::overview::Owner;
use maud::{Markup, html};

use super::words::{short, type_link};
use super::{Gap, View, owner};
use crate::report::Said;

pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        section #gaps aria-labelledby="gaps-title" {
            h2 #gaps-title { "Not enforced" }
            @if view.gaps.is_empty() {
                p { "All that the document asks for is enforced." }
            } @else {
                p { "Places where the generated code takes more than the document says, or less." }
                ul.items.said {
                    @for (index, gap) in view.gaps.iter().enumerate() {
                        li id={ "d" (index) } { (entry(view, gap)) }
                    }
                }
            }
            @if !view.others.is_empty() {
                details {
                    summary { "What else there is to say " span.count { (view.others.len()) } }
                    ul.items.said {
                        @for said in &view.others {
                            li { (entry(view, &Gap { said, settled: false, owner: owner(view.overview, said) })) }
                        }
                    }
                }
            }
        }
    }
}

fn entry(view: &View<'_>, gap: &Gap<'_>) -> Markup {
    let Said { diagnostic, position } = gap.said;
    html! {
        p {
            span.severity.(class(diagnostic.severity)) { (diagnostic.severity.to_string()) } " "
            code { (diagnostic.code.as_str()) } " "
            (short(&diagnostic.message))
            @if gap.settled { " " span.flag { "settled" } }
        }
        p.place {
            code { (position) }
            @if let Some(pointer) = diagnostic.place.pointer() { " " code { "#" (short(pointer)) } }
            @match gap.owner {
                Some(Owner::Type(index)) => { " in " (type_link(&view.overview.types, index)) }
                Some(Owner::Operation(index)) => {
                    " in " a href={ "#o" (index) } { (view.overview.operations[index].name) }
                }
                None => {}
            }
        }
        @if let Some(help) = &diagnostic.help { p.help { (short(help)) } }
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
