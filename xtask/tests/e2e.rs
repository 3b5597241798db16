//! `cargo xtask e2e` on machines that are not ready for it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

/// What it says where only these programs are there, all of which do nothing.
fn said(programs: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for program in programs {
        symlink("/bin/echo", folder.path().join(program)).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("e2e")
        .env("CARGO_MANIFEST_DIR", Path::new(env!("CARGO_MANIFEST_DIR")))
        .env("PATH", folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_is_missing_is_named_before_anything_is_installed() {
    let said_without_node = said(&["python3", "npm"]);
    assert!(said_without_node.contains("`node` is not there"), "{said_without_node}");
    assert!(said_without_node.contains("install Node.js 20.19 or newer"), "{said_without_node}");
    let said_without_npm = said(&["python3", "node"]);
    assert!(said_without_npm.contains("`npm` is not there"), "{said_without_npm}");
    let said_without_python = said(&["node", "npm"]);
    assert!(said_without_python.contains("`python3` is not there"), "{said_without_python}");
    assert!(said_without_python.contains("install Python 3.10 or newer"), "{said_without_python}");
}

#[test]
fn a_document_that_is_not_there_is_named() {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["e2e", "--vendor", "nowhere.yaml"])
        .env("CARGO_MANIFEST_DIR", Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("`nowhere.yaml` is not a file"), "{said}");
}
