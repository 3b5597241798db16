//! Texts of the document, which are Markdown, as a terminal shows them.

/// A text whose paragraphs are lines of their own, so that they are as wide as the terminal. Lists and tables stay, code is
/// indented, and links are words with where they lead.
pub(super) fn reflowed(text: &str) -> String {
    let mut reflowed = String::new();
    let (mut is_open, mut is_code) = (false, false);
    for line in text.trim().lines() {
        if line.trim_start().starts_with("```") {
            (is_open, is_code) = (false, !is_code);
            continue;
        }
        let is_prose =
            !is_code && line.starts_with(|first: char| first.is_alphabetic() || "`'\"([<".contains(first));
        if !reflowed.is_empty() {
            reflowed.push(if is_open && is_prose { ' ' } else { '\n' });
        }
        if is_code && !line.is_empty() {
            reflowed.push_str("    ");
        }
        reflowed.push_str(line.trim_end());
        is_open = is_prose;
    }
    without_links(&reflowed)
}

/// A text up to its first blank line.
pub(super) fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or_default()
}

/// A text up to the end of its first sentence, for lists in which each has a line. What is shorter than a sentence ends with an
/// abbreviation.
pub(super) fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(". ").map(|(end, _)| &text[..=end]);
    ends.into_iter().find(|sentence| sentence.len() > 20).unwrap_or(text)
}

/// `[words](https://…)` as `words (https://…)`. What leads elsewhere in the document leads nowhere here.
fn without_links(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        shown.push_str(before);
        if let Some((words, target, behind)) = parts(link) {
            shown.push_str(words);
            if target.contains("://") && target != words {
                shown.extend([" (", target, ")"]);
            }
            rest = behind;
        } else {
            shown.push('[');
            rest = link;
        }
    }
    shown + rest
}

/// What is between the brackets, what between the parentheses, and what behind. No further than to the next link, so that
/// many take no longer than they are.
fn parts(link: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = link.split_at(link.find(['[', ']', '\n'])?);
    let rest = rest.strip_prefix("](")?;
    let (target, rest) = rest.split_at(rest.find([')', '[', ' ', '\n'])?);
    Some((words, target, rest.strip_prefix(')')?)).filter(|_| !words.is_empty())
}
