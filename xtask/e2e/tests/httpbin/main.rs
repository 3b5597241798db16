//! httpbin plays the server: it says what came, and answers in every way that HTTP has.

mod bodies;
mod credentials;
mod redirects;

use httpbin::models::{Echo, Note};
use httpbin::operations::{
    GetHeaders, GetStatus, GetStatusFailure as Failure, GetStatusSuccess as Success, PutAnything,
};

e2e::clients!(httpbin);

/// Options that try nothing again.
fn once() -> Options {
    options("HTTPBIN").attempts(1)
}

/// A header, as the server saw it.
fn header<'e>(echo: &'e Echo, name: &str) -> Option<&'e str> {
    echo.headers.get(name).map(String::as_str)
}

#[test]
fn a_body_comes_back_as_it_went() {
    let text = "\u{0}\"\\\u{7f} ä \u{1F980} \u{2028}";
    both(|client| {
        let echo = client(once()).send(PutAnything::new(Note::new(text))).unwrap().body;
        let sent: Note = serde_json::from_str(echo.data.as_deref().unwrap()).unwrap();
        assert_eq!(sent.text, text);
        assert_eq!(echo.method.as_deref(), Some("PUT"));
        assert_eq!(header(&echo, "Content-Type"), Some("application/json"));
        assert_eq!(header(&echo, "Accept"), Some("application/json"));
    });
}

#[test]
fn headers_of_the_options_arrive() {
    both(|client| {
        let named = once()
            .user_agent("acme/7".parse().unwrap())
            .header("x-trace".parse().unwrap(), "a b".parse().unwrap());
        let echo = client(named).send(GetHeaders::new()).unwrap().body;
        assert_eq!(header(&echo, "User-Agent"), Some("acme/7"));
        assert_eq!(header(&echo, "X-Trace"), Some("a b"));
        assert_eq!(header(&echo, "Authorization"), None);
        let echo = client(once()).send(GetHeaders::new()).unwrap().body;
        assert_eq!(header(&echo, "User-Agent"), Some("httpbin/0.1.0"));
    });
}

#[test]
fn every_status_is_what_the_document_says() {
    both(|client| {
        let client = client(once());
        let body = |code| client.send(GetStatus::new(code)).unwrap().body;
        assert_eq!(body(200), Success::Ok);
        assert_eq!(body(204), Success::NoContent);
        for (code, expected) in [
            (400, Failure::ClientError),
            (404, Failure::ClientError),
            (418, Failure::ClientError),
            (429, Failure::ClientError),
            (500, Failure::Other),
            (503, Failure::ServiceUnavailable),
            (599, Failure::Other),
        ] {
            let error = client.send(GetStatus::new(code)).unwrap_err();
            assert_eq!(error.failure(), Some(&expected), "{code}");
            assert_eq!(i64::from(error.status().unwrap().as_u16()), code);
        }
    });
}

#[test]
fn a_busy_server_is_asked_again_and_again() {
    both(|client| {
        let start = std::time::Instant::now();
        let error = client(options("HTTPBIN").attempts(2)).send(GetStatus::new(503)).unwrap_err();
        assert_eq!(error.failure(), Some(&Failure::ServiceUnavailable));
        assert!(start.elapsed() >= std::time::Duration::from_millis(250));
    });
}

#[test]
fn connections_are_used_again() {
    both(|client| {
        let client = client(once());
        for _ in 0..20 {
            client.send(GetHeaders::new()).unwrap();
        }
    });
}
