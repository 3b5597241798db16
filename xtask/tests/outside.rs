//! References that try to leave the folder of the document, or to read what is no file: none is followed, and each is told.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// What nothing may read. If it were read, the output would have it.
const SECRET: &str = "type: object\nproperties: {stolen_secret: {type: string}}\n";

/// A folder with a secret beside the folder of the document.
fn setting() -> TempDir {
    let outer = tempfile::tempdir().unwrap();
    fs::create_dir_all(outer.path().join("api/schemas")).unwrap();
    fs::write(outer.path().join("secret.yaml"), SECRET).unwrap();
    fs::write(outer.path().join("api/schemas/pet.yaml"), "type: object\n").unwrap();
    outer
}

/// Generates from a document with this reference, and gives what was said.
fn refused(outer: &Path, reference: &str) -> String {
    let spec = outer.join("api/root.yaml");
    let text = serde_json::json!({
        "openapi": "3.1.0",
        "info": { "title": "a", "version": "1" },
        "components": { "schemas": { "Pet": { "$ref": reference } } },
    });
    fs::write(&spec, text.to_string()).unwrap();
    let out = outer.join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let output = command.arg("codegen").arg("--spec").arg(&spec).arg("--out").arg(&out).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{reference}: {said}");
    assert!(!said.contains("stolen_secret"), "{reference}: {said}");
    assert!(!out.exists(), "{reference}: something was written");
    said
}

#[test]
fn no_reference_leaves_the_folder_of_the_document() {
    let outer = setting();
    let absolute = outer.path().join("secret.yaml");
    let absolute = absolute.to_str().unwrap();
    let file = format!("file://{absolute}");
    let long = format!("{}secret.yaml", "../".repeat(5000));
    for (reference, words) in [
        // Up, plainly and encoded.
        ("../secret.yaml", "leaves the folder"),
        ("schemas/../../secret.yaml", "leaves the folder"),
        ("./././../secret.yaml", "leaves the folder"),
        ("schemas//..//..//secret.yaml", "leaves the folder"),
        ("%2e%2e/secret.yaml", "leaves the folder"),
        ("%2E%2e%2fsecret.yaml", "leaves the folder"),
        ("..%2fsecret.yaml", "leaves the folder"),
        (".%2e/secret.yaml", "leaves the folder"),
        ("schemas%2f..%2f..%2fsecret.yaml", "leaves the folder"),
        (&long, "leaves the folder"),
        // Decoded once, and never again.
        ("%252e%252e/secret.yaml", "there is no such file"),
        ("%252e%252e%252fsecret.yaml", "there is no such file"),
        ("%c0%ae%c0%ae/secret.yaml", "there is no such file"),
        // Other separators, drives and shares.
        ("..\\secret.yaml", "there is no such file"),
        ("%2e%2e%5csecret.yaml", "there is no such file"),
        ("\\\\server\\share\\secret.yaml", "there is no such file"),
        ("C:\\secret.yaml", "there is no such file"),
        ("C:/secret.yaml", "there is no such file"),
        ("c%3a/secret.yaml", "there is no such file"),
        // From the root of the disk.
        (absolute, "leaves the folder"),
        ("/etc/passwd", "leaves the folder"),
        ("/dev/zero", "leaves the folder"),
        ("/proc/self/environ", "leaves the folder"),
        ("//server/share/secret.yaml", "nothing is fetched"),
        // Schemes.
        (&file, "nothing is fetched"),
        ("file:secret.yaml", "nothing is fetched"),
        ("file:../secret.yaml", "nothing is fetched"),
        ("FILE:///etc/passwd", "nothing is fetched"),
        ("http://127.0.0.1:9/secret.yaml", "nothing is fetched"),
        ("https://example.com/secret.yaml", "nothing is fetched"),
        ("HTTP://127.0.0.1:9/", "nothing is fetched"),
        ("ftp://127.0.0.1/secret.yaml", "nothing is fetched"),
        ("data:application/json,{}", "nothing is fetched"),
        ("jar:file:///a!/b", "nothing is fetched"),
        // Names that no file has.
        ("a\0b.yaml", "can not be read"),
        ("secret.yaml%00.yaml", "can not be read"),
        ("schemas", "it is no file"),
        (".", "it is no file"),
    ] {
        let said = refused(outer.path(), reference);
        // A message breaks no line, but names may be long.
        assert!(said.contains(words), "{reference:.60}: {said:.600}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder_of_the_document() {
    use std::os::unix::fs::symlink;

    let outer = setting();
    let api = outer.path().join("api");
    symlink(outer.path().join("secret.yaml"), api.join("absolute.yaml")).unwrap();
    symlink("../secret.yaml", api.join("relative.yaml")).unwrap();
    symlink("relative.yaml", api.join("link-to-link.yaml")).unwrap();
    symlink(outer.path(), api.join("folder")).unwrap();
    symlink("/", api.join("disk")).unwrap();
    symlink("/dev/zero", api.join("zero.yaml")).unwrap();
    symlink("/proc/self/environ", api.join("environment.yaml")).unwrap();
    symlink("itself.yaml", api.join("itself.yaml")).unwrap();
    symlink("nowhere.yaml", api.join("dangling.yaml")).unwrap();
    for (reference, words) in [
        ("absolute.yaml", "leaves the folder"),
        ("relative.yaml", "leaves the folder"),
        ("link-to-link.yaml", "leaves the folder"),
        ("folder/secret.yaml", "leaves the folder"),
        ("folder/api/folder/secret.yaml", "leaves the folder"),
        ("disk/etc/passwd", "leaves the folder"),
        ("disk/proc/self/root/etc/passwd", "leaves the folder"),
        ("zero.yaml", "leaves the folder"),
        ("environment.yaml", "leaves the folder"),
        ("itself.yaml", "can not be read"),
        ("dangling.yaml", "there is no such file"),
    ] {
        assert!(refused(outer.path(), reference).contains(words), "{reference}");
    }
}

#[cfg(unix)]
#[test]
fn what_would_be_waited_for_forever_is_not_opened() {
    let outer = setting();
    let pipe = outer.path().join("api/pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(refused(outer.path(), "pipe.yaml").contains("it is no file"));
    // The document itself may be one too.
    for spec in [pipe.to_str().unwrap(), "/dev/zero", "/dev/stdin"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["codegen", "--spec", spec, "--out"]).arg(outer.path().join("out"));
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{spec}: {said}");
        assert!(said.contains("is not a file"), "{spec}: {said}");
    }
}
