//! The real binary: its exit status, and which stream it writes to.
//!
//! Invariant: no test looks at the documents of the workspace that it is built in.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A workspace of its own, so that the tests see no other document.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("spec")).unwrap();
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .env("CARGO_MANIFEST_DIR", self.path().join("xtask"))
            .current_dir(self.path())
            .output()
            .unwrap()
    }

    /// Runs it, expects wrong use, and gives what it said.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty());
        stderr
    }
}

#[test]
fn without_a_single_document_the_use_is_wrong() {
    let workspace = Workspace::new();
    assert!(workspace.refused(&["codegen"]).contains("there is no OpenAPI document in `spec`"));
    fs::write(workspace.path().join("spec/b.yaml"), "").unwrap();
    fs::write(workspace.path().join("spec/a.JSON"), "").unwrap();
    fs::write(workspace.path().join("spec/README.md"), "").unwrap();
    assert!(workspace.refused(&["codegen"]).contains("`a.JSON`, `b.yaml`"));
    assert!(!workspace.path().join("generated").exists());
}

#[test]
fn options_that_belong_together_are_asked_for() {
    let workspace = Workspace::new();
    assert!(workspace.refused(&["codegen", "--spec", "x.yaml"]).contains("--out <DIR>"));
    assert!(workspace.refused(&["codegen", "--out", "x"]).contains("--spec <FILE>"));
    assert!(workspace.refused(&["codegen", "--crate-name", "x"]).contains("--out <DIR>"));
    assert!(workspace.refused(&["codegen", "--message-format", "xml"]).contains("human"));
    workspace.refused(&[]);
}

#[test]
fn files_that_can_not_be_read_or_written_are_named() {
    let workspace = Workspace::new();
    let said = workspace.refused(&["codegen", "--spec", "absent.yaml", "--out", "x"]);
    assert!(said.contains("`absent.yaml`") && said.contains("= help: check the spelling"), "{said}");
    let said = workspace.refused(&["codegen", "--spec", "spec", "--out", "x"]);
    assert!(said.contains("`spec` is not a file"), "{said}");
    fs::write(workspace.path().join("a.yaml"), "openapi: 3.1.0\n").unwrap();
    let said = workspace.refused(&["codegen", "--spec", "a.yaml", "--out", "a.yaml"]);
    assert!(said.contains("`a.yaml` is not a folder"), "{said}");
}

#[test]
fn failures_are_json_where_that_is_asked_for() {
    let workspace = Workspace::new();
    let said = workspace.refused(&["codegen", "--spec", "absent", "--out", "x", "--message-format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(json["type"], "error");
}

#[test]
fn codes_are_explained() {
    let workspace = Workspace::new();
    let output = workspace.run(&["explain", "name-clash"]);
    assert!(output.status.success() && output.stdout.starts_with(b"name-clash\n\n"));
    assert!(workspace.run(&["explain"]).stdout.split(|byte| *byte == b'\n').count() > 10);
    assert!(workspace.refused(&["explain", "nam-clash"]).contains("did you mean `name-clash`?"));
}

#[test]
fn help_has_examples() {
    let workspace = Workspace::new();
    for arguments in
        [&["--help"][..], &["codegen", "--help"], &["lint", "--help"], &["completions", "--help"]]
    {
        let output = workspace.run(arguments);
        assert!(output.status.success());
        assert!(String::from_utf8(output.stdout).unwrap().contains("Example"), "{arguments:?}");
    }
}

#[test]
fn a_shell_gets_a_script() {
    let workspace = Workspace::new();
    let output = workspace.run(&["completions", "bash"]);
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(String::from_utf8(output.stdout).unwrap().contains("complete -F _xtask"));
    assert!(workspace.refused(&["completions", "csh"]).contains("elvish"));
}
