//! What a shell completes, asked as the scripts ask, and through bash itself.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::assert_snapshot;

use crate::{GROUP, UPDATE, plain};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// What a shell gets for the word at the cursor, and the words before it: a line for each candidate.
fn asked(before: &[&str], current: &str) -> String {
    let current = format!("--current={current}");
    let run = plain(&[&["completions", "zsh", &current, "--"], before].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{before:?} {current:?}");
    run.out
}

/// The candidates themselves.
fn words(before: &[&str], current: &str) -> Vec<String> {
    asked(before, current).lines().map(|line| line.split_once('\t').unwrap().0.to_owned()).collect()
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// What bash would reply in a folder, for a command line that it has cut into these words, the last of which is at the
/// cursor.
fn in_bash(program: &Path, folder: &Path, line: &str, cut: &[&str]) -> String {
    const REPLY: &str = r#"
        source <("$1" completions bash)
        COMP_LINE=$3 COMP_POINT=${#3} COMP_WORDS=("${@:4}") COMP_CWORD=$(($# - 4))
        word=${COMP_WORDS[COMP_CWORD]}
        [[ $word == [=:@] ]] && word=
        _generated_complete "$2" "$word" ""
        ((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let output = Command::new("bash")
        .args(["--norc", "-c", REPLY, "bash", env!("CARGO_BIN_EXE_generated")])
        .arg(program)
        .arg(line)
        .args(cut)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
    String::from_utf8(output.stdout).unwrap()
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_generated"))
}

#[test]
fn scripts_are_short_and_hold_nothing_of_the_document() {
    for shell in SHELLS {
        let run = plain(&["completions", shell]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{shell}");
        assert!(run.out.len() < 2048, "{shell}");
        assert!(run.out.contains(&format!("completions {shell} ")), "{shell}");
        assert!(!run.out.contains("third") && !run.out.contains("PROGRAM"), "{shell}");
    }
    assert_eq!(plain(&["completions", "csh"]).status, 2);
}

/// Shells know a program by the name of its file, whatever its package is called.
#[test]
fn a_program_may_have_another_name() {
    let here = folder("names");
    for (name, shown) in [("other-name", "other-name"), ("$(touch ran)", "generated"), ("-x", "generated")] {
        let path = here.join(name);
        std::os::unix::fs::symlink(program(), &path).unwrap();
        let output = Command::new(&path).args(["completions", "bash"]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.ends_with(&format!("_complete {shown}\n")), "{script}");
    }
}

#[test]
fn every_level_is_completed() {
    assert_snapshot!(asked(&[], ""));
    assert_eq!(words(&[], "thi"), ["third-party-integrations"]);
    assert_eq!(words(&UPDATE[..1], ""), ["update-group-integration"]);
    assert_eq!(words(&UPDATE[..2], "p"), ["pager-duty", "prometheus"]);
    // By the names of the document, too.
    let there = ["Third-Party Integrations", "updateGroupIntegration"];
    assert_eq!(words(&there, "p"), ["pager-duty", "prometheus"]);
    assert_eq!(words(&["help"], "th"), ["third-party-integrations"]);
    assert_eq!(words(&["man", UPDATE[0]], ""), ["update-group-integration"]);
    assert_eq!(words(&["completions"], ""), SHELLS);
    assert_eq!(words(&["nothing", "at", "all"], "up"), [""; 0]);
}

#[test]
fn flags_are_those_of_the_command() {
    assert_snapshot!(asked(&[UPDATE, &["slack"]].concat(), "--"));
    // What was given does not come again; what can, does.
    let before = [UPDATE, &["--set=a=5"]].concat();
    assert_eq!(words(&before, "--g"), [""; 0]);
    assert_eq!(words(&before, "--se"), ["--set", "--server"]);
    assert_eq!(words(&[], "--v"), ["--validate-only", "--version"]);
    // It is the value of a flag.
    assert_eq!(words(&[UPDATE[0], UPDATE[1], "--group-id"], "--"), [""; 0]);
    assert_eq!(words(&[UPDATE[0], UPDATE[1], "--group-id", GROUP], "--gro"), [""; 0]);
}

#[test]
fn values_are_those_that_are_listed() {
    let datadog = [UPDATE, &["datadog"]].concat();
    assert_eq!(words(&[&datadog[..], &["--region"]].concat(), "US"), ["US", "US3", "US5", "US1_FED"]);
    assert_eq!(words(&datadog, "--region=E"), ["--region=EU"]);
    assert_eq!(words(&datadog, "--pretty="), ["--pretty=true", "--pretty=false"]);
    assert_eq!(words(&["-o"], ""), ["raw", "pretty", "table"]);
    assert_eq!(words(&[&datadog[..], &["--api-key"]].concat(), ""), ["@"]);
}

#[test]
fn files_are_found() {
    let here = folder("files");
    let shown = here.to_str().unwrap();
    for name in ["a.json", "b", ".hidden", "b\u{1b}[2J"] {
        fs::write(here.join(name), "").unwrap();
    }
    fs::create_dir(here.join("below")).unwrap();
    let body = [UPDATE, &["--body"]].concat();
    let found = words(&body, &format!("@{shown}/"));
    assert_eq!(found, ["a.json", "b", "below/"].map(|name| format!("@{shown}/{name}")));
    assert_eq!(words(&body, &format!("@{shown}/.h")), [format!("@{shown}/.hidden")]);
    assert_eq!(words(&body, &format!("@{shown}/below/")), [""; 0]);
    assert_eq!(words(&["--credentials"], &format!("{shown}/a")), [format!("{shown}/a.json")]);
}

#[test]
fn bash_replaces_what_stands_behind_its_own_breaks() {
    let here = folder("bash");
    fs::write(here.join("key one"), "").unwrap();
    let line = "generated third-party-integrations update-group-integration datadog ";
    let cut: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
    for (typed, parts, expected) in [
        ("--reg", &["--reg"][..], "--region\n"),
        ("--region U", &["--region", "U"], "US\nUS3\nUS5\nUS1_FED\n"),
        ("--region=U", &["--region", "=", "U"], "US\nUS3\nUS5\nUS1_FED\n"),
        ("--region=", &["--region", "="], "US\nEU\nUS3\nUS5\nAP1\nUS1_FED\n"),
        ("--api-key @k", &["--api-key", "@", "k"], "key\\ one\n"),
        ("--api-key=@", &["--api-key", "=@"], "key\\ one\n"),
        ("--api-key=@k", &["--api-key", "=@", "k"], "key\\ one\n"),
        ("--dry-run --region A", &["--dry-run", "--region", "A"], "AP1\n"),
    ] {
        let reply = in_bash(program(), &here, &format!("{line}{typed}"), &[&cut[..], parts].concat());
        assert_eq!(reply, expected, "{typed}");
    }
    let quoted = ["generated", "'Third-Party Integrations'", "up"];
    assert_eq!(in_bash(program(), &here, &quoted.join(" "), &quoted), "update-group-integration\n");
}

/// Whatever comes as a candidate, it is data for the script, and the words that it makes are inert.
#[test]
fn nothing_that_is_completed_is_run() {
    let here = folder("hostile");
    let hostile =
        ["$(touch ran)", "`touch ran`", "';touch ran;'", "a b", "\";touch ran;\"", "${x:=$(touch ran)}"];
    for name in hostile {
        fs::write(here.join(name), "").unwrap();
    }
    let cut = ["generated", "--credentials", ""];
    let reply = in_bash(program(), &here, "generated --credentials ", &cut);
    assert_eq!(reply.lines().count(), hostile.len(), "{reply}");
    // A program that says what a document could.
    let fake = crate::file("fake", "#!/bin/sh\ncat candidates\n", 0o700);
    let lines = hostile.map(|text| format!("{text}\t{text}\n"));
    fs::write(here.join("candidates"), lines.concat()).unwrap();
    let replied = in_bash(Path::new(&fake), &here, "generated ", &["generated", ""]);
    for reply in [reply, replied] {
        let script = format!("printf '%s\\n' {}", reply.replace('\n', " "));
        let output = Command::new("bash").args(["-c", &script]).current_dir(&here).output().unwrap();
        let mut read: Vec<String> =
            String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        read.sort();
        let mut expected = hostile.to_vec();
        expected.sort_unstable();
        assert_eq!(read, expected, "{script}");
    }
    assert!(!here.join("ran").exists());
}
