//! Programs → executables.
//!
//! Invariant: a group whose models do not compile is a fault of that group; the others are compiled without it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::Trial;
use super::bundle::{Bundle, group_of};
use super::outcome::Fault;
use crate::failure::Failure;
use crate::process::{self, End};

/// How many programs are compiled at the same time: each takes some hundred megabytes.
const JOBS: &str = "2";

/// Builds all programs, and gives their executables by the names of their crates.
pub(super) fn run(
    out: &Path,
    bundles: &mut [Bundle],
    trials: &mut [Trial<'_>],
    limit: Duration,
) -> Result<BTreeMap<String, PathBuf>, Failure> {
    if bundles.is_empty() {
        return Ok(BTreeMap::new());
    }
    loop {
        let (end, said, messages) = cargo(out, limit)?;
        let said = Said::read(&said);
        if end == End::Exit(0) {
            return Ok(said.executables);
        }
        if said.broken.is_empty() {
            let lines = messages.lines().skip_while(|line| !line.starts_with("error")).take(6);
            return Err(Failure::NotBuilt { said: lines.collect::<Vec<_>>().join(" ") });
        }
        for (index, message) in said.broken {
            trials[index].fault = Some(Fault::NotCompiled(message));
        }
        for bundle in bundles.iter_mut() {
            bundle.retain_sound(trials)?;
        }
    }
}

fn cargo(out: &Path, limit: Duration) -> Result<(End, String, String), Failure> {
    let (stdout, stderr) = (out.join("build.out"), out.join("build.err"));
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--workspace", "--keep-going", "--message-format=json", "--jobs", JOBS]);
    command.arg("--manifest-path").arg(out.join("Cargo.toml")).arg("--target-dir").arg(out.join("target"));
    command
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TERM_COLOR", "never");
    let end = process::run(&mut command, &stdout, &stderr, limit)?.end;
    let read = |path: &Path| fs::read_to_string(path).map_err(Failure::io("read", path));
    Ok((end, read(&stdout)?, read(&stderr)?))
}

/// What Cargo said.
#[derive(Debug, Default)]
struct Said {
    executables: BTreeMap<String, PathBuf>,
    /// The groups that do not compile, each with the first error.
    broken: BTreeMap<usize, String>,
}

impl Said {
    fn read(lines: &str) -> Self {
        let mut said = Self::default();
        for line in lines.lines() {
            let Ok(value) = serde_json::from_str::<Value>(line) else { continue };
            match value["reason"].as_str() {
                Some("compiler-artifact") => {
                    if let (Some(name), Some(path)) =
                        (value["target"]["name"].as_str(), value["executable"].as_str())
                    {
                        said.executables.insert(name.to_owned(), path.into());
                    }
                }
                Some("compiler-message") if value["message"]["level"] == "error" => {
                    said.error(&value["message"]);
                }
                _ => {}
            }
        }
        said
    }

    fn error(&mut self, message: &Value) {
        let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        let text = message["message"].as_str().unwrap_or_default();
        for group in spans.iter().filter_map(|span| group_of(span["file_name"].as_str()?)) {
            self.broken.entry(group).or_insert_with(|| text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_are_those_of_a_group() {
        let error = |file: &str, level: &str| {
            let message = json!({ "level": level, "message": "words", "spans": [{ "file_name": file }] });
            json!({ "reason": "compiler-message", "message": message }).to_string()
        };
        let artifact = json!({
            "reason": "compiler-artifact", "target": { "name": "bundle-1" }, "executable": "/target/bundle-1",
        });
        let lines = [
            error("bundle-0/src/group_4/models/a.rs", "error"),
            error("bundle-0/src/group_5/models/a.rs", "warning"),
            error("bundle-0/src/main.rs", "error"),
            artifact.to_string(),
        ];
        let said = Said::read(&lines.join("\n"));
        assert_eq!(said.broken, BTreeMap::from([(4, "words".to_owned())]));
        assert_eq!(said.executables, BTreeMap::from([("bundle-1".to_owned(), "/target/bundle-1".into())]));
    }
}
