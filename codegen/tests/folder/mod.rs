//! The other files of a fixture, read from its folder.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::Source;
use codegen::folder::{Folder, Unreadable};

/// A fixture: `input.yaml`, what it refers to beside it, and the options in `options.json`, if there are any.
pub(crate) struct Case(pub(crate) PathBuf);

impl Case {
    /// The root of the document.
    pub(crate) fn source(&self) -> Source {
        Source { name: "input.yaml".to_owned(), bytes: fs::read(self.0.join("input.yaml")).unwrap() }
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
