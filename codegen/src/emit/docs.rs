//! Doc comments.
//!
//! Invariant: one `doc` attribute per line, and every text of the document has gone through
//! [`markdown`].

use proc_macro2::TokenStream;
use quote::quote;

use super::{literal, markdown};
use crate::ir::{Docs, Example, split_pointer};
use crate::json::Json;
use crate::name::Ident;

/// A doc comment that is being put together, paragraph by paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// One that begins with words of our own.
    pub(super) fn new(text: &str) -> Self {
        Self { lines: vec![text.to_owned()] }
    }

    /// One that begins with a text of the document's.
    pub(super) fn cleaned(text: &str) -> Self {
        Self { lines: markdown::clean(text) }
    }

    /// What the document says about something, or our own words where it says nothing.
    pub(super) fn of(docs: &Docs, fallback: &str) -> Self {
        let title = docs.title.as_deref().map(markdown::plain).filter(|title| !title.is_empty());
        let mut doc = Self { lines: docs.description.as_deref().map(markdown::clean).unwrap_or_default() };
        match title {
            Some(title) if doc.lines.is_empty() => doc.lines.push(title),
            Some(title) if !says(&doc.lines, &title) => doc = doc.and(&format!("Title: {title}")),
            _ => {}
        }
        if doc.lines.is_empty() { Self::new(fallback) } else { doc }
    }

    /// The same, but the title comes first.
    pub(super) fn titled(docs: &Docs, fallback: &str) -> Self {
        let title = docs.title.as_deref().map(markdown::plain).filter(|title| !title.is_empty());
        match (title, &docs.description) {
            (Some(title), Some(description)) => Self::new(&title).and_cleaned(description),
            _ => Self::of(docs, fallback),
        }
    }

    /// Adds an item to a list of arguments.
    pub(super) fn item(mut self, ident: &Ident, docs: &Self) -> Self {
        self.lines.push(String::new());
        let mut lines = docs.lines.iter();
        let first = lines.next().map(String::as_str).unwrap_or_default();
        // A block in the first line, such as a fence, goes below the name.
        let text = first.starts_with(|c: char| c.is_alphanumeric() || c == '`' && !first.starts_with("```"));
        self.lines.push(format!(
            "- `{}`:{}",
            ident.as_str(),
            if text { format!(" {first}") } else { String::new() }
        ));
        let rest = if text { String::new() } else { first.to_owned() };
        let rest = std::iter::once(&rest).filter(|line| !line.is_empty()).cloned().chain(lines.cloned());
        self.lines.extend(rest.map(|line| if line.is_empty() { line } else { format!("  {line}") }));
        self
    }

    /// Adds a paragraph of our own words.
    pub(super) fn and(mut self, text: &str) -> Self {
        self.lines.push(String::new());
        self.lines.push(text.to_owned());
        self
    }

    /// Adds a list, each item on one line.
    pub(super) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.lines.push(String::new());
        self.lines.extend(items.into_iter().map(|item| format!("- {item}")));
        self
    }

    /// Adds lines of our own, such as a table.
    pub(super) fn block(mut self, lines: Vec<String>) -> Self {
        self.lines.push(String::new());
        self.lines.extend(lines);
        self
    }

    /// Adds a paragraph of the document's.
    pub(super) fn and_cleaned(mut self, text: &str) -> Self {
        self.lines.push(String::new());
        self.lines.extend(markdown::clean(text));
        self
    }

    /// Adds the place in the document that the item comes from.
    pub(super) fn pointer(self, pointer: &str) -> Self {
        let reference =
            if split_pointer(pointer).0.is_empty() { format!("#{pointer}") } else { pointer.to_owned() };
        self.and(&markdown::code(&reference))
    }

    /// Adds the default.
    pub(super) fn default(self, default: Option<&Json>, sensitive: bool) -> Self {
        match default {
            Some(json) if !sensitive => {
                self.and(&format!("Default: {}.", markdown::code(&literal::json(json))))
            }
            _ => self,
        }
    }

    /// Adds the first example that is short enough, and external documentation.
    pub(super) fn details(self, docs: &Docs, sensitive: bool) -> Self {
        let doc = match docs.examples.iter().map(example).find(|text| text.len() <= 120) {
            Some(text) if !sensitive => self.and(&format!("Example: {}.", markdown::code(&text))),
            _ => self,
        };
        let Some(external) = &docs.external else { return doc };
        let text = external.description.as_deref().map(markdown::plain).filter(|text| !text.is_empty());
        let url = markdown::clean(&external.url).join(" ");
        doc.and(&format!("{}: {url}", text.as_deref().unwrap_or("See also").trim_end_matches(['.', ':'])))
    }

    /// The attributes of an item.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#[doc = #lines])*)
    }

    /// The attributes of a file.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.attributes();
        quote!(#(#![doc = #lines])*)
    }

    fn attributes(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") })
    }
}

fn example(example: &Example) -> String {
    literal::json(&example.value)
}

/// Whether a title repeats how the description begins.
fn says(lines: &[String], title: &str) -> bool {
    let start = lines.first().map(|line| line.trim_end_matches('.').to_lowercase()).unwrap_or_default();
    start.starts_with(&title.trim_end_matches('.').to_lowercase())
}

/// `#[deprecated]`, where the document says so.
pub(super) fn deprecated(docs: &Docs) -> TokenStream {
    if docs.deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}
