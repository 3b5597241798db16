//! Paths, queries, headers and servers.

use codegen::runtime::{Server, ServerError};

use crate::operation::GetPet;
use codegen::runtime::{BuildError, Operation};

fn server() -> Server {
    Server::new("https://example.com/api/").unwrap()
}

#[test]
fn path_parameters_are_encoded() {
    let table = [
        ("a b", "a%20b"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("a+b&c=d", "a%2Bb%26c%3Dd"),
        ("-._~", "-._~"),
        ("...", "..."),
        ("%2e", "%252e"),
        ("é\r\n", "%C3%A9%0D%0A"),
    ];
    for (id, encoded) in table {
        let request = GetPet::new(id).build(&server()).unwrap();
        assert_eq!(request.uri().to_string(), format!("https://example.com/api/pets/{encoded}/x"));
    }
    for id in ["", ".", ".."] {
        let error = GetPet::new(id).build_unchecked(&server()).unwrap_err();
        assert!(matches!(error, BuildError::PathSegment { parameter: "petId" }), "{id}");
    }
    let error = GetPet::new("a".repeat(70_000)).build(&server()).unwrap_err();
    assert!(matches!(error, BuildError::Url(_)));
}

#[test]
fn query_parameters_are_encoded() {
    let mut operation = GetPet::new("1");
    operation.search = Some("a b&c=d+é'*".to_owned());
    operation.tags = vec!["a,b".to_owned(), "c".to_owned()];
    operation.ids = vec![1, -2];
    let request = operation.build(&server()).unwrap();
    assert_eq!(
        request.uri().query(),
        Some("search%5B%5D=a%20b%26c%3Dd%2B%C3%A9%27%2A&tags=a%2Cb,c&ids=1&ids=-2")
    );
    assert_eq!(request.method(), http::Method::GET);
    assert!(GetPet::new("1").build(&server()).unwrap().uri().query().is_none());
}

#[test]
fn headers_can_not_be_injected() {
    let mut operation = GetPet::new("1");
    operation.trace = Some("fine".to_owned());
    let request = operation.build(&server()).unwrap();
    assert_eq!(request.headers()["x-trace"], "fine");
    assert_eq!(request.headers()["accept"], "application/vnd.pets.2024-01-01+json");
    assert_eq!(request.headers()["content-type"], "application/json");
    operation.trace = Some("a\r\nSecret: b".to_owned());
    let error = operation.build(&server()).unwrap_err();
    assert!(matches!(error, BuildError::Header { name: "X-Trace", .. }));
    assert!(!format!("{error} {error:?}").contains("Secret"));
}

#[test]
fn servers() {
    for url in
        ["http://localhost:8080", "HTTPS://example.com/", "https://[::1]/a/b/", "https://example.com/a%20b"]
    {
        let server = Server::new(url).unwrap();
        assert_eq!(server.as_str(), url.trim_end_matches('/'));
    }
    let table = [
        ("", ServerError::NotAbsolute),
        ("/api", ServerError::NotAbsolute),
        ("example.com", ServerError::NotAbsolute),
        ("ftp://example.com", ServerError::Scheme),
        ("https://u:p@example.com", ServerError::Credentials),
        ("https://example.com?x=@/", ServerError::Query),
        ("https://example.com/#x", ServerError::Fragment),
        ("https://", ServerError::Invalid),
        ("https:///x", ServerError::Invalid),
        ("https://:80/x", ServerError::Invalid),
        ("https://exa mple.com", ServerError::Invalid),
        ("https://example.com/a\r\nb", ServerError::Invalid),
        ("https://example.com/../b", ServerError::Invalid),
        ("https://example.com/a/%2E%2e", ServerError::Invalid),
        ("https://example.com/.%2e/b", ServerError::Invalid),
        ("https://example.com/%2E/", ServerError::Invalid),
        ("https://example.com/a\\..\\b", ServerError::Invalid),
    ];
    for (url, error) in table {
        assert_eq!(Server::new(url), Err(error), "{url}");
    }
}
