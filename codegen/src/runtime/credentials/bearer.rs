//! Bearer tokens (RFC 6750, section 2.1).

use http::request;

use super::credential::{Credential, authorization};
use super::error::CredentialError;
use super::secret::Secret;

/// A token that whoever bears it may use: of the HTTP scheme `Bearer`, or bought by OAuth 2.0 or `OpenID` Connect.
#[derive(Clone, Debug)]
pub struct Bearer {
    scheme: &'static str,
    token: Secret,
}

impl Bearer {
    /// A token for the security scheme of this name.
    #[must_use]
    pub fn new(scheme: &'static str, token: impl Into<String>) -> Self {
        Self { scheme, token: Secret::new(token) }
    }
}

impl Credential for Bearer {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
        authorization(&mut head.headers, self.scheme, &value(self.scheme, &self.token)?)
    }
}

/// The value of the header. A token is a `b64token`; a space would end it.
pub(super) fn value(scheme: &'static str, token: &Secret) -> Result<String, CredentialError> {
    let token = token.expose();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(CredentialError::Value { scheme });
    }
    Ok(format!("Bearer {token}"))
}
