//! How lists and objects become text in parameters and forms (OpenAPI 3.x, Style Values and Style Examples).
//!
//! Invariant: what the standard leaves open has one answer. What is nested deeper than a style can say is JSON text; an
//! empty list and a `null` are left out; lists in a deep object are numbered.

use super::percent::Escape;
use super::tree::Tree;

/// The ways in which a value becomes text.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Style {
    /// `;color=blue`.
    Matrix,
    /// `.blue`.
    Label,
    /// `color=blue`.
    Form,
    /// `blue,black`.
    Simple,
    /// `color=blue%20black`.
    SpaceDelimited,
    /// `color=blue%7Cblack`.
    PipeDelimited,
    /// `color[R]=100`.
    DeepObject,
    /// `color=blue`, without any encoding.
    Cookie,
    /// `color={"R":100}`: JSON text.
    Json,
}

/// How a value becomes text: a style, and whether lists and objects are taken apart.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Encoding {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) allow_reserved: bool,
}

impl Encoding {
    /// A style, and whether each item or member stands for itself.
    #[must_use]
    pub const fn new(style: Style, explode: bool) -> Self {
        Self { style, explode, allow_reserved: false }
    }

    /// Lets reserved characters stay as they are, where they do no harm.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { allow_reserved: true, ..self }
    }

    /// How texts are escaped in a URL.
    pub(super) const fn escape(self) -> Escape {
        if self.allow_reserved { Escape::Unreserved } else { Escape::All }
    }
}

/// A name and a value, both escaped.
pub(super) type Pair = (String, String);

/// The pairs that a value becomes in a query, a cookie or a form.
pub(super) fn pairs(
    name: &str,
    value: Tree,
    encoding: Encoding,
    escape: Escape,
) -> serde_json::Result<Vec<Pair>> {
    let Encoding { style, explode, .. } = encoding;
    let mut pairs = Vec::new();
    match (style, value) {
        (_, Tree::Null) => {}
        (Style::Json, value) => pairs.push((name.to_owned(), escape.text(&value.to_json()?))),
        (Style::DeepObject, value) => push_deep(name.to_owned(), value, escape, &mut pairs)?,
        (_, Tree::List(items)) if is_exploded(style, explode) => {
            for item in texts(items, escape)? {
                pairs.push((name.to_owned(), item));
            }
        }
        (_, Tree::Members(members)) if is_exploded(style, explode) => pairs = member_texts(members, escape)?,
        (_, value) => {
            let joined = joined(value, delimiter(style, escape), false, escape)?;
            pairs.extend(joined.map(|text| (name.to_owned(), text)));
        }
    }
    Ok(pairs.into_iter().map(|(name, value)| (escape.name(&name), value)).collect())
}

/// Only a form tells items apart by more than one pair; the standard does not define it for the other styles.
const fn is_exploded(style: Style, explode: bool) -> bool {
    explode && !matches!(style, Style::Simple)
}

const fn delimiter(style: Style, escape: Escape) -> &'static str {
    match (style, escape) {
        (Style::SpaceDelimited, Escape::None) => " ",
        (Style::SpaceDelimited, _) => "%20",
        (Style::PipeDelimited, Escape::None) => "|",
        (Style::PipeDelimited, _) => "%7C",
        _ => ",",
    }
}

/// The text that a value becomes in a path. `None` where there is nothing to write.
pub(super) fn in_path(name: &str, value: Tree, encoding: Encoding) -> serde_json::Result<Option<String>> {
    let Encoding { style, explode, allow_reserved } = encoding;
    let escape = if allow_reserved { Escape::PathSegment } else { Escape::All };
    if matches!(value, Tree::Null) {
        return Ok(None);
    }
    Ok(match style {
        Style::Json => Some(escape.text(&value.to_json()?)),
        Style::Label => {
            let delimiter = if explode { "." } else { "," };
            joined(value, delimiter, explode, escape)?.map(|text| format!(".{text}"))
        }
        Style::Matrix => in_matrix(&escape.name(name), value, explode, escape)?,
        _ => joined(value, ",", explode, escape)?,
    })
}

fn in_matrix(name: &str, value: Tree, explode: bool, escape: Escape) -> serde_json::Result<Option<String>> {
    let pairs = match value {
        Tree::List(items) if explode => {
            texts(items, escape)?.into_iter().map(|item| (name.to_owned(), item)).collect()
        }
        Tree::Members(members) if explode => {
            let pairs = member_texts(members, escape)?.into_iter();
            pairs.map(|(key, value)| (escape.name(&key), value)).collect()
        }
        value => {
            let joined = joined(value, ",", false, escape)?;
            joined.map(|text| (name.to_owned(), text)).into_iter().collect::<Vec<_>>()
        }
    };
    let mut text = String::new();
    for (name, value) in &pairs {
        text.push(';');
        text.push_str(name);
        if !value.is_empty() {
            text.push('=');
            text.push_str(value);
        }
    }
    Ok((!pairs.is_empty()).then_some(text))
}

/// The text that a value becomes in a header.
pub(super) fn in_header(value: Tree, encoding: Encoding) -> serde_json::Result<Option<String>> {
    match (encoding.style, value) {
        (_, Tree::Null) => Ok(None),
        (Style::Json, value) => value.to_json().map(Some),
        (_, value) => joined(value, ",", encoding.explode, Escape::None),
    }
}

/// A value as one text: items with a delimiter in between, and keys followed by their values.
fn joined(value: Tree, delimiter: &str, explode: bool, escape: Escape) -> serde_json::Result<Option<String>> {
    let parts = match value {
        Tree::List(items) => texts(items, escape)?,
        Tree::Members(members) => {
            let members = member_texts(members, escape)?.into_iter();
            let members = members.map(|(key, value)| (escape.text(&key), value));
            let link = if explode { "=" } else { delimiter };
            let texts: Vec<String> = members.map(|(key, value)| format!("{key}{link}{value}")).collect();
            return Ok((!texts.is_empty()).then(|| texts.join(delimiter)));
        }
        scalar => return Ok(scalar.into_text()?.map(|text| escape.text(&text))),
    };
    Ok((!parts.is_empty()).then(|| parts.join(delimiter)))
}

/// The texts of items, without those that are null.
fn texts(items: Vec<Tree>, escape: Escape) -> serde_json::Result<Vec<String>> {
    let texts = items.into_iter().filter_map(|item| item.into_text().transpose());
    texts.map(|text| text.map(|text| escape.text(&text))).collect()
}

/// The members as text, their keys as they are, without those that are null.
fn member_texts(members: Vec<(String, Tree)>, escape: Escape) -> serde_json::Result<Vec<Pair>> {
    let texts = members
        .into_iter()
        .filter_map(|(key, value)| value.into_text().transpose().map(|text| text.map(|text| (key, text))));
    texts.map(|pair| pair.map(|(key, text)| (key, escape.text(&text)))).collect()
}

fn push_deep(name: String, value: Tree, escape: Escape, pairs: &mut Vec<Pair>) -> serde_json::Result<()> {
    match value {
        Tree::List(items) => {
            for (index, item) in items.into_iter().enumerate() {
                push_deep(format!("{name}[{index}]"), item, escape, pairs)?;
            }
        }
        Tree::Members(members) => {
            for (key, value) in members {
                push_deep(format!("{name}[{key}]"), value, escape, pairs)?;
            }
        }
        scalar => pairs.extend(scalar.into_text()?.map(|text| (name, escape.text(&text)))),
    }
    Ok(())
}
