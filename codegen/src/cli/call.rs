//! An operation, whatever its type.

use http::header::CONTENT_TYPE;
use http::{Request, Response};
use serde::de::IgnoredAny;

use super::super::client::Failed;
use super::super::client::ureq::Client;
use super::super::runtime::{
    BuildError, Operation, ResponseError, ResponseErrorKind, SecurityRequirement, Server, Violations,
};
use super::pages::Walk;

/// What a response means to the operation that was sent.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    /// A success that the document describes.
    Success,
    /// A failure that the document describes.
    Failure,
    /// A response that does not fit the document, and why.
    Misfit(String),
    /// A success that is no JSON where the document has JSON.
    Useless,
}

/// A request as text, or why there is none.
pub(super) type Shown = Result<String, BuildError>;

/// An operation that can be checked, shown and sent.
pub(super) trait Call {
    /// What it needs to know of who calls.
    fn security(&self) -> &'static [&'static [SecurityRequirement]];

    /// Everything in which it does not satisfy the document.
    fn violations(&self) -> Option<Violations>;

    /// The request for a server.
    ///
    /// # Errors
    ///
    /// Everything in which it does not satisfy the document if that is to be checked, or what keeps it from being written.
    fn request(&self, server: &Server, is_checked: bool) -> Result<Request<Vec<u8>>, BuildError>;

    /// The command of `curl` that sends it.
    ///
    /// # Errors
    ///
    /// Those of [`request`](Self::request).
    fn curl(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown;

    /// The request as HTTP has it, with variables in the place of what must not be shown.
    ///
    /// # Errors
    ///
    /// Those of [`request`](Self::request).
    fn http(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown;

    /// Sends a request for it, and gives the response as it came.
    ///
    /// # Errors
    ///
    /// What kept a response from coming.
    fn send(&self, client: &Client, request: Request<Vec<u8>>) -> Result<Answer, Failed>;

    /// The way through all pages, if it is a list.
    fn pages(&self) -> Option<Box<dyn Walk>> {
        None
    }
}

/// A response as it came, and what it means.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) response: Response<Vec<u8>>,
    pub(super) verdict: Verdict,
}

impl<O: Operation> Call for O {
    fn security(&self) -> &'static [&'static [SecurityRequirement]] {
        O::SECURITY
    }

    fn violations(&self) -> Option<Violations> {
        let checked = if self.allows_unknown() { self.validate_allowing_unknown() } else { self.validate() };
        checked.err()
    }

    fn request(&self, server: &Server, is_checked: bool) -> Result<Request<Vec<u8>>, BuildError> {
        if is_checked { self.build(server) } else { self.build_unchecked(server) }
    }

    fn curl(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown {
        if is_checked {
            self.to_curl_with(server, security)
        } else {
            self.to_curl_unchecked(server, security)
        }
    }

    fn http(&self, server: &Server, security: &[SecurityRequirement], is_checked: bool) -> Shown {
        if is_checked {
            self.to_http_with(server, security)
        } else {
            self.to_http_unchecked(server, security)
        }
    }

    fn send(&self, client: &Client, request: Request<Vec<u8>>) -> Result<Answer, Failed> {
        let response = client.send_raw::<O>(request)?;
        let verdict = match O::decode(borrowed(&response)) {
            Ok(_) => Verdict::Success,
            Err(error) => verdict(&error),
        };
        Ok(Answer { response, verdict })
    }
}

/// The same response, whose body is only looked at.
pub(super) fn borrowed(response: &Response<Vec<u8>>) -> Response<&[u8]> {
    let mut borrowed = Response::new(response.body().as_slice());
    *borrowed.status_mut() = response.status();
    *borrowed.headers_mut() = response.headers().clone();
    borrowed
}

/// What it means that a response is no documented success.
pub(super) fn verdict<F, H>(error: &ResponseError<F, H>) -> Verdict {
    let response = error.response();
    let is_json = |media_type: &str| {
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        essence.ends_with("/json") || essence.ends_with("+json")
    };
    let found = response.headers().get(CONTENT_TYPE);
    let expects_json = match error.kind() {
        ResponseErrorKind::Failure(_) => return Verdict::Failure,
        ResponseErrorKind::ContentType { expected, .. } => expected.split(',').any(is_json),
        // What has no media type is taken for the first that the document has.
        ResponseErrorKind::Body(_) => found.is_none_or(|found| found.to_str().is_ok_and(is_json)),
        _ => false,
    };
    let is_useless = expects_json
        && response.status().is_success()
        && serde_json::from_slice::<IgnoredAny>(response.body()).is_err();
    if is_useless { Verdict::Useless } else { Verdict::Misfit(error.to_string()) }
}
