//! Both clients against servers of which nobody would expect it: what fails on the way, what is tried again, and where
//! secrets go. `cargo test -p generated --features digest_auth,reqwest,tracing,ureq`.
#![cfg(all(feature = "reqwest", feature = "ureq"))]
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

mod either;
mod faults;
mod list;
mod redirects;
mod retries;
mod server;
mod servers;
#[cfg(feature = "tracing")]
mod tracing;

use generated::Operation;
use generated::client::Options;
use generated::credentials::{self, Credentials};
use generated::models::Datadog;
use generated::operations::UpdateGroupIntegration;

use crate::either::{both, once};
use crate::list::List;
use crate::server::{Scripted, Turn, response};

/// A page without items.
const EMPTY: &str = r#"{"results":[]}"#;

fn update() -> UpdateGroupIntegration {
    UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", Datadog::new("s3cret-key"))
}

/// The documented success of an update.
fn updated(headers: &str, body: &str) -> Turn {
    let length = body.len();
    Turn::Say(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.atlas.2023-01-01+json\r\nConnection: close\r\n\
         {headers}Content-Length: {length}\r\n\r\n{body}"
    ))
}

fn token(options: Options) -> Options {
    options.credential(credentials::service_accounts_token("s3cret-token"))
}

#[test]
fn requests_say_who_sends_them_and_how_long_they_are() {
    both(|client| {
        let server = Scripted::start([updated("", EMPTY), updated("", EMPTY), response("200 OK", "", EMPTY)]);
        let options = || token(once(server.server()));
        client(options()).send(update()).unwrap();
        let named = options().user_agent("acme/7".parse().unwrap());
        client(named).send(update()).unwrap();
        client(options()).send(List { page: 1 }).unwrap();

        let received = server.received();
        let head = &received[0].head;
        assert!(
            head.starts_with(
                "put /api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/datadog http/1.1"
            )
        );
        for line in
            ["user-agent: generated/0.1.0", "accept-encoding: gzip", "authorization: bearer s3cret-token"]
        {
            assert!(head.contains(&format!("\r\n{line}\r\n")), "{line}: {head}");
        }
        assert_eq!(head.matches("\r\ncontent-length: ").count(), 1, "{head}");
        assert_eq!(head.matches("\r\naccept: ").count(), 1, "{head}");
        assert_eq!(received[0].body, r#"{"apiKey":"s3cret-key","type":"DATADOG"}"#);
        assert!(received[1].head.contains("\r\nuser-agent: acme/7\r\n"), "{}", received[1].head);
        // A request without a body says nothing of one.
        let head = &received[2].head;
        assert!(!head.contains("content-") && !head.contains("transfer-encoding"), "{head}");
    });
}

/// Servers may wait for what was not announced, or refuse it (RFC 9110, section 8.6).
#[test]
fn methods_that_have_a_body_say_that_there_is_none() {
    both(|client| {
        for method in ["POST", "PUT", "PATCH", "GET", "HEAD", "DELETE"] {
            let server = Scripted::start([response("200 OK", "", "")]);
            let request = http::Request::builder().method(method).uri(format!("{}/empty", server.origin));
            let client = client(token(once(server.server())));
            let _ = client.send_request::<UpdateGroupIntegration>(request.body(Vec::new()).unwrap());
            let head = &server.received()[0].head;
            let expected = usize::from(method.starts_with('P'));
            assert_eq!(head.matches("\r\ncontent-length: 0\r\n").count(), expected, "{head}");
            assert_eq!(head.matches("content-length").count(), expected, "{head}");
            assert!(!head.contains("transfer-encoding"), "{head}");
        }
    });
}

#[test]
fn a_list_is_walked_page_by_page() {
    let page = |keys: [&str; 2]| {
        let item = |key: &&str| format!(r#"{{"type":"DATADOG","apiKey":"{key}"}}"#);
        let items: Vec<_> = keys.iter().filter(|key| !key.is_empty()).map(item).collect();
        response("200 OK", "", &format!(r#"{{"results":[{}],"totalCount":5}}"#, items.join(",")))
    };
    both(|client| {
        let server = Scripted::start([page(["a", "b"]), page(["c", "d"]), page(["e", ""])]);
        let items = client(token(once(server.server()))).items(List { page: 1 });
        let tags: Vec<_> = items.iter().map(|item| item.as_ref().unwrap().tag()).collect();
        assert_eq!(tags, [Some("DATADOG"); 5]);
        let targets: Vec<_> =
            server.received().iter().map(|it| it.head.split(' ').nth(1).unwrap().to_owned()).collect();
        assert_eq!(
            targets,
            ["/integrations?pagenum=1", "/integrations?pagenum=2", "/integrations?pagenum=3"]
        );
    });
}

#[test]
fn an_error_is_the_last_item() {
    both(|client| {
        let failure = response("403 Forbidden", "", r#"{"error":403,"errorCode":"NO"}"#);
        let full = r#"{"results":[{"type":"DATADOG","apiKey":"a"},{"type":"DATADOG","apiKey":"b"}]}"#;
        let server = Scripted::start([response("200 OK", "", full), failure]);
        let items = client(token(once(server.server()))).items(List { page: 1 });
        assert_eq!(items.len(), 3);
        let error = items[2].as_ref().unwrap_err();
        assert_eq!(error.failure().unwrap().error_code, "NO");
    });
}

/// Who sells tokens may want to know who asks, and not what is meant for the server alone.
#[test]
fn tokens_are_asked_for_under_the_same_name() {
    let sold = r#"{"access_token":"t","token_type":"Bearer","expires_in":3600}"#;
    both(|client| {
        let server = Scripted::start([response("200 OK", "", sold), updated("", EMPTY)]);
        let account = credentials::service_accounts("id", "s3cret").token_url("/token");
        let named = once(server.server()).credential(account).user_agent("acme/7".parse().unwrap());
        client(named.header("x-team".parse().unwrap(), "a".parse().unwrap())).send(update()).unwrap();
        let received = server.received();
        let head = &received[0].head;
        assert!(head.starts_with("post /token "), "{head}");
        assert!(head.contains("user-agent: acme/7\r\n") && !head.contains("x-team"), "{head}");
    });
}

#[test]
fn a_response_can_be_had_as_it_came() {
    let body = r#"{"error":404, "errorCode":"X"}"#;
    let server = Scripted::start([response("404 Not Found", "X-Team: a\r\n", body)]);
    let client = generated::client::ureq::Client::new(token(once(server.server())));
    let request = update().build(&server.server()).unwrap();
    let response = client.send_raw::<UpdateGroupIntegration>(request).unwrap();
    assert_eq!((response.status().as_u16(), response.body().as_slice()), (404, body.as_bytes()));
    assert_eq!(response.headers()["x-team"], "a");
    let head = &server.received()[0].head;
    assert!(head.contains("authorization: bearer s3cret-token\r\n"), "{head}");
}

#[test]
fn without_credentials_nothing_is_sent() {
    both(|client| {
        let server = Scripted::start([updated("", EMPTY)]);
        let error = client(once(server.server()).credentials(Credentials::new())).send(update()).unwrap_err();
        assert!(error.to_string().contains("ServiceAccounts"), "{error}");
        assert!(server.received().is_empty());
    });
}

/// RFC 7616, section 3.5.
#[cfg(feature = "digest_auth")]
#[test]
fn a_server_says_which_nonce_is_next_and_who_it_is() {
    let challenge = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"\r\n";
    both(|client| {
        let next = updated("Authentication-Info: nextnonce=\"o\", qop=auth\r\n", EMPTY);
        let pretends = updated("Authentication-Info: rspauth=\"0123\", qop=auth\r\n", EMPTY);
        let server = Scripted::start([response("401 Unauthorized", challenge, ""), next, pretends]);
        let client = client(once(server.server()).credential(credentials::digest_auth("public", "private")));
        client.send(update()).unwrap();
        let error = client.send(update()).unwrap_err();
        assert_eq!(error.to_string(), "the server does not prove that it knows the secret for `DigestAuth`");
        assert!(!error.is_retryable());
        let received = server.received();
        assert!(received[1].head.contains("nonce=\"n\"") && received[1].head.contains("nc=00000001"));
        assert!(received[2].head.contains("nonce=\"o\"") && received[2].head.contains("nc=00000001"));
    });
}

/// The challenge is answered with the same body, and from then on no request goes without an answer.
#[cfg(feature = "digest_auth")]
#[test]
fn a_challenge_is_answered_once_for_all() {
    let challenge = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"\r\n";
    both(|client| {
        let script = [response("401 Unauthorized", challenge, ""), updated("", EMPTY), updated("", EMPTY)];
        let server = Scripted::start(script);
        let client = client(once(server.server()).credential(credentials::digest_auth("public", "private")));
        client.send(update()).unwrap();
        client.send(update()).unwrap();
        let received = server.received();
        assert!(!received[0].head.contains("authorization"));
        for (request, count) in received[1..].iter().zip(["nc=00000001", "nc=00000002"]) {
            assert!(request.head.contains("authorization: digest username=\"public\""), "{}", request.head);
            assert!(request.head.contains(count), "{}", request.head);
            assert_eq!(request.body, received[0].body);
        }
    });
}
