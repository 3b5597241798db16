//! Programs that do not outlive this one.
//!
//! Each runs in a process group of its own, below a shell that listens to a pipe whose other end is here. When that is
//! closed, whatever the reason, the shell's listener kills the group: also when this process panics, is interrupted or is
//! killed, which no handler of its own could promise.
//!
//! Invariant: what was started here is gone when its value is dropped, or soon after this process has ended.

use std::fs::File;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// `wait` gives the program's own exit status.
const SCRIPT: &str = r#"
exec 3<&0 </dev/null
"$@" 3<&- &
program=$!
{ cat <&3 >/dev/null; kill -KILL 0; } &
exec 3<&-
wait "$program"
"#;

const PAUSE: Duration = Duration::from_millis(20);

/// A program, until it is dropped.
#[derive(Debug)]
pub(crate) struct Leashed {
    shell: Child,
    line: Option<ChildStdin>,
}

impl Leashed {
    /// Starts a program with its output in files. The command is only taken for what it says.
    pub(crate) fn start(command: &Command, stdout: &Path, stderr: &Path) -> Result<Self, Failure> {
        let create = |path: &Path| File::create(path).map_err(Failure::io("write", path));
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "sh"]).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            shell.current_dir(folder);
        }
        shell.stdin(Stdio::piped()).stdout(create(stdout)?).stderr(create(stderr)?).process_group(0);
        let mut shell = shell.spawn().map_err(Failure::io("run", Path::new("sh")))?;
        let line = shell.stdin.take();
        Ok(Self { shell, line })
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        // A shell that can not be asked is as good as gone.
        self.shell.try_wait().unwrap_or_else(|_| Some(ExitStatus::from_raw(-1)))
    }

    /// Waits for the end. None if that takes too long.
    pub(crate) fn finish(mut self, limit: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < limit {
            if let Some(status) = self.ended() {
                return Some(status);
            }
            thread::sleep(PAUSE);
        }
        None
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        drop(self.line.take());
        // Nothing can be done about a shell that can not be waited for.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn start(folder: &Path, script: &str) -> Leashed {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Leashed::start(&command, &folder.join("out"), &folder.join("err")).unwrap()
    }

    fn said(folder: &Path, lines: usize) -> String {
        for _ in 0..500 {
            let text = fs::read_to_string(folder.join("out")).unwrap();
            if text.lines().count() >= lines {
                return text;
            }
            thread::sleep(PAUSE);
        }
        panic!("nothing was said")
    }

    /// Whether a process with this id is no more, or waits for its parent to notice.
    fn is_gone(id: &str) -> bool {
        let state = Command::new("ps").args(["-o", "stat=", "-p", id]).output().unwrap().stdout;
        state.is_empty() || state.starts_with(b"Z")
    }

    #[test]
    fn the_end_of_a_program_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let status = start(folder.path(), "echo hello; exit 3").finish(Duration::from_secs(60));
        assert_eq!(status.unwrap().code(), Some(3));
        assert_eq!(said(folder.path(), 1), "hello\n");
    }

    #[test]
    fn a_program_goes_with_all_that_it_started() {
        let folder = tempfile::tempdir().unwrap();
        // One of them does not listen when it is asked to go.
        let script =
            "(trap '' TERM INT HUP; echo started; while :; do sleep 600; done) & echo $!; echo $$; wait";
        let leashed = start(folder.path(), script);
        let said = said(folder.path(), 3);
        drop(leashed);
        for id in said.lines().filter(|line| *line != "started") {
            assert!((0..200).any(|_| is_gone(id) || (thread::sleep(PAUSE), false).1), "{id} still runs");
        }
    }
}
