//! Where a redirect leads, and what goes along (RFC 9110, section 15.4).
//!
//! Invariant: what is secret never leaves the origin that it was meant for: a redirect to another one is followed
//! without it, and not at all with a body, or from `https` to `http`.

use http::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, LOCATION,
    PROXY_AUTHORIZATION,
};
use http::{Method, Request, Response, StatusCode, Uri};
use url::Url;

use super::super::runtime::Server;

/// A request that was led on.
pub(super) struct Redirected {
    /// What to send now.
    pub(super) request: Request<Vec<u8>>,
    /// Whether it goes to the same origin as before.
    pub(super) stays: bool,
}

/// The request that a response leads to. None if it leads nowhere, or nowhere that is safe.
pub(super) fn follow<B>(request: &Request<Vec<u8>>, response: &Response<B>) -> Option<Redirected> {
    let from = Url::parse(&request.uri().to_string()).ok()?;
    let location = std::str::from_utf8(response.headers().get(LOCATION)?.as_bytes()).ok()?;
    let mut to = from.join(location).ok()?;
    to.set_fragment(None);
    // Who calls is not for the response to say; and not every client sends it.
    if to.set_username("").and_then(|()| to.set_password(None)).is_err() {
        return None;
    }
    let changes_method = match response.status() {
        StatusCode::SEE_OTHER => !matches!(*request.method(), Method::GET | Method::HEAD),
        // What every client does since the first ones.
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => *request.method() == Method::POST,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => false,
        _ => return None,
    };
    let stays = from.origin() == to.origin();
    let has_body = !changes_method && !request.body().is_empty();
    let is_safe = to.scheme() == from.scheme() || to.scheme() == "https" && from.scheme() == "http";
    if !is_safe || has_body && !stays {
        return None;
    }
    let mut next = Request::new(if changes_method { Vec::new() } else { request.body().clone() });
    *next.uri_mut() = to.as_str().parse::<Uri>().ok()?;
    *next.method_mut() = if changes_method { Method::GET } else { request.method().clone() };
    *next.headers_mut() = request.headers().clone();
    if changes_method {
        next.headers_mut().remove(CONTENT_TYPE);
        next.headers_mut().remove(CONTENT_LENGTH);
    }
    if !stays {
        remove_secrets(next.headers_mut());
    }
    Some(Redirected { request: next, stays })
}

fn remove_secrets(headers: &mut HeaderMap) {
    let secret = headers.iter().filter(|(name, value)| is_secret(name, value));
    let secret: Vec<_> = secret.map(|(name, _)| name.clone()).collect();
    for name in secret {
        headers.remove(name);
    }
}

/// Whether a header is for one origin only.
pub(super) fn is_secret(name: &HeaderName, value: &HeaderValue) -> bool {
    value.is_sensitive() || [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name)
}

/// Whether a request goes to the origin of a server.
pub(super) fn is_at(server: &Server, uri: &Uri) -> bool {
    let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
    origin(server.as_str()).is_some_and(|server| Some(server) == origin(&uri.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: Method, body: &str) -> Request<Vec<u8>> {
        let mut request = Request::new(body.as_bytes().to_vec());
        *request.method_mut() = method;
        *request.uri_mut() = Uri::from_static("https://api.example.com/v1/things?page=1");
        let mut key = HeaderValue::from_static("hunter2");
        key.set_sensitive(true);
        request.headers_mut().insert("x-key", key);
        request.headers_mut().insert(PROXY_AUTHORIZATION, HeaderValue::from_static("Basic aHVudGVyMg=="));
        request.headers_mut().insert("accept", HeaderValue::from_static("application/json"));
        request
    }

    fn led(request: &Request<Vec<u8>>, status: u16, location: &str) -> Option<Redirected> {
        let response = Response::builder().status(status).header(LOCATION, location).body(());
        follow(request, &response.unwrap())
    }

    #[test]
    fn relative_locations_continue_the_url() {
        let led = led(&request(Method::GET, ""), 302, "../v2/things#top").unwrap();
        assert_eq!(led.request.uri(), "https://api.example.com/v2/things");
        assert!(led.stays);
        assert!(led.request.headers().contains_key("x-key"));
    }

    #[test]
    fn secrets_stay_behind() {
        let led = led(&request(Method::GET, ""), 307, "https://elsewhere.example/").unwrap();
        assert!(!led.stays);
        assert!(!led.request.headers().contains_key("x-key"));
        assert!(!led.request.headers().contains_key(PROXY_AUTHORIZATION));
        assert!(led.request.headers().contains_key("accept"));
        // Another port is another origin.
        let led = self::led(&request(Method::GET, ""), 307, "https://api.example.com:8443/").unwrap();
        assert!(!led.stays);
    }

    #[test]
    fn origins_are_compared_as_they_are_meant() {
        let is_at = |server: &str, uri: &str| is_at(&Server::new(server).unwrap(), &uri.parse().unwrap());
        assert!(is_at("https://API.example.com/v1", "https://api.example.com:443/v2"));
        assert!(!is_at("https://api.example.com", "https://api.example.com:8443/"));
        assert!(!is_at("https://api.example.com", "http://api.example.com/"));
        assert!(!is_at("https://api.example.com", "https://api.example.com.evil.example/"));
        assert!(!is_at("https://api.example.com", "/v1"));
    }

    #[test]
    fn names_and_passwords_of_locations_are_left_out() {
        let led = led(&request(Method::GET, ""), 307, "https://joe:pass@api.example.com/a").unwrap();
        assert_eq!(led.request.uri(), "https://api.example.com/a");
        assert!(led.stays);
    }

    #[test]
    fn neither_bodies_go_elsewhere_nor_anything_without_encryption() {
        assert!(led(&request(Method::PUT, "{}"), 308, "https://elsewhere.example/").is_none());
        assert!(led(&request(Method::GET, ""), 302, "http://api.example.com/").is_none());
        assert!(led(&request(Method::GET, ""), 302, "file:///etc/passwd").is_none());
        assert!(led(&request(Method::GET, ""), 302, "https://").is_none());
        assert!(led(&request(Method::GET, ""), 300, "/a").is_none());
    }

    #[test]
    fn the_method_changes_where_it_always_has() {
        let method = |method: Method, status| {
            let led = led(&request(method, "{}"), status, "/a").unwrap();
            (led.request.method().clone(), led.request.body().len())
        };
        assert_eq!(method(Method::POST, 302), (Method::GET, 0));
        assert_eq!(method(Method::POST, 307), (Method::POST, 2));
        assert_eq!(method(Method::PUT, 301), (Method::PUT, 2));
        assert_eq!(method(Method::PUT, 303), (Method::GET, 0));
    }
}
