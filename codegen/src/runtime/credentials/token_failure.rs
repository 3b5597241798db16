//! Why a server sells no token (RFC 6749, section 5.2).

use std::fmt;

use super::super::shown::Shown;

/// The answer of a server that sells no token. `Debug` shows its code only.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct TokenFailure {
    /// What is wrong.
    pub code: TokenErrorCode,
    /// What the server says about it, to developers.
    pub description: Option<String>,
    /// A page about it.
    pub uri: Option<String>,
}

impl TokenFailure {
    pub(super) fn new(code: &str, description: Option<String>, uri: Option<String>) -> Self {
        Self { code: TokenErrorCode::of(code), description, uri }
    }
}

impl fmt::Debug for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenFailure").field("code", &self.code).finish_non_exhaustive()
    }
}

/// What is wrong with a request for a token. `Display` and `Debug` shorten a code that is long, and escape what can not be
/// seen.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub enum TokenErrorCode {
    /// `invalid_request`: it is malformed.
    InvalidRequest,
    /// `invalid_client`: the client's id or secret is wrong, or comes in a way that the server does not take.
    InvalidClient,
    /// `invalid_grant`: what the token is to be bought with is not valid.
    InvalidGrant,
    /// `unauthorized_client`: the client may not buy tokens in this way.
    UnauthorizedClient,
    /// `unsupported_grant_type`: the server sells no tokens in this way.
    UnsupportedGrantType,
    /// `invalid_scope`: the scope is not known, or the client may not have it.
    InvalidScope,
    /// Another code.
    Other(String),
}

impl TokenErrorCode {
    fn of(code: &str) -> Self {
        match code {
            "invalid_request" => Self::InvalidRequest,
            "invalid_client" => Self::InvalidClient,
            "invalid_grant" => Self::InvalidGrant,
            "unauthorized_client" => Self::UnauthorizedClient,
            "unsupported_grant_type" => Self::UnsupportedGrantType,
            "invalid_scope" => Self::InvalidScope,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The code, as the server spells it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::Other(other) => other,
        }
    }
}

impl fmt::Display for TokenErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Shown(self.as_str()), f)
    }
}

impl fmt::Debug for TokenErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(code) => f.debug_tuple("Other").field(&Shown(code)).finish(),
            known => f.write_str(known.as_str()),
        }
    }
}
