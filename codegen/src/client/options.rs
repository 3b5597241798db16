//! What a client is told once, for all operations.

use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Request, Uri};

use super::super::runtime::Server;
use super::super::runtime::credentials::{Credential, Credentials};
use super::error::Failed;
use super::redirect;

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
    /// Others whose origins get what is secret.
    trusted: Vec<Server>,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) largest_body: u64,
    pub(super) attempts: u32,
    pub(super) longest_wait: Duration,
    pub(super) redirects: u32,
    /// Whether requests may go to other origins. If nothing is said, the client knows.
    pub(super) leaves: Option<bool>,
}

impl Options {
    /// The defaults, for a server. With `Server::default()`, operations go where the document says, which may be a server
    /// of their own ([`also_trust`](Self::also_trust)); with any other, all go there.
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
            leaves: None,
            trusted: Vec::new(),
        }
    }

    /// Sends credentials, and headers that are secret, to the origin of this server too.
    ///
    /// This is for operations that have servers of their own in the document, at other origins than the others: what is
    /// secret does not go there only because a document says so. Who has been led elsewhere by a redirect gets nothing all
    /// the same.
    #[must_use]
    pub fn also_trust(mut self, server: Server) -> Self {
        self.trusted.push(server);
        self
    }

    /// Whether requests go to origins that the client was not given: where redirects lead there, and for operations that
    /// have servers of their own in the document. By default they do, but not on a caller's own client of `reqwest`
    /// (`from_builder`), whose `default_headers` would go there too; to allow it is to say that there is no secret in them.
    #[must_use]
    pub fn other_origins(mut self, allowed: bool) -> Self {
        self.leaves = Some(allowed);
        self
    }

    /// Whether what is secret may go where a request goes.
    pub(super) fn trusts(&self, uri: &Uri) -> bool {
        redirect::is_at(&self.server, uri) || self.trusted.iter().any(|server| redirect::is_at(server, uri))
    }

    /// Whether a request may go to another origin.
    pub(super) fn leaves(&self) -> bool {
        self.leaves.unwrap_or(true)
    }

    /// Whether an operation may be sent where its request goes, which the document may have chosen.
    pub(super) fn allow(&self, request: &Request<Vec<u8>>) -> Result<(), Failed> {
        if self.leaves() || self.trusts(request.uri()) { Ok(()) } else { Err(Failed::Elsewhere) }
    }

    /// Adds a credential. An operation gets those that it needs, if it goes to the origin of the server.
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
    /// no other origin that is not trusted, nor do `Authorization`, `Proxy-Authorization` and `Cookie`.
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
