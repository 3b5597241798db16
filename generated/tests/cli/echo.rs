//! Servers that repeat what they were sent, in whatever way: nothing of it shows a secret.

use crate::server::{Scripted, response};
use crate::{SECRET, TOKEN, UPDATE, run};

/// What the program says where a server answers with this error, given the key of the body and these variables.
fn said(key: &str, variables: &[(&str, &str)], error: &str) -> String {
    let server = Scripted::start([response("400 Bad Request", "", error)]);
    let words = ["datadog", "--api-key", key, "--server", &server.origin];
    let run = run(&[UPDATE, &words].concat(), variables, "");
    assert_eq!((run.status, run.out.as_str()), (5, ""), "{run:?}");
    run.err
}

const VARIABLES: &[(&str, &str)] = &[("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)];

#[test]
fn secrets_are_known_as_other_formats_spell_them() {
    let key = "PASSpass\"q\\1 \u{fc}/=\u{1f512}";
    for echoed in [
        key,
        r#"PASSpass\"q\\1 ü/=🔒"#,
        r"PASSpass\u0022q\u005c1\u0020\u00fc\/=\ud83d\udd12",
        r#"PASSpass\\\"q\\\\1 \\u00FC\\/=\\ud83d\\udd12"#,
        "PASSpass%22q%5C1%20%C3%BC%2F%3D%F0%9F%94%92",
        "PASSpass%22q%5c1+%c3%bc/=%f0%9f%94%92",
        "PASSpass%2522q%255C1%2520%25C3%25BC%252F%253D%25F0%259F%2594%2592",
        "PASSpass&quot;q\\1 &#252;/=&#x1f512;",
        "UEFTU3Bhc3MicVwxIMO8Lz3wn5SS",
        "UEFTU3Bhc3MicVwxIMO8Lz3wn5SS==",
        // Behind one byte and behind two.
        "eFBBU1NwYXNzInFcMSDDvC898J+Ukg==",
        "eHhQQVNTcGFzcyJxXDEgw7wvPfCflJI",
        "eHhQQVNTcGFzcyJxXDEgw7wvPfCflJI-",
    ] {
        for error in [
            format!("<p>{echoed}</p>"),
            format!(r#"{{"detail":{}}}"#, serde_json::to_string(echoed).unwrap()),
        ] {
            let said = said(key, VARIABLES, &error);
            assert!(said.contains("[redacted]"), "{error}: {said}");
            for part in ["PASS", "UEFTU3", "NwYXNz", "Bhc3Mic", "GFzcyJx"] {
                assert!(!said.contains(part), "{error}: {said}");
            }
        }
    }
}

#[test]
fn pairs_are_known_together() {
    let variables = [("GENERATED_DIGEST_AUTH_USER", "me"), ("GENERATED_DIGEST_AUTH_PASSWORD", "pw")];
    // `me:pw`
    let said =
        said(SECRET, &variables, r#"{"detail":"got bWU6cHc= of me, pw, \"pw\", a mess and a pwned one"}"#);
    assert!(
        said.contains("got [redacted]= of [redacted], [redacted], \"[redacted]\", a mess and a pwned one\n"),
        "{said}"
    );
}

#[test]
fn what_follows_the_name_of_a_scheme_is_a_secret() {
    let error = r#"{"detail":"Authorization: Bearer abc.DEF-123~x=; basic%20dXNlcjpwdw==, Bearer authentication, Basic auth."}"#;
    let said = said(SECRET, VARIABLES, error);
    assert!(
        said.contains(
            "Authorization: Bearer [redacted]; basic%20[redacted], Bearer authentication, Basic auth.\n"
        ),
        "{said}"
    );
}

#[test]
fn no_half_of_a_secret_is_left_where_a_text_is_cut_off() {
    for length in 1980..2001 {
        let said = said(SECRET, VARIABLES, &format!("{}{SECRET}{}", "x".repeat(length), "y".repeat(99)));
        assert!(!said.contains("s3") && said.contains('…'), "{said}");
    }
}

#[test]
fn secrets_that_overlap_are_gone_as_a_whole() {
    let said = said(
        "value-and-more",
        &[("GENERATED_SERVICE_ACCOUNTS_TOKEN", SECRET)],
        r#"{"detail":"s3cr3t-value-and-more!"}"#,
    );
    assert!(said.contains("detail: [redacted]!\n"), "{said}");
}

#[test]
fn tokens_that_were_bought_are_secrets() {
    let sold = r#"{"access_token":"bought-for-money","token_type":"Bearer","expires_in":3600}"#;
    let server = Scripted::start([
        response("200 OK", "", sold),
        response("400 Bad Request", "", r#"{"detail":"no bought-for-money"}"#),
    ]);
    let account = [
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_ID", "mdb_sa_id_1"),
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET", SECRET),
    ];
    let words = ["datadog", "--api-key", "key", "--server", &server.origin, "--token-url=/t"];
    let run = run(&[UPDATE, &words].concat(), &account, "");
    assert!(run.status == 5 && run.err.contains("detail: no [redacted]\n"), "{run:?}");
}

#[test]
fn why_no_token_is_sold_is_told() {
    let refused =
        format!(r#"{{"error":"invalid_client","error_description":"Client secret {SECRET} is\nwrong"}}"#);
    let server = Scripted::start([response("401 Unauthorized", "", &refused)]);
    let account = [
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_ID", "mdb_sa_id_1"),
        ("GENERATED_SERVICE_ACCOUNTS_CLIENT_SECRET", SECRET),
    ];
    let words = ["datadog", "--api-key", "key", "--server", &server.origin, "--token-url=/t"];
    let run = run(&[UPDATE, &words].concat(), &account, "");
    assert_eq!(run.status, 5, "{run:?}");
    insta::assert_snapshot!(run.err, @r"
    error: the credentials got no answer that they can use: status 401: the request failed
      code: invalid_client
      detail: Client secret [redacted] is\u{a}wrong
    ");
}

#[test]
fn a_server_that_repeats_one_sign_keeps_nobody_busy() {
    for sign in ["\\", "%25", "%", "&", "&#", "+"] {
        let error = format!("<p>{}</p>", sign.repeat(2_000_000));
        let said = said("PASS\\\\%&+ word", VARIABLES, &error);
        assert!(said.ends_with("…\n"), "{said}");
    }
}

#[test]
fn what_nests_deep_is_looked_into_only_so_far() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let error = format!(r#"{{"more":{}1{}}}"#, open.repeat(200_000), close.repeat(200_000));
        assert!(said(SECRET, VARIABLES, &error).starts_with("error: the server answered 400 Bad Request\n"));
    }
}
