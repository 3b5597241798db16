//! The same in a terminal, where there is more to see.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{CLI, GENERATED, Run, file, run};

/// Runs a program in a terminal of this width. Its standard output can go to a file.
fn shown(width: u16, out: &str, words: &[&str], variables: &[(&str, &str)]) -> Run {
    let script = Path::new(&std::env::var("E2E_SOURCES").unwrap()).join("terminal.py");
    let mut command = Command::new("python3");
    command.arg(script).arg(width.to_string()).arg(out).args(words).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("TERM", "xterm-256color");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(text(output.stderr), "");
    let shown = text(output.stdout).replace("\r\n", "\n");
    Run { status: output.status.code().unwrap(), out: shown, err: String::new() }
}

const PLAIN: &[(&str, &str)] = &[("NO_COLOR", "1")];

#[test]
fn a_list_tells_how_far_it_is() {
    let server = e2e::address("PRISM_CLI");
    let out = file("all-pages", "");
    let words = [CLI, "shelves", "list-books", "--all", "--server", &server];
    let run = shown(80, &out, &words, &[]);
    assert_eq!(run.status, 0, "{run:?}");
    let lines: Vec<&str> = run.out.split('\r').map(str::trim_end).collect();
    assert_eq!(
        lines,
        [
            "",
            "page 1, 0 items",
            "[########------------] page 2 of 3, 2 of 5 items",
            "[################----] page 3 of 3, 4 of 5 items",
            // Nothing is left.
            "",
            "",
        ]
    );
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
    assert_eq!(fs::read_to_string(&out).unwrap().matches("one").count(), 3);
    // A line that does not fit could not be written again.
    let narrow = shown(30, &out, &words, &[]);
    assert!(narrow.out.split('\r').all(|line| line.len() < 30), "{narrow:?}");
    // Where nobody looks, nothing is told.
    let dumb = shown(80, &out, &words, &[("TERM", "dumb")]);
    assert_eq!((dumb.status, dumb.out.as_str()), (0, ""));
}

#[test]
fn help_is_as_wide_as_the_terminal() {
    for width in [60, 80, 120] {
        for words in [
            &[CLI, "--help"][..],
            &[CLI, "shelves", "--help"],
            &[CLI, "shelves", "list-books", "-h"],
            &[CLI, "shelves", "list-books", "--help"],
        ] {
            let run = shown(width, "", words, PLAIN);
            assert_eq!(run.status, 0, "{run:?}");
            assert!(!run.out.contains('\u{1b}'), "{run:?}");
            for line in run.out.lines() {
                // What has no space can not be broken.
                let is_long = line.chars().count() > usize::from(width);
                assert!(!is_long || !line.trim().contains(' '), "{width} {words:?}: {line}");
            }
        }
    }
    let colored = shown(80, "", &[CLI, "--help"], &[]);
    assert!(colored.out.contains("\u{1b}[1m"), "{}", colored.out);
}

#[test]
fn help_says_what_the_document_says() {
    let root = shown(120, "", &[CLI, "-h"], PLAIN).out;
    let line = "  shelves      What stands where, as the manual (https://example.com/manual) says.\n";
    assert!(root.contains(line), "{root}");
    let list = shown(80, "", &[CLI, "shelves", "list-books", "--help"], PLAIN).out;
    assert!(list.contains("A page of them:\n\n    first\n      second\n\nGET /books\n"), "{list}");
    let narrow = shown(60, "", &[CLI, "shelves", "list-books", "-h"], PLAIN).out;
    let below = "      --with-a-name-that-leaves-no-room-beside-it[=<true|false>]\n          Whether the long way is taken.\n";
    assert!(narrow.contains(below), "{narrow}");
}

#[test]
fn a_typo_is_answered_with_what_is_near() {
    let run = shown(80, "", &[GENERATED, "third-party-integration"], PLAIN);
    assert_eq!(run.status, 2);
    assert!(
        run.out.contains("tip: a similar subcommand exists: 'third-party-integrations'\n"),
        "{}",
        run.out
    );
}

/// What a document calls its parts is no code to the shell that completes them.
#[test]
fn completions_run_nothing_of_the_document() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-completed");
    fs::create_dir_all(&folder).unwrap();
    let ask = r#"
        source <("$1" completions bash)
        COMP_WORDS=(cli "${@:2}") COMP_CWORD=$(($# - 1)) COMP_LINE="cli ${*:2}" COMP_POINT=999
        _cli_cli_complete "$1" "${@: -1}" ""
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    for (words, expected) in [
        (&[""][..], "shelves\ntouch-ran\ncompletions\nman\nhelp\n"),
        (&["shelves", "list-books", "--order", ""], "title\n"),
        (&["shelves", "list-books", "--or"], "--order\n"),
        (&["touch-ran", ""], "touch-ran-2\n"),
    ] {
        let mut command = Command::new("bash");
        let output = command
            .args(["--norc", "-c", ask, "bash", CLI])
            .args(words)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{words:?}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(!run(CLI, &["completions", shell], &[]).out.contains("ran"), "{shell}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
