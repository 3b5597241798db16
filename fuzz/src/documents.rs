//! The documents that others are made from.
//!
//! Invariant: sorted by path, so that the same bytes choose the same document.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::Source;
use codegen::diagnostic::Diagnostics;
use codegen::json::Json;

/// The folder with more documents, such as real ones. Without it, those of the repository are used.
pub const MORE: &str = "FUZZ_DOCUMENTS";

/// A document that others are made from.
#[derive(Debug)]
pub struct Seed {
    /// What it is called.
    pub name: String,
    /// Its text.
    pub text: Vec<u8>,
    /// What it holds.
    pub json: Json,
}

/// All documents: those of the repository, and those in the folder that [`MORE`] names.
///
/// # Panics
///
/// If the repository has none.
pub fn seeds() -> &'static [Seed] {
    static SEEDS: OnceLock<Vec<Seed>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut paths = Vec::new();
        for folder in ["codegen/tests/fixtures", "spec"] {
            add(&root.join(folder), &mut paths);
        }
        assert!(paths.len() > 50, "the documents of the repository are not where they were");
        if let Some(more) = std::env::var_os(MORE) {
            add(Path::new(&more), &mut paths);
        }
        paths.iter().filter_map(|path| seed(path)).collect()
    })
}

/// Adds the documents in a folder, sorted.
fn add(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            add(&path, paths);
        } else if path.extension().is_some_and(|it| it == "yaml" || it == "yml" || it == "json") {
            paths.push(path);
        }
    }
}

/// The document in a file, if it is one: folders hold parts of documents too.
fn seed(path: &Path) -> Option<Seed> {
    let source = Source { name: String::new(), bytes: fs::read(path).ok()? };
    let json = codegen::load::load(&source, &mut Diagnostics::default())?;
    json.get("openapi")?;
    Some(Seed { name: path.display().to_string(), text: source.bytes, json })
}
