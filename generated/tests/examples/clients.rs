//! The examples that send.

#[cfg(feature = "ureq")]
mod change_one_setting;
#[cfg(feature = "reqwest")]
mod connect_datadog;
#[cfg(all(feature = "digest_auth", feature = "ureq"))]
mod connect_datadog_with_api_key;
#[cfg(feature = "ureq")]
mod wait_for_rate_limit;

use std::error::Error;

use crate::server::{Received, Turn, response};

const GROUP: &str = "32b6e34b3d91647abb20e7b8";

/// The documented success of an update.
fn updated() -> Turn {
    response(
        "200 OK",
        "RateLimit-Remaining: 7\r\n",
        r#"{"results":[{"type":"DATADOG","apiKey":"****0000"}]}"#,
    )
}

/// A token for a service account.
fn sold() -> Turn {
    let token = r#"{"access_token":"s3cret-token","token_type":"Bearer","expires_in":3600}"#;
    response("200 OK", "", token)
}

/// What an example says, in every way in which it may be shown. It has no secret in it.
fn said(outcome: Result<String, Box<dyn Error>>) -> String {
    let said = match outcome {
        Ok(text) => text,
        Err(error) => format!("{error} {error:?}"),
    };
    assert!(!said.contains("s3cret"), "{said}");
    said
}

/// That the update went to the right place, with this proof of who calls and this body.
#[track_caller]
fn assert_update(request: &Received, authorization: &str, body: &str) {
    let line = format!("put /api/atlas/v2/groups/{GROUP}/integrations/datadog http/1.1\r\n");
    assert!(request.head.starts_with(&line), "{}", request.head);
    assert!(request.head.contains(&format!("\r\nauthorization: {authorization}")), "{}", request.head);
    assert_eq!(request.body, body);
}
