//! The folder of a document: a workspace around its crate, and what was said on the way.
//!
//! Invariant: a crate does not become part of a workspace further up, and uses the versions of dependencies that this
//! workspace is locked to, so nothing is downloaded that is not there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::documents::Document;
use crate::failure::Failure;
use crate::target::workspace;

/// The folder of a document.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The name of the crate.
    pub(super) name: String,
    /// The folder of the crate.
    pub(super) package: PathBuf,
    folder: PathBuf,
}

const CARGO_TOML: &str =
    "# Written by `cargo xtask corpus`.\n[workspace]\nmembers = [\"package\"]\nresolver = \"3\"\n";

impl Place {
    /// Makes the folder.
    pub(super) fn prepare(out: &Path, document: &Document) -> Result<Self, Failure> {
        let folder = out.join(&document.slug);
        fs::create_dir_all(&folder).map_err(Failure::io("create the folder", &folder))?;
        let place = Self { name: document.slug.clone(), package: folder.join("package"), folder };
        let manifest = place.manifest();
        match fs::read_to_string(&manifest) {
            Ok(text) if text == CARGO_TOML => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::write(&manifest, CARGO_TOML).map_err(Failure::io("write", &manifest))?;
            }
            _ => return Err(Failure::NotGenerated { path: manifest }),
        }
        place.lock()?;
        Ok(place)
    }

    /// The manifest of the workspace.
    pub(super) fn manifest(&self) -> PathBuf {
        self.folder.join("Cargo.toml")
    }

    /// A file for what a program says.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Copies the versions of this workspace; Cargo takes out what the crate does not need.
    fn lock(&self) -> Result<(), Failure> {
        let (from, to) = (workspace().join("Cargo.lock"), self.folder.join("Cargo.lock"));
        match fs::copy(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => result.map(drop).map_err(Failure::io("write", &to)),
        }
    }
}
