//! The models of many groups → a few programs that judge instances with them, so that the runtime is compiled once per
//! program and not once per group.
//!
//! Invariant: a group whose models do not compile is a fault of that group; the others are compiled without it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codegen::Output;
use serde_json::json;

use super::Trial;
use super::outcome::{Fault, Verdict};
use crate::failure::Failure;
use crate::programs::{self, Program, module, module_item};

/// How many groups a program has.
const GROUPS: usize = 80;
/// How long a program may take for all its instances. Each takes microseconds.
const LIMIT: Duration = Duration::from_secs(30);
const PROGRAM: &str = include_str!("program.rs");

/// A program with its groups.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The program.
    pub(super) program: Program,
    /// Its groups, as indices of trials.
    groups: Vec<usize>,
}

/// Writes the workspace of all programs.
pub(super) fn write(out: &Path, trials: &[Trial<'_>]) -> Result<Vec<Bundle>, Failure> {
    let with_models: Vec<usize> = (0..trials.len()).filter(|&index| trials[index].fault.is_none()).collect();
    let groups: Vec<Vec<usize>> = with_models.chunks(GROUPS).map(<[usize]>::to_vec).collect();
    let names: Vec<String> = (0..groups.len()).map(|index| format!("bundle-{index}")).collect();
    let programs = programs::prepare(out, "conformance", &names)?;
    let bundles: Vec<Bundle> =
        programs.into_iter().zip(groups).map(|(program, groups)| Bundle { program, groups }).collect();
    bundles.iter().try_for_each(|bundle| bundle.write(trials))?;
    Ok(bundles)
}

/// Builds all programs, and gives their executables by the names of their crates.
pub(super) fn build(
    out: &Path,
    bundles: &mut [Bundle],
    trials: &mut [Trial<'_>],
    limit: Duration,
) -> Result<BTreeMap<String, PathBuf>, Failure> {
    if bundles.is_empty() {
        return Ok(BTreeMap::new());
    }
    loop {
        let built = programs::build(out, limit)?;
        if built.is_done {
            return Ok(built.executables);
        }
        if built.broken.is_empty() {
            return Err(Failure::NotBuilt { said: built.reason });
        }
        for (index, message) in built.broken {
            trials[index].fault = Some(Fault::NotCompiled(message));
        }
        for bundle in bundles.iter_mut() {
            bundle.groups.retain(|&index| trials[index].fault.is_none());
            bundle.write_program(trials)?;
        }
    }
}

impl Bundle {
    fn write(&self, trials: &[Trial<'_>]) -> Result<(), Failure> {
        let outputs: Vec<&Output> = self.groups.iter().map(|&index| &trials[index].output).collect();
        self.program.start(&outputs)?;
        for &index in &self.groups {
            self.program.add_models(index, &trials[index].output)?;
        }
        self.write_program(trials)
    }

    /// Writes what calls the models, and what it reads.
    fn write_program(&self, trials: &[Trial<'_>]) -> Result<(), Failure> {
        let (mut rest, mut arms, mut instances) = (String::new(), String::new(), String::new());
        for &index in &self.groups {
            rest += &module_item(index, &trials[index].output);
            // Writing to a string does not fail.
            let _ = writeln!(arms, "        {index} => judge::<{}::models::Subject>,", module(index));
            for test in &trials[index].group.tests {
                let instance = format!(r#"{{"value": {}}}"#, test.instance);
                let _ = writeln!(instances, "{}", json!([index, instance]));
            }
        }
        let _ = write!(
            rest,
            "\nfn judge_of(group: usize) -> fn(&str) -> (&'static str, String) {{\n    match group {{\n{arms}        \
             _ => unreachable!(\"the file names groups of this program\"),\n    }}\n}}\n"
        );
        self.program.write(PROGRAM, &rest, &instances)
    }

    /// Runs the program on all instances.
    pub(super) fn run(&self, executable: &Path, trials: &mut [Trial<'_>], out: &Path) -> Result<(), Failure> {
        let wanted = self.groups.iter().map(|&index| trials[index].group.tests.len()).sum();
        let lines = programs::execute(executable, &self.program.instances(), wanted, out, LIMIT)?;
        let mut verdicts = lines.iter().map(|line| match line {
            Ok(line) => verdict(line),
            Err(broken) => Verdict::Broken(broken.as_str().to_owned()),
        });
        for &index in &self.groups {
            let count = trials[index].group.tests.len();
            trials[index].verdicts = verdicts.by_ref().take(count).collect();
        }
        Ok(())
    }
}

fn verdict(line: &str) -> Verdict {
    let (kind, reason): (String, String) = serde_json::from_str(line).unwrap_or_default();
    match kind.as_str() {
        "valid" => Verdict::Valid,
        "unreadable" => Verdict::Unreadable(reason),
        "invalid" => Verdict::Invalid(reason),
        _ => Verdict::Broken("panics".to_owned()),
    }
}
