//! A service account on `reqwest`.

#[expect(dead_code, reason = "only Cargo runs `main`")]
#[path = "../../../examples/connect_datadog.rs"]
mod example;

use super::{GROUP, assert_update, said, sold, updated};
use crate::server::{Scripted, Turn, response};

fn run(script: impl IntoIterator<Item = Turn>, group_id: &str) -> (Scripted, String) {
    let server = Scripted::start(script);
    let client = example::client(server.server(), "id".to_owned(), "s3cret-account".to_owned()).unwrap();
    let connecting = example::connect(&client, group_id.to_owned(), "s3cret-key".to_owned());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let said = said(runtime.block_on(connecting));
    (server, said)
}

#[test]
fn it_buys_a_token_and_sends_the_settings() {
    let (server, said) = run([sold(), updated()], GROUP);
    assert_eq!(said, "Datadog is connected. Integrations on the page: 1");
    let [token, update] = &server.received()[..] else { panic!("{:?}", server.received()) };
    assert!(token.head.starts_with("post /api/oauth/token http/1.1\r\n"), "{}", token.head);
    // `id:s3cret-account`
    assert!(token.head.contains("authorization: basic awq6cznjcmv0lwfjy291bnq="), "{}", token.head);
    let body = r#"{"apiKey":"s3cret-key","region":"US","sendDatabaseMetrics":true,"type":"DATADOG"}"#;
    assert_update(update, "bearer s3cret-token", body);
}

#[test]
fn what_is_not_valid_is_not_sent() {
    let (server, said) = run([], "not an id");
    assert!(said.starts_with("nothing was sent:\n/groupId: "), "{said}");
    assert!(server.received().is_empty());
}

#[test]
fn an_account_without_the_role_is_told() {
    let refused = r#"{"error":403,"errorCode":"NO_ROLE","detail":"s3cret"}"#;
    let (_, said) = run([sold(), response("403 Forbidden", "", refused)], GROUP);
    assert!(said.starts_with("the account may not do this: NO_ROLE"), "{said}");
}

#[test]
fn other_failures_are_shown_without_what_is_in_them() {
    let (_, said) = run([sold(), response("418 I'm a teapot", "", r#"{"a":"s3cret"}"#)], GROUP);
    assert!(said.starts_with("status 418: the status is not documented"), "{said}");
}
