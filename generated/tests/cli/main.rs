//! The command line, as a program that runs.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

mod check;
mod completions;
mod echo;
mod help;
mod secrets;
mod send;
#[path = "../clients/server.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod server;
mod trouble;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The secret of all bodies.
const SECRET: &str = "s3cr3t-value";

/// A token.
const TOKEN: &str = "t0ken-value";

/// A group that may be one.
const GROUP: &str = "32b6e34b3d91647abb20e7b8";

/// The operation.
const UPDATE: &[&str] = &["third-party-integrations", "update-group-integration", "--group-id", GROUP];

/// How a run of the program has ended.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    /// The whole as text, for snapshots.
    fn shown(&self) -> String {
        let Self { status, out, err } = self;
        format!("status {status}\n--- out\n{out}--- err\n{err}")
    }
}

/// Runs the program with these words, in an environment that has only these variables.
fn run(words: &[&str], variables: &[(&str, &str)], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_generated"))
        .args(words)
        .env_clear()
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who does not want it does not read it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// The same in an empty environment.
fn plain(words: &[&str]) -> Run {
    run(words, &[], "")
}

/// The operation with more words.
fn update(words: &[&str]) -> Run {
    plain(&[UPDATE, words].concat())
}

/// A file with this text and, where there is one, this mode.
fn file(name: &str, text: &str, mode: u32) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{name}", std::process::id()));
    fs::write(&path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let _ = mode;
    path.to_str().unwrap().to_owned()
}
