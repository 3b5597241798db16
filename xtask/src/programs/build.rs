//! Programs → executables.
//!
//! Invariant: what does not compile is told by the modules that it is in; the other programs are built all the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::number_of;
use crate::failure::Failure;
use crate::process::{self, End};

/// How many programs are compiled at the same time: each takes some hundred megabytes.
const JOBS: &str = "2";

/// What became of the programs of a folder.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// Whether all of them are built.
    pub(crate) is_done: bool,
    /// The executables, by the names of their crates.
    pub(crate) executables: BTreeMap<String, PathBuf>,
    /// The numbers of the modules that do not compile, each with the first error.
    pub(crate) broken: BTreeMap<usize, String>,
    /// What Cargo said where it failed; nothing if it was stopped.
    pub(crate) reason: String,
}

/// Builds all programs of a folder.
pub(crate) fn build(out: &Path, limit: Duration) -> Result<Built, Failure> {
    let (end, said, messages) = cargo(out, limit)?;
    let mut built = Built::read(&said);
    built.is_done = end == End::Exit(0);
    if !built.is_done {
        let lines = messages.lines().skip_while(|line| !line.starts_with("error")).take(6);
        built.reason = lines.collect::<Vec<_>>().join(" ");
    }
    Ok(built)
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

impl Built {
    fn read(lines: &str) -> Self {
        let mut built = Self::default();
        for line in lines.lines() {
            let Ok(value) = serde_json::from_str::<Value>(line) else { continue };
            match value["reason"].as_str() {
                Some("compiler-artifact") => {
                    if let (Some(name), Some(path)) =
                        (value["target"]["name"].as_str(), value["executable"].as_str())
                    {
                        built.executables.insert(name.to_owned(), path.into());
                    }
                }
                Some("compiler-message") if value["message"]["level"] == "error" => {
                    built.error(&value["message"]);
                }
                _ => {}
            }
        }
        built
    }

    fn error(&mut self, message: &Value) {
        let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
        let text = message["message"].as_str().unwrap_or_default();
        for number in spans.iter().filter_map(|span| number_of(span["file_name"].as_str()?)) {
            self.broken.entry(number).or_insert_with(|| text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn errors_are_those_of_a_module() {
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
        let built = Built::read(&lines.join("\n"));
        assert_eq!(built.broken, BTreeMap::from([(4, "words".to_owned())]));
        assert_eq!(built.executables, BTreeMap::from([("bundle-1".to_owned(), "/target/bundle-1".into())]));
    }
}
