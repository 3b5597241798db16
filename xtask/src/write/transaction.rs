//! Makes all changes of a plan or none of them.
//!
//! Invariant: before the journal is there, no old file has been touched; once it is there, everything it needs is
//! in the staging folder. So a run that is killed leaves either rubbish to remove or a promise to keep.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::journal::{Journal, STAGE};
use super::path::OutputPath;
use super::plan::Plan;
use crate::failure::Failure;

/// What had to be done about an interrupted run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Recovery {
    /// Nothing: there was none.
    Nothing,
    /// It had not touched the output yet; its preparations are gone.
    RolledBack,
    /// It had begun to change the output; its changes are complete.
    Completed,
}

/// Puts the output folder in order after an interrupted run.
pub(crate) fn recover(disk: &mut Disk<'_>, root: &Path) -> Result<Recovery, Failure> {
    let Some(journal) = Journal::read(root)? else {
        let rubbish = root.join(STAGE).is_dir();
        disk.remove_folder(&root.join(STAGE))?;
        return Ok(if rubbish { Recovery::RolledBack } else { Recovery::Nothing });
    };
    journal.apply(disk, root)?;
    Journal::remove(disk, root)?;
    disk.remove_folder(&root.join(STAGE))?;
    Ok(Recovery::Completed)
}

/// Makes the changes of a plan. If that fails, the old files are all there as they were.
pub(crate) fn commit(disk: &mut Disk<'_>, root: &Path, plan: &Plan) -> Result<(), Failure> {
    let (journal, undo) = prepare(disk, root, plan).inspect_err(|_| discard(disk, root))?;
    // Writing the journal may fail after it got its name, so from here on even a failure has to be undone.
    let done = journal
        .write(disk, root)
        .and_then(|()| journal.apply(disk, root))
        .and_then(|()| Journal::remove(disk, root));
    if let Err(cause) = done {
        let undone = undo
            .write(disk, root)
            .and_then(|()| undo.apply(disk, root))
            .and_then(|()| Journal::remove(disk, root));
        if undone.is_err() {
            return Err(Failure::HalfWay { folder: root.to_owned(), cause: Box::new(cause) });
        }
        discard(disk, root);
        return Err(cause);
    }
    discard(disk, root);
    Ok(())
}

/// What stays behind in the staging folder without a journal is removed by the next run.
fn discard(disk: &mut Disk<'_>, root: &Path) {
    let _ = disk.remove_folder(&root.join(STAGE));
}

/// Stages the new files and second names of the old ones. Gives what to do, and how to undo it.
fn prepare(disk: &mut Disk<'_>, root: &Path, plan: &Plan) -> Result<(Journal, Journal), Failure> {
    let mut staging = Staging { disk, root, stage: root.join(STAGE), count: 0, undo: Journal::default() };
    staging.disk.create_folder(&staging.stage)?;
    let mut journal = Journal::default();
    let mut written = Vec::new();
    for change in &plan.changes {
        let name = staging.add(&change.path, change.old.is_some(), &change.new)?;
        written.push(staging.stage.join(&name));
        journal.renames.push((name, change.path.clone()));
    }
    staging.disk.sync(&staging.stage, &written)?;
    // Only now, because a file that can not be written to can not be waited for either.
    for (change, staged) in plan.changes.iter().zip(&written) {
        if change.old.is_some() {
            staging.disk.copy_permissions(&change.path.below(staging.root), staged)?;
        }
    }
    for leftover in &plan.leftovers {
        staging.keep(&leftover.path)?;
        journal.removals.push(leftover.path.clone());
    }
    Ok((journal, staging.undo))
}

struct Staging<'d, 'h> {
    disk: &'d mut Disk<'h>,
    root: &'d Path,
    stage: PathBuf,
    count: usize,
    undo: Journal,
}

impl Staging<'_, '_> {
    fn add(&mut self, path: &OutputPath, replaces: bool, bytes: &[u8]) -> Result<String, Failure> {
        let name = format!("new-{}", self.count);
        self.disk.write(&self.stage.join(&name), bytes)?;
        if replaces {
            self.keep(path)?;
        } else {
            self.count += 1;
            self.undo.removals.push(path.clone());
        }
        Ok(name)
    }

    fn keep(&mut self, path: &OutputPath) -> Result<(), Failure> {
        let name = format!("old-{}", self.count);
        self.disk.link(&path.below(self.root), &self.stage.join(&name))?;
        self.count += 1;
        self.undo.renames.push((name, path.clone()));
        Ok(())
    }
}
