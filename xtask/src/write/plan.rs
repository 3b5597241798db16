//! Compares the wanted files with those on the disk.
//!
//! Invariant: making a plan changes nothing, and a plan that could be made touches only what is the generator's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::GeneratedFile;

use super::path::OutputPath;
use super::{CARGO_TOML, WantedCargoToml, manifest};
use crate::cargo_toml;
use crate::failure::Failure;

/// The `src/lib.rs` of `cargo new --lib`, of today and of before Rust 1.81.
const UNTOUCHED_LIBS: [&str; 2] = [
    "pub fn add(left: u64, right: u64) -> u64 {\n    left + right\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn it_works() {\n        let result = add(2, 2);\n        assert_eq!(result, 4);\n    }\n}\n",
    "pub fn add(left: usize, right: usize) -> usize {\n    left + right\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn it_works() {\n        let result = add(2, 2);\n        assert_eq!(result, 4);\n    }\n}\n",
];

/// What has to change on the disk.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Files to write, sorted by path.
    pub(crate) changes: Vec<Change>,
    /// Files that an earlier run wrote and this one does not, sorted by path.
    pub(crate) leftovers: Vec<Leftover>,
    /// What a person should know about it.
    pub(crate) notes: Vec<String>,
}

/// A file to write.
#[derive(Debug)]
pub(crate) struct Change {
    /// Where.
    pub(crate) path: OutputPath,
    /// What stands there now.
    pub(crate) old: Option<Vec<u8>>,
    /// What belongs there.
    pub(crate) new: Vec<u8>,
}

/// A file to remove.
#[derive(Debug)]
pub(crate) struct Leftover {
    /// Where.
    pub(crate) path: OutputPath,
    /// What stands there now.
    pub(crate) old: Vec<u8>,
}

impl Plan {
    /// Whether the disk is as it should be.
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.leftovers.is_empty()
    }

    /// Compares the wanted files with those below `root`.
    pub(crate) fn new(
        root: &Path,
        files: &[GeneratedFile],
        cargo_toml: &WantedCargoToml<'_>,
    ) -> Result<Self, Failure> {
        let wanted = wanted_files(files)?;
        let listed = manifest::listed(root)?;
        let mut plan = Self::default();
        for (path, content) in &wanted {
            plan.add_file(root, path, content.as_bytes(), &listed)?;
        }
        plan.add_cargo_toml(root, cargo_toml)?;
        plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
        plan.add_leftovers(root, &wanted, listed)?;
        Ok(plan)
    }

    fn add_file(
        &mut self,
        root: &Path,
        path: &OutputPath,
        content: &[u8],
        listed: &[OutputPath],
    ) -> Result<(), Failure> {
        let old = path.read(root)?;
        if let Some(old) = &old {
            if old == content {
                return Ok(());
            }
            if listed.binary_search(path).is_err() && !may_replace(path, old) {
                return Err(Failure::NotGenerated { path: path.below(root) });
            }
        }
        self.changes.push(Change { path: path.clone(), old, new: content.to_owned() });
        Ok(())
    }

    fn add_cargo_toml(&mut self, root: &Path, wanted: &WantedCargoToml<'_>) -> Result<(), Failure> {
        let path = OutputPath::new(CARGO_TOML)?;
        let old = path.read(root)?;
        let new = cargo_toml::update(root, old.as_deref(), wanted, &mut self.notes)?.into_bytes();
        if old.as_deref() != Some(new.as_slice()) {
            self.changes.push(Change { path, old, new });
        }
        Ok(())
    }

    fn add_leftovers(
        &mut self,
        root: &Path,
        wanted: &BTreeMap<OutputPath, String>,
        listed: Vec<OutputPath>,
    ) -> Result<(), Failure> {
        // Where case does not count, removing `Pet.rs` would remove `pet.rs`.
        let kept: BTreeSet<String> = wanted.keys().map(OutputPath::folded).collect();
        for path in listed.into_iter().filter(|path| !kept.contains(&path.folded())) {
            match path.read(root)? {
                None => {}
                Some(old) if manifest::is_generated(&old) => self.leftovers.push(Leftover { path, old }),
                Some(_) => self.notes.push(format!(
                    "`{}` is not generated any more, and stays because it has been edited: its header is gone",
                    path.as_str()
                )),
            }
        }
        Ok(())
    }
}

/// The files and their manifest by path.
fn wanted_files(files: &[GeneratedFile]) -> Result<BTreeMap<OutputPath, String>, Failure> {
    let names: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let manifest = (manifest::PATH, manifest::print(&names));
    let files = files.iter().map(|file| (file.path.as_str(), file.content.clone()));
    let mut wanted = BTreeMap::new();
    let mut taken = BTreeSet::from(["cargo.toml".to_owned()]);
    for (path, content) in files.chain([manifest]) {
        let path = OutputPath::new(path)?;
        if path.as_str().starts_with(".codegen") {
            return Err(unsafe_path(&path, "the writer itself uses this name"));
        }
        // A journal may not name anything else either.
        if path.as_str() != manifest::PATH && !manifest::may_list(&path) {
            return Err(unsafe_path(&path, "it is no Rust file below `src`"));
        }
        if !taken.insert(path.folded()) {
            return Err(unsafe_path(&path, "two files have this path where case does not count"));
        }
        wanted.insert(path, content);
    }
    Ok(wanted)
}

fn unsafe_path(path: &OutputPath, reason: &'static str) -> Failure {
    Failure::UnsafePath { path: path.as_str().to_owned(), reason }
}

/// Whether a file may be replaced that no manifest lists.
pub(super) fn may_replace(path: &OutputPath, old: &[u8]) -> bool {
    let untouched = path.as_str() == "src/lib.rs" && UNTOUCHED_LIBS.iter().any(|lib| lib.as_bytes() == old);
    manifest::is_generated(old) || untouched
}
