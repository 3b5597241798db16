//! `cargo xtask hostile`: documents that would like to be too much, each through the generator in a process of its own.
//!
//! Invariant: whatever becomes of one document, the others get their turn.

mod cases;
mod child;
mod table;
#[cfg(test)]
mod tests;

use std::env;
use std::fs;
use std::path::Path;
use std::time::Duration;

use self::cases::Case;
use self::child::Ran;
use crate::cli::HostileArguments;
use crate::console::{Console, print};
use crate::failure::Failure;
use crate::out_folder::OutFolder;
use crate::progress::Progress;

/// What a document may take.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    time: Duration,
    /// In bytes.
    memory: u64,
}

/// A document that had its turn.
#[derive(Debug)]
struct Tried {
    case: Case,
    /// How large it was asked to be.
    size: usize,
    /// The size of its text in bytes.
    bytes: usize,
    ran: Ran,
}

/// Runs the command. Whether each document ended well, or with a diagnostic, within its allowance.
pub(crate) fn run(arguments: &HostileArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let allowance = Allowance {
        time: Duration::from_secs(arguments.time_limit),
        memory: arguments.memory_limit.saturating_mul(1 << 20),
    };
    let chosen: Vec<Case> =
        cases::all().into_iter().filter(|case| is_chosen(case, &arguments.only)).collect();
    let executable = env::current_exe().map_err(Failure::io("find", Path::new("the running program")))?;
    let out = OutFolder::of(arguments.out.as_deref())?;
    let progress = Progress::steps(console.shows_progress(), chosen.len());
    print(&table::head())?;
    let mut all_well = true;
    for case in chosen {
        progress.step(case.name);
        let size = if arguments.small { case.small } else { case.large };
        let files = (case.files)(size);
        let folder = out.path.join("document");
        write(&folder, &files)?;
        let bytes = files.iter().map(|(_, text)| text.len()).sum();
        let root = folder.join(&files[0].0);
        drop(files);
        let ran = child::run(&executable, &root, &out.path, allowance)?;
        let tried = Tried { case, size, bytes, ran };
        all_well &= tried.ran.is_well(allowance);
        print(&table::row(&tried, allowance))?;
    }
    Ok(all_well)
}

fn is_chosen(case: &Case, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|part| case.name.contains(part))
}

/// Writes a document to a folder that had another one.
fn write(folder: &Path, files: &cases::Files) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(Failure::io("remove", folder))?;
    }
    fs::create_dir_all(folder).map_err(Failure::io("create the folder", folder))?;
    for (path, text) in files {
        let path = folder.join(path);
        fs::write(&path, text).map_err(Failure::io("write", &path))?;
    }
    Ok(())
}
