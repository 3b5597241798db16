//! Certificates of clients: proof that is given when the connection is made.

use http::request;

use super::credential::Credential;
use super::error::CredentialError;

/// Says that the connection presents the certificate of a client (OpenAPI 3.1, `mutualTLS`). There is nothing to add to
/// a request; whoever makes the connection must have the certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MutualTls {
    scheme: &'static str,
}

impl MutualTls {
    /// A certificate for the security scheme of this name.
    #[must_use]
    pub const fn new(scheme: &'static str) -> Self {
        Self { scheme }
    }
}

impl Credential for MutualTls {
    fn scheme(&self) -> &'static str {
        self.scheme
    }

    fn write(&self, _head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
        Ok(())
    }
}
