//! Brings the files of an output folder in line with what was generated.
//!
//! Invariant: the folder holds all old files or all new ones, whatever happens on the way, except between the crash
//! of one run and the start of the next.

mod disk;
mod journal;
mod lock;
mod manifest;
mod path;
mod plan;
#[cfg(test)]
mod tests;
mod transaction;
mod trust;

use std::fs;
use std::io;
use std::path::Path;

use codegen::{Dependency, GeneratedFile, OptionalFeature};

use self::disk::{Disk, Hook};
use self::journal::{Journal, STAGE};
use self::lock::Lock;
pub(crate) use self::path::is_reserved;
pub(crate) use self::plan::Plan;
pub(crate) use self::transaction::Recovery;
use crate::failure::Failure;

/// Where the manifest of the output crate stands in its folder.
const CARGO_TOML: &str = "Cargo.toml";

/// What `Cargo.toml` of the output crate should hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WantedCargoToml<'a> {
    /// The name of the package, if one was asked for.
    pub(crate) crate_name: Option<&'a str>,
    /// The dependencies of the generated code.
    pub(crate) dependencies: &'a [Dependency],
    /// The Cargo features of the generated code, sorted.
    pub(crate) features: &'a [String],
    /// Those that are off by default, sorted by name.
    pub(crate) optional_features: &'a [OptionalFeature],
}

/// What may come up on the way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Event {
    /// Another run writes to the folder; this one waits for it.
    Waiting,
    /// An interrupted run was put in order.
    Recovered(Recovery),
}

/// Puts a folder in order if an earlier run was interrupted there.
pub(crate) fn recover(root: &Path, tell: &mut dyn FnMut(Event)) -> Result<(), Failure> {
    if !root.join(STAGE).is_dir() {
        return Ok(());
    }
    let _lock = Lock::exclusive(root, &mut || tell(Event::Waiting))?;
    recover_locked(&mut Disk::new(&mut |_| Ok(())), root, tell)
}

/// Writes the files whose bytes differ and removes those that are no longer generated.
pub(crate) fn write(
    root: &Path,
    files: &[GeneratedFile],
    cargo_toml: &WantedCargoToml<'_>,
    tell: &mut dyn FnMut(Event),
) -> Result<Plan, Failure> {
    write_with(&mut |_| Ok(()), root, files, cargo_toml, tell)
}

/// [`write()`], with a hook that runs before each effect.
fn write_with(
    before: Hook<'_>,
    root: &Path,
    files: &[GeneratedFile],
    cargo_toml: &WantedCargoToml<'_>,
    tell: &mut dyn FnMut(Event),
) -> Result<Plan, Failure> {
    let made = make_root(root)?;
    let written = write_locked(&mut Disk::new(before), root, files, cargo_toml, tell);
    if made && written.is_err() {
        // Only goes away if nothing is in it.
        let _ = fs::remove_dir(root);
    }
    written
}

fn write_locked(
    disk: &mut Disk<'_>,
    root: &Path,
    files: &[GeneratedFile],
    cargo_toml: &WantedCargoToml<'_>,
    tell: &mut dyn FnMut(Event),
) -> Result<Plan, Failure> {
    let _lock = Lock::exclusive(root, &mut || tell(Event::Waiting))?;
    recover_locked(disk, root, tell)?;
    let plan = Plan::new(root, files, cargo_toml)?;
    if !plan.is_empty() {
        transaction::commit(disk, root, &plan)?;
    }
    Ok(plan)
}

/// What [`write()`] would change. `None` if an interrupted run has to be put in order before that can be said.
pub(crate) fn compare(
    root: &Path,
    files: &[GeneratedFile],
    cargo_toml: &WantedCargoToml<'_>,
    tell: &mut dyn FnMut(Event),
) -> Result<Option<Plan>, Failure> {
    let _lock = match path::kind(root)? {
        Some(_) => Lock::shared(root, &mut || tell(Event::Waiting))?,
        None => None,
    };
    if Journal::read(root)?.is_some() {
        return Ok(None);
    }
    Plan::new(root, files, cargo_toml).map(Some)
}

fn recover_locked(disk: &mut Disk<'_>, root: &Path, tell: &mut dyn FnMut(Event)) -> Result<(), Failure> {
    match transaction::recover(disk, root)? {
        Recovery::Nothing => {}
        recovery => tell(Event::Recovered(recovery)),
    }
    Ok(())
}

/// Makes the output folder, and says whether it was not there.
fn make_root(root: &Path) -> Result<bool, Failure> {
    match fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => Ok(false),
        Ok(_) => Err(Failure::InTheWay { path: root.to_owned(), wanted: "folder" }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(root).map_err(Failure::io("create the folder", root))?;
            Ok(true)
        }
        Err(error) => Err(Failure::io("look at", root)(error)),
    }
}
