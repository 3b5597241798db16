//! User name and password (RFC 7617).

use http::request;

use super::super::text::Base64;
use super::credential::{Credential, authorization};
use super::error::CredentialError;
use super::secret::Secret;

/// A user name and a password, of the HTTP scheme `Basic`. They are sent as UTF-8.
///
/// `Debug` shows neither: some servers take a key for the user name.
#[derive(Clone, Debug)]
pub struct Basic {
    scheme: &'static str,
    user: Secret,
    password: Secret,
}

impl Basic {
    /// User name and password for the security scheme of this name.
    #[must_use]
    pub fn new(scheme: &'static str, user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { scheme, user: Secret::new(user), password: Secret::new(password) }
    }
}

impl Credential for Basic {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
        let value = value(self.scheme, self.user.expose(), self.password.expose())?;
        authorization(&mut head.headers, self.scheme, &value)
    }
}

/// The value of the header (section 2).
pub(super) fn value(scheme: &'static str, user: &str, password: &str) -> Result<String, CredentialError> {
    if user.contains(':') || user.chars().chain(password.chars()).any(char::is_control) {
        return Err(CredentialError::User { scheme });
    }
    Ok(format!("Basic {}", Base64::encode(format!("{user}:{password}")).as_ref()))
}
