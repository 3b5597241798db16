//! Executables → a line for each instance.
//!
//! Invariant: an instance that crashes its program, or never ends, is a fault of that instance; the program is started
//! again after it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::process::{self, End};

/// Why there is no line for an instance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Broken {
    /// The program crashes.
    Crashes,
    /// It takes too long.
    Hangs,
}

impl Broken {
    /// In words.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Crashes => "crashes",
            Self::Hangs => "takes too long",
        }
    }
}

/// Runs a program on so many instances of a file.
pub(crate) fn execute(
    executable: &Path,
    instances: &Path,
    wanted: usize,
    out: &Path,
    limit: Duration,
) -> Result<Vec<Result<String, Broken>>, Failure> {
    let mut lines: Vec<Result<String, Broken>> = Vec::new();
    while lines.len() < wanted {
        let (stdout, stderr) = (out.join("run.out"), out.join("run.err"));
        let mut command = Command::new(executable);
        command.arg(instances).arg(lines.len().to_string());
        let end = process::run(&mut command, &stdout, &stderr, limit)?.end;
        let said = fs::read_to_string(&stdout).map_err(Failure::io("read", &stdout))?;
        // A line that was not finished is none.
        lines.extend(
            said.split_inclusive('\n')
                .filter_map(|line| line.strip_suffix('\n'))
                .map(|line| Ok(line.to_owned())),
        );
        if lines.len() < wanted {
            lines.push(Err(if end == End::OverTime { Broken::Hangs } else { Broken::Crashes }));
        }
    }
    Ok(lines)
}
