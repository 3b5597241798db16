//! What stands inside a line: code spans, links, URLs, and characters that need escaping.
//!
//! Invariant: a bracket, an angle bracket or a backtick that comes out unescaped is part of something that was
//! put together here.

/// Makes one line of text safe.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\\' => backslash(&mut out, rest),
            '`' => code_span(&mut out, rest),
            '[' => link(&mut out, rest),
            '!' if rest[1..].starts_with('[') => 1,
            '<' => angle(&mut out, rest),
            'h' | 'H' => url(&mut out, rest),
            '&' => ampersand(&mut out, rest),
            '>' | ']' => {
                out.push('\\');
                out.push(c);
                1
            }
            _ => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// Puts bare URLs of an escaped text between angle brackets.
pub(super) fn mark_urls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = url_length(rest);
        // Escapes inside would become part of the URL.
        let taken = if length > 0 { length } else { c.len_utf8() };
        if length > 0 {
            out.push('<');
            out.push_str(&rest[..length].replace('\\', ""));
            out.push('>');
        } else {
            out.push(c);
        }
        rest = &rest[taken..];
    }
    out
}

/// An escape of the document's own stays one; a lone backslash becomes visible.
fn backslash(out: &mut String, rest: &str) -> usize {
    match rest[1..].chars().next() {
        Some(c) if c.is_ascii_punctuation() => {
            out.push('\\');
            out.push(c);
            2
        }
        _ => {
            out.push_str("\\\\");
            1
        }
    }
}

/// Keeps a code span that ends on its line; other backticks are escaped.
fn code_span(out: &mut String, rest: &str) -> usize {
    let ticks = run(rest, '`');
    let mut at = ticks;
    while let Some(next) = rest[at..].find('`') {
        let start = at + next;
        let length = run(&rest[start..], '`');
        if length == ticks {
            out.push_str(&rest[..start + length]);
            return start + length;
        }
        at = start + length;
    }
    out.extend(std::iter::repeat_n("\\`", ticks));
    ticks
}

fn run(text: &str, of: char) -> usize {
    text.len() - text.trim_start_matches(of).len()
}

/// Keeps `[text](https://…)`; any other bracket is escaped.
fn link(out: &mut String, rest: &str) -> usize {
    if let Some((text, target, taken)) = split_link(rest) {
        out.push('[');
        out.push_str(&label(text));
        out.push_str("](");
        out.push_str(target);
        out.push(')');
        return taken;
    }
    out.push_str("\\[");
    1
}

/// The text and the target of a link, and how long it is.
fn split_link(rest: &str) -> Option<(&str, &str, usize)> {
    // Neither stands in the text of a link.
    let close = 1 + rest[1..].find(['[', ']'])?;
    if !rest[close..].starts_with("](") {
        return None;
    }
    let text = &rest[1..close];
    let target = &rest[close + 2..];
    let length = url_length(target);
    let simple = length > 0 && !text.trim().is_empty();
    (simple && target[length..].starts_with(')')).then(|| (text, &target[..length], close + 2 + length + 1))
}

/// The text of a link: no markup of its own.
fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '<' | '>' | '*' | '_' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Keeps `<https://…>`; any other angle bracket is escaped.
fn angle(out: &mut String, rest: &str) -> usize {
    let length = url_length(&rest[1..]);
    if length > 0 && rest[1 + length..].starts_with('>') {
        out.push_str(&rest[..length + 2]);
        return length + 2;
    }
    out.push_str("\\<");
    1
}

fn url(out: &mut String, rest: &str) -> usize {
    let length = url_length(rest);
    if length == 0 {
        out.push_str(&rest[..1]);
        return 1;
    }
    out.push('<');
    out.push_str(&rest[..length]);
    out.push('>');
    length
}

/// A character reference could name a character that was taken out.
fn ampersand(out: &mut String, rest: &str) -> usize {
    let reference = rest[1..].starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric());
    out.push_str(if reference { "\\&" } else { "&" });
    1
}

/// How many bytes at the start of a text are an `http` or `https` URL; zero if it is none.
fn url_length(text: &str) -> usize {
    let scheme = ["https://", "http://"]
        .iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let Some(scheme) = scheme else { return 0 };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let rest = &text[scheme.len()..];
    let length = rest.find(|c| !allowed(c)).unwrap_or(rest.len());
    let url = rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    if url.starts_with(|c: char| c.is_ascii_alphanumeric()) { scheme.len() + url.len() } else { 0 }
}
