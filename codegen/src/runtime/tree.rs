//! Values taken apart: what forms and parameters are made from, whatever the Rust type.
//!
//! Invariant: recursion ends at [`MAX_DEPTH`]; JSON text that nests deeper is an error.

use serde::ser::Error;
use serde_json::value::RawValue;

use super::file::File;
use super::json::{self, MAX_DEPTH, Members};
use super::tree_writer::TreeWriter;
use super::write::{Mode, Write};

/// A value that was taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    /// `null`.
    Null,
    /// A string.
    Text(String),
    /// A number or a boolean, as JSON writes it.
    Literal(String),
    /// An array.
    List(Vec<Self>),
    /// An object, its members in order.
    Members(Vec<(String, Self)>),
    /// A file, which has no place in JSON.
    File(File),
}

impl Tree {
    /// Takes a value of a request apart.
    pub(super) fn of(value: &(impl Write + ?Sized), mode: Mode) -> serde_json::Result<Self> {
        value.write(TreeWriter, mode)
    }

    /// Takes JSON text apart.
    pub(super) fn of_json(json: &str) -> serde_json::Result<Self> {
        Self::of_json_within(json, MAX_DEPTH)
    }

    fn of_json_within(json: &str, depth: usize) -> serde_json::Result<Self> {
        let deeper =
            || depth.checked_sub(1).ok_or_else(|| serde_json::Error::custom("the value nests too deep"));
        Ok(match json.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b'"') => Self::Text(serde_json::from_str(json)?),
            Some(b'[') => {
                let (items, depth): (Vec<&RawValue>, _) = (serde_json::from_str(json)?, deeper()?);
                let items = items.into_iter().map(|item| Self::of_json_within(item.get(), depth));
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let (Members(members), depth) = (serde_json::from_str(json)?, deeper()?);
                let members = members
                    .into_iter()
                    .map(|(key, value)| Ok((key, Self::of_json_within(value.get(), depth)?)));
                Self::Members(members.collect::<serde_json::Result<_>>()?)
            }
            _ => Self::Literal(json.to_owned()),
        })
    }

    /// The text of a scalar as it is, and of anything else as JSON. `null` has none.
    pub(super) fn into_text(self) -> serde_json::Result<Option<String>> {
        match self {
            Self::Null => Ok(None),
            Self::Text(text) | Self::Literal(text) => Ok(Some(text)),
            Self::File(file) => file.into_text().map(Some),
            nested => nested.to_json().map(Some),
        }
    }

    /// The value as JSON.
    pub(super) fn to_json(&self) -> serde_json::Result<String> {
        let mut out = String::new();
        self.push_json(&mut out)?;
        Ok(out)
    }

    fn push_json(&self, out: &mut String) -> serde_json::Result<()> {
        match self {
            Self::Null => out.push_str("null"),
            Self::Text(text) => push_string(text, out)?,
            Self::Literal(text) => out.push_str(text),
            Self::File(file) => push_string(&file.clone().into_text()?, out)?,
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    push_comma(index, out);
                    item.push_json(out)?;
                }
                out.push(']');
            }
            Self::Members(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    push_comma(index, out);
                    push_string(key, out)?;
                    out.push(':');
                    value.push_json(out)?;
                }
                out.push('}');
            }
        }
        Ok(())
    }
}

fn push_comma(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn push_string(text: &str, out: &mut String) -> serde_json::Result<()> {
    out.push_str(json::string(text).ok_or_else(|| serde_json::Error::custom("a text is no JSON"))?.get());
    Ok(())
}
