//! What a client tells `tracing`, behind the feature of that name: which operation, which status, which waits.
//!
//! Invariant: neither URLs nor headers nor bodies, since any of them may hold a secret.

use std::time::Duration;

use http::StatusCode;

use super::super::runtime::credentials::CredentialError;
use super::error::TransportError;

/// The time of an operation.
#[cfg(feature = "tracing")]
pub(super) fn span<O: super::super::runtime::Operation>() -> tracing::Span {
    tracing::info_span!("request", operation = O::ID, http.request.method = O::METHOD, url.template = O::PATH)
}

/// A response came, or none.
pub(super) fn answered(answer: Result<StatusCode, &TransportError>) {
    #[cfg(feature = "tracing")]
    match answer {
        Ok(status) => tracing::debug!(http.response.status_code = status.as_u16(), "response"),
        Err(error) => tracing::debug!(%error, "no response"),
    }
    #[cfg(not(feature = "tracing"))]
    let _ = answer;
}

/// Credentials need something first.
pub(super) fn prepares(scheme: &str) {
    #[cfg(feature = "tracing")]
    tracing::debug!(scheme, "credentials are prepared");
    #[cfg(not(feature = "tracing"))]
    let _ = scheme;
}

/// A request goes without credentials, to an origin that is not trusted.
pub(super) fn withholds() {
    #[cfg(feature = "tracing")]
    tracing::debug!("the credentials stay here: the origin is not trusted");
}

/// A refusal is the outcome, since nothing answers it.
pub(super) fn unanswerable(error: &CredentialError) {
    #[cfg(feature = "tracing")]
    tracing::warn!(%error, "the refusal can not be answered");
    #[cfg(not(feature = "tracing"))]
    let _ = error;
}

/// The request is sent again, elsewhere.
pub(super) fn redirected(status: StatusCode) {
    #[cfg(feature = "tracing")]
    tracing::debug!(http.response.status_code = status.as_u16(), "redirect");
    #[cfg(not(feature = "tracing"))]
    let _ = status;
}

/// The request is sent again, later.
pub(super) fn waits(attempts: u32, wait: Duration) {
    #[cfg(feature = "tracing")]
    tracing::debug!(attempts, ?wait, "another attempt");
    #[cfg(not(feature = "tracing"))]
    let _ = (attempts, wait);
}
