//! Tokens that a program buys with its own id and secret.

use std::time::{Duration, Instant};

use codegen::runtime::credentials::{
    AccessToken, ClientAuthentication, ClientCredentials, Credential, CredentialError, TokenErrorCode,
};
use codegen::runtime::{ResponseErrorKind, Server};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};

/// RFC 6749, section 4.4.2.
fn client() -> ClientCredentials {
    ClientCredentials::new("oauth", "https://server.example.com/token", "s6BhdRkqt3", "gX1fBat3bV")
}

fn server() -> Server {
    Server::new("https://api.example.com/v1/").unwrap()
}

fn body(client: &ClientCredentials) -> String {
    String::from_utf8(client.build(&server()).unwrap().into_body()).unwrap()
}

#[test]
fn rfc_6749_4_4_2() {
    let request = client().build(&server()).unwrap();
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.uri(), "https://server.example.com/token");
    assert_eq!(request.headers()["authorization"], "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    assert!(request.headers()["authorization"].is_sensitive());
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers().len(), 3);
    assert_eq!(request.body(), b"grant_type=client_credentials");
}

#[test]
fn scopes_and_parameters_are_part_of_the_form() {
    let client = client().scopes(["read", "a&b"]).parameter("audience", "https://x/?y");
    let expected = "grant_type=client_credentials&scope=read%20a%26b&audience=https%3A%2F%2Fx%2F%3Fy";
    assert_eq!(body(&client), expected);
}

#[test]
fn a_client_can_prove_itself_in_the_body() {
    let client = ClientCredentials::new("oauth", "https://x/t", "a b", "c&d:e")
        .authentication(ClientAuthentication::Body);
    let request = client.build(&server()).unwrap();
    assert!(!request.headers().contains_key("authorization"));
    let expected = "grant_type=client_credentials&client_id=a%20b&client_secret=c%26d%3Ae";
    assert_eq!(body(&client), expected);
    // Before the id is joined to the secret, each is encoded.
    let request = client.authentication(ClientAuthentication::Basic).build(&server()).unwrap();
    // `a%20b:c%26d%3Ae`
    assert_eq!(request.headers()["authorization"], "Basic YSUyMGI6YyUyNmQlM0Fl");
}

#[test]
fn relative_urls_are_resolved_against_the_server() {
    let resolved = |url: &str| client().token_url(url).build(&server()).unwrap().uri().to_string();
    for (url, expected) in [
        ("/oauth/token?a=b", "https://api.example.com/oauth/token?a=b"),
        ("oauth/token", "https://api.example.com/v1/oauth/token"),
        ("./token", "https://api.example.com/v1/token"),
        ("../token", "https://api.example.com/token"),
        ("../../../../token/.", "https://api.example.com/token/"),
        ("//login.example.com/t", "https://login.example.com/t"),
        ("/t?then=http://x", "https://api.example.com/t?then=http://x"),
        ("http://other/t/../u", "http://other/t/../u"),
    ] {
        assert_eq!(resolved(url), expected, "{url}");
    }
    let error = client().token_url("https://{tenant}/token").build(&server()).unwrap_err();
    assert_eq!(error, CredentialError::Url { scheme: "oauth" });
}

fn response(status: u16, body: &str) -> Response<String> {
    let response =
        Response::builder().status(status).header("Content-Type", "application/json;charset=UTF-8");
    response.body(body.to_owned()).unwrap()
}

fn token(body: &str) -> AccessToken {
    client().decode(response(200, body)).unwrap()
}

#[test]
fn rfc_6749_4_4_3() {
    let body = r#"{
        "access_token":"2YotnFZFEjr1zCsicMWpAA",
        "token_type":"example",
        "expires_in":3600,
        "example_parameter":"example_value"
    }"#;
    let token = token(body);
    assert_eq!(token.scheme(), "oauth");
    assert_eq!(token.token.expose(), "2YotnFZFEjr1zCsicMWpAA");
    assert_eq!(
        (token.token_type.as_str(), token.expires_in, token.scope.as_deref()),
        ("example", Some(3600), None)
    );
    // Nobody knows how tokens of the type `example` are used.
    let error = token.apply(&mut Request::new("")).unwrap_err();
    assert_eq!(error.to_string(), "the token for `oauth` is not a bearer token");
    assert!(!format!("{token:?}").contains("2Yot"));
}

#[test]
fn a_token_is_the_credential() {
    let token = token(r#"{"access_token":"t0k","token_type":"BEARER","expires_in":"60","scope":"a b"}"#);
    assert_eq!((token.expires_in, token.scope.as_deref()), (Some(60), Some("a b")));
    let mut request = Request::new("");
    token.apply(&mut request).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer t0k");
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn lifetimes_that_say_nothing_are_none() {
    for lifetime in ["null", "-1", "1.5", "\"soon\"", "[]", "1e400", "99999999999999999999999"] {
        let body = format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{lifetime}}}"#);
        assert_eq!(token(&body).expires_in, None, "{lifetime}");
    }
}

#[test]
fn rfc_6749_5_2() {
    let codes = [
        ("invalid_request", TokenErrorCode::InvalidRequest),
        ("invalid_client", TokenErrorCode::InvalidClient),
        ("invalid_grant", TokenErrorCode::InvalidGrant),
        ("unauthorized_client", TokenErrorCode::UnauthorizedClient),
        ("unsupported_grant_type", TokenErrorCode::UnsupportedGrantType),
        ("invalid_scope", TokenErrorCode::InvalidScope),
        ("temporarily_unavailable", TokenErrorCode::Other("temporarily_unavailable".to_owned())),
    ];
    for (code, expected) in codes {
        let body = format!(r#"{{"error":"{code}","error_description":"S3CRET","error_uri":"https://x"}}"#);
        let error = client().decode(response(400, &body)).unwrap_err();
        let failure = error.failure().unwrap();
        assert_eq!((failure.code.clone(), failure.code.to_string().as_str()), (expected, code));
        assert_eq!(failure.description.as_deref(), Some("S3CRET"));
        assert_eq!(failure.uri.as_deref(), Some("https://x"));
        assert_eq!(error.to_string(), "status 400: the request failed");
        assert!(!format!("{error:?}").contains("S3CRET"));
    }
}

#[test]
fn what_a_token_server_says_is_not_shown_at_length() {
    let hostile = format!("\u{1b}[2J\r\nforged: line\u{202e}{}", "x".repeat(100_000));
    let json = serde_json::to_string(&hostile).unwrap();
    let body = format!(r#"{{"access_token":"S3CRET","token_type":{json},"scope":{json}}}"#);
    let token = token(&body);
    assert_eq!(
        (token.token_type.as_str(), token.scope.as_deref()),
        (hostile.as_str(), Some(hostile.as_str()))
    );
    let refused = token.apply(&mut Request::new("")).unwrap_err();
    let failed = client().decode(response(400, &format!(r#"{{"error":{json}}}"#))).unwrap_err();
    let code = &failed.failure().unwrap().code;
    assert_eq!(code.as_str(), hostile);
    for shown in [
        format!("{token:?}"),
        format!("{refused} {refused:?}"),
        format!("{failed} {failed:?}"),
        format!("{code} {code:?}"),
    ] {
        assert!(shown.len() < 2000, "{}", shown.len());
        assert!(!shown.contains(|c: char| c.is_control() || c == '\u{202e}'), "{shown}");
        assert!(!shown.contains("S3CRET"), "{shown}");
    }
    assert_eq!(format!("{:?}", TokenErrorCode::InvalidGrant), "invalid_grant");
}

#[test]
fn other_answers_are_kept_and_not_shown() {
    let answer = |status, body: &str| client().decode(response(status, body)).unwrap_err();
    let gateway = answer(502, "<html>S3CRET");
    assert!(matches!(gateway.kind(), ResponseErrorKind::Undocumented));
    assert_eq!(gateway.response().body(), b"<html>S3CRET");
    for body in [
        "",
        "[]",
        r#""S3CRET""#,
        r#"{"access_token":"S3CRET"}"#,
        r#"{"token_type":"Bearer"}"#,
        r#"{"access_token":["S3CRET"],"token_type":"Bearer"}"#,
        r#"{"access_token":"S3CRET","token_type":"Bearer""#,
    ] {
        let error = answer(200, body);
        assert!(matches!(error.kind(), ResponseErrorKind::Body(_)), "{body}");
        assert!(!format!("{error} {error:?}").contains("S3CRET"), "{error:?}");
    }
    let mut html = response(200, "");
    html.headers_mut().insert("content-type", "text/html".parse().unwrap());
    assert!(matches!(client().decode(html).unwrap_err().kind(), ResponseErrorKind::ContentType { .. }));
}

#[test]
fn nothing_shows_id_or_secret() {
    let client = client().parameter("assertion", "S3CRET");
    let shown = format!("{client:?}");
    for secret in ["s6Bhd", "gX1f", "S3CRET"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let request = client.build(&server()).unwrap();
    assert!(!format!("{:?}", request.headers()).contains("czZC"));
}

#[test]
fn a_token_is_renewed_a_while_before_it_expires() {
    // After a tenth of its time, or half a minute.
    for (lifetime, last, first) in [(2, 1_799, 1_800), (60, 53_999, 54_000), (3600, 3_569_999, 3_570_000)] {
        let account = client();
        let now = Instant::now();
        assert!(account.prepare(&server(), now).unwrap().is_some(), "there is none yet");
        let sold = format!(r#"{{"access_token":"t","token_type":"Bearer","expires_in":{lifetime}}}"#);
        account.prepared(response(200, &sold).map(String::into_bytes), now).unwrap();
        let is_good = |after| {
            let needed = account.prepare(&server(), now + Duration::from_millis(after)).unwrap();
            account.abandoned();
            needed.is_none()
        };
        assert!(is_good(last), "{lifetime}");
        assert!(!is_good(first), "{lifetime}");
    }
}

#[test]
fn a_token_that_was_refused_is_written_until_there_is_another() {
    let account = client();
    let now = Instant::now();
    let sold = |token: &str| {
        let body = format!(r#"{{"access_token":"{token}","token_type":"Bearer"}}"#);
        account.prepared(response(200, &body).map(String::into_bytes), now).unwrap();
    };
    let written = || {
        let mut request = Request::new("");
        account.apply(&mut request).unwrap();
        request.into_parts().0.headers
    };
    sold("first");
    let headers = written();
    assert!(account.refused(&headers, &HeaderMap::new()).unwrap());
    assert!(account.prepare(&server(), now).unwrap().is_some());
    // Another thread that had asked before is not left without one.
    assert_eq!(written()["authorization"], "Bearer first");
    sold("second");
    assert!(account.prepare(&server(), now).unwrap().is_none());
    // That the first was refused, which somebody learns late, is nothing against the second.
    assert!(account.refused(&headers, &HeaderMap::new()).unwrap());
    assert!(account.prepare(&server(), now).unwrap().is_none());
    assert_eq!(written()["authorization"], "Bearer second");
}

#[test]
fn one_buys_for_all() {
    let (account, now) = (client(), Instant::now());
    let others = account.clone();
    let after = |seconds| now + Duration::from_secs(seconds);
    let sold = response(200, r#"{"access_token":"t","token_type":"Bearer","expires_in":100}"#);
    assert!(account.prepare(&server(), now).unwrap().is_some());
    let error = others.prepare(&server(), now).unwrap_err();
    assert_eq!(error, CredentialError::Pending { scheme: "oauth" });
    account.prepared(sold.map(String::into_bytes), now).unwrap();
    assert!(others.prepare(&server(), now).unwrap().is_none());
    // While one renews it, the others use what is good still, and wait when it is not.
    assert!(account.prepare(&server(), after(95)).unwrap().is_some());
    assert!(others.prepare(&server(), after(95)).unwrap().is_none());
    assert!(others.prepare(&server(), after(100)).is_err());
    // Whoever gives up leaves it to the next, and so does whoever is not heard of any more.
    account.abandoned();
    assert!(others.prepare(&server(), after(101)).unwrap().is_some());
    assert!(account.prepare(&server(), after(101)).is_err());
    assert!(account.prepare(&server(), after(161)).unwrap().is_some());
}

/// Who comes later asks anew.
#[test]
fn who_waits_learns_that_it_was_in_vain() {
    let (account, now) = (client(), Instant::now());
    let others = account.clone();
    let after = |seconds| now + Duration::from_secs(seconds);
    assert!(account.prepare(&server(), now).unwrap().is_some());
    assert!(others.failure(now).is_none());
    let (status, retry_after) = (Some(StatusCode::SERVICE_UNAVAILABLE), Some(HeaderValue::from_static("7")));
    account.failed(status, retry_after.as_ref(), after(2));
    let error = others.failure(after(1)).unwrap();
    assert_eq!(error, CredentialError::InVain { scheme: "oauth", status, retry_after });
    assert_eq!(error.to_string(), "a token for `oauth` was asked for in vain: the answer is 503");
    assert!(others.failure(after(3)).is_none());
    assert!(others.prepare(&server(), after(3)).unwrap().is_some());
    let sold = response(200, r#"{"access_token":"t","token_type":"Bearer"}"#);
    others.prepared(sold.map(String::into_bytes), after(4)).unwrap();
    assert!(account.failure(after(1)).is_none(), "there is a token now");
}

#[test]
fn who_has_not_answered_for_long_is_forgotten() {
    let (account, now) = (client(), Instant::now());
    let after = |seconds| now + Duration::from_secs(seconds);
    assert!(account.prepare(&server(), after(5)).unwrap().is_some());
    account.forget(after(4));
    assert!(account.prepare(&server(), after(6)).is_err());
    account.forget(after(5));
    assert!(account.prepare(&server(), after(6)).unwrap().is_some());
}
