//! The real binary where the machine gets in its way: killed while it writes, no room, no right, another run, a wrong clock.
//!
//! `write/tests.rs` stops the writer before every single one of its effects; here the system does it, to the whole program.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// Two documents and the outputs of both, each whole.
struct Setting {
    folder: TempDir,
    old: Tree,
    new: Tree,
}

/// What is in a folder: texts by path.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

impl Setting {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old.yaml"), document("Old", 3)).unwrap();
        fs::write(folder.path().join("new.yaml"), document("New", 40)).unwrap();
        let setting = Self { folder, old: Tree::new(), new: Tree::new() };
        let of = |name: &str| {
            assert_eq!(setting.run(name, "").status.code(), Some(0));
            let found = tree(&setting.out());
            fs::remove_dir_all(setting.out()).unwrap();
            found
        };
        let (old, mut new) = (of("old"), of("new"));
        // What stands in it besides the marked section stays as it was first made, the same in both.
        new.retain(|path, _| !path.starts_with(".codegen-stage"));
        Self { old, new, ..setting }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("pets")
    }

    /// Runs the generator from a shell that prepares its ways to fail.
    fn run(&self, document: &str, preparation: &str) -> Output {
        let script = format!("{preparation}\nexec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_xtask"), "codegen", "--spec"]);
        command.arg(self.folder.path().join(format!("{document}.yaml"))).arg("--out").arg(self.out());
        command.output().unwrap()
    }

    /// Begins anew, with the old output.
    fn begin(&self) {
        let _ = fs::remove_dir_all(self.out());
        assert_eq!(self.run("old", "").status.code(), Some(0));
        assert_eq!(tree(&self.out()), self.old);
    }
}

fn document(name: &str, schemas: usize) -> String {
    let mut text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\ncomponents:\n  schemas:\n".to_owned();
    for index in 0..schemas {
        let properties: Vec<String> = (0..20).map(|it| format!("p{it}: {{type: string}}")).collect();
        text.extend([format!(
            "    {name}{index}: {{type: object, properties: {{{}}}}}\n",
            properties.join(", ")
        )]);
    }
    text
}

fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_that_the_system_kills_while_it_writes_leaves_the_old_output() {
    let setting = Setting::new();
    let mut killed = 0;
    // Blocks of 512 bytes: the file that is too large is another one each time.
    for blocks in [0, 1, 4, 8, 16, 40] {
        setting.begin();
        let output = setting.run("new", &format!("ulimit -c 0; ulimit -f {blocks}"));
        if output.status.code().is_none() {
            killed += 1;
            let mut found = tree(&setting.out());
            found.retain(|path, _| !path.starts_with(".codegen-stage") && !path.starts_with(".codegen-lock"));
            assert_eq!(found, setting.old, "{blocks} blocks");
        }
        let output = setting.run("new", "");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(tree(&setting.out()), setting.new, "{blocks} blocks");
    }
    assert!(killed > 2, "{killed}");
}

#[test]
fn where_there_is_no_room_the_old_output_stays_and_the_reason_is_told() {
    let setting = Setting::new();
    let mut failed = 0;
    for blocks in [0, 1, 4, 8, 16] {
        setting.begin();
        // What would be too large is refused, as on a disk that is full.
        let output = setting.run("new", &format!("trap '' XFSZ; ulimit -f {blocks}"));
        if output.status.code() == Some(2) {
            failed += 1;
            // Where not a byte can be written, messages in files fail as well.
            assert!(
                said(&output).contains("can not") || said(&output).contains("could not"),
                "{}",
                said(&output)
            );
            assert_eq!(tree(&setting.out()), setting.old, "{blocks} blocks: {}", said(&output));
        }
    }
    assert!(failed > 2, "{failed}");
}

#[test]
fn a_folder_that_can_not_be_written_to_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let setting = Setting::new();
    setting.begin();
    let allow = |mode| fs::set_permissions(setting.out(), fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    let is_bound = File::create(setting.out().join("probe")).is_err();
    let output = setting.run("new", "");
    allow(0o755);
    // Who may do everything is not bound by the mode.
    if is_bound {
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("pets"), "{}", said(&output));
        assert_eq!(tree(&setting.out()), setting.old);
    } else {
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

#[test]
fn a_second_run_says_what_it_waits_for_and_goes_on() {
    let setting = Setting::new();
    setting.begin();
    let lock = File::create(setting.out().join(".codegen-lock")).unwrap();
    lock.lock().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("codegen").arg("--spec").arg(setting.folder.path().join("new.yaml"));
    let mut second = command.arg("--out").arg(setting.out()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(second.stderr.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(first.contains("waiting for another run that writes to `") && first.contains("pets`"), "{first}");
    assert_eq!(second.try_wait().unwrap(), None, "it did not wait");
    let mut waiting = tree(&setting.out());
    waiting.remove(Path::new(".codegen-lock"));
    assert_eq!(waiting, setting.old);
    drop(lock);
    assert!(lines.last().unwrap().unwrap().contains("wrote"));
    assert!(second.wait().unwrap().success());
    assert_eq!(tree(&setting.out()), setting.new);
}

#[test]
fn the_lock_of_a_run_that_was_killed_holds_up_nobody() {
    let setting = Setting::new();
    setting.begin();
    fs::write(setting.out().join(".codegen-lock"), "").unwrap();
    let output = setting.run("new", "");
    assert_eq!(output.status.code(), Some(0));
    assert!(!said(&output).contains("waiting"), "{}", said(&output));
    assert_eq!(tree(&setting.out()), setting.new);
}

#[test]
fn a_clock_that_jumps_makes_no_difference() {
    let setting = Setting::new();
    setting.begin();
    let century = Duration::from_secs(100 * 365 * 24 * 3600);
    let times = [SystemTime::UNIX_EPOCH, SystemTime::now() + century];
    for time in times {
        let date = |path: &Path| File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        date_all(&setting, time);
        date(&setting.folder.path().join("old.yaml"));
        assert!(said(&setting.run("old", "")).contains("is up to date"));
        assert_eq!(tree(&setting.out()), setting.old);
    }
    // All of it seems to be newer than the document.
    date_all(&setting, times[1]);
    assert_eq!(setting.run("new", "").status.code(), Some(0));
    assert_eq!(tree(&setting.out()), setting.new);
}

fn date_all(setting: &Setting, time: SystemTime) {
    for path in tree(&setting.out()).keys() {
        let file = File::options().write(true).open(setting.out().join(path)).unwrap();
        file.set_modified(time).unwrap();
    }
}
