//! The programs of generated crates, as people run them.

#[cfg(unix)]
mod terminal;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The programs.
const GENERATED: &str = env!("CARGO_BIN_EXE_generated-cli");
const HTTPBIN: &str = env!("CARGO_BIN_EXE_httpbin-cli");
const OAUTH2: &str = env!("CARGO_BIN_EXE_oauth2-cli");
const CLI: &str = env!("CARGO_BIN_EXE_cli-cli");

const GROUP: &str = "32b6e34b3d91647abb20e7b8";
const UPDATE: &[&str] = &["third-party-integrations", "update-group-integration", "--group-id", GROUP];
const SECRET: &str = "s3cr3t-value";
const TOKEN: (&str, &str) = ("GENERATED_SERVICE_ACCOUNTS_TOKEN", "t0k-value");

/// How a run of a program has ended.
#[derive(Debug)]
struct Run {
    status: i32,
    out: String,
    err: String,
}

/// Runs a program in an environment that has only these variables.
fn run(program: &str, words: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(program);
    command.args(words).env_clear().envs(variables.iter().copied()).stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// The same against a server, by the name of its address.
fn sent(program: &str, server: &str, words: &[&str], variables: &[(&str, &str)]) -> Run {
    let server = e2e::address(server);
    run(program, &[words, &["--server", &server]].concat(), variables)
}

/// A file that only its owner can read.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{name}", std::process::id()));
    fs::write(&path, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    path.to_str().unwrap().to_owned()
}

#[test]
fn prism_answers() {
    let key = format!("@{}", file("key", SECRET));
    let run = sent(GENERATED, "PRISM", &[UPDATE, &["datadog", "--api-key", &key]].concat(), &[TOKEN]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let body: Value = serde_json::from_str(&run.out).unwrap();
    assert!(body["results"].is_array(), "{body}");
    let words = [UPDATE, &["datadog", "--api-key", &key, "--output", "table"]].concat();
    let run = sent(GENERATED, "PRISM", &words, &[TOKEN]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.out.contains("PAGER_DUTY"), "{}", run.out);
}

/// What the document does not know passes here where it is told to, and not there.
#[test]
fn prism_refuses() {
    let words = ["datadog", "--api-key", SECRET, "--region", "MARS", "--allow-unknown"];
    let run = sent(GENERATED, "PRISM", &[UPDATE, &words].concat(), &[TOKEN]);
    assert_eq!((run.status, run.out.as_str()), (5, ""));
    assert!(run.err.contains("error: the server answered 4"), "{}", run.err);
    assert!(!run.err.contains(SECRET) && !run.err.contains(TOKEN.1), "{}", run.err);
}

#[test]
fn nothing_is_sent_that_does_not_satisfy_the_document() {
    let words = ["datadog", "--api-key", SECRET, "--region", "MARS", "--items-per-page=0"];
    let words = [UPDATE, &words, &["--server", "http://127.0.0.1:1"]].concat();
    let run = run(GENERATED, &words, &[TOKEN]);
    assert_eq!((run.status, run.out.as_str()), (3, ""));
    assert_eq!(
        run.err,
        "error: the request does not satisfy the document in 2 ways; nothing was sent\n  \
         --items-per-page: 0 is less than the minimum 1\n  \
         --region: is none of the values US, EU, US3, US5, AP1, US1_FED\n"
    );
}

#[test]
fn httpbin_knows_who_calls() {
    let user = [("HTTPBIN_BASIC_USER", "jo e"), ("HTTPBIN_BASIC_PASSWORD", "p@ss:wörd%")];
    let basic = ["basic-auth", "--user", "jo e", "--password", "p@ss:wörd%"];
    assert_eq!(sent(HTTPBIN, "HTTPBIN", &basic, &user).status, 0);
    let run = sent(HTTPBIN, "HTTPBIN", &["basic-auth", "--user", "joe", "--password", "another"], &user);
    assert_eq!((run.status, run.out.as_str()), (5, ""));
    assert!(run.err.starts_with("error: the server answered 401 Unauthorized\n"), "{}", run.err);

    let run = sent(HTTPBIN, "HTTPBIN", &["bearer-auth"], &[("HTTPBIN_BEARER_TOKEN", "t")]);
    assert_eq!(run.status, 0, "{run:?}");
    let run = sent(HTTPBIN, "HTTPBIN", &["bearer-auth"], &[]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Set HTTPBIN_BEARER_TOKEN."), "{}", run.err);

    let user = [("HTTPBIN_DIGEST_USER", "joe"), ("HTTPBIN_DIGEST_PASSWORD", SECRET)];
    let digest = ["digest-auth", "--qop=auth", "--user=joe", "--password", SECRET];
    let digest = [&digest[..], &["--algorithm=SHA-256", "--stale-after=never"]].concat();
    let run = sent(HTTPBIN, "HTTPBIN", &digest, &user);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[test]
fn every_status_has_its_exit() {
    for (code, status) in [("200", 0), ("204", 0), ("404", 5), ("418", 5), ("500", 6), ("599", 6)] {
        let run = sent(HTTPBIN, "HTTPBIN", &["get-status", "--code", code], &[]);
        assert_eq!(run.status, status, "{run:?}");
        assert_eq!(run.err.contains(&format!("the server answered {code}")), status > 0, "{}", run.err);
    }
}

#[test]
fn a_body_arrives_as_it_was_given() {
    let text = "\"\\ ä \u{1F980} \u{2028}";
    let run = sent(HTTPBIN, "HTTPBIN", &["put-anything", "--text", text], &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let echo: Value = serde_json::from_str(&run.out).unwrap();
    let sent: Value = serde_json::from_str(echo["data"].as_str().unwrap()).unwrap();
    assert_eq!(sent["text"], text);
}

/// An account, from the environment and from a file.
#[test]
fn a_service_account_buys_a_token() {
    let secret = "b c:d%ä";
    for (id, from_file) in [("cli-variables", false), ("cli-file", true)] {
        let text = format!("OAUTH2_CLIENT_ID={id}\nOAUTH2_CLIENT_SECRET={secret}\n");
        let credentials = file("account", &text);
        let words = ["get-user-info", "--client", id];
        let run = if from_file {
            sent(OAUTH2, "OAUTH2", &[&words[..], &["--credentials", &credentials]].concat(), &[])
        } else {
            let variables = [("OAUTH2_OAUTH2_CLIENT_ID", id), ("OAUTH2_OAUTH2_CLIENT_SECRET", secret)];
            sent(OAUTH2, "OAUTH2", &words, &variables)
        };
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let info: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((&info["sub"], &info["bought"]), (&Value::from(id), &Value::from(1)));
        let _ = fs::remove_file(credentials);
    }
    let wrong = [("OAUTH2_OAUTH2_CLIENT_ID", "cli-wrong"), ("OAUTH2_OAUTH2_CLIENT_SECRET", "guessed-value")];
    let run = sent(OAUTH2, "OAUTH2", &["get-user-info", "--client", "cli-wrong"], &wrong);
    assert_eq!((run.status, run.out.as_str()), (5, ""));
    assert!(run.err.contains("401") && !run.err.contains("guessed-value"), "{}", run.err);
}

/// Prism gives the same page again and again, until all that it says there are have come.
#[test]
fn all_pages_are_one_list() {
    let run = sent(CLI, "PRISM_CLI", &["shelves", "list-books", "--all"], &[]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let items: Vec<String> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(items, ["one", "two"].repeat(3));
}
