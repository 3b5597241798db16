//! Tokens, as a server sells them: once, again before they expire, and again after they were withdrawn.

use std::thread;
use std::time::Duration;

use oauth2::client::{Failed, SendError};
use oauth2::credentials::{self, ClientAuthentication, ClientCredentials, TokenErrorCode, TokenFailure};
use oauth2::models::UserInfo;
use oauth2::operations::{GetUserInfo, GetUserInfoFailure, Revoke};
use oauth2::runtime::ResponseError;

e2e::clients!(oauth2);

/// That of every client, with all that has a meaning somewhere: it is encoded twice on its way.
const SECRET: &str = "b c:d%ä";

fn account(id: &str) -> ClientCredentials {
    credentials::oauth2(id, SECRET)
}

fn with(account: ClientCredentials) -> Options {
    options("OAUTH2").credential(account)
}

impl Either {
    fn user_info(&self, id: &str) -> UserInfo {
        self.send(GetUserInfo::new(id)).unwrap().body
    }
}

/// A client that no other test is, so that the server counts it alone.
fn name(test: &str, client: &Either) -> String {
    let kind = if matches!(client, Either::Ureq(_)) { "ureq" } else { "reqwest" };
    format!("{test}-{kind}:&=+ é")
}

fn for_both(test: &str, account_of: impl Fn(&str) -> ClientCredentials, ask: impl Fn(&str, &Either)) {
    both(|client| {
        // The client is made twice: its name says what it is.
        let id = name(test, &client(options("OAUTH2")));
        ask(&id, &client(with(account_of(&id))));
    });
}

#[test]
fn a_token_is_bought_once() {
    for_both("once", account, |id, client| {
        for _ in 0..3 {
            let info = client.user_info(id);
            assert_eq!((info.sub.as_str(), info.bought, info.refused), (id, 1, 0));
        }
    });
}

#[test]
fn id_and_secret_can_go_into_the_body() {
    let account = |id: &str| account(id).authentication(ClientAuthentication::Body);
    for_both("body", account, |id, client| assert_eq!(client.user_info(id).bought, 1));
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    for_both(
        "renewed",
        |id| account(id).parameter("ttl", "2"),
        |id, client| {
            assert_eq!(client.user_info(id).bought, 1);
            // It is good still, and used no more.
            thread::sleep(Duration::from_millis(1900));
            let info = client.user_info(id);
            assert_eq!((info.bought, info.refused), (2, 0));
        },
    );
}

#[test]
fn a_token_that_was_withdrawn_is_replaced() {
    for_both("withdrawn", account, |id, client| {
        assert_eq!(client.user_info(id).bought, 1);
        client.send(Revoke::new(id)).unwrap();
        let info = client.user_info(id);
        assert_eq!((info.bought, info.refused), (2, 1));
    });
}

#[test]
fn a_wrong_secret_buys_none() {
    for_both(
        "wrong",
        |id| credentials::oauth2(id, "guessed"),
        |id, client| {
            let error = client.send(GetUserInfo::new(id)).unwrap_err();
            let SendError::Failed(Failed::Preparation { cause, .. }) = &error else { panic!("{error:?}") };
            let failure = cause.downcast_ref::<ResponseError<TokenFailure>>().unwrap();
            assert_eq!(failure.failure().unwrap().code, TokenErrorCode::InvalidClient);
            assert!(!format!("{error} {error:?}").contains("guessed"));
        },
    );
}

/// A token that is no good at all is not bought again and again.
#[test]
fn a_token_that_is_good_for_nothing_is_the_callers_problem() {
    for_both(
        "useless",
        |id| account(id).parameter("ttl", "-5"),
        |id, client| {
            let error = client.send(GetUserInfo::new(id)).unwrap_err();
            assert_eq!(error.status().unwrap(), 401);
            let GetUserInfoFailure::Unauthorized(refusal) = error.failure().unwrap() else {
                panic!("{error:?}")
            };
            assert_eq!(refusal.error, "invalid_token");
        },
    );
}

/// It is sent all the same, once: the server may mean something else.
#[test]
fn a_token_that_is_good_for_no_time_is_not_bought_forever() {
    for_both(
        "no-time",
        |id| account(id).parameter("ttl", "0"),
        |id, client| {
            let error = client.send(GetUserInfo::new(id)).unwrap_err();
            assert_eq!(error.status().unwrap(), 401);
        },
    );
}

#[test]
fn many_calls_at_once_buy_one_token() {
    let id = "many-ureq";
    let client = oauth2::client::ureq::Client::new(with(account(id)));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send(GetUserInfo::new(id)).unwrap());
        }
    });
    let info = client.send(GetUserInfo::new(id)).unwrap().body;
    assert_eq!((info.bought, info.refused), (1, 0));

    let id = "many-reqwest";
    let client = oauth2::client::reqwest::Client::new(with(account(id))).unwrap();
    e2e::runtime().block_on(async {
        let calls = (0..8).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(GetUserInfo::new(id)).await.unwrap() })
        });
        for call in calls.collect::<Vec<_>>() {
            call.await.unwrap();
        }
        let info = client.send(GetUserInfo::new(id)).await.unwrap().body;
        assert_eq!((info.bought, info.refused), (1, 0));
    });
}
