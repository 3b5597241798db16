//! Where requests are led, and what goes along.

use http::header::HeaderValue;
use httpbin::client::Options;
use httpbin::credentials;
use httpbin::models::Note;
use httpbin::operations::{RedirectAbsolutely, RedirectPutTo, RedirectRelatively, RedirectTo};

use crate::{both, header, once};

fn secrets() -> Options {
    let mut key = HeaderValue::from_static("s3cret-key");
    key.set_sensitive(true);
    once().credential(credentials::bearer("s3cret-token")).header("x-key".parse().unwrap(), key)
}

#[test]
fn redirects_are_followed_with_credentials() {
    both(|client| {
        let client = client(secrets());
        let relative = client.send(RedirectRelatively::new(3)).unwrap().body;
        let absolute = client.send(RedirectAbsolutely::new(3)).unwrap().body;
        for echo in [relative, absolute] {
            assert_eq!(header(&echo, "Authorization"), Some("Bearer s3cret-token"));
            assert_eq!(header(&echo, "X-Key"), Some("s3cret-key"));
            assert!(echo.url.unwrap().ends_with("/get"));
        }
    });
}

#[test]
fn too_many_redirects_are_told() {
    both(|client| {
        let error = client(secrets()).send(RedirectRelatively::new(6)).unwrap_err();
        assert_eq!(error.status().unwrap(), 302);
        assert!(client(secrets().redirects(6)).send(RedirectRelatively::new(6)).is_ok());
        let error = client(secrets().redirects(0)).send(RedirectAbsolutely::new(1)).unwrap_err();
        assert_eq!(error.status().unwrap(), 302);
    });
}

#[test]
fn no_credentials_arrive_at_another_origin() {
    let elsewhere = format!("{}/headers", e2e::address("HTTPBIN_2"));
    let here = format!("{}/headers", e2e::address("HTTPBIN"));
    both(|client| {
        for status in [301, 302, 303, 307, 308] {
            let client = client(secrets());
            let echo = client.send(RedirectTo::new(&elsewhere).status_code(status)).unwrap().body;
            assert!(header(&echo, "Host").is_some(), "{echo:?}");
            assert_eq!(header(&echo, "Authorization"), None, "{status}");
            assert_eq!(header(&echo, "X-Key"), None, "{status}");
            assert_eq!(header(&echo, "Referer"), None, "{status}");
            // Nor when another origin sends it back.
            let there = e2e::address("HTTPBIN_2");
            let back = format!("{there}/redirect-to?status_code={status}&url={here}");
            let echo = client.send(RedirectTo::new(back).status_code(status)).unwrap().body;
            assert_eq!(header(&echo, "Authorization"), None, "{status}");
            assert_eq!(header(&echo, "X-Key"), None, "{status}");
            let echo = client.send(RedirectTo::new(&here).status_code(status)).unwrap().body;
            assert_eq!(header(&echo, "Authorization"), Some("Bearer s3cret-token"), "{status}");
        }
    });
}

#[test]
fn bodies_go_along_at_home_and_nowhere_else() {
    both(|client| {
        let client = client(secrets());
        let to = |server: &str, status| {
            let url = format!("{}/anything", e2e::address(server));
            client.send(RedirectPutTo::new(url, Note::new("here")).status_code(status))
        };
        for status in [301, 302, 307, 308] {
            let echo = to("HTTPBIN", status).unwrap().body;
            assert_eq!(echo.method.as_deref(), Some("PUT"), "{status}");
            assert_eq!(header(&echo, "Content-Type"), Some("application/json"), "{status}");
            assert_eq!(echo.data.as_deref(), Some(r#"{"text":"here"}"#), "{status}");
            let error = to("HTTPBIN_2", status).unwrap_err();
            assert_eq!(i64::from(error.status().unwrap().as_u16()), status);
        }
        let echo = to("HTTPBIN", 303).unwrap().body;
        assert_eq!(echo.method.as_deref(), Some("GET"));
        assert_eq!(header(&echo, "Content-Type"), None);
        assert_eq!(echo.data.as_deref(), Some(""));
        // Without its body it may go elsewhere.
        let echo = to("HTTPBIN_2", 303).unwrap().body;
        assert_eq!(header(&echo, "Authorization"), None);
    });
}
