//! Responses that are not a success.
//!
//! Invariant: the whole response is kept, and neither `Display` nor `Debug` shows its bytes or headers.

use std::fmt;

use http::{Response, StatusCode};

use super::header::ResponseHeaders;
use super::location::Location;
use super::read_error::DecodeError;
use super::report::Report;
use super::response::{BodyError, Check};
use super::validate::Validate;

/// A response that is not a documented success, with everything that came. [`validate`](Validate::validate) checks the
/// failure, if it is a documented one, and the headers that the document describes.
pub struct ResponseError<F, H = super::NoHeaders>(Box<Inner<F, H>>);

struct Inner<F, H> {
    kind: ResponseErrorKind<F>,
    headers: H,
    response: Response<Vec<u8>>,
    check: Check<F>,
}

/// What is wrong with a response.
#[non_exhaustive]
pub enum ResponseErrorKind<F> {
    /// A failure that the document describes.
    Failure(F),
    /// A status that the document does not know.
    Undocumented,
    /// The body's content type is not a documented one.
    ContentType {
        /// The documented ones.
        expected: String,
        /// The one it has.
        found: Option<String>,
    },
    /// The body does not hold what the document says.
    Body(DecodeError),
}

impl<F> From<BodyError> for ResponseErrorKind<F> {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::ContentType { expected, found } => Self::ContentType { expected, found },
            BodyError::Decode(error) => Self::Body(error),
        }
    }
}

impl<F: fmt::Debug> fmt::Debug for ResponseErrorKind<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failure(failure) => f.debug_tuple("Failure").field(failure).finish(),
            Self::Undocumented => f.write_str("Undocumented"),
            Self::ContentType { expected, .. } => {
                f.debug_struct("ContentType").field("expected", expected).finish_non_exhaustive()
            }
            Self::Body(error) => f.debug_tuple("Body").field(error).finish(),
        }
    }
}

impl<F, H> ResponseError<F, H> {
    pub(super) fn new(kind: ResponseErrorKind<F>, headers: H, response: Response<Vec<u8>>) -> Self {
        Self(Box::new(Inner { kind, headers, response, check: |_, _, _| {} }))
    }

    pub(super) fn checked_by(mut self, check: Check<F>) -> Self {
        self.0.check = check;
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &ResponseErrorKind<F> {
        &self.0.kind
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.response.status()
    }

    /// Whether the same request may succeed later: after 408, 429, 500, 502, 503 and 504 (RFC 9110, section 15). One whose
    /// method is not idempotent may have had its effect all the same.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self.status().as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
    }

    /// The headers that the document describes.
    #[must_use]
    pub fn headers(&self) -> &H {
        &self.0.headers
    }

    /// The response as it came.
    #[must_use]
    pub fn response(&self) -> &Response<Vec<u8>> {
        &self.0.response
    }

    /// Takes the response as it came.
    #[must_use]
    pub fn into_response(self) -> Response<Vec<u8>> {
        self.0.response
    }

    /// The failure that the document describes, if it is one.
    #[must_use]
    pub fn failure(&self) -> Option<&F> {
        match &self.0.kind {
            ResponseErrorKind::Failure(failure) => Some(failure),
            _ => None,
        }
    }

    /// Takes the failure that the document describes, if it is one.
    #[must_use]
    pub fn into_failure(self) -> Option<F> {
        match self.0.kind {
            ResponseErrorKind::Failure(failure) => Some(failure),
            _ => None,
        }
    }
}

impl<F, H: ResponseHeaders> Validate for ResponseError<F, H> {
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        if let Some(failure) = self.failure() {
            (self.0.check)(failure, &at.property("body"), report);
        }
        self.headers().check(&at.property("headers"), report);
    }
}

impl<F, H> fmt::Display for ResponseError<F, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}: ", self.status().as_u16())?;
        match self.kind() {
            ResponseErrorKind::Failure(_) => f.write_str("the request failed"),
            ResponseErrorKind::Undocumented => f.write_str("the status is not documented"),
            ResponseErrorKind::ContentType { expected, .. } => {
                write!(f, "the content type is not {expected}")
            }
            ResponseErrorKind::Body(error) => write!(f, "the body does not fit: {error}"),
        }
    }
}

impl<F: fmt::Debug, H> fmt::Debug for ResponseError<F, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseError")
            .field("status", &self.status())
            .field("kind", self.kind())
            .finish_non_exhaustive()
    }
}

/// It has no source: what is wrong with the body is in its text, and would be printed twice.
impl<F: fmt::Debug, H> std::error::Error for ResponseError<F, H> {}
