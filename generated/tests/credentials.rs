//! Service accounts and API keys of Atlas, from their secrets to requests.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use generated::credentials::{self, Credential, CredentialError, Credentials, TokenErrorCode};
use generated::models::Datadog;
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server};

fn operation() -> UpdateGroupIntegration {
    UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", Datadog::new("0123456789abcdef"))
}

fn request() -> http::Request<Vec<u8>> {
    operation().build(&Server::default()).unwrap()
}

#[test]
fn a_service_account_buys_a_token() {
    let account = credentials::service_accounts("mdb_sa_id_1", "mdb_sa_sk_2");
    let request = account.build(&Server::default()).unwrap();
    assert_eq!(request.method(), http::Method::POST);
    assert_eq!(request.uri(), "https://cloud.mongodb.com/api/oauth/token");
    // `mdb_sa_id_1:mdb_sa_sk_2`
    assert_eq!(request.headers()["authorization"], "Basic bWRiX3NhX2lkXzE6bWRiX3NhX3NrXzI=");
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.body(), b"grant_type=client_credentials");

    let sold = r#"{"access_token":"eyJ.a-b.c_d","expires_in":3600,"token_type":"Bearer"}"#;
    let token = account.decode(http::Response::new(sold)).unwrap();
    assert_eq!(token.expires_in, Some(3600));
    let all = Credentials::new().with(token);
    let mut request = self::request();
    all.apply(&operation(), &mut request).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer eyJ.a-b.c_d");
    assert!(!format!("{request:?} {all:?}").contains("eyJ"));
}

#[test]
fn a_wrong_secret_buys_none() {
    let account = credentials::service_accounts("mdb_sa_id_1", "mdb_sa_sk_2");
    let refused = http::Response::builder().status(401).header("Content-Type", "application/json");
    let error = account.decode(refused.body(r#"{"error":"invalid_client"}"#).unwrap()).unwrap_err();
    assert_eq!(error.failure().unwrap().code, TokenErrorCode::InvalidClient);
    assert!(!format!("{account:?} {error:?} {error}").contains("mdb_sa"));
}

#[test]
fn a_token_that_is_there_already_is_applied_by_hand() {
    let mut request = request();
    credentials::service_accounts_token("t0k").apply(&mut request).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer t0k");
}

#[test]
fn without_credentials_there_is_an_error_that_says_what_is_needed() {
    let error = Credentials::new().apply(&operation(), &mut request()).unwrap_err();
    assert!(matches!(error, CredentialError::Missing { .. }));
    assert_eq!(
        error.to_string(),
        "the operation needs credentials for `ServiceAccounts`, or for `DigestAuth`"
    );
}

/// `cargo test -p generated --features digest_auth`.
#[cfg(feature = "digest_auth")]
#[test]
fn an_api_key_answers_challenges() {
    let all = Credentials::new().with(credentials::digest_auth("public", "private"));
    let mut request = request();
    all.apply(&operation(), &mut request).unwrap();
    assert!(!request.headers().contains_key("authorization"), "the server has not asked yet");

    let challenge =
        r#"Digest realm="MMS Public API", domain="", nonce="n0", algorithm=MD5, qop="auth", stale=false"#;
    let refused =
        http::Response::builder().status(401).header("WWW-Authenticate", challenge).body("").unwrap();
    assert!(all.refused(&request, &refused).unwrap(), "the request is worth another try");
    all.apply(&operation(), &mut request).unwrap();
    let answer = request.headers()["authorization"].to_str().unwrap();
    let expected = "Digest username=\"public\", realm=\"MMS Public API\", nonce=\"n0\", \
        uri=\"/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG\", qop=auth, nc=00000001, cnonce=";
    assert!(answer.starts_with(expected), "{answer}");
    assert!(!all.refused(&request, &refused).unwrap(), "the private key is wrong");
    assert!(!format!("{all:?}").contains("private"));
}
