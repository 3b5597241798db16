//! What a server asks for in `WWW-Authenticate` (RFC 9110, section 11.6.1).
//!
//! Invariant: text that is not of the grammar ends the list; nothing panics.

use http::header::{HeaderMap, WWW_AUTHENTICATE};

/// A challenge: the name of an authentication scheme, and its parameters. An answer in `Authorization` looks the same.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Challenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    /// The challenges of a response, in the server's order.
    #[must_use]
    pub fn all(headers: &HeaderMap) -> Vec<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        values.filter_map(|value| std::str::from_utf8(value.as_bytes()).ok()).flat_map(Self::parse).collect()
    }

    /// Reads a list of challenges.
    #[must_use]
    pub fn parse(text: &str) -> Vec<Self> {
        let mut challenges: Vec<Self> = Vec::new();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches([' ', '\t', ',']);
            let Some((word, after)) = token(rest) else { return challenges };
            let (value, after) = match after.trim_start_matches([' ', '\t']).strip_prefix('=') {
                Some(after) => match value(after.trim_start_matches([' ', '\t'])) {
                    Some((value, after)) => (Some(value), after),
                    None => return challenges,
                },
                None => (None, after),
            };
            rest = after;
            match (value, challenges.last_mut()) {
                (Some(value), Some(challenge)) => challenge.parameters.push((word.to_owned(), value)),
                (Some(_), None) => return challenges,
                (None, _) => {
                    rest = without_token68(rest);
                    challenges.push(Self { scheme: word.to_owned(), parameters: Vec::new() });
                }
            }
        }
    }

    /// Whether it is of this scheme, such as `Digest`, in any case.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    /// The parameter of this name, in any case, without quotes.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        parameter.map(|(_, value)| value.as_str())
    }
}

fn token(text: &str) -> Option<(&str, &str)> {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let end = text.find(|c| !is_token(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// A token or a quoted string, and the rest.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        return token(text).map(|(value, rest)| (value.to_owned(), rest));
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

/// Skips the single value that some schemes have in place of parameters, such as `Negotiate YII=`.
fn without_token68(text: &str) -> &str {
    let start = text.trim_start_matches([' ', '\t']);
    let is_digit = |c: char| c.is_ascii_alphanumeric() || "-._~+/".contains(c);
    let rest = start.trim_start_matches(is_digit).trim_start_matches('=');
    let after = rest.trim_start_matches([' ', '\t']);
    // What a comma does not end is the name of a parameter, or of another scheme.
    if rest.len() < start.len() && (after.is_empty() || after.starts_with(',')) { rest } else { text }
}
