//! Templates of URIs (RFC 6570).

use super::uri::{is_escaped, is_letter, is_private};

pub(super) fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((expression, after)) = after.split_once('}') else { return false };
        if !is_literal(literal) || !is_expression(expression) {
            return false;
        }
        rest = after;
    }
    is_literal(rest)
}

fn is_literal(text: &str) -> bool {
    let in_literal = |c: char| match c {
        '!'..='~' => !"\"%<>\\^`{|}".contains(c),
        _ => is_letter(c) || is_private(c),
    };
    is_escaped(text, in_literal)
}

/// Variables with commas between them, after an operator; some operators are kept for later.
fn is_expression(text: &str) -> bool {
    let list = text.strip_prefix(|c| "+#./;?&=,!@|".contains(c)).unwrap_or(text);
    list.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((_, length)) if !is_length(length) => return false,
        Some((name, _)) => name,
        None => text.strip_suffix('*').unwrap_or(text),
    };
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.split('.').all(|part| !part.is_empty() && is_escaped(part, in_name))
}

/// A number from 1 to 9999.
fn is_length(text: &str) -> bool {
    text.len() <= 4
        && text.starts_with(|c| matches!(c, '1'..='9'))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}
