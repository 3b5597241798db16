//! The other files of a fixture, read from its folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::Code;
use codegen::folder::{Folder, Unreadable};
use codegen::{Options, Source, Waiver};
use serde_json::Value;

/// A fixture: `input.yaml`, what it refers to beside it, and the options in `options.json`, if there are any.
pub(crate) struct Case(pub(crate) PathBuf);

impl Case {
    /// The root of the document.
    pub(crate) fn source(&self) -> Source {
        Source { name: "input.yaml".to_owned(), bytes: fs::read(self.0.join("input.yaml")).unwrap() }
    }

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

    fn add(&self, folder: &Path, paths: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add(&path, paths);
            } else if path.ends_with("options.json") {
                // It is no part of the document.
            } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "json") {
                let path = path.strip_prefix(&self.0).unwrap();
                paths.push(path.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
}

impl Folder for Case {
    fn read(&self, path: &str, _: usize) -> Result<Vec<u8>, Unreadable> {
        fs::read(self.0.join(path)).map_err(|_| Unreadable::NotFound)
    }

    fn files(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.add(&self.0, &mut paths);
        paths.sort();
        paths
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
