//! Runs a program with its output in files and a limit of time.
//!
//! Invariant: when a program was stopped, so were the programs that it started (where `/proc` tells which).

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// How often a running program is looked at, at most and at least.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(20));

/// How a program ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum End {
    /// With an exit status.
    Exit(i32),
    /// Otherwise: by a signal.
    Crash,
    /// It was stopped because it ran for too long.
    OverTime,
}

/// A program that has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    /// How.
    pub(crate) end: End,
    /// How long it ran.
    pub(crate) time: Duration,
}

/// Runs a program to its end, or to the limit.
pub(crate) fn run(
    command: &mut Command,
    stdout: &Path,
    stderr: &Path,
    limit: Duration,
) -> Result<Ended, Failure> {
    run_watched(command, stdout, stderr, limit, &mut |_| ())
}

/// [`run`], with somebody who looks at the program from time to time: `watch` gets its id.
pub(crate) fn run_watched(
    command: &mut Command,
    stdout: &Path,
    stderr: &Path,
    limit: Duration,
    watch: &mut dyn FnMut(u32),
) -> Result<Ended, Failure> {
    let create = |path: &Path| File::create(path).map_err(Failure::io("write", path));
    command.stdin(Stdio::null()).stdout(create(stdout)?).stderr(create(stderr)?);
    let program = command.get_program().to_owned();
    let failure = |error| Failure::io("run", Path::new(&program))(error);
    let start = Instant::now();
    let mut child = command.spawn().map_err(failure)?;
    let mut pause = PAUSES.0;
    loop {
        watch(child.id());
        if let Some(status) = child.try_wait().map_err(failure)? {
            return Ok(Ended { end: end(status), time: start.elapsed() });
        }
        if start.elapsed() >= limit {
            stop(&mut child);
            return Ok(Ended { end: End::OverTime, time: start.elapsed() });
        }
        thread::sleep(pause);
        pause = (pause * 2).min(PAUSES.1);
    }
}

fn end(status: ExitStatus) -> End {
    status.code().map_or(End::Crash, End::Exit)
}

/// Stops a program and what it started.
///
/// Nothing can be done about a program that can not be stopped, so errors are passed over.
fn stop(child: &mut Child) {
    let descendants = descendants(child.id());
    let _ = child.kill();
    let _ = child.wait();
    if !descendants.is_empty() {
        let mut kill = Command::new("kill");
        kill.arg("-KILL").args(descendants.iter().map(u32::to_string));
        let _ = kill.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn descendants(id: u32) -> Vec<u32> {
    let mut found = vec![id];
    let mut at = 0;
    while let Some(id) = found.get(at) {
        for task in fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        at += 1;
    }
    found.split_off(1)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> (End, String) {
        let folder = tempfile::tempdir().unwrap();
        let (stdout, stderr) = (folder.path().join("out"), folder.path().join("err"));
        let ended = run(Command::new("sh").args(["-c", script]), &stdout, &stderr, limit).unwrap();
        (ended.end, fs::read_to_string(stdout).unwrap())
    }

    #[test]
    fn the_end_of_a_program_is_told() {
        let long = Duration::from_secs(60);
        assert_eq!(shell("echo hello; exit 3", long), (End::Exit(3), "hello\n".into()));
        assert_eq!(shell("kill -KILL $$", long).0, End::Crash);
    }

    #[test]
    fn a_program_that_hangs_is_stopped_with_what_it_started() {
        let (end, said) = shell("sleep 600 & echo $!; wait", Duration::from_millis(300));
        assert_eq!(end, End::OverTime);
        let status = Path::new("/proc").join(said.trim()).join("status");
        let gone = |text: String| text.contains("State:\tZ");
        for _ in 0..100 {
            if fs::read_to_string(&status).map_or(true, gone) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{said} still runs");
    }
}
