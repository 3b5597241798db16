//! What credentials have in common.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use http::{Request, Response, StatusCode, request};

use super::super::server::Server;
use super::error::CredentialError;

/// Proof of who calls, for one security scheme of the document.
///
/// It is applied to a finished request. Types of the caller's can implement it too, for a scheme that the generator does
/// not know. They must not show a secret in `Debug`.
pub trait Credential: fmt::Debug + Send + Sync {
    /// The name of the scheme in the document.
    fn scheme(&self) -> &'static str;

    /// Writes the proof into the head of a request. The body is there to be read.
    ///
    /// # Errors
    ///
    /// If that can not be written.
    fn write(&self, head: &mut request::Parts, body: &[u8]) -> Result<(), CredentialError>;

    /// Whether what it writes depends on the rest of the request, so that it must come last.
    fn signs(&self) -> bool {
        false
    }

    /// The request that must be answered before this can be written, such as one for a token. None where nothing is
    /// missing.
    ///
    /// # Errors
    ///
    /// If there is no such request; or [`CredentialError::Pending`] if it is worth asking again in a moment.
    fn prepare(&self, server: &Server, now: Instant) -> Result<Option<Request<Vec<u8>>>, CredentialError> {
        let _ = (server, now);
        Ok(None)
    }

    /// Takes the answer to what [`prepare`](Self::prepare) asks for.
    ///
    /// # Errors
    ///
    /// If there is nothing in it that helps.
    fn prepared(&self, answer: Response<Vec<u8>>, now: Instant) -> Result<(), Box<dyn Error + Send + Sync>> {
        let _ = (answer, now);
        Ok(())
    }

    /// Takes notice that there will be no answer to what [`prepare`](Self::prepare) asked for.
    fn abandoned(&self) {}

    /// Takes notice that whoever has asked at this time or before will get no answer any more, nor say so.
    fn forget(&self, asked: Instant) {
        let _ = asked;
    }

    /// Takes notice that it was asked for in vain: with an answer of this status, or with none. The answer may have a header
    /// `Retry-After`.
    fn failed(&self, status: Option<StatusCode>, retry_after: Option<&HeaderValue>, now: Instant) {
        let _ = (status, retry_after, now);
    }

    /// Why somebody else has asked for it in vain since this time, most often [`CredentialError::InVain`]. Who has waited
    /// since then would get no other answer.
    fn failure(&self, since: Instant) -> Option<CredentialError> {
        let _ = since;
        None
    }

    /// Takes up what a server says that has answered 401, given the headers of the request and of the response. Gives
    /// whether the same request is worth another try, with the credentials applied anew.
    ///
    /// # Errors
    ///
    /// If the server asks for something that can not be answered.
    fn refused(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<bool, CredentialError> {
        let _ = (sent, received);
        Ok(false)
    }

    /// Whether a server that has answered 401 says that the proof was good once, and only came too late. If so, it may be
    /// renewed although that has just been done.
    fn is_stale(&self, received: &HeaderMap) -> bool {
        let _ = received;
        false
    }

    /// Takes up what a server says in any other response, given the headers of the request and of the response: what to write
    /// next time, or a proof of its own.
    ///
    /// # Errors
    ///
    /// [`CredentialError::Unproven`] if the server claims to know a secret, and does not.
    fn answered(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<(), CredentialError> {
        let _ = (sent, received);
        Ok(())
    }

    /// Applies it to a request, whatever the operation needs.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write). The request is then as it was.
    fn apply<B: AsRef<[u8]>>(&self, request: &mut Request<B>) -> Result<(), CredentialError>
    where
        Self: Sized,
    {
        apply_all(&[self], request)
    }
}

/// Credentials that are shared, such as with a set.
impl<C: Credential + ?Sized> Credential for Arc<C> {
    fn scheme(&self) -> &'static str {
        (**self).scheme()
    }

    fn write(&self, head: &mut request::Parts, body: &[u8]) -> Result<(), CredentialError> {
        (**self).write(head, body)
    }

    fn signs(&self) -> bool {
        (**self).signs()
    }

    fn prepare(&self, server: &Server, now: Instant) -> Result<Option<Request<Vec<u8>>>, CredentialError> {
        (**self).prepare(server, now)
    }

    fn prepared(&self, answer: Response<Vec<u8>>, now: Instant) -> Result<(), Box<dyn Error + Send + Sync>> {
        (**self).prepared(answer, now)
    }

    fn abandoned(&self) {
        (**self).abandoned();
    }

    fn forget(&self, asked: Instant) {
        (**self).forget(asked);
    }

    fn failed(&self, status: Option<StatusCode>, retry_after: Option<&HeaderValue>, now: Instant) {
        (**self).failed(status, retry_after, now);
    }

    fn failure(&self, since: Instant) -> Option<CredentialError> {
        (**self).failure(since)
    }

    fn refused(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<bool, CredentialError> {
        (**self).refused(sent, received)
    }

    fn is_stale(&self, received: &HeaderMap) -> bool {
        (**self).is_stale(received)
    }

    fn answered(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<(), CredentialError> {
        (**self).answered(sent, received)
    }
}

/// Applies several credentials: all, or none where one of them can not be applied.
pub(super) fn apply_all<B: AsRef<[u8]>>(
    credentials: &[&dyn Credential],
    request: &mut Request<B>,
) -> Result<(), CredentialError> {
    let (mut head, ()) = Request::new(()).into_parts();
    head.method = request.method().clone();
    head.uri = request.uri().clone();
    head.version = request.version();
    head.headers = request.headers().clone();
    let (last, first): (Vec<&dyn Credential>, Vec<&dyn Credential>) =
        credentials.iter().partition(|credential| credential.signs());
    for credential in first.into_iter().chain(last) {
        credential.write(&mut head, request.body().as_ref())?;
    }
    *request.uri_mut() = head.uri;
    *request.headers_mut() = head.headers;
    Ok(())
}

/// Sets the header `Authorization`, marked as sensitive (RFC 9110, section 11.6.2). `scheme` is the security scheme that
/// an error names.
///
/// # Errors
///
/// If the text can not stand in a header.
pub fn authorization(
    headers: &mut HeaderMap,
    scheme: &'static str,
    text: &str,
) -> Result<(), CredentialError> {
    let mut value =
        HeaderValue::from_bytes(text.as_bytes()).map_err(|_| CredentialError::Value { scheme })?;
    value.set_sensitive(true);
    headers.insert(AUTHORIZATION, value);
    Ok(())
}
