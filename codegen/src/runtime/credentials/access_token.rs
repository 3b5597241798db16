//! Tokens that were bought (RFC 6749, section 5.1).

use std::fmt;

use http::header::{AUTHORIZATION, HeaderMap};
use http::request;

use super::super::map::Map;
use super::super::raw::RawJson;
use super::super::read_error::DecodeError;
use super::super::response::{BodyError, Received};
use super::super::shown::Shown;
use super::bearer;
use super::credential::{Credential, authorization};
use super::error::CredentialError;
use super::secret::Secret;
use super::token_failure::TokenFailure;

/// A token that a server has sold, and how long it is good for. It is the credential of its scheme. `Debug` hides the token,
/// and shortens what else the server says.
#[derive(Clone)]
#[non_exhaustive]
pub struct AccessToken {
    scheme: &'static str,
    /// The token itself.
    pub token: Secret,
    /// What kind of token it is, most often `Bearer`. No other kind can be applied.
    pub token_type: String,
    /// How many seconds it is good for, counted from the answer. `None` if the server does not say, or nothing that is a
    /// number of seconds.
    pub expires_in: Option<u64>,
    /// The scopes that it is good for, with spaces between them. `None` if they are those that were asked for.
    pub scope: Option<String>,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("scheme", &self.scheme)
            .field("token", &self.token)
            .field("token_type", &Shown(&self.token_type))
            .field("expires_in", &self.expires_in)
            .field("scope", &self.scope.as_deref().map(Shown))
            .finish()
    }
}

impl Credential for AccessToken {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
        let scheme = self.scheme;
        // A client must not use a token of a kind that it does not know (section 7.1).
        if !self.token_type.eq_ignore_ascii_case("bearer") {
            let token_type = Shown(&self.token_type).to_string();
            return Err(CredentialError::TokenType { scheme, token_type });
        }
        authorization(&mut head.headers, scheme, &bearer::value(scheme, &self.token)?)
    }
}

impl AccessToken {
    /// Whether it is what these headers of a request hold.
    pub(super) fn is_in(&self, headers: &HeaderMap) -> bool {
        let value =
            headers.get(AUTHORIZATION).and_then(|value| value.as_bytes().split(|byte| *byte == b' ').nth(1));
        value == Some(self.token.expose().as_bytes())
    }
}

/// Reads a token from the answer that sells it.
pub(super) fn read(scheme: &'static str, received: &Received<'_>) -> Result<AccessToken, BodyError> {
    let members = members(received)?;
    Ok(AccessToken {
        scheme,
        token: Secret::new(required(&members, "access_token")?),
        token_type: required(&members, "token_type")?,
        expires_in: members.get("expires_in").and_then(seconds),
        scope: text(&members, "scope"),
    })
}

/// Reads why there is no token (section 5.2).
pub(super) fn read_failure(received: &Received<'_>) -> Result<TokenFailure, BodyError> {
    let members = members(received)?;
    let code = required(&members, "error")?;
    Ok(TokenFailure::new(&code, text(&members, "error_description"), text(&members, "error_uri")))
}

fn members(received: &Received<'_>) -> Result<Map<RawJson>, BodyError> {
    received.json(super::super::JSON)
}

fn text(members: &Map<RawJson>, name: &str) -> Option<String> {
    members.get(name)?.parse().ok()
}

fn required(members: &Map<RawJson>, name: &str) -> Result<String, BodyError> {
    let missing = || BodyError::Decode(DecodeError::from_message(&format!("the text `{name}` is missing")));
    text(members, name).ok_or_else(missing)
}

/// A number of seconds. Some servers write it as a string.
fn seconds(json: &RawJson) -> Option<u64> {
    json.parse::<u64>().ok().or_else(|| json.parse::<String>().ok()?.parse().ok())
}
