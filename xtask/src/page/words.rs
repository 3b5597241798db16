//! Small pieces of text.

use std::collections::BTreeSet;

use codegen::overview::{Enforced, Means, Owner, TypeOverview};
use maud::{Markup, html};

use super::View;

/// Texts of a document are cut where a page would be about nothing else.
const LONGEST: usize = 280;
/// Longer checks have a pattern, which stands in the document.
const CHECKS: usize = 90;

/// A text, or its beginning.
pub(super) fn short(text: &str) -> String {
    cut(text, LONGEST)
}

/// The first characters of a text.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// `1 type`, `2 types`.
pub(super) fn count(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A number of bytes, for people.
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A link to a type.
pub(super) fn type_link(types: &[TypeOverview], index: usize) -> Markup {
    html! { a href={ "#t" (index) } { (types[index].name) } }
}

/// A Rust type, with a link on the type of `models` in it.
pub(super) fn rust_type(types: &[TypeOverview], ty: &str, uses: Option<usize>) -> Markup {
    let split = uses.and_then(|index| {
        let (before, after) = ty.split_once(&format!("models::{}", types[index].name))?;
        Some((before, index, after))
    });
    html! {
        @if let Some((before, index, after)) = split {
            (before) (type_link(types, index)) (after)
        } @else {
            (short(ty))
        }
    }
}

/// What is enforced, by what. That each value has a type goes without saying.
pub(super) fn enforced(enforced: &BTreeSet<Enforced>) -> Markup {
    let of = |means| {
        let own = enforced.iter().filter(|it| it.means == means && it.keyword != "type");
        own.map(|it| it.keyword.as_str()).collect::<Vec<_>>().join(", ")
    };
    let all = [(Means::Type, "type"), (Means::Check, "check"), (Means::Rule, "rule")];
    let lists = all.map(|(means, word)| (word, of(means))).into_iter().filter(|(_, list)| !list.is_empty());
    let lists: Vec<String> = lists.map(|(word, list)| format!("by {word}: {list}")).collect();
    html! {
        @if !lists.is_empty() { p { "Enforced " (lists.join("; ")) } }
    }
}

/// What is checked, without the marks of code around each: all of it is.
pub(super) fn checks(checks: &[String]) -> String {
    let plain = |check: &String| {
        let inner = check.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
        inner.unwrap_or(check).to_owned()
    };
    cut(&checks.iter().map(plain).collect::<Vec<_>>().join(", "), CHECKS)
}

/// What is not enforced in something: links to where that is listed.
pub(super) fn gaps(view: &View<'_>, owner: Owner) -> Markup {
    let mut own = view.gaps.iter().enumerate().filter(|(_, gap)| gap.owner == Some(owner)).peekable();
    html! {
        @if own.peek().is_some() {
            ul.gaps aria-label="Not enforced" {
                @for (index, gap) in own {
                    li { a href={ "#d" (index) } { (short(&gap.said.diagnostic.message)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [(0, "0 B"), (999, "999 B"), (1_250, "1.2 kB"), (5_999_999, "5.9 MB")] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(cut("äöü", 3), "äöü");
        assert_eq!(cut("äöüß", 3), "äöü…");
    }
}
