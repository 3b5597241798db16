//! Tokens that a program buys with its own id and secret (RFC 6749, section 4.4).

use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Request, Response, StatusCode, request};

use super::super::header::NoHeaders;
use super::super::percent;
use super::super::response::Received;
use super::super::response_error::{ResponseError, ResponseErrorKind};
use super::super::server::Server;
use super::access_token::{self, AccessToken};
use super::basic;
use super::credential::{Credential, authorization};
use super::error::CredentialError;
use super::secret::Secret;
use super::token_failure::TokenFailure;
use super::token_url;

/// How long others wait for whoever has asked for a token. Who has not said by then that no answer comes will not do so.
/// Clients know better how long they wait for an answer ([`Credential::forget`]).
const PATIENCE: Duration = Duration::from_secs(60);

/// The id and secret of a client, which buy tokens: [`build`](Self::build) makes a request for one, and
/// [`decode`](Self::decode) reads the answer. The token that comes is a credential.
///
/// So is this, for clients: what it needs before it can be written is a token ([`Credential::prepare`]). The token is kept,
/// and another one asked for before it expires. Clones share it.
///
/// `Debug` shows neither id nor secret, nor the values of parameters.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    scheme: &'static str,
    token_url: String,
    id: Secret,
    secret: Secret,
    authentication: ClientAuthentication,
    scopes: Vec<String>,
    parameters: Vec<(String, Secret)>,
    account: Arc<Mutex<Account>>,
}

/// What all clones share.
#[derive(Debug, Default)]
struct Account {
    bought: Option<Bought>,
    /// When somebody has asked for a token, who has no answer yet.
    asked: Option<Instant>,
    /// The last time that somebody has asked in vain. None if there was a token since.
    failed: Option<Failure>,
}

/// How somebody has asked in vain: when, and what the answer says, if one came.
#[derive(Debug)]
struct Failure {
    at: Instant,
    status: Option<StatusCode>,
    retry_after: Option<HeaderValue>,
}

/// The last token.
#[derive(Debug)]
struct Bought {
    token: AccessToken,
    /// When to buy another one. `None` if the server does not say how long it is good for.
    until: Option<Instant>,
    /// When it is of no use any more.
    end: Option<Instant>,
    /// Whether a server has refused it.
    is_refused: bool,
}

/// How a client proves who it is when it buys a token (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// By the header `Authorization`, in the scheme `Basic`: every server takes it.
    #[default]
    Basic,
    /// In the body. Only for servers that want it so.
    Body,
}

impl ClientCredentials {
    /// The id and secret of a client, for the security scheme of this name.
    #[must_use]
    pub fn new(
        scheme: &'static str,
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        Self {
            scheme,
            token_url: token_url.into(),
            id: Secret::new(client_id),
            secret: Secret::new(client_secret),
            authentication: ClientAuthentication::default(),
            scopes: Vec::new(),
            parameters: Vec::new(),
            account: Arc::default(),
        }
    }

    /// The name of the scheme in the document.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Asks at this URL instead of the document's. A relative one continues that of the server.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = url.into();
        self
    }

    /// Proves who the client is in this way.
    #[must_use]
    pub fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = authentication;
        self
    }

    /// Asks for these scopes, in place of those that the server gives by itself.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Adds a parameter that some servers want, such as `audience` or `resource`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), Secret::new(value)));
        self
    }

    /// Makes a request for a token (section 4.4.2). It holds the client's secret, and so is to go over TLS (section 3.2).
    ///
    /// A relative `tokenUrl` is resolved against the server: one that begins with a slash replaces its path, another
    /// continues it.
    ///
    /// # Errors
    ///
    /// If the token's URL is none, or if id and secret can not stand in a header.
    pub fn build(&self, server: &Server) -> Result<Request<Vec<u8>>, CredentialError> {
        let url = token_url::resolve(server, &self.token_url);
        let url = url.parse().map_err(|_| CredentialError::Url { scheme: self.scheme })?;
        let mut request = Request::new(self.body().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url;
        let headers = request.headers_mut();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if self.authentication == ClientAuthentication::Basic {
            // Each is encoded like a value of a form before they are joined (section 2.3.1).
            let value = basic::value(self.scheme, &encoded(&self.id), &encoded(&self.secret))?;
            authorization(headers, self.scheme, &value)?;
        }
        Ok(request)
    }

    fn body(&self) -> String {
        let mut body = "grant_type=client_credentials".to_owned();
        let mut push = |name: &str, value: &str| {
            body.push('&');
            percent::push(&mut body, name);
            body.push('=');
            percent::push(&mut body, value);
        };
        if !self.scopes.is_empty() {
            push("scope", &self.scopes.join(" "));
        }
        if self.authentication == ClientAuthentication::Body {
            push("client_id", self.id.expose());
            push("client_secret", self.secret.expose());
        }
        for (name, value) in &self.parameters {
            push(name, value.expose());
        }
        body
    }

    /// Reads the answer (sections 5.1 and 5.2).
    ///
    /// # Errors
    ///
    /// If there is no token in it: with the failure that the server states, or with what is wrong with the answer. It is
    /// kept as it came; neither `Display` nor `Debug` shows it.
    pub fn decode<B: AsRef<[u8]>>(
        &self,
        response: Response<B>,
    ) -> Result<AccessToken, ResponseError<TokenFailure>> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        let received = Received::new(&head, body);
        let kind = if head.status.is_success() {
            match access_token::read(self.scheme, &received) {
                Ok(token) => return Ok(token),
                Err(error) => error.into(),
            }
        } else {
            match access_token::read_failure(&received) {
                Ok(failure) => ResponseErrorKind::Failure(failure),
                // What another server says that stands in between, such as a gateway.
                Err(_) => ResponseErrorKind::Undocumented,
            }
        };
        Err(ResponseError::new(kind, NoHeaders, Response::from_parts(head, body.to_vec())))
    }
}

fn encoded(secret: &Secret) -> String {
    let mut text = String::new();
    percent::push(&mut text, secret.expose());
    text
}

impl Credential for ClientCredentials {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, head: &mut request::Parts, body: &[u8]) -> Result<(), CredentialError> {
        match &self.account().bought {
            Some(bought) => bought.token.write(head, body),
            None => Err(CredentialError::NotPrepared { scheme: self.scheme }),
        }
    }

    fn prepare(&self, server: &Server, now: Instant) -> Result<Option<Request<Vec<u8>>>, CredentialError> {
        let mut account = self.account();
        let is_before = |time: Option<Instant>| time.is_none_or(|time| now < time);
        let bought = account.bought.as_ref().filter(|bought| !bought.is_refused);
        if bought.is_some_and(|bought| is_before(bought.until)) {
            return Ok(None);
        }
        // One is enough: the others go on with the old one as long as it is good, or wait.
        if account.asked.is_some_and(|asked| now.saturating_duration_since(asked) < PATIENCE) {
            let is_good = bought.is_some_and(|bought| is_before(bought.end));
            return if is_good { Ok(None) } else { Err(CredentialError::Pending { scheme: self.scheme }) };
        }
        let request = self.build(server)?;
        account.asked = Some(now);
        Ok(Some(request))
    }

    fn prepared(&self, answer: Response<Vec<u8>>, now: Instant) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.abandoned();
        let token = self.decode(answer)?;
        let after = |time| now.checked_add(time);
        let end = token.expires_in.and_then(|seconds| after(Duration::from_secs(seconds)));
        let until = token.expires_in.and_then(|seconds| after(lifetime(seconds)));
        let mut account = self.account();
        account.bought = Some(Bought { token, until, end, is_refused: false });
        account.failed = None;
        Ok(())
    }

    fn abandoned(&self) {
        self.account().asked = None;
    }

    fn forget(&self, asked: Instant) {
        let mut account = self.account();
        account.asked = account.asked.filter(|last| *last > asked);
    }

    fn failed(&self, status: Option<StatusCode>, retry_after: Option<&HeaderValue>, now: Instant) {
        let mut account = self.account();
        account.asked = None;
        account.failed = Some(Failure { at: now, status, retry_after: retry_after.cloned() });
    }

    fn failure(&self, since: Instant) -> Option<CredentialError> {
        let account = self.account();
        let failure = account.failed.as_ref().filter(|failure| failure.at >= since)?;
        let (status, retry_after) = (failure.status, failure.retry_after.clone());
        Some(CredentialError::InVain { scheme: self.scheme, status, retry_after })
    }

    /// A token may be withdrawn before its time.
    fn refused(&self, sent: &HeaderMap, _received: &HeaderMap) -> Result<bool, CredentialError> {
        // It stays until there is another one: who is about to write it on another thread has to write something.
        if let Some(bought) = self.account().bought.as_mut().filter(|bought| bought.token.is_in(sent)) {
            bought.is_refused = true;
        }
        // Where it is another one by now, another thread has bought it.
        Ok(sent.contains_key(AUTHORIZATION))
    }
}

impl ClientCredentials {
    fn account(&self) -> MutexGuard<'_, Account> {
        self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long a token is used: it is renewed a while before it expires, since requests take their time.
fn lifetime(seconds: u64) -> Duration {
    let all = Duration::from_secs(seconds);
    all.saturating_sub((all / 10).min(Duration::from_secs(30)))
}
