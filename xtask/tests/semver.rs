//! `cargo xtask semver`, with a judge that says what it is told to.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

/// Runs it on one change with a judge that is this script.
fn run(script: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("judge");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["semver", "--only", "a value is gone", "--out"])
        .arg(folder.path().join("crates"))
        .arg("--program")
        .arg(&program)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn a_step_that_is_too_small_is_a_fault() {
    let (status, said) = run("echo '--- failure enum_variant_missing: gone ---'
        echo '     Summary semver requires new major version: 1 major and 0 minor checks failed' >&2
        exit 100");
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("a value is gone, there  agreed    major    major (enum_variant_missing)"),
        "{said}"
    );
    assert!(
        said.contains("a value is gone, back   LOOSER    minor    major (enum_variant_missing)"),
        "{said}"
    );
    assert!(said.ends_with("2 changes: 1 agreed, 0 stricter, 1 looser, 0 unjudged\n"), "{said}");
}

#[test]
fn a_judge_is_given_both_crates() {
    let (status, said) = run("for argument; do last=$argument; done
        test -f \"$last/src/lib.rs\" && test \"$2\" = check-release");
    assert_eq!(status, 0, "{said}");
    assert!(said.ends_with("2 changes: 0 agreed, 2 stricter, 0 looser, 0 unjudged\n"), "{said}");
}

#[test]
fn a_change_that_is_not_there_is_refused() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["semver", "--only", "a dream"]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no change is called `a dream`"));
}

#[test]
fn a_judge_that_says_nothing_is_told() {
    let (status, said) = run("echo 'error: no such toolchain' >&2; exit 1");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("UNJUDGED") && said.contains("error: no such toolchain"), "{said}");
}
