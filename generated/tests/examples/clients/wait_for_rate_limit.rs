//! A client by hand that waits.

#[expect(dead_code, reason = "only Cargo runs `main`")]
#[path = "../../../examples/wait_for_rate_limit.rs"]
mod example;

use std::time::Duration;

use generated::Operation;
use generated::credentials::{self, Credentials};
use generated::models::Datadog;
use generated::operations::UpdateGroupIntegration;

use super::{GROUP, assert_update, said, updated};
use crate::server::{Scripted, Turn, response};

fn busy(headers: &str) -> Turn {
    response("429 Too Many Requests", headers, r#"{"error":429,"errorCode":"RATE_LIMITED"}"#)
}

fn run(script: impl IntoIterator<Item = Turn>) -> (Scripted, String) {
    let server = Scripted::start(script);
    let credentials = Credentials::new().with(credentials::service_accounts_token("s3cret-token"));
    let operation = UpdateGroupIntegration::new(GROUP, Datadog::new("s3cret-key"));
    let said = said(example::update(&operation, &server.server(), &credentials, example::send));
    (server, said)
}

#[test]
fn the_second_request_comes_when_the_server_wants_it() {
    let (server, said) = run([busy("Retry-After: 1\r\n"), updated()]);
    assert_eq!(said, "Updated at attempt 2. Requests left: 7");
    let [first, second] = &server.received()[..] else { panic!("{:?}", server.received()) };
    assert!(second.at - first.at >= Duration::from_secs(1), "{:?}", second.at - first.at);
    for request in [first, second] {
        assert_update(request, "bearer s3cret-token", r#"{"apiKey":"s3cret-key","type":"DATADOG"}"#);
    }
}

#[test]
fn it_gives_up_in_the_end_and_says_so() {
    let (server, said) =
        run([busy("Retry-After: 0\r\n"), busy("Retry-After: 0\r\n"), busy("Retry-After: 0\r\n")]);
    assert!(said.starts_with("status 429: "), "{said}");
    assert_eq!(server.received().len(), 3);
}

#[test]
fn another_failure_is_not_tried_again() {
    let (server, said) = run([response("500 Oops", "", r#"{"error":500,"errorCode":"UNEXPECTED_ERROR"}"#)]);
    assert!(said.starts_with("status 500: "), "{said}");
    assert_eq!(server.received().len(), 1);
}

#[test]
fn what_the_server_asks_for_decides() {
    let pause = |retry_after: Option<&str>, attempt| {
        let mut response = http::Response::builder().status(429);
        if let Some(value) = retry_after {
            response = response.header("Retry-After", value);
        }
        let body = r#"{"error":429,"errorCode":"RATE_LIMITED"}"#;
        let error = UpdateGroupIntegration::decode(response.body(body).unwrap()).unwrap_err();
        example::pause(&error, attempt).map(|pause| pause.as_secs())
    };
    assert_eq!(pause(Some("7"), 1), Some(7));
    assert_eq!(pause(Some("7"), 3), None, "that was the last attempt");
    assert_eq!(pause(Some("3600"), 1), None, "nobody waits for so long");
    assert_eq!(pause(None, 2), Some(2));
    assert_eq!(pause(Some("-1"), 1), Some(1));
    assert_eq!(pause(Some("Wed, 21 Oct 2015 07:28:00 GMT"), 1), Some(1));
}
