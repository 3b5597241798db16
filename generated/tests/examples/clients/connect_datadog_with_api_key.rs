//! An API key on `ureq`.

#[expect(dead_code, reason = "only Cargo runs `main`")]
#[path = "../../../examples/connect_datadog_with_api_key.rs"]
mod example;

use super::{GROUP, assert_update, said, updated};
use crate::server::{Scripted, Turn, response};

const CHALLENGE: &str = "WWW-Authenticate: Digest realm=\"MMS Public API\", domain=\"\", nonce=\"n0\", \
                         algorithm=MD5, qop=\"auth\", stale=false\r\n";

fn refused() -> Turn {
    response("401 Unauthorized", CHALLENGE, r#"{"error":401,"errorCode":"NOT_ALLOWED"}"#)
}

fn run(script: impl IntoIterator<Item = Turn>) -> (Scripted, String) {
    let server = Scripted::start(script);
    let client = example::client(server.server(), "public".to_owned(), "s3cret-private".to_owned());
    let said = said(example::connect(&client, GROUP.to_owned(), "s3cret-key".to_owned()));
    (server, said)
}

#[test]
fn it_answers_the_challenge() {
    let (server, said) = run([refused(), updated()]);
    assert_eq!(said, "Datadog is connected. Integrations on the page: 1");
    let [first, second] = &server.received()[..] else { panic!("{:?}", server.received()) };
    assert!(!first.head.contains("authorization"), "{}", first.head);
    let body = r#"{"apiKey":"s3cret-key","region":"US","sendDatabaseMetrics":true,"type":"DATADOG"}"#;
    assert_update(second, "digest username=\"public\"", body);
    assert!(!second.head.contains("s3cret"), "{}", second.head);
}

#[test]
fn a_wrong_key_is_refused_once_more_and_shown_nowhere() {
    let (server, said) = run([refused(), refused()]);
    assert!(said.starts_with("status 401: "), "{said}");
    assert_eq!(server.received().len(), 2);
}
