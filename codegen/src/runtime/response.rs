//! Reading the body of a response.
//!
//! Invariant: JSON, and what is one of several contents, is read once its content type is right. Where a document has text or
//! bytes alone, that is what a body is, whatever the server calls it. Nothing panics.

use std::fmt;

use http::header::HeaderMap;
use http::{StatusCode, response};

use super::header::ResponseHeaders;
use super::items::{Framing, Items};
use super::location::Location;
use super::media_type;
use super::read::Read;
use super::read_error::DecodeError;
use super::report::Report;
use super::validate::Validate;

/// A response that was read. Its `Debug` leaves out the raw headers, which may hold credentials, and a body that
/// the document calls sensitive. [`validate`](Validate::validate) checks the body and the headers that the document
/// describes.
#[derive(Clone)]
#[non_exhaustive]
pub struct Reply<S, H = super::NoHeaders> {
    /// The status.
    pub status: StatusCode,
    /// The headers that the document describes.
    pub headers: H,
    /// All headers.
    pub raw_headers: HeaderMap,
    /// The body.
    pub body: S,
    hides_body: bool,
    check: Check<S>,
}

/// What checks a body. It comes with the reply, because one body can be that of several responses, each with more to say
/// about it than its type.
pub(super) type Check<T> = fn(&T, &Location<'_>, &mut Report);

impl<S: fmt::Debug, H: fmt::Debug> fmt::Debug for Reply<S, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body: &dyn fmt::Debug = if self.hides_body { &format_args!("[redacted]") } else { &self.body };
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", body)
            .finish_non_exhaustive()
    }
}

impl<S, H> Reply<S, H> {
    pub(super) fn new(
        status: StatusCode,
        headers: H,
        raw_headers: HeaderMap,
        body: S,
        hides_body: bool,
    ) -> Self {
        Self { status, headers, raw_headers, body, hides_body, check: |_, _, _| {} }
    }

    pub(super) fn checked_by(self, check: Check<S>) -> Self {
        Self { check, ..self }
    }
}

impl<S, H: ResponseHeaders> Validate for Reply<S, H> {
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        (self.check)(&self.body, &at.property("body"), report);
        self.headers.check(&at.property("headers"), report);
    }
}

/// What a response turned out to be. Its `Debug` leaves out the body, which may be sensitive.
#[derive(Clone)]
pub enum Outcome<S, F> {
    /// A documented status of class 2XX.
    Success(S),
    /// Another documented status.
    Failure(F),
    /// A status that the document does not know.
    Undocumented,
}

impl<S, F> fmt::Debug for Outcome<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Success(_) => "Success(..)",
            Self::Failure(_) => "Failure(..)",
            Self::Undocumented => "Undocumented",
        })
    }
}

/// Why a body could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BodyError {
    /// Its content type is not a documented one.
    ContentType {
        /// The documented ones.
        expected: String,
        /// The one it has.
        found: Option<String>,
    },
    /// It does not hold what the document says.
    Decode(DecodeError),
}

/// A response that came in, for generated code to read.
#[derive(Clone, Copy)]
pub struct Received<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received").field("status", &self.status).finish_non_exhaustive()
    }
}

impl<'a> Received<'a> {
    pub(super) fn new(head: &'a response::Parts, body: &'a [u8]) -> Self {
        Self { status: head.status, headers: &head.headers, body }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// Which of several documented contents the body is, by its content type: an index. Each lists its media types. A
    /// body without a content type is the first.
    ///
    /// # Errors
    ///
    /// If the content type is none of them.
    pub fn content(&self, documented: &[&[&str]]) -> Result<usize, BodyError> {
        let Some(found) = media_type::of(self.headers) else { return Ok(0) };
        let fits = |fits: fn(&str, &str) -> bool| {
            let found = media_type::essence(&found)?;
            let is_it = |it: &str| media_type::essence(it).is_some_and(|it| fits(&it, &found));
            documented.iter().position(|all| all.iter().any(|it| is_it(it)))
        };
        let exact = fits(|documented, found| documented == found);
        let json = || fits(|documented, found| media_type::is_json(documented) && media_type::is_json(found));
        exact.or_else(json).or_else(|| fits(media_type::includes)).ok_or_else(|| {
            let expected = documented.iter().flat_map(|all| all.iter().copied());
            BodyError::ContentType { expected: expected.collect::<Vec<_>>().join(", "), found: Some(found) }
        })
    }

    /// Reads the body as JSON. `documented` are the media types that the document gives it.
    ///
    /// Any other JSON media type does too, and so does none.
    ///
    /// # Errors
    ///
    /// If the content type is another one, or the body is not JSON or not a `T`.
    pub fn json<T: Read>(&self, documented: &[&str]) -> Result<T, BodyError> {
        let mut deserializer = self.json_deserializer(documented)?;
        T::read(&mut deserializer)
            .and_then(|value| deserializer.end().map(|()| value))
            .map_err(|error| BodyError::Decode(DecodeError::new(&error)))
    }

    /// Reads the body of a failure as JSON.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn failure<T: Read, S, F>(
        &self,
        documented: &[&str],
        failure: impl FnOnce(T) -> F,
    ) -> Result<Outcome<S, F>, BodyError> {
        self.json(documented).map(failure).map(Outcome::Failure)
    }

    fn json_deserializer(
        &self,
        documented: &[&str],
    ) -> Result<serde_json::Deserializer<serde_json::de::SliceRead<'a>>, BodyError> {
        if let Some(found) = media_type::of(self.headers) {
            let essence = media_type::essence(&found);
            let includes = |it: &str, found: &str| {
                media_type::essence(it).is_some_and(|it| media_type::includes(&it, found))
            };
            let is_documented = |found: &str| documented.iter().any(|it| includes(it, found));
            if !essence.is_some_and(|essence| media_type::is_json(&essence) || is_documented(&essence)) {
                return Err(BodyError::ContentType { expected: documented.join(", "), found: Some(found) });
            }
        }
        // A byte order mark is no JSON, but some servers send one (RFC 8259, section 8.1).
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.body);
        Ok(serde_json::Deserializer::from_slice(body))
    }

    /// Reads the body as text.
    ///
    /// # Errors
    ///
    /// If it is not UTF-8.
    pub fn text(&self) -> Result<String, BodyError> {
        match std::str::from_utf8(self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(BodyError::Decode(DecodeError::from_message("the text is not UTF-8"))),
        }
    }

    /// Takes the body as items that follow each other.
    ///
    /// # Errors
    ///
    /// Never; it has the type of its siblings.
    pub fn items<T>(&self, framing: Framing) -> Result<Items<T>, BodyError> {
        Ok(Items::new(self.body, framing))
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// Never; it has the type of its siblings.
    pub fn bytes(&self) -> Result<Vec<u8>, BodyError> {
        Ok(self.body.to_vec())
    }

    /// Takes no body. One that is there all the same is ignored.
    ///
    /// # Errors
    ///
    /// Never; it has the type of its siblings.
    pub fn empty(&self) -> Result<(), BodyError> {
        Ok(())
    }
}
