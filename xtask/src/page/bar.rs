//! Lengths, as shapes that need no style of their own: the policy of the page forbids those.

use maud::{Markup, html};

/// How long a whole bar is.
const WHOLE: usize = 1000;

/// A bar of parts, each with a class, of a whole. Whoever does not see it reads the numbers beside it.
pub(super) fn bar(parts: &[(usize, &str)], whole: usize) -> Markup {
    let mut end = 0;
    let mut rectangles = Vec::new();
    for (part, class) in parts.iter().filter(|(part, _)| *part > 0) {
        // What is there can be seen.
        let width = (part * WHOLE / whole.max(1)).max(4);
        rectangles.push((end, width, class));
        end += width;
    }
    html! {
        svg.bar viewBox={ "0 0 " (WHOLE) " 10" } preserveAspectRatio="none" aria-hidden="true" {
            @for (x, width, class) in rectangles {
                rect.(class) x=(x) width=(width) height="10" {}
            }
        }
    }
}
