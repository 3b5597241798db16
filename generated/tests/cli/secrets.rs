//! Secrets, which come from files and variables, and which nothing shows.

use std::fs;

use crate::server::{Scripted, response};
use crate::{SECRET, TOKEN, UPDATE, file, run, update};

/// An error that repeats what it was sent.
fn echo() -> String {
    format!(r#"{{"error":400,"errorCode":"BAD","detail":"no {SECRET}, no {TOKEN}"}}"#)
}

#[test]
fn nothing_shows_a_secret() {
    let server = Scripted::start([response("400 Bad Request", "", &echo())]);
    let token = [("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)];
    let sent = ["datadog", "--api-key", SECRET, "--server", &server.origin];
    for words in [
        &sent[..],
        &["datadog", "--api-key", SECRET, "--dry-run"],
        &["datadog", "--api-key", SECRET, "--curl"],
        &["datadog", "--api-key", SECRET, "--validate-only"],
        &["datadog", "--api-key", SECRET, "--region", "XX"],
        &["datadog", "--api-key", "two", SECRET],
        &["datadog", &format!("--api-kee={SECRET}")],
        &["datadog", &format!("--dry-run={SECRET}")],
        &["datadog", "--api-key", SECRET, "--api-key", SECRET],
        &["new-relic", "--account-id=a", "--license-key", SECRET, "--read-token=r", "--write-token=w"],
        &["--body", &format!(r#"{{"type":"DATADOG","apiKey":{{"{SECRET}":"{SECRET}"#)],
        &["--body", &format!(r#"{{"type":"DATADOG","apiKey":["{SECRET}"]}}"#)],
    ] {
        let run = run(&[UPDATE, words].concat(), &token, "");
        assert!(!run.out.contains(SECRET) && !run.err.contains(SECRET), "{words:?}: {run:?}");
        assert!(!run.out.contains(TOKEN) && !run.err.contains(TOKEN), "{words:?}: {run:?}");
    }
    // It is what the server got.
    let [received] = &server.received()[..] else { panic!() };
    assert!(received.head.contains(&format!("authorization: bearer {TOKEN}\r\n")), "{}", received.head);
    assert!(received.body.contains(SECRET));
}

#[test]
fn what_a_server_repeats_of_a_body_is_not_shown() {
    let server = Scripted::start([response("400 Bad Request", "", &echo())]);
    let body = format!(r#"{{"type":"WEBHOOK","url":"https://{SECRET}","secret":"{SECRET}"}}"#);
    let token = [("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)];
    let words = ["--body", "-", "--server", &server.origin];
    let run = run(&[UPDATE, &words].concat(), &token, &body);
    assert_eq!(run.status, 5);
    assert!(run.err.contains("detail: no [redacted], no [redacted]\n"), "{}", run.err);
}

#[test]
fn secrets_come_from_files() {
    let server = Scripted::start([response("404 Not Found", "", "{}")]);
    let key = file("key", &format!("{SECRET}\n"), 0o600);
    let credentials = file("credentials", &format!("# Mine.\n\nSERVICE_ACCOUNTS_TOKEN = {TOKEN}\n"), 0o600);
    let key = format!("@{key}");
    let words = ["datadog", "--api-key", &key, "--server", &server.origin, "--credentials", &credentials];
    let run = update(&words);
    assert_eq!(run.status, 5, "{run:?}");
    let [received] = &server.received()[..] else { panic!() };
    assert!(received.head.contains(&format!("authorization: bearer {TOKEN}\r\n")), "{}", received.head);
    assert_eq!(received.body, format!(r#"{{"apiKey":"{SECRET}","type":"DATADOG"}}"#));
    let _ = fs::remove_file(credentials);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_not_read() {
    let credentials = file("open", &format!("SERVICE_ACCOUNTS_TOKEN={TOKEN}\n"), 0o640);
    let run = run(
        &[UPDATE, &["datadog", "--api-key", SECRET]].concat(),
        &[("GENERATED_CREDENTIALS", &credentials)],
        "",
    );
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    let said = "is open to others (mode 640): take that away with `chmod 600`\n";
    assert!(run.err.ends_with(said), "{}", run.err);
}

#[test]
fn what_is_wrong_with_a_file_is_told_by_its_line() {
    for (text, said) in [
        (format!("\n{TOKEN}\n"), "line 2: is not of the form NAME=value\n"),
        (format!("{TOKEN}=\n"), "line 1: there is no such name; there are DIGEST_AUTH_USER, "),
        (format!("DIGEST_AUTH_USER=a\nDIGEST_AUTH_USER={TOKEN}"), "line 2: DIGEST_AUTH_USER comes again\n"),
    ] {
        let credentials = file("wrong", &text, 0o600);
        let run = update(&["datadog", "--api-key", SECRET, "--credentials", &credentials]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains(said) && !run.err.contains(TOKEN), "{}", run.err);
    }
}

#[test]
fn tokens_are_bought_where_somebody_says() {
    let account = [
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_ID", "mdb_sa_id_1"),
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET", SECRET),
    ];
    let token = format!(r#"{{"access_token":"{TOKEN}","token_type":"Bearer","expires_in":3600}}"#);
    let turns = || [response("200 OK", "", &token), response("404 Not Found", "", "{}")];
    let words = |origin| [UPDATE, &["datadog", "--api-key", "key", "--server", origin]].concat();

    // The document's own place is for the document's own servers.
    let server = Scripted::start(turns());
    let refused = run(&words(&server.origin), &account, "");
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    insta::assert_snapshot!(refused.err, @"
    error: the server is none of the document's, and client id and secret would go where the document buys tokens
    Say where with --token-url: a URL or a path of the server, or https://cloud.mongodb.com/api/oauth/token if it is really that.
    Or set GENERATED_SERVICE_ACCOUNTS_TOKEN in place of them.
    ");
    let run = run(&[&words(&server.origin)[..], &["--token-url", "/oauth/token"]].concat(), &account, "");
    assert_eq!(run.status, 5, "{run:?}");
    let [bought, sent] = &server.received()[..] else { panic!() };
    assert!(bought.head.starts_with("post /oauth/token "), "{}", bought.head);
    assert!(sent.head.contains(&format!("authorization: bearer {TOKEN}\r\n")), "{}", sent.head);

    // A file has it beside the account that it is for.
    let (server, seller) =
        (Scripted::start(turns().into_iter().skip(1)), Scripted::start(turns().into_iter().take(1)));
    let lines = format!(
        "SERVICE_ACCOUNTS_CLIENT_ID=i\nSERVICE_ACCOUNTS_CLIENT_SECRET={SECRET}\nSERVICE_ACCOUNTS_TOKEN_URL={}/t\n",
        seller.origin
    );
    let credentials = file("account", &lines, 0o600);
    let run = crate::plain(&[&words(&server.origin)[..], &["--credentials", &credentials]].concat());
    assert_eq!(run.status, 5, "{run:?}");
    assert_eq!((seller.received().len(), server.received().len()), (1, 1));
    let _ = fs::remove_file(credentials);
    for url in ["ftp://127.0.0.1", "//127.0.0.1"] {
        let words = [&words(&server.origin)[..], &["--token-url", url]].concat();
        assert_eq!(crate::run(&words, &account, "").status, 2, "{url}");
    }
}

#[test]
fn who_has_no_credentials_learns_how_to_give_them() {
    let run = update(&["datadog", "--api-key", SECRET]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.err, @"
    error: the operation needs credentials for `ServiceAccounts`, or for `DigestAuth`
    Set GENERATED_SERVICE_ACCOUNTS_CLIENT_ID and GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET,
    or GENERATED_SERVICE_ACCOUNTS_TOKEN,
    or GENERATED_DIGEST_AUTH_USER and GENERATED_DIGEST_AUTH_PASSWORD.
    Or put them into a file of mode 600, without `GENERATED_` in front, and name it with --credentials.
    ");
    let half = crate::run(
        &[UPDATE, &["datadog", "--api-key", SECRET]].concat(),
        &[("GENERATED_SERVICE_ACCOUNTS_CLIENT_ID", "mdb_sa_id_1")],
        "",
    );
    assert!(half.err.ends_with("Set GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET too.\n"), "{}", half.err);
}
