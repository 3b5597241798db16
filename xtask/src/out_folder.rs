//! The folder that a command keeps its crates in, or a temporary one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A folder. What is in a temporary one goes away with it.
#[derive(Debug)]
pub(crate) struct OutFolder {
    /// Its absolute path.
    pub(crate) path: PathBuf,
    _temporary: Option<tempfile::TempDir>,
}

impl OutFolder {
    /// The folder that was asked for, created if it is not there.
    pub(crate) fn of(wanted: Option<&Path>) -> Result<Self, Failure> {
        if let Some(out) = wanted {
            fs::create_dir_all(out).map_err(Failure::io("create the folder", out))?;
            let path = std::path::absolute(out).map_err(Failure::io("find", out))?;
            return Ok(Self { path, _temporary: None });
        }
        let temporary = tempfile::tempdir().map_err(Failure::io("create a folder in", &env::temp_dir()))?;
        Ok(Self { path: temporary.path().to_owned(), _temporary: Some(temporary) })
    }
}
