//! References as RFC 3986 sees them: which file or which identified schema one leads to.
//!
//! A URI here is either the path of a file in the folder of the root document (without a scheme, and without a slash
//! in front), or what an `$id` or a `$self` says.

use percent_encoding::percent_decode_str;

/// Resolves a reference without its fragment against the URI of the place that it stands at (section 5.2). None where
/// it leaves the folder of the root document.
pub(super) fn resolve(base: &str, reference: &str) -> Option<String> {
    if reference.is_empty() {
        return Some(base.to_owned());
    }
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let (site, folder) = split_site(base);
    if reference.starts_with("//") {
        let scheme = site.split_once("//").map_or("", |(scheme, _)| scheme);
        return Some(format!("{scheme}{reference}"));
    }
    if reference.starts_with('/') {
        return Some(format!("{site}{reference}"));
    }
    let is_file = site.is_empty() && !folder.starts_with('/');
    // The path up to the last slash, without it.
    let mut path = folder.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    for part in reference.split('/') {
        let part = if is_file { decode(part) } else { part.to_owned() };
        match part.as_str() {
            "." => {}
            "" if is_file => {}
            ".." => match &path {
                Some(folder) => path = folder.rsplit_once('/').map(|(folder, _)| folder.to_owned()),
                None if is_file => return None,
                None => {}
            },
            // Only a decoded part can have a slash, and no file is called so.
            part if is_file && part.contains('/') => return None,
            part => path = Some(path.map_or_else(|| part.to_owned(), |folder| format!("{folder}/{part}"))),
        }
    }
    let slash = if is_file { "" } else { "/" };
    let path = path.unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or(&path);
    Some(format!("{site}{slash}{path}"))
}

/// Whether a reference begins with a scheme. A single letter is a drive.
pub(super) fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Splits a URI before its path.
fn split_site(uri: &str) -> (&str, &str) {
    if !has_scheme(uri) {
        return ("", uri);
    }
    let path = match uri.split_once("://") {
        Some((scheme, rest)) => scheme.len() + 3 + rest.find('/').unwrap_or(rest.len()),
        None => uri.find(':').map_or(0, |at| at + 1),
    };
    uri.split_at(path)
}

/// A part of a path, or a fragment, without its percent-encoding.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// How pointers name a file.
pub(super) fn name_of_file(path: &str) -> String {
    if path.contains(['%', '#']) { path.replace('%', "%25").replace('#', "%23") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_to_where_they_stand() {
        for (base, reference, expected) in [
            ("api.yaml", "pet.yaml", Some("pet.yaml")),
            ("api.yaml", "./schemas/pet.yaml", Some("schemas/pet.yaml")),
            ("schemas/pet.yaml", "../common/x.json", Some("common/x.json")),
            ("schemas/pet.yaml", "owner.yaml", Some("schemas/owner.yaml")),
            ("schemas/pet.yaml", "", Some("schemas/pet.yaml")),
            ("schemas/pet.yaml", "my%20pet%23.yaml", Some("schemas/my pet#.yaml")),
            ("api.yaml", "a:b.yaml", Some("a:b.yaml")),
            ("api.yaml", "../pet.yaml", None),
            ("api.yaml", "%2e%2E/pet.yaml", None),
            ("api.yaml", "a%2f..%2f../pet.yaml", None),
            ("a/api.yaml", "../../pet.yaml", None),
            ("api.yaml", "/etc/passwd", Some("/etc/passwd")),
            ("api.yaml", "https://example.com/a", Some("https://example.com/a")),
            ("api.yaml", "//example.com/a", Some("//example.com/a")),
            ("https://example.com/a/b", "c", Some("https://example.com/a/c")),
            ("https://example.com/a/b", "../../../c", Some("https://example.com/c")),
            ("https://example.com/a/b", "/c", Some("https://example.com/c")),
            ("https://example.com", "c", Some("https://example.com/c")),
            ("https://example.com/a", "//other.com/c", Some("https://other.com/c")),
            ("/api/openapi.yaml", "./schemas/pet.yaml", Some("/api/schemas/pet.yaml")),
            ("urn:example:pet", "", Some("urn:example:pet")),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), expected, "{reference} in {base}");
        }
    }
}
