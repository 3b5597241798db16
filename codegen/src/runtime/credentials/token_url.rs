//! Where tokens are bought: the `tokenUrl` of a document, which may be relative to the server.

use super::super::server::Server;

/// The URL that a reference leads to (RFC 3986, section 5.2). A server has no slash at its end, and a relative path
/// continues it, as the paths of operations do.
pub(super) fn resolve(server: &Server, url: &str) -> String {
    if is_absolute(url) {
        return url.to_owned();
    }
    let base = server.as_str();
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    if url.starts_with("//") {
        return format!("{scheme}:{url}");
    }
    let (authority, folder) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let path = if path.starts_with('/') { path.to_owned() } else { format!("{folder}/{path}") };
    format!("{scheme}://{authority}{}{query}", without_dots(&path))
}

/// Whether a URL begins with a scheme.
fn is_absolute(url: &str) -> bool {
    url.split_once("://").is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// A path without segments that lead up or nowhere (section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut ends_in_folder = false;
    for segment in path.split('/').skip(1) {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    if ends_in_folder {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}
