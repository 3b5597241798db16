//! Operations: from parameters to a request, and from a response to a reply.
//!
//! Invariant: no input or output happens here; sending is up to the caller.

use std::fmt::Debug;

use http::{Request, Response};

use super::build_error::BuildError;
use super::header::ResponseHeaders;
use super::request::RequestWriter;
use super::response::{BodyError, Outcome, Received, Reply};
use super::response_error::{ResponseError, ResponseErrorKind};
use super::server::Server;
use super::validate::Validate;

/// What decoding a response gives: a documented success, or an error that keeps the whole response.
pub type Decoded<S, F, H> = Result<Reply<S, H>, ResponseError<F, H>>;

/// A security scheme that an operation needs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct SecurityRequirement {
    /// The name of the scheme in the document.
    pub scheme: &'static str,
    /// The scopes or roles that it needs.
    pub scopes: &'static [&'static str],
}

impl SecurityRequirement {
    /// A scheme that is needed with these scopes or roles.
    #[must_use]
    pub const fn new(scheme: &'static str, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes }
    }
}

/// An operation of the document, with its parameters and its body. Generated.
pub trait Operation: Validate {
    /// The body of a success.
    type Success;
    /// The body of a failure.
    type Failure: Debug;
    /// The documented response headers.
    type Headers: ResponseHeaders;

    /// Its id.
    const ID: &'static str;
    /// Its method.
    const METHOD: &'static str;
    /// Its path template.
    const PATH: &'static str;
    /// Its tags.
    const TAGS: &'static [&'static str];
    /// The roles of which the caller needs one.
    const ROLES: &'static [&'static str] = &[];
    /// The alternatives of security requirements; each lists the schemes that are needed together.
    const SECURITY: &'static [&'static [SecurityRequirement]] = &[];
    /// The documented statuses, such as `200`, `4XX` and `default`.
    const STATUSES: &'static [&'static str];
    /// Whether `Debug` of a [`Reply`] hides the body, whose type does not hide itself.
    const SENSITIVE_SUCCESS: bool = false;

    /// Writes parameters and body.
    ///
    /// # Errors
    ///
    /// If a value can not stand where it belongs.
    fn write_request(&self, request: &mut RequestWriter) -> Result<(), BuildError>;

    /// Reads the body of a response.
    ///
    /// # Errors
    ///
    /// If it is not what the document says about its status.
    fn read_response(response: &Received<'_>) -> Result<Outcome<Self::Success, Self::Failure>, BodyError>;

    /// Whether [`build`](Self::build) lets pass what the document does not know.
    fn allows_unknown(&self) -> bool;

    /// Makes a request that satisfies the document.
    ///
    /// # Errors
    ///
    /// Everything in which parameters and body do not satisfy the document; or what
    /// [`build_unchecked`](Self::build_unchecked) finds.
    fn build(&self, server: &Server) -> Result<Request<Vec<u8>>, BuildError> {
        if self.allows_unknown() {
            self.validate_allowing_unknown()?;
        } else {
            self.validate()?;
        }
        self.build_unchecked(server)
    }

    /// Makes a request whether or not it satisfies the document.
    ///
    /// # Errors
    ///
    /// If a path segment would be empty, `.` or `..`, if a value can not stand in a header or in JSON, or
    /// if the URL is too long.
    fn build_unchecked(&self, server: &Server) -> Result<Request<Vec<u8>>, BuildError> {
        let mut request = RequestWriter::new();
        self.write_request(&mut request)?;
        request.finish(Self::METHOD, server)
    }

    /// Reads a response.
    ///
    /// # Errors
    ///
    /// If it is not a documented success: with a documented failure, or with what is wrong.
    fn decode<B: AsRef<[u8]>>(response: Response<B>) -> Decoded<Self::Success, Self::Failure, Self::Headers> {
        let (head, body) = response.into_parts();
        let body = body.as_ref();
        let headers = Self::Headers::read(&head.headers);
        let kind = match Self::read_response(&Received::new(&head, body)) {
            Ok(Outcome::Success(success)) => {
                return Ok(Reply::new(head.status, headers, head.headers, success, Self::SENSITIVE_SUCCESS));
            }
            Ok(Outcome::Failure(failure)) => ResponseErrorKind::Failure(failure),
            Ok(Outcome::Undocumented) => ResponseErrorKind::Undocumented,
            Err(error) => error.into(),
        };
        Err(ResponseError::new(kind, headers, Response::from_parts(head, body.to_vec())))
    }
}
