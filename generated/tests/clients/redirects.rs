//! Where redirects lead, and what goes along.

use generated::client::Options;
use http::header::{HeaderName, HeaderValue};

use crate::either::{both, once};
use crate::list::List;
use crate::server::{Scripted, Turn, response};
use crate::{EMPTY, token, update, updated};

fn redirect(status: &str, to: &str) -> Turn {
    response(status, &format!("Location: {to}\r\n"), "")
}

/// Options with all kinds of secrets, and a header that is none.
fn secrets(server: &Scripted) -> Options {
    let mut key = HeaderValue::from_static("s3cret-header");
    key.set_sensitive(true);
    token(once(server.server()))
        .header(HeaderName::from_static("x-key"), key)
        .header(HeaderName::from_static("cookie"), HeaderValue::from_static("session=s3cret-cookie"))
        .header(HeaderName::from_static("x-trace"), HeaderValue::from_static("abc"))
}

#[test]
fn on_the_same_server_everything_goes_along() {
    both(|client| {
        let server =
            Scripted::start([redirect("308 Permanent Redirect", "/elsewhere?x=1"), updated("", EMPTY)]);
        client(secrets(&server)).send(update()).unwrap();
        let received = server.received();
        assert!(received[1].head.starts_with("put /elsewhere?x=1 "), "{}", received[1].head);
        assert_eq!(received[1].body, received[0].body);
        for secret in ["s3cret-token", "s3cret-header", "s3cret-cookie"] {
            assert!(received[1].head.contains(secret), "{}", received[1].head);
        }
    });
}

#[test]
fn no_secret_goes_to_another_server_or_comes_back_from_there() {
    both(|client| {
        // Who comes back is not trusted either: another server has chosen where.
        let back = Scripted::start([response("200 OK", "", EMPTY)]);
        let other = Scripted::start([redirect("307 Temporary Redirect", &format!("{}/back", back.origin))]);
        let first = Scripted::start([redirect("302 Found", &format!("{}/other", other.origin))]);
        client(secrets(&first)).send(List { page: 1 }).unwrap();
        assert!(first.received()[0].head.contains("s3cret-token"));
        for request in other.received().iter().chain(&back.received()) {
            assert!(!request.head.contains("s3cret"), "{}", request.head);
            assert!(!request.head.contains("referer"), "{}", request.head);
            assert!(request.head.contains("x-trace: abc"), "{}", request.head);
        }
        assert_eq!(back.received().len(), 1);
    });
}

#[test]
fn who_has_left_comes_back_without_secrets() {
    both(|client| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let other = Scripted::start([redirect("302 Found", &format!("{origin}/secret"))]);
        let to_other = redirect("302 Found", &format!("{}/other", other.origin));
        let first = Scripted::on(listener, [to_other, response("200 OK", "", EMPTY)]);
        client(secrets(&first)).send(List { page: 1 }).unwrap();
        let received = first.received();
        assert!(received[0].head.contains("s3cret-token"));
        assert!(!received[1].head.contains("s3cret"), "{}", received[1].head);
    });
}

/// What a caller's own client adds to a request, it adds everywhere.
#[test]
fn a_client_with_headers_of_its_own_does_not_leave() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let other = Scripted::start([response("200 OK", "", EMPTY)]);
    let to_other = redirect("302 Found", &format!("{}/other", other.origin));
    let first = Scripted::start([redirect("302 Found", "/here"), to_other]);
    let mut headers = http::HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_static("Bearer s3cret-default"));
    let builder = ::reqwest::Client::builder().default_headers(headers);
    let client = generated::client::reqwest::Client::from_builder(builder, secrets(&first)).unwrap();
    let error = runtime.block_on(client.send(List { page: 1 })).unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert!(first.received()[1].head.starts_with("get /here "));
    assert!(other.received().is_empty());
}

#[test]
fn no_secret_goes_with_a_request_to_another_server() {
    both(|client| {
        let other = Scripted::start([response("200 OK", "", EMPTY)]);
        let request = http::Request::get(format!("{}/integrations", other.origin)).body(Vec::new()).unwrap();
        let server = Scripted::start([]);
        let proxy = HeaderValue::from_static("Basic s3cret-proxy");
        let options = secrets(&server).header(http::header::PROXY_AUTHORIZATION, proxy);
        client(options).send_request::<List>(request).unwrap();
        let head = &other.received()[0].head;
        assert!(head.contains("x-trace: abc") && !head.contains("s3cret"), "{head}");
    });
}

#[test]
fn no_body_goes_to_another_server() {
    both(|client| {
        let other = Scripted::start([response("200 OK", "", EMPTY)]);
        let first = Scripted::start([redirect("307 Temporary Redirect", &format!("{}/other", other.origin))]);
        let error = client(secrets(&first)).send(update()).unwrap_err();
        assert_eq!(error.status().unwrap(), 307);
        assert!(other.received().is_empty());
    });
}

#[test]
fn redirects_in_a_circle_end() {
    both(|client| {
        let server = Scripted::start((0..4).map(|_| redirect("302 Found", "/again")).collect::<Vec<_>>());
        let error = client(secrets(&server).redirects(3)).send(List { page: 1 }).unwrap_err();
        assert_eq!(error.status().unwrap(), 302);
        assert_eq!(server.received().len(), 4);
    });
}

#[test]
fn names_and_passwords_of_locations_are_not_used() {
    both(|client| {
        let other = Scripted::start([response("200 OK", "", EMPTY)]);
        let named = |origin: &str| origin.replace("http://", "http://joe:hunter2@");
        let first = Scripted::start([redirect("302 Found", &format!("{}/a", named(&other.origin)))]);
        client(secrets(&first)).send(List { page: 1 }).unwrap();
        let head = &other.received()[0].head;
        assert!(!head.contains("authorization") && !head.contains("joe"), "{head}");

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let script = [redirect("302 Found", &format!("{}/a", named(&origin))), response("200 OK", "", EMPTY)];
        let same = Scripted::on(listener, script);
        client(secrets(&same)).send(List { page: 1 }).unwrap();
        let head = &same.received()[1].head;
        assert_eq!(head.matches("authorization").count(), 1, "{head}");
        assert!(head.contains("s3cret-token") && !head.contains("joe"), "{head}");
    });
}
