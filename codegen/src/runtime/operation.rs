//! Operations: from parameters to a request, and from a response to a reply.
//!
//! Invariant: no input or output happens here; sending is up to the caller.

use std::fmt::Debug;

use http::{Request, Response};

use super::build_error::BuildError;
use super::curl;
use super::header::ResponseHeaders;
use super::location::Location;
use super::mask::Mask;
use super::report::Report;
use super::request::RequestWriter;
use super::response::{BodyError, Outcome, Received, Reply};
use super::response_error::{ResponseError, ResponseErrorKind};
use super::security::SecurityRequirement;
use super::server::Server;
use super::validate::Validate;

/// What decoding a response gives: a documented success, or an error that keeps the whole response.
pub type Decoded<S, F, H> = Result<Reply<S, H>, ResponseError<F, H>>;

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

    /// Adds everything in which the body of a success, which stands at `at`, does not satisfy the document, to a report.
    /// [`Reply::validate`](Validate::validate) asks this; a body like a list can not be asked itself for what its own
    /// response says about it.
    fn check_success(_value: &Self::Success, _at: &Location<'_>, _report: &mut Report) {}

    /// The same for the body of a failure. [`ResponseError::validate`](Validate::validate) asks this.
    fn check_failure(_value: &Self::Failure, _at: &Location<'_>, _report: &mut Report) {}

    /// Whether [`build`](Self::build) lets pass what the document does not know.
    fn allows_unknown(&self) -> bool;

    /// The first of the servers that the document gives this operation alone: where it goes if it is built for
    /// `Server::default()`. None where it has no absolute one.
    #[must_use]
    fn own_server() -> Option<Server> {
        None
    }

    /// Makes a request that satisfies the document. It goes to this server; only in place of `Server::default()`, to the
    /// [own server](Self::own_server) of an operation that has one.
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

    /// Makes a request whether or not it satisfies the document. It goes where that of [`build`](Self::build) goes.
    ///
    /// # Errors
    ///
    /// If a path segment would be empty, `.` or `..`, if a value can not stand in a header or in JSON, or
    /// if the URL is too long.
    fn build_unchecked(&self, server: &Server) -> Result<Request<Vec<u8>>, BuildError> {
        let mut request = RequestWriter::new();
        self.write_request(&mut request)?;
        request.finish(Self::METHOD, &server.or_own(Self::own_server()))
    }

    /// The command line that sends the same request with `curl`, from a POSIX shell.
    ///
    /// It is safe to be pasted, whatever the values hold, and shows no more of them than `Debug` does: variables stand for
    /// what the document calls sensitive, for what it says nothing about (unknown fields, values and tags, free-form
    /// JSON), for files, and for the credentials of the first alternative of [`SECURITY`](Self::SECURITY). The shell
    /// refuses to run it before all variables are set. Each holds its value the way it is written there: as the inside of
    /// a JSON string, as JSON, percent-encoded in a URL or a form, or as the path of a file (`FILE`, `BODY_FILE`).
    ///
    /// The variables have the names of their members and parameters, `API_KEY` for `apiKey`, and numbers where a name
    /// comes again. They are the document's choice, as is the server that gets what they hold.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build): there is no command for what would not be sent.
    fn to_curl(&self, server: &Server) -> Result<String, BuildError> {
        let first = Self::SECURITY.iter().find(|needed| !needed.is_empty());
        self.to_curl_with(server, first.map_or(&[], |needed| needed))
    }

    /// The same as [`to_curl`](Self::to_curl), with the credentials of another alternative of
    /// [`SECURITY`](Self::SECURITY), or of none.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build).
    fn to_curl_with(&self, server: &Server, security: &[SecurityRequirement]) -> Result<String, BuildError> {
        self.build(server)?;
        self.to_curl_unchecked(server, security)
    }

    /// The same whether or not it satisfies the document, for what [`build_unchecked`](Self::build_unchecked) makes.
    ///
    /// # Errors
    ///
    /// Those of [`build_unchecked`](Self::build_unchecked).
    fn to_curl_unchecked(
        &self,
        server: &Server,
        security: &[SecurityRequirement],
    ) -> Result<String, BuildError> {
        let mask = Mask::absent_from(&self.build_unchecked(server)?);
        let mut request = RequestWriter::masked(mask);
        self.write_request(&mut request)?;
        curl::command(request, mask, Self::METHOD, &server.or_own(Self::own_server()), security)
    }

    /// The same request as text, the way HTTP/1.1 has it, with variables where [`to_curl`](Self::to_curl) has them: for
    /// people to look at, and not to be sent.
    ///
    /// # Errors
    ///
    /// Those of [`build`](Self::build).
    fn to_http_with(&self, server: &Server, security: &[SecurityRequirement]) -> Result<String, BuildError> {
        self.build(server)?;
        self.to_http_unchecked(server, security)
    }

    /// The same whether or not it satisfies the document, for what [`build_unchecked`](Self::build_unchecked) makes.
    ///
    /// # Errors
    ///
    /// Those of [`build_unchecked`](Self::build_unchecked).
    fn to_http_unchecked(
        &self,
        server: &Server,
        security: &[SecurityRequirement],
    ) -> Result<String, BuildError> {
        let mask = Mask::absent_from(&self.build_unchecked(server)?);
        let mut request = RequestWriter::masked(mask);
        self.write_request(&mut request)?;
        curl::text(request, mask, Self::METHOD, &server.or_own(Self::own_server()), security)
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
                let reply = Reply::new(head.status, headers, head.headers, success, Self::SENSITIVE_SUCCESS);
                return Ok(reply.checked_by(Self::check_success));
            }
            Ok(Outcome::Failure(failure)) => ResponseErrorKind::Failure(failure),
            Ok(Outcome::Undocumented) => ResponseErrorKind::Undocumented,
            Err(error) => error.into(),
        };
        let error = ResponseError::new(kind, headers, Response::from_parts(head, body.to_vec()));
        Err(error.checked_by(Self::check_failure))
    }

    /// Makes the reply that [`decode`](Self::decode) would give, for tests of code that takes one: a server is not needed.
    ///
    /// The typed headers are read from those of the response. Whether its status has such a body is up to the caller;
    /// where that matters, let `decode` read a response with the body as JSON.
    #[must_use]
    fn new_reply(response: Response<Self::Success>) -> Reply<Self::Success, Self::Headers> {
        let (head, body) = response.into_parts();
        let headers = Self::Headers::read(&head.headers);
        let reply = Reply::new(head.status, headers, head.headers, body, Self::SENSITIVE_SUCCESS);
        reply.checked_by(Self::check_success)
    }

    /// Makes the error that [`decode`](Self::decode) would give for a documented failure, for tests of code that takes one.
    ///
    /// The typed headers are read from those of the response, and its status has to be set to one that has such a failure. The
    /// body of [`ResponseError::response`] is empty, for none came.
    #[must_use]
    fn new_failure(response: Response<Self::Failure>) -> ResponseError<Self::Failure, Self::Headers> {
        let (head, failure) = response.into_parts();
        let headers = Self::Headers::read(&head.headers);
        let kind = ResponseErrorKind::Failure(failure);
        let error = ResponseError::new(kind, headers, Response::from_parts(head, Vec::new()));
        error.checked_by(Self::check_failure)
    }
}
