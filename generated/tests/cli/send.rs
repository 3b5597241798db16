//! What is sent, and what is shown of what comes back.

use insta::assert_snapshot;

use crate::server::{Scripted, Turn, nobody, response};
use crate::{Run, SECRET, TOKEN, UPDATE, run};

const PAGE: &str = r#"{"links":[{"href":"h","rel":"self"}], "results":[{"type":"SLACK","id":null,"channelName":"a\u001b[2Jb","apiToken":"****abcd"},{"type":"NEW_KIND","n":1.50,"deep":{"a":[1]}}],"totalCount":2}"#;

/// Sends an update to a server that answers it like this.
fn sent(turn: Turn, words: &[&str]) -> Run {
    let server = Scripted::start([turn]);
    to(&server.origin, words)
}

fn to(origin: &str, words: &[&str]) -> Run {
    let datadog = ["datadog", "--api-key", SECRET, "--server", origin];
    run(&[UPDATE, &datadog, words].concat(), &[("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)], "")
}

fn page(body: &str) -> Turn {
    let length = body.len();
    Turn::Say(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.atlas.2023-01-01+json\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

#[test]
fn a_response_is_written_as_it_came() {
    for words in [&[][..], &["--output", "raw"]] {
        let run = sent(page(PAGE), words);
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, PAGE, ""));
    }
}

#[test]
fn a_response_is_written_for_people() {
    assert_snapshot!(sent(page(PAGE), &["-o", "pretty"]).shown(), @r#"
    status 0
    --- out
    {
      "links": [
        {
          "href": "h",
          "rel": "self"
        }
      ],
      "results": [
        {
          "type": "SLACK",
          "id": null,
          "channelName": "a\u001b[2Jb",
          "apiToken": "****abcd"
        },
        {
          "type": "NEW_KIND",
          "n": 1.50,
          "deep": {
            "a": [
              1
            ]
          }
        }
      ],
      "totalCount": 2
    }
    --- err
    "#);
    assert_snapshot!(sent(page(PAGE), &["-o", "table"]).shown(), @r#"
    status 0
    --- out
    type      id  channelName  apiToken  n     deep
    SLACK         a\u{1b}[2Jb  ****abcd
    NEW_KIND                             1.50  {"a":[1]}
    --- err
    "#);
}

#[test]
fn what_would_drive_a_terminal_is_escaped() {
    let body = "{\"results\":[{\"type\":\"\u{9b}2J\u{202e}\u{7f}\"}]}";
    for format in ["pretty", "table"] {
        let run = sent(page(body), &["-o", format]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.out.chars().all(|letter| letter == '\n' || !letter.is_control()), "{run:?}");
        assert!(!run.out.contains('\u{202e}'));
    }
}

#[test]
fn a_misfit_is_written_with_a_warning() {
    let run = sent(page(r#"{"results":5}"#), &[]);
    assert_eq!((run.status, run.out.as_str()), (0, r#"{"results":5}"#));
    assert_eq!(
        run.err,
        "warning: the response does not fit the document: status 200: the body does not fit: /results: expected an array, found a number at line 1 column 12\n"
    );
}

#[test]
fn failures_have_a_status_of_their_own() {
    let body = r#"{"error":404,"errorCode":"GROUP_NOT_FOUND","detail":"No group.\u001b[31m\nNone.","reason":"Not Found"}"#;
    assert_snapshot!(sent(response("404 Not Found", "", body), &[]).shown(), @r"
    status 5
    --- out
    --- err
    error: the server answered 404 Not Found
      code: GROUP_NOT_FOUND
      reason: Not Found
      detail: No group.\u{1b}[31m\u{a}None.
    ");
    let run = sent(response("404 Not Found", "", body), &["--output", "raw"]);
    assert_eq!((run.status, run.out.as_str()), (5, body));
    assert_snapshot!(sent(response("500 Oops", "", "oops\n\u{1b}c"), &[]).shown(), @r"
    status 6
    --- out
    --- err
    error: the server answered 500 Internal Server Error
      body: oops\u{a}\u{1b}c
    ");
    assert_eq!(sent(response("418 Teapot", "", r#"{"error":{"code":"T","message":"m"}}"#), &[]).status, 5);
    assert_eq!(sent(response("304 Not Modified", "", ""), &[]).status, 5);
}

#[test]
fn where_no_response_comes_it_is_told_why() {
    let run = to(nobody().as_str(), &[]);
    assert_eq!((run.status, run.out.as_str()), (4, ""));
    assert!(run.err.starts_with("error: there is no connection to the server: "), "{}", run.err);
    assert!(run.err.contains("--server"), "{}", run.err);
    let broken = (0..3).map(|_| Turn::Say("no HTTP\r\n\r\n".to_owned()));
    let server = Scripted::start(broken);
    assert_eq!(to(&server.origin, &[]).status, 4);
}

/// Whoever has user name and password answers the challenge.
#[cfg(feature = "digest_auth")]
#[test]
fn challenges_are_answered() {
    let challenge = "WWW-Authenticate: Digest realm=\"r\", qop=\"auth\", nonce=\"n\", algorithm=SHA-256\r\n";
    let server = Scripted::start([response("401 Unauthorized", challenge, "{}"), page(PAGE)]);
    let variables = [("GENERATED_DIGEST_AUTH_USER", "user"), ("GENERATED_DIGEST_AUTH_PASSWORD", TOKEN)];
    let words = ["datadog", "--api-key", SECRET, "--server", &server.origin];
    let run = run(&[UPDATE, &words].concat(), &variables, "");
    assert_eq!((run.status, run.out.as_str()), (0, PAGE), "{}", run.err);
    let [first, second] = &server.received()[..] else { panic!() };
    assert!(!first.head.contains("\r\nauthorization: "), "{}", first.head);
    assert!(second.head.contains("\r\nauthorization: digest username=\"user\""), "{}", second.head);
}
