//! The examples against a server on this machine: what arrives there, and what they say. Some need features:
//! `cargo test -p generated --features digest_auth,reqwest,ureq --test examples`.
#![cfg_attr(
    any(feature = "reqwest", feature = "ureq"),
    expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")
)]

#[expect(dead_code, reason = "only Cargo runs `main`")]
#[path = "../../examples/answer_with_violations.rs"]
mod answer_with_violations;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod clients;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
#[expect(dead_code, reason = "the tests of the clients need more of it")]
#[path = "../clients/server.rs"]
mod server;

use generated::Validate;
use generated::models::Slack;

use crate::answer_with_violations::{invalid, receive};

#[test]
fn a_valid_body_is_received() {
    let received = receive(br#"{"type":"SLACK","apiToken":"xoxb-secret","channelName":"alerts"}"#).unwrap();
    assert_eq!(received.tag(), Some("SLACK"));
}

#[test]
fn violations_become_the_error_of_the_document() {
    let violations = Slack::new("xoxb-secret", Some(String::new())).validate().unwrap_err();
    let answer = invalid(&violations);
    assert_eq!(answer.validate(), Ok(()));
    let json = serde_json::to_string(&answer).unwrap();
    let expected = r#"{"badRequestDetail":{"fields":[{"description":"its length 0 is less than the minimum 1","field":"/channelName"}]},"detail":"The body is not valid.","error":400,"errorCode":"VALIDATION_ERROR","reason":"Bad Request"}"#;
    assert_eq!(json, expected);
}

#[test]
fn an_answer_names_places_and_no_values() {
    for (body, place) in [
        (r#"{"type":"PAGER_DUTY","serviceKey":"s3cret","region":"s3cret"}"#, "/region"),
        (r#"{"type":"PAGER_DUTY","serviceKey":["s3cret"]}"#, "/serviceKey"),
        (r#"{"type":"s3cret","serviceKey":"s3cret"}"#, "/type"),
        (r#""s3cret""#, ""),
        ("s3cret", ""),
    ] {
        let answer = receive(body.as_bytes()).unwrap_err();
        assert_eq!(answer.validate(), Ok(()), "{body}");
        let json = serde_json::to_value(&*answer).unwrap();
        assert_eq!(json["badRequestDetail"]["fields"][0]["field"], place, "{json}");
        assert!(!json.to_string().contains("s3cret"), "{json}");
    }
}
