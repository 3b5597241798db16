//! Executables → verdicts.
//!
//! Invariant: an instance that crashes its program, or never ends, is a fault of that instance; the program is started
//! again after it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Trial;
use super::bundle::Bundle;
use super::outcome::Verdict;
use crate::failure::Failure;
use crate::process::{self, End};

/// How long a program may take for all its instances. Each takes microseconds.
const LIMIT: Duration = Duration::from_secs(30);

/// Runs a program on all its instances.
pub(super) fn run(
    executable: &Path,
    bundle: &Bundle,
    trials: &mut [Trial<'_>],
    out: &Path,
) -> Result<(), Failure> {
    let wanted: usize = bundle.groups.iter().map(|&index| trials[index].group.tests.len()).sum();
    let mut verdicts: Vec<Verdict> = Vec::new();
    while verdicts.len() < wanted {
        let (stdout, stderr) = (out.join("run.out"), out.join("run.err"));
        let mut command = Command::new(executable);
        command.arg(bundle.instances()).arg(verdicts.len().to_string());
        let end = process::run(&mut command, &stdout, &stderr, LIMIT)?.end;
        let said = fs::read_to_string(&stdout).map_err(Failure::io("read", &stdout))?;
        verdicts.extend(said.lines().map_while(verdict));
        if verdicts.len() < wanted {
            let words = if end == End::OverTime { "takes too long" } else { "crashes" };
            verdicts.push(Verdict::Broken(words.to_owned()));
        }
    }
    let mut verdicts = verdicts.into_iter();
    for &index in &bundle.groups {
        let count = trials[index].group.tests.len();
        trials[index].verdicts = verdicts.by_ref().take(count).collect();
    }
    Ok(())
}

fn verdict(line: &str) -> Option<Verdict> {
    let (kind, reason): (String, String) = serde_json::from_str(line).ok()?;
    Some(match kind.as_str() {
        "valid" => Verdict::Valid,
        "unreadable" => Verdict::Unreadable(reason),
        "invalid" => Verdict::Invalid(reason),
        _ => Verdict::Broken("panics".to_owned()),
    })
}
