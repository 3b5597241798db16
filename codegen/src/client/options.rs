//! What a client is told once, for all operations.

use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::super::runtime::Server;
use super::super::runtime::credentials::{Credential, Credentials};

/// What a client is told once, for all operations.
///
/// By default it waits 30 seconds for a response of at most 64 MiB, tries three times, waits up to 30 seconds in between
/// if the server asks for it, and follows five redirects.
///
/// No message of ours shows a URL, a header or a body. The crates that carry requests log for themselves: `ureq` logs URLs
/// at the level `debug`, with API keys that are in a query.
#[derive(Clone, Debug)]
pub struct Options {
    pub(super) server: Server,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) largest_body: u64,
    pub(super) attempts: u32,
    pub(super) longest_wait: Duration,
    pub(super) redirects: u32,
    /// Whether redirects to other origins are followed too.
    pub(super) leaves: bool,
}

impl Options {
    /// The defaults, for a server.
    #[must_use]
    pub fn new(server: Server) -> Self {
        Self {
            server,
            credentials: Credentials::new(),
            headers: HeaderMap::new(),
            timeout: Duration::from_secs(30),
            largest_body: 64 * 1024 * 1024,
            attempts: 3,
            longest_wait: Duration::from_secs(30),
            redirects: 5,
            leaves: true,
        }
    }

    /// Adds a credential. An operation gets those that it needs.
    #[must_use]
    pub fn credential(mut self, credential: impl Credential + 'static) -> Self {
        self.credentials.set(credential);
        self
    }

    /// Has these credentials. An operation gets those that it needs.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sends this header with every request to the server that does not have it. One that is marked as sensitive goes to
    /// no other origin, nor do `Authorization`, `Proxy-Authorization` and `Cookie`.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Names this program in `User-Agent`. By default, it is the name and the version of this crate.
    #[must_use]
    pub fn user_agent(self, name: HeaderValue) -> Self {
        self.header(http::header::USER_AGENT, name)
    }

    /// Waits so long for each response, body included. This is for each attempt, each redirect and each request for a token
    /// anew: all of them together may take longer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Reads no body of more bytes, as they are when nothing compresses them any more.
    #[must_use]
    pub fn largest_body(mut self, bytes: u64) -> Self {
        self.largest_body = bytes;
        self
    }

    /// Sends a request up to so many times, if its method is idempotent (RFC 9110, section 9.2.2): after 429, 503, and
    /// where the connection fails. 1 is never again.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Waits no longer than this before it tries again. If the server asks for more, its response is the outcome.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Follows up to so many redirects, one after the other.
    #[must_use]
    pub fn redirects(mut self, redirects: u32) -> Self {
        self.redirects = redirects;
        self
    }
}

impl From<Server> for Options {
    fn from(server: Server) -> Self {
        Self::new(server)
    }
}
