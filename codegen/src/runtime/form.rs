//! `application/x-www-form-urlencoded`: an object as pairs.
//!
//! Invariant: a space is `%20`, which every reader of forms takes for one, and not `+`, which only most do.

use serde::ser::Error;

use super::style::{Encoding, Style, pairs};
use super::tree::Tree;

/// The text of a form.
pub(super) fn encode(form: Tree, encodings: &[(&str, Encoding)]) -> serde_json::Result<String> {
    let Tree::Members(members) = form else {
        return Err(Error::custom("a form is made of an object"));
    };
    let mut text = String::new();
    for (name, value) in members {
        let encoding = encoding_of(&name, &value, encodings);
        for (name, value) in pairs(&name, value, encoding, encoding.escape())? {
            if !text.is_empty() {
                text.push('&');
            }
            text.push_str(&name);
            text.push('=');
            text.push_str(&value);
        }
    }
    Ok(text)
}

/// How a property is written: as the document says, or else objects as JSON and the rest as it is.
fn encoding_of(name: &str, value: &Tree, encodings: &[(&str, Encoding)]) -> Encoding {
    let listed = encodings.iter().find(|(known, _)| *known == name).map(|(_, encoding)| *encoding);
    listed.unwrap_or_else(|| match value {
        Tree::Members(_) => Encoding::new(Style::Json, false),
        _ => Encoding::new(Style::Form, true),
    })
}
