//! The server that requests go to.
//!
//! Invariant: an absolute `http` or `https` URL without credentials, query and fragment.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::percent::is_step;

/// The base URL of an API.
///
/// `Server::default()` is what the document says: an operation that has servers of its own there goes to the first of
/// them instead. Any other server is where a request goes, whatever the document says.
#[derive(Clone, Debug)]
pub struct Server {
    url: String,
    /// Whether nobody has chosen it, so that an operation may know better.
    is_default: bool,
}

impl Server {
    /// A server with this URL. A slash at the end makes no difference.
    ///
    /// # Errors
    ///
    /// If it is not an absolute `http` or `https` URL, or has credentials, a query or a fragment.
    pub fn new(url: impl Into<String>) -> Result<Self, ServerError> {
        let mut url = url.into();
        check(&url)?;
        url.truncate(url.trim_end_matches('/').len());
        Ok(Self { url, is_default: false })
    }

    /// For generated code: a URL of the document, which was checked when the code was generated.
    #[doc(hidden)]
    #[must_use]
    pub fn from_static(url: &'static str) -> Self {
        Self { url: url.trim_end_matches('/').to_owned(), is_default: true }
    }

    /// For generated code: the same for a server that an operation has of its own.
    #[doc(hidden)]
    #[must_use]
    pub fn of_operation(url: &'static str) -> Self {
        Self { is_default: false, ..Self::from_static(url) }
    }

    /// Where an operation goes for which the document has this server of its own, or none.
    pub(super) fn or_own(&self, own: Option<Self>) -> Cow<'_, Self> {
        own.filter(|_| self.is_default).map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// The URL, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }
}

fn check(url: &str) -> Result<(), ServerError> {
    if url.contains('?') {
        return Err(ServerError::Query);
    }
    if url.contains('#') {
        return Err(ServerError::Fragment);
    }
    let (scheme, rest) = url.split_once("://").ok_or(ServerError::NotAbsolute)?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(ServerError::Scheme);
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.contains('@') {
        return Err(ServerError::Credentials);
    }
    // Browsers, and clients that parse URLs as they do, take a backslash for a slash.
    if path.split(['/', '\\']).any(is_step) {
        return Err(ServerError::Invalid);
    }
    let uri: http::Uri = url.parse().map_err(|_| ServerError::Invalid)?;
    match uri.host() {
        Some(host) if !host.is_empty() => Ok(()),
        _ => Err(ServerError::Invalid),
    }
}

/// Servers are the same where their URLs are.
impl PartialEq for Server {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
    }
}

impl Eq for Server {}

impl Hash for Server {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.url.hash(state);
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl std::str::FromStr for Server {
    type Err = ServerError;

    fn from_str(url: &str) -> Result<Self, ServerError> {
        Self::new(url)
    }
}

/// Why a URL can not be that of a server.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ServerError {
    /// It does not begin with a scheme and a host.
    NotAbsolute,
    /// Its scheme is neither `http` nor `https`.
    Scheme,
    /// It holds credentials, which belong into a header.
    Credentials,
    /// It has a query.
    Query,
    /// It has a fragment.
    Fragment,
    /// It is not a URL.
    Invalid,
    /// It has no such variable, or not with such a value.
    Variable,
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAbsolute => "the URL is not absolute",
            Self::Scheme => "the URL's scheme is neither http nor https",
            Self::Credentials => "the URL holds credentials",
            Self::Query => "the URL has a query",
            Self::Fragment => "the URL has a fragment",
            Self::Invalid => "the URL is not valid",
            Self::Variable => "the URL has no such variable, or not with such a value",
        })
    }
}

impl std::error::Error for ServerError {}
