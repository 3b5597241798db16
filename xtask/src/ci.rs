//! `cargo xtask ci`: runs `.ci/run`, which has the steps.
//!
//! Invariant: what is run is what decides whether a change lands, and nothing else.

use std::path::Path;
use std::process::Command;

use codegen::suggest::nearest;

use crate::cli::CiArguments;
use crate::console;
use crate::failure::Failure;
use crate::target::workspace;

/// Runs the command. Whether every step has passed.
pub(crate) fn run(arguments: &CiArguments) -> Result<bool, Failure> {
    let script = workspace().join(".ci/run");
    let steps = steps(&script)?;
    if arguments.list {
        console::print(&format!("{}\n", steps.join("\n")))?;
        return Ok(true);
    }
    let mut command = bash(&script);
    if let Some(step) = &arguments.from {
        if !steps.contains(step) {
            let near = nearest(step, steps.iter().map(String::as_str)).map(str::to_owned);
            return Err(Failure::UnknownStep { step: step.clone(), near, known: steps });
        }
        command.args(["--from", step]);
    }
    let status = command.status().map_err(|_| NO_BASH)?;
    Ok(status.success())
}

const NO_BASH: Failure = Failure::NoProgram { program: "bash", what: "Bash, which `.ci/run` is written for" };

/// The names of the steps, as the script tells them.
fn steps(script: &Path) -> Result<Vec<String>, Failure> {
    let output = bash(script).arg("--list").output().map_err(|_| NO_BASH)?;
    if !output.status.success() {
        return Err(Failure::BadScript { path: script.to_owned() });
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// The script, in the environment that it has outside of Cargo: what Cargo says of this package is not about others.
fn bash(script: &Path) -> Command {
    let mut command = Command::new("bash");
    command.arg(script);
    let of_package = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"];
    for (name, _) in std::env::vars_os() {
        if of_package.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}
