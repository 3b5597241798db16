//! What goes wrong on the way, and what people insist on.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::server::{Scripted, Turn, response};
use crate::{Run, SECRET, TOKEN, UPDATE, plain, run, update};

/// Sends an update to a server that answers it like this.
fn sent(turns: impl IntoIterator<Item = Turn>, words: &[&str]) -> Run {
    let server = Scripted::start(turns);
    let datadog = ["datadog", "--api-key", SECRET, "--server", &server.origin];
    run(&[UPDATE, &datadog, words].concat(), &[("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)], "")
}

fn success(kind: &str, body: &str) -> Turn {
    let length = body.len();
    Turn::Say(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

#[test]
fn a_success_that_is_no_json_is_of_no_use() {
    let json = "application/vnd.atlas.2023-01-01+json";
    for (kind, body) in [
        ("text/html", format!("<html>Sign in, {SECRET}\u{1b}[2J")),
        (json, r#"{"results":["#.to_owned()),
        (json, String::new()),
    ] {
        let run = sent([success(kind, &body)], &[]);
        assert_eq!((run.status, run.out.as_str()), (4, ""), "{run:?}");
        assert!(
            run.err.starts_with("error: the server answered 200, but not with the JSON that "),
            "{run:?}"
        );
        assert!(!run.err.contains(SECRET) && !run.err.contains('\u{1b}'), "{run:?}");
        // Who asks for the body gets it.
        let run = sent([success(kind, &body)], &["--output", "raw"]);
        assert_eq!((run.status, run.out), (4, body));
    }
    // JSON is JSON, whatever it is called and whatever is in it.
    let run = sent([success("text/plain", "{}")], &[]);
    assert_eq!((run.status, run.out.as_str()), (0, "{}"));
    assert!(run.err.starts_with("warning: the response does not fit the document: "), "{run:?}");
}

#[test]
fn a_server_that_hangs_is_told_apart_from_one_that_is_not_there() {
    let hangs =
        || (0..3).map(|_| Turn::GoOn("HTTP/1.1 200 OK\r\n\r\n".to_owned(), Duration::from_millis(50)));
    let start = Instant::now();
    let run = sent(hangs(), &["--timeout", "0.2"]);
    assert_eq!((run.status, run.out.as_str()), (4, ""));
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(run.err.starts_with("error: the response took too long"), "{run:?}");
    assert!(run.err.ends_with("\n3 tries of 0.2 s: see --timeout\n"), "{run:?}");
    let broken = (0..3).map(|_| Turn::Say("no HTTP\r\n\r\n".to_owned()));
    let run = sent(broken, &[]);
    assert!(run.status == 4 && !run.err.contains("--server"), "{run:?}");
    for timeout in ["0", "-1", "x", "NaN", "inf", "1e300", "1e-30"] {
        let run = update(&["datadog", "--api-key", SECRET, &format!("--timeout={timeout}")]);
        assert_eq!(run.status, 2, "{timeout}");
        assert!(run.err.contains("a number of seconds above 0 is needed, such as 0.5 or 60"), "{run:?}");
    }
}

#[test]
fn what_the_document_refuses_is_sent_to_those_who_insist() {
    let insists = [
        "--body",
        r#"{"type":"NEW_RELIC","accountId":"a","licenseKey":"b","readToken":"r","writeToken":"w"}"#,
    ];
    let server = Scripted::start([response("404 Not Found", "", "{}")]);
    let words =
        [UPDATE, &insists, &["--no-validate", "--items-per-page=1000", "--server", &server.origin]].concat();
    let sent = run(&words, &[("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)], "");
    assert_eq!(sent.status, 5, "{sent:?}");
    assert_snapshot!(sent.err, @"
    warning: the request does not satisfy the document in 3 ways
      --items-per-page: 1000 is greater than the maximum 500
      --body /accountId: does not match the pattern ^([0-9a-f]){40}$
      --body /licenseKey: does not match the pattern ^([0-9a-f]){40}$
    error: the server answered 404 Not Found
      body: {}
    ");
    let [received] = &server.received()[..] else { panic!() };
    assert!(received.head.contains("itemsperpage=1000 "), "{}", received.head);
    assert!(received.body.contains(r#""accountId":"a""#), "{}", received.body);
    for show in ["--curl", "--dry-run"] {
        assert_eq!(update(&[&insists[..], &[show]].concat()).status, 3);
        let shown = update(&[&insists[..], &[show, "--no-validate"]].concat());
        assert!(shown.status == 0 && shown.out.contains("licenseKey"), "{shown:?}");
        assert!(
            shown.err.starts_with("warning: the request does not satisfy the document in 2 ways\n"),
            "{shown:?}"
        );
    }
    let both = update(&[&insists[..], &["--validate-only", "--no-validate"]].concat());
    assert_eq!((both.status, both.out.as_str()), (2, ""));
    // What can not be read can not be sent.
    assert_eq!(update(&["--body", "{}", "--no-validate"]).status, 3);
}

#[test]
fn what_else_an_error_holds_is_shown() {
    let error = format!(
        r#"{{"errorCode":"VALIDATION","detail":"Bad.","parameters":["one",2],"links":[{{"href":"h"}}],"badRequestDetail":
        {{"fields":[{{"field":"name","description":"must not be {SECRET}"}},{{"field":"b","deep":[{{"c":[]}},{{"d":1}}]}}]}}}}"#
    );
    assert_snapshot!(sent([response("400 Bad Request", "", &error)], &[]).err, @"
    error: the server answered 400 Bad Request
      code: VALIDATION
      detail: Bad.
      parameters: one, 2
      badRequestDetail.fields: field: name, description: must not be [redacted]
      badRequestDetail.fields: field: b
      badRequestDetail.fields.deep: d: 1
    ");
    let many: Vec<String> = (0..20).map(|number| format!(r#"{{"m":"{number}"}}"#)).collect();
    let error = format!(r#"{{"title":"T","errors":[{}]}}"#, many.join(","));
    let said = sent([response("400 Bad Request", "", &error)], &[]).err;
    assert!(said.contains("errors: m: 7\n  …: ") && !said.contains("m: 8"), "{said}");
}

#[test]
fn half_of_the_credentials_and_urls_with_some_are_refused() {
    let words = ["datadog", "--api-key", SECRET, "--server", "http://127.0.0.1:9"];
    let account = [
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_ID", "mdb_sa_id_1"),
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET", SECRET),
    ];
    let url = ["--token-url", "http://user:t0ken-value@127.0.0.1:9/t"];
    let refused = run(&[UPDATE, &words, &url].concat(), &account, "");
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(
        refused.err.contains("--token-url: the URL holds credentials") && !refused.err.contains(TOKEN),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn variables_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStrExt;

    let output = std::process::Command::new(env!("CARGO_BIN_EXE_generated"))
        .args([UPDATE, &["datadog", "--api-key", SECRET]].concat())
        .env_clear()
        .env("GENERATED_DIGEST_AUTH_USER", std::ffi::OsStr::from_bytes(b"\xff"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: GENERATED_DIGEST_AUTH_USER: is no UTF-8\n");
}

#[cfg(target_os = "linux")]
#[test]
fn who_has_read_enough_is_no_failure_and_a_full_disk_is() {
    use std::process::{Command, Stdio};

    for words in [&["--help"][..], &["completions", "bash"], &["man"], &["--version"]] {
        let program = || {
            let mut program = Command::new(env!("CARGO_BIN_EXE_generated"));
            program.args(words).env_clear().stderr(Stdio::piped());
            program
        };
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = program().stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
        assert!(said.starts_with("error: the output can not be written: "), "{words:?}: {said}");
        let mut child = program().stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words:?}");
    }
    assert_eq!(plain(&["man", "nothing"]).status, 2);
}
