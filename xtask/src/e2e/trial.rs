//! A program of tests → how it went.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use super::leash::Leashed;
use crate::failure::Failure;
use crate::target::workspace;

/// How a program of tests went.
#[derive(Debug)]
pub(crate) struct Trial {
    /// Its name.
    pub(crate) name: &'static str,
    /// How many tests passed and failed; none if it did not say.
    pub(crate) counts: Option<(usize, usize)>,
    /// Whether all is well with it.
    pub(crate) is_fine: bool,
    /// How long it took.
    pub(crate) time: Duration,
    /// What it said.
    pub(crate) said: String,
}

/// Compiles all of them. Gives what the compiler says where it can not.
pub(crate) fn build(out: &Path, limit: Duration) -> Result<Option<String>, Failure> {
    let (status, said) = cargo(out, "build", &["--no-run", "--tests"], &[], limit)?;
    match status {
        Some(status) => Ok((!status.success()).then_some(said)),
        None => Err(Failure::NotBuilt { said: String::new() }),
    }
}

/// Runs one of them, with the addresses of the servers.
pub(crate) fn run(
    out: &Path,
    name: &'static str,
    variables: &[(String, String)],
    limit: Duration,
) -> Result<Trial, Failure> {
    let start = Instant::now();
    let (status, mut said) = cargo(out, name, &["--no-fail-fast", "--test", name], variables, limit)?;
    if status.is_none() {
        said += "\nit took too long\n";
    }
    let is_fine = status.is_some_and(|status| status.success());
    Ok(Trial { name, counts: counts(&said), is_fine, time: start.elapsed(), said })
}

fn cargo(
    out: &Path,
    log: &str,
    arguments: &[&str],
    variables: &[(String, String)],
    limit: Duration,
) -> Result<(Option<ExitStatus>, String), Failure> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["test", "--quiet"]).args(arguments).arg("--manifest-path").arg(out.join("Cargo.toml"));
    // What the tests of this workspace have compiled serves here too.
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.arg("--target-dir").arg(workspace().join("target"));
    }
    command.env("CARGO_TERM_COLOR", "never").env("RUST_BACKTRACE", "0");
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let logs = out.join("logs");
    let (stdout, stderr) = (logs.join(format!("{log}.out")), logs.join(format!("{log}.err")));
    let status = Leashed::start(&command, &stdout, &stderr)?.finish(limit);
    let said = [stderr, stdout].map(|path| fs::read_to_string(path).unwrap_or_default()).concat();
    Ok((status, said))
}

/// `test result: ok. 12 passed; 0 failed; …`
fn counts(said: &str) -> Option<(usize, usize)> {
    let (_, line) = said.split_once("test result: ")?;
    let count = |word: &str| line.split_once(word)?.0.trim_end().rsplit(' ').next()?.parse().ok();
    Some((count("passed")?, count("failed")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_of_a_program_is_read() {
        let said = "running 3 tests\n..F\nfailures:\n\ntest result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured\n";
        assert_eq!(counts(said), Some((12, 1)));
        assert_eq!(counts("error: could not compile"), None);
    }
}
