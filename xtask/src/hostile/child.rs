//! One document → how the generator ended, how long it took, and how much memory.
//!
//! Invariant: what the generator may have is limited by the system too, so that a fault of it takes no machine down.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Allowance;
use crate::failure::Failure;
use crate::process::{self, End};

/// How much more of the address space than of the memory a process may have: what is never touched costs nothing.
const ADDRESSES: u64 = 2;

/// How one run went.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) end: End,
    pub(super) time: Duration,
    /// The peak of memory in bytes, where the system tells it.
    pub(super) peak: Option<u64>,
    /// The first error that it reported, or else the first line that it said.
    pub(super) said: String,
}

impl Ran {
    /// Whether it was done, or ended with a diagnostic, and took no more than it may.
    pub(super) fn is_well(&self, allowance: Allowance) -> bool {
        let ended = match self.end {
            End::Exit(0) => true,
            End::Exit(1) => self.said.starts_with("error["),
            End::Exit(_) | End::Crash | End::OverTime => false,
        };
        ended && self.peak.is_none_or(|peak| peak <= allowance.memory)
    }
}

/// Generates from a document below a folder.
pub(super) fn run(program: &Path, root: &Path, folder: &Path, allowance: Allowance) -> Result<Ran, Failure> {
    let (out, stdout, stderr) = (folder.join("hostile"), folder.join("stdout"), folder.join("stderr"));
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::io("remove", &out))?;
    }
    let mut command = limited(program, allowance);
    command.arg("codegen").arg("--spec").arg(root).arg("--out").arg(&out);
    let mut peak = None;
    let ended = process::run_watched(&mut command, &stdout, &stderr, allowance.time, &mut |id| {
        // The program goes away at some time, and its peak with it.
        peak = peak_of(id).or(peak);
    })?;
    let said =
        String::from_utf8_lossy(&fs::read(&stderr).map_err(Failure::io("read", &stderr))?).into_owned();
    let _ = fs::remove_dir_all(&out);
    Ok(Ran { end: ended.end, time: ended.time, peak, said: most_telling(&said) })
}

/// A command that runs with a limit of its memory, where there is a shell that can set it.
fn limited(program: &Path, allowance: Allowance) -> Command {
    if cfg!(unix) {
        let mut command = Command::new("sh");
        let kibibytes = allowance.memory.saturating_mul(ADDRESSES) / 1024;
        command
            .args(["-c", "ulimit -c 0; ulimit -v \"$0\"; exec \"$@\"", &kibibytes.to_string()])
            .arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn peak_of(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1024)
}

/// The first error, or else the last line: a summary, or what a process says that breaks down.
fn most_telling(said: &str) -> String {
    let coded = |line: &&str| line.starts_with("error[");
    let line = said.lines().find(coded).or_else(|| said.lines().last()).unwrap_or_default();
    line.to_owned()
}
