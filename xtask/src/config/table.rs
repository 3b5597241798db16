//! Takes tables of TOML apart, key by key.
//!
//! Invariant: what is taken is of the kind that was asked for; everything else is a fault at its place.

use std::ops::Range;

use codegen::suggest::nearest;
use toml_edit::{Item, Key, TableLike, Value};

use super::Fault;

/// A text and where it stands.
pub(super) type Text<'a> = (&'a str, Range<usize>);

/// A table that is being read.
pub(super) struct Table<'a> {
    items: &'a dyn TableLike,
    /// Its key. The table at the root has none.
    name: Option<&'static str>,
    /// Where it stands, for what is missing.
    place: Range<usize>,
}

impl<'a> Table<'a> {
    /// The table at the root.
    pub(super) fn root(table: &'a dyn TableLike) -> Self {
        Self { items: table, name: None, place: 0..0 }
    }

    /// Where it begins.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Reports the keys that are not among these.
    pub(super) fn allow_only(&self, known: &[&str], faults: &mut Vec<Fault>) {
        for (key, item) in self.items.iter().filter(|(key, _)| !known.contains(key)) {
            let name = self.name.map_or_else(|| "this file".to_owned(), |name| format!("`{name}`"));
            let near = nearest(key, known.iter().copied());
            let help = near.map_or_else(
                || format!("the keys of {name} are `{}`", known.join("`, `")),
                |near| format!("did you mean `{near}`?"),
            );
            let place = self.key_place(key).or_else(|| item.span()).unwrap_or_default();
            faults.push(Fault { message: format!("{name} has no key `{key}`"), help, place });
        }
    }

    /// Every key with its place, and its value.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Text<'a>, &'a Item)> {
        let place = |key| self.key_place(key).unwrap_or_default();
        self.items.iter().map(move |(key, item)| ((key, place(key)), item))
    }

    fn key_place(&self, key: &str) -> Option<Range<usize>> {
        self.items.key(key).and_then(Key::span)
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str, faults: &mut Vec<Fault>) -> Option<Text<'a>> {
        let item = self.items.get(key)?;
        let value = item.as_value().and_then(text);
        self.expected(value, key, item, &format!("a text: `{key} = \"…\"`"), faults)
    }

    /// The texts of a key that is a list of them.
    pub(super) fn texts(&self, key: &str, faults: &mut Vec<Fault>) -> Vec<Text<'a>> {
        let Some(item) = self.items.get(key) else { return Vec::new() };
        let texts = item.as_array().and_then(|array| array.iter().map(text).collect::<Option<Vec<_>>>());
        let wanted = format!("a list of texts: `{key} = [\"…\"]`");
        self.expected(texts, key, item, &wanted, faults).unwrap_or_default()
    }

    /// The table of a key.
    pub(super) fn table(&self, key: &'static str, faults: &mut Vec<Fault>) -> Option<Self> {
        let item = self.items.get(key)?;
        let table = self.expected(item.as_table_like(), key, item, &format!("a table: `[{key}]`"), faults)?;
        let place = self.key_place(key).or_else(|| item.span()).unwrap_or_default();
        Some(Self { items: table, name: Some(key), place })
    }

    /// The tables of a key that may be there several times.
    pub(super) fn tables(&self, key: &'static str, faults: &mut Vec<Fault>) -> Vec<Self> {
        let Some(item) = self.items.get(key) else { return Vec::new() };
        let of_tables = item.as_array_of_tables().map(|tables| {
            let table = |table: &'a toml_edit::Table| {
                let place = table.span().unwrap_or_default();
                Self { items: table, name: Some(key), place }
            };
            tables.iter().map(table).collect::<Vec<_>>()
        });
        let of_values = || {
            let table = |value: &'a Value| {
                let table = value.as_inline_table()?;
                Some(Self { items: table, name: Some(key), place: table.span().unwrap_or_default() })
            };
            item.as_array()?.iter().map(table).collect::<Option<Vec<_>>>()
        };
        let wanted = format!("a list of tables: `[[{key}]]`");
        self.expected(of_tables.or_else(of_values), key, item, &wanted, faults).unwrap_or_default()
    }

    fn expected<T>(
        &self,
        value: Option<T>,
        key: &str,
        item: &Item,
        wanted: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<T> {
        if value.is_none() {
            let message = format!("`{key}` is {}", kind(item));
            let place = item.span().or_else(|| self.key_place(key)).unwrap_or_default();
            faults.push(Fault { message, help: format!("write {wanted}"), place });
        }
        value
    }
}

/// A value that is a text, with its place.
pub(super) fn text(value: &Value) -> Option<Text<'_>> {
    Some((value.as_str()?, value.span().unwrap_or_default()))
}

/// The texts of a value that is one, or a list of them.
pub(super) fn one_or_many(item: &Item) -> Option<Vec<Text<'_>>> {
    match item.as_value()? {
        Value::Array(array) => array.iter().map(text).collect(),
        value => Some(vec![text(value)?]),
    }
}

/// What a value is, in words.
pub(super) fn kind(item: &Item) -> &'static str {
    match item {
        Item::Value(Value::String(_)) => "a text",
        Item::Value(Value::Integer(_) | Value::Float(_)) => "a number",
        Item::Value(Value::Boolean(_)) => "a boolean",
        Item::Value(Value::Datetime(_)) => "a date or time",
        Item::Value(Value::Array(array)) if array.iter().all(Value::is_str) => "a list of texts",
        Item::Value(Value::Array(_)) => "a list of other things than texts",
        Item::Value(Value::InlineTable(_)) | Item::Table(_) => "a table",
        Item::ArrayOfTables(_) => "a list of tables",
        Item::None => "nothing",
    }
}
