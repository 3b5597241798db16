//! URIs (RFC 3986) and IRIs (RFC 3987), whole or relative.

use super::address::is_ipv6;

pub(super) fn is_uri(text: &str) -> bool {
    is_reference(text, false, Letters::Ascii)
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    is_reference(text, true, Letters::Ascii)
}

pub(super) fn is_iri(text: &str) -> bool {
    is_reference(text, false, Letters::All)
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    is_reference(text, true, Letters::All)
}

/// Which letters stand for themselves.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Letters {
    Ascii,
    /// Those of all languages.
    All,
    /// And those for private use.
    Private,
}

fn is_reference(text: &str, or_relative: bool, letters: Letters) -> bool {
    let in_query = if letters == Letters::All { Letters::Private } else { letters };
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    if !is_made_of(fragment, ":@/?", letters) || !is_made_of(query, ":@/?", in_query) {
        return false;
    }
    // A colon in the first segment ends a scheme.
    let rest = match text.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => is_scheme(scheme).then_some(rest),
        _ => or_relative.then_some(text),
    };
    let Some(rest) = rest else { return false };
    let Some(rest) = rest.strip_prefix("//") else { return is_made_of(rest, ":@/", letters) };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    is_authority(authority, letters) && is_made_of(path, ":@/", letters)
}

fn is_scheme(text: &str) -> bool {
    let in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(in_scheme)
}

fn is_authority(text: &str, letters: Letters) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (host_fits, port) = match host.strip_prefix('[').map(|host| host.split_once(']')) {
        Some(Some((address, port))) => (is_ipv6(address) || is_later_address(address), port),
        Some(None) => return false,
        None => {
            let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
            (is_made_of(name, "", letters), port)
        }
    };
    let digits = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let port_fits = port.is_empty() || port.strip_prefix(':').is_some_and(digits);
    host_fits && port_fits && is_made_of(user, ":", letters)
}

/// An address of a version of IP that is to come.
fn is_later_address(text: &str) -> bool {
    let version = text.strip_prefix(['v', 'V']).and_then(|text| text.split_once('.'));
    version.is_some_and(|(version, address)| {
        let is_hex = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex(version)
            && !address.is_empty()
            && !address.contains('%')
            && is_made_of(address, ":", Letters::Ascii)
    })
}

/// Whether a text has nothing but letters, digits, some marks, escapes, and what is allowed beside these.
fn is_made_of(text: &str, also: &str, letters: Letters) -> bool {
    is_escaped(text, |c| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\x7f' => "-._~!$&'()*+,;=".contains(c) || also.contains(c),
        _ => letters != Letters::Ascii && is_letter(c) || letters == Letters::Private && is_private(c),
    })
}

/// Whether a text is made of these characters, and of escaped ones.
pub(super) fn is_escaped(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    let is_hex = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit());
    while let Some(c) = chars.next() {
        let fits = if c == '%' { is_hex(chars.next()) && is_hex(chars.next()) } else { allowed(c) };
        if !fits {
            return false;
        }
    }
    true
}

/// `ucschar` of RFC 3987.
pub(super) fn is_letter(c: char) -> bool {
    match u32::from(c) {
        0xa0..=0xd7ff | 0xf900..=0xfdcf | 0xfdf0..=0xffef => true,
        beyond @ 0x1_0000..=0xe_ffff => beyond & 0xffff < 0xfffe && !(0xe_0000..0xe_1000).contains(&beyond),
        _ => false,
    }
}

/// `iprivate` of RFC 3987.
pub(super) fn is_private(c: char) -> bool {
    matches!(u32::from(c), 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}
