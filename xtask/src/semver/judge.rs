//! Two documents → two crates → what cargo-semver-checks says of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use codegen::diff::Step;

use crate::cli::{CodegenArguments, MessageFormat};
use crate::codegen_command;
use crate::console::Console;
use crate::failure::Failure;
use crate::process::{self, End};
use crate::target::workspace;

/// What is the same for all pairs.
pub(super) struct Judge<'a> {
    /// The folder of all crates.
    pub(super) out: &'a Path,
    /// The program.
    pub(super) program: &'a Path,
    /// How long it may take.
    pub(super) limit: Duration,
}

/// What the judge says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    /// The version that it asks for, with the names of the checks that failed.
    Step(Step, Vec<String>),
    /// Nothing, for this reason.
    Nothing(String),
}

/// The manifest of a crate that is in no workspace but its own.
const CARGO_TOML: &str = "\
[package]
name = \"pair\"
version = \"1.0.0\"
edition = \"2024\"
publish = false

[workspace]
";

impl Judge<'_> {
    /// Writes a crate for a document: in the folder of this name.
    pub(super) fn write(&self, name: &str, document: &str) -> Result<PathBuf, Failure> {
        let folder = self.out.join(name);
        let package = folder.join("package");
        fs::create_dir_all(&package).map_err(Failure::io("create the folder", &package))?;
        let put = |path: &Path, text: &str| fs::write(path, text).map_err(Failure::io("write", path));
        let spec = folder.join("document.yaml");
        put(&spec, document)?;
        put(&package.join("Cargo.toml"), CARGO_TOML)?;
        let lock = package.join("Cargo.lock");
        fs::copy(workspace().join("Cargo.lock"), &lock).map_err(Failure::io("write", &lock))?;
        let arguments =
            CodegenArguments { spec: Some(spec), out: Some(package.clone()), ..CodegenArguments::default() };
        let mut said = Vec::new();
        let mut console = Console::to(&mut said, MessageFormat::Human);
        // A document with an error has no output, which the judge finds out.
        codegen_command::run(&arguments, &mut console, codegen::generate_from)?;
        Ok(package)
    }

    /// Asks what became of the crate in the first folder, when it became that in the second.
    pub(super) fn ask(&self, old: &Path, new: &Path) -> Result<Verdict, Failure> {
        let log = |name: &str| new.with_file_name(name);
        let mut command = Command::new(self.program);
        command.args(["semver-checks", "check-release", "--release-type", "patch", "--default-features"]);
        command.arg("--manifest-path").arg(new.join("Cargo.toml")).arg("--baseline-root").arg(old);
        command.env("CARGO_TARGET_DIR", self.out.join("target")).env("CARGO_TERM_COLOR", "never");
        let (stdout, stderr) = (log("semver.out"), log("semver.err"));
        let end = process::run(&mut command, &stdout, &stderr, self.limit)?.end;
        let read = |path: &Path| fs::read_to_string(path).map_err(Failure::io("read", path));
        Ok(verdict(end, &read(&stdout)?, &read(&stderr)?))
    }
}

/// What a report says.
fn verdict(end: End, report: &str, progress: &str) -> Verdict {
    let failed = report.lines().filter_map(|line| line.strip_prefix("--- failure "));
    let checks = failed.filter_map(|line| line.split(':').next().map(str::to_owned)).collect();
    let summary = progress.lines().find_map(|line| line.trim_start().strip_prefix("Summary "));
    match (end, summary) {
        (_, Some(summary)) if summary.contains("requires new major version") => {
            Verdict::Step(Step::Major, checks)
        }
        (_, Some(summary)) if summary.contains("requires new minor version") => {
            Verdict::Step(Step::Minor, checks)
        }
        (End::Exit(0), _) => Verdict::Step(Step::Nothing, checks),
        (End::OverTime, _) => Verdict::Nothing("it took too long".to_owned()),
        _ => {
            let said = progress.lines().find(|line| line.starts_with("error"));
            Verdict::Nothing(said.unwrap_or("it failed").to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let report = "\n--- failure struct_missing: pub struct removed or renamed ---\n\nDescription:\n";
        let summary =
            |step: &str| format!("  Checked [0.1s]\n     Summary semver requires new {step} version: 1\n");
        let checks = vec!["struct_missing".to_owned()];
        for (end, report, progress, expected) in [
            (End::Exit(100), report, summary("major"), Verdict::Step(Step::Major, checks.clone())),
            (End::Exit(100), report, summary("minor"), Verdict::Step(Step::Minor, checks)),
            (End::Exit(0), "", String::new(), Verdict::Step(Step::Nothing, Vec::new())),
            (
                End::Exit(1),
                "",
                "error: no such file\n".into(),
                Verdict::Nothing("error: no such file".into()),
            ),
            (End::OverTime, "", String::new(), Verdict::Nothing("it took too long".into())),
        ] {
            assert_eq!(verdict(end, report, &progress), expected);
        }
    }
}
