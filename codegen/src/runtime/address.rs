//! Addresses: of mail, hosts and machines.
//!
//! Invariant: nothing is looked up, and of a label of an internationalised name it is not asked what it stands for, nor
//! which of its letters may be registered.

use core::net::{Ipv4Addr, Ipv6Addr};

/// A mailbox of RFC 5321, section 4.1.2, with its limits.
pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_idn_email(text)
}

/// The same with letters of all alphabets (RFC 6531, section 3.3).
pub(super) fn is_idn_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    local.len() <= 64 && is_local(local) && is_domain(domain)
}

fn is_local(text: &str) -> bool {
    match text.strip_prefix('"').map(|text| text.strip_suffix('"')) {
        Some(quoted) => quoted.is_some_and(is_quoted),
        None => text.split('.').all(is_atom),
    }
}

fn is_atom(text: &str) -> bool {
    let in_atom =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte) || !byte.is_ascii();
    !text.is_empty() && text.bytes().all(in_atom)
}

fn is_quoted(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let shown = |byte: u8| matches!(byte, b' '..=b'~') || !byte.is_ascii();
        let fits = match byte {
            b'\\' => bytes.next().is_some_and(shown),
            b'"' => false,
            _ => shown(byte),
        };
        if !fits {
            return false;
        }
    }
    true
}

fn is_domain(text: &str) -> bool {
    let Some(literal) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return is_idn_hostname(text);
    };
    match literal.split_at_checked(5) {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6:") => is_ipv6(address),
        _ => is_ipv4(literal),
    }
}

/// A name of RFC 1123, section 2.1.
pub(super) fn is_hostname(text: &str) -> bool {
    text.is_ascii() && is_idn_hostname(text)
}

/// The same with letters of all alphabets (RFC 5890, section 2.3.2.3), whose labels may be separated by other full stops,
/// too.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    let is_dot = |c| matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}');
    text.chars().count() <= 253 && text.split(is_dot).all(is_label)
}

fn is_label(text: &str) -> bool {
    let in_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || !byte.is_ascii();
    // What is written as `xn--` and at least a character for each letter.
    let most = if text.is_ascii() { 63 } else { 59 };
    (1..=most).contains(&text.chars().count())
        && text.bytes().all(in_label)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
