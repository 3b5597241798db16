//! What a journal may do that is found in a folder: it may have come with a cloned repository.
//!
//! Invariant: it changes nothing that a run of the generator would not.

use std::path::Path;

use super::journal::{Journal, STAGE};
use super::path::{OutputPath, kind};
use super::plan::may_replace;
use super::{CARGO_TOML, manifest};
use crate::cargo_toml;
use crate::failure::Failure;

/// Whether a run that was interrupted can have left this journal. A link or a folder in the place of a file is an
/// error of its own.
pub(super) fn is_trusted(journal: &Journal, root: &Path) -> Result<bool, Failure> {
    let listed = manifest::listed(root)?;
    for (staged, path) in &journal.renames {
        let staged = kind(&root.join(STAGE).join(staged))?;
        let is_file = staged.is_none_or(|kind| kind.is_file());
        if !is_file || !is_written(path) || !may_be_replaced(root, path, &listed)? {
            return Ok(false);
        }
    }
    for path in &journal.removals {
        if !is_written(path) || !may_be_removed(root, path)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the generator writes to a path.
fn is_written(path: &OutputPath) -> bool {
    matches!(path.as_str(), CARGO_TOML | manifest::PATH) || manifest::may_list(path)
}

fn may_be_replaced(root: &Path, path: &OutputPath, listed: &[OutputPath]) -> Result<bool, Failure> {
    let old = path.read(root)?;
    let is_shared = path.as_str() == CARGO_TOML;
    Ok(is_shared || listed.contains(path) || old.is_none_or(|old| may_replace(path, &old)))
}

/// A `Cargo.toml` goes where the run that made it is taken back.
fn may_be_removed(root: &Path, path: &OutputPath) -> Result<bool, Failure> {
    let is_ours = if path.as_str() == CARGO_TOML { cargo_toml::is_as_made } else { manifest::is_generated };
    Ok(path.read(root)?.is_none_or(|old| is_ours(&old)))
}
