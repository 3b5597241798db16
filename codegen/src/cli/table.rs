//! Lists as tables.
//!
//! Invariant: nothing in a table breaks a line or does anything to a terminal.

use super::super::runtime::{Map, RawJson};
use super::terminal;

/// More columns are left out.
const COLUMNS: usize = 16;

/// Longer cells are cut off.
const WIDTH: usize = 40;

/// The members that servers call lists by.
const LISTS: &[&str] = &["results", "items", "data", "value", "values", "entries"];

/// The table of a list, or of the list that an object holds. None if there is no list.
pub(super) fn table(json: &str) -> Option<String> {
    let rows: Vec<RawJson> = list(json)?;
    let rows: Vec<Row> = rows.iter().map(Row::new).collect();
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|row| &row.0) {
        if columns.len() < COLUMNS && !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    if columns.is_empty() {
        return Some(String::new());
    }
    let header = columns.iter().map(|name| cell(name)).collect::<Vec<_>>();
    let cells = rows.iter().map(|row| columns.iter().map(|name| row.get(name)).collect());
    let lines: Vec<Vec<String>> = std::iter::once(header).chain(cells).collect();
    let width =
        |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let mut table = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        table.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        table.push('\n');
    }
    Some(table)
}

/// An item of the list, as names and values.
struct Row(Vec<(String, String)>);

impl Row {
    fn new(json: &RawJson) -> Self {
        match json.parse::<Map<RawJson>>() {
            Ok(members) => {
                Self(members.iter().map(|(name, value)| (name.to_owned(), value.get().to_owned())).collect())
            }
            Err(_) => Self(vec![("value".to_owned(), json.get().to_owned())]),
        }
    }

    fn get(&self, name: &str) -> String {
        let json = self.0.iter().find(|(other, _)| other == name).map_or("", |(_, json)| json);
        match serde_json::from_str::<String>(json) {
            Ok(text) => cell(&text),
            Err(_) if json == "null" => String::new(),
            Err(_) => cell(json),
        }
    }
}

fn cell(text: &str) -> String {
    let clean = terminal::clean(text);
    match clean.char_indices().nth(WIDTH) {
        Some(_) => clean.chars().take(WIDTH - 1).chain(['…']).collect(),
        None => clean,
    }
}

/// The list of so many items that a text is, or that an object holds.
pub(super) fn list_of(json: &str, count: usize) -> Option<Vec<RawJson>> {
    let fits = |list: &Vec<RawJson>| list.len() == count;
    if let Some(list) = list(json).filter(fits) {
        return Some(list);
    }
    let members: Map<RawJson> = serde_json::from_str(json).ok()?;
    members.iter().find_map(|(_, value)| value.parse().ok().filter(fits))
}

/// The list that a text is, or that an object holds.
pub(super) fn list(json: &str) -> Option<Vec<RawJson>> {
    if let Ok(list) = serde_json::from_str(json) {
        return Some(list);
    }
    let members: Map<RawJson> = serde_json::from_str(json).ok()?;
    let by_name = LISTS.iter().find_map(|name| members.get(name)?.parse().ok());
    let lists = || members.iter().filter(|(name, _)| *name != "links");
    by_name.or_else(|| lists().find_map(|(_, value)| value.parse().ok()))
}
