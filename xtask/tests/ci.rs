//! The script that decides whether a change lands, with programs that only say what they were asked for.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const STEPS: &[&str] = &[
    "format",
    "supply",
    "clippy",
    "tests",
    "servers",
    "fresh",
    "rustdoc",
    "snapshots",
    "vendor",
    "corpus",
    "differential",
    "conformance",
];

struct Machine(tempfile::TempDir);

impl Machine {
    /// One with all input, or only with the repository.
    fn new(has_input: bool) -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/run");
        machine.program("work/.ci/run", &fs::read_to_string(script).unwrap());
        let say =
            "#!/bin/sh\necho \"$(basename \"$0\") $*\" >> \"$LOG\"\ncase \"$*\" in $FAIL) exit 101;; esac\n";
        for program in ["bin/cargo", "bin/rustfmt", "work/.ci/vendor"] {
            machine.program(program, say);
        }
        if has_input {
            machine.program("shared/corpus/atlas.yaml", "");
            machine.program("shared/json-schema-test-suite/tests/not.json", "");
        }
        machine
    }

    fn program(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs the command where the programs whose words match a pattern fail: exit status, what it said, what it ran.
    fn run(&self, arguments: &[&str], fail: &str) -> (i32, String, String) {
        let log = self.0.path().join("log");
        fs::write(&log, "").unwrap();
        let path = std::env::var("PATH").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("ci")
            .args(arguments)
            .env("CARGO_MANIFEST_DIR", self.0.path().join("work/xtask"))
            .env("PATH", format!("{}:{path}", self.0.path().join("bin").display()))
            .env("LOG", &log)
            .env("FAIL", fail)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), said, fs::read_to_string(log).unwrap())
    }
}

#[test]
fn every_step_runs_in_order() {
    let machine = Machine::new(true);
    let (status, said, ran) = machine.run(&[], "none");
    assert_eq!(status, 0, "{said}");
    assert!(said.ends_with("\nall checks passed\n"), "{said}");
    assert_eq!(said.matches("\n== ").count(), STEPS.len(), "{said}");
    let times = said.lines().filter_map(|line| line.strip_suffix(" s")?.split_whitespace().next());
    assert_eq!(times.collect::<Vec<_>>(), STEPS);
    let order = [
        "fmt --all",
        "deny --locked check",
        "clippy --locked",
        "test --locked --workspace",
        "xtask e2e",
        "codegen --check",
        "doc ",
        "vendor ",
        "corpus ../shared",
        "differential ../shared",
        "conformance ../shared",
    ];
    let places: Vec<usize> =
        order.iter().map(|words| ran.find(words).unwrap_or_else(|| panic!("{words}: {ran}"))).collect();
    assert!(places.is_sorted(), "{ran}");
    let (_, said, _) = machine.run(&["--list"], "none");
    assert_eq!(said.lines().collect::<Vec<_>>(), STEPS);
}

#[test]
fn the_first_failure_stops_it() {
    let machine = Machine::new(true);
    // The first command of a step with two.
    let (status, said, ran) = machine.run(&[], "xtask e2e");
    assert_eq!(status, 1, "{said}");
    assert!(ran.ends_with("cargo xtask e2e\n"), "{ran}");
    assert!(said.contains(" s, failed\n") && said.ends_with("`cargo xtask ci --from servers`\n"), "{said}");
    assert!(!said.contains("passed"), "{said}");
    let (status, said, ran) = machine.run(&["--from", "servers"], "none");
    assert!(status == 0 && ran.starts_with("cargo xtask e2e\n"), "{ran}");
    assert!(said.ends_with("all checks from 'servers' on passed\n"), "{said}");
    machine.program("work/a.snap.new", "");
    let (status, said, ran) = machine.run(&["--from", "snapshots"], "none");
    assert!(status == 1 && ran.is_empty() && said.contains("./a.snap.new"), "{said}");
}

#[test]
fn what_is_not_there_is_skipped() {
    let (status, said, ran) = Machine::new(false).run(&[], "none");
    assert_eq!(status, 0, "{said}");
    assert_eq!(said.matches("skipped: its input is not here").count(), 4, "{said}");
    assert!(!ran.contains("vendor") && !ran.contains("../shared"), "{ran}");
    let (status, said, ran) = Machine::new(true).run(&[], "deny --version");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("skipped: cargo-deny is not here"), "{said}");
    assert!(!ran.contains("deny --locked"), "{ran}");
}

#[test]
fn a_step_that_there_is_not_is_wrong_use() {
    let (status, said, ran) = Machine::new(false).run(&["--from", "cilppy"], "none");
    assert!(status == 2 && ran.is_empty(), "{said}");
    assert!(said.contains("did you mean `clippy`?"), "{said}");
}
