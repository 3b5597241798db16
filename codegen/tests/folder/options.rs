//! What is to be generated from a fixture.

use std::collections::BTreeSet;
use std::fs;

use codegen::diagnostic::Code;
use codegen::{Options, Waiver};
use serde_json::Value;

use crate::folder::Case;

impl Case {
    /// What to generate: names are objects of names, or of lists of them, by place.
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        let Ok(text) = fs::read_to_string(self.0.join("options.json")) else { return options };
        for (key, value) in serde_json::from_str::<serde_json::Map<String, Value>>(&text).unwrap() {
            match key.as_str() {
                "operations" => options.operations = strings(&value).collect(),
                "tags" => options.tags = strings(&value).collect(),
                "excluded_operations" => options.excluded_operations = strings(&value).collect(),
                "excluded_tags" => options.excluded_tags = strings(&value).collect(),
                "sensitive" => options.sensitive = strings(&value).collect(),
                "names" => options.names = names(&value),
                "waivers" => options.waivers = value.as_array().unwrap().iter().map(waiver).collect(),
                _ => panic!("`{key}` is no option"),
            }
        }
        options
    }
}

fn strings(value: &Value) -> impl Iterator<Item = String> {
    let items = value.as_array().map_or_else(|| vec![value], |items| items.iter().collect());
    items.into_iter().map(|item| item.as_str().unwrap().to_owned())
}

fn names(value: &Value) -> BTreeSet<(String, String)> {
    let places = value.as_object().unwrap().iter();
    places.flat_map(|(pointer, names)| strings(names).map(|name| (pointer.clone(), name))).collect()
}

fn waiver(value: &Value) -> Waiver {
    let code = value["code"].as_str().unwrap();
    let code = *Code::ALL.iter().find(|known| known.as_str() == code).unwrap();
    Waiver {
        code,
        pointer: value["pointer"].as_str().unwrap().to_owned(),
        below: value["below"].as_bool().unwrap_or_default(),
    }
}
