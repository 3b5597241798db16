//! A client on `reqwest`, which waits asynchronously, in a runtime of `tokio`.

use std::time::Instant;

use ::reqwest::redirect::Policy;
use ::reqwest::{Client as Http, ClientBuilder, Error};
use http::{Request, Response};

use super::super::runtime::{Operation, Paged};
use super::error::{Failed, FailureOf, ReplyOf, TransportError, TransportErrorKind};
use super::exchange::{Exchange, Step};
use super::items::Items;
use super::options::Options;
use super::trace;

/// Sends operations. Clones share connections, tokens and challenges.
#[derive(Clone, Debug)]
pub struct Client {
    http: Http,
    options: Options,
}

impl Client {
    /// A client for a server, or with more [`Options`].
    ///
    /// # Errors
    ///
    /// If this machine has nothing to encrypt with.
    pub fn new(options: impl Into<Options>) -> Result<Self, TransportError> {
        Self::build(Http::builder(), options.into())
    }

    /// The same on a client of `reqwest` with settings of its own, such as a proxy or a root certificate. Its redirects,
    /// retries and timeout are replaced: they are among the [`Options`].
    ///
    /// It goes to no other origin, by redirects or for operations with servers of their own: `default_headers` go with every
    /// request, wherever that leads, and may hold a secret. [`Options::header`] knows where a header belongs. If there is no
    /// secret in them, [`Options::other_origins`] lets it go.
    ///
    /// # Errors
    ///
    /// If the settings do not fit together.
    pub fn from_builder(builder: ClientBuilder, options: impl Into<Options>) -> Result<Self, TransportError> {
        let mut options = options.into();
        options.leaves.get_or_insert(false);
        Self::build(builder, options)
    }

    fn build(builder: ClientBuilder, options: Options) -> Result<Self, TransportError> {
        let builder = builder
            .redirect(Policy::none())
            .retry(::reqwest::retry::never())
            .referer(false)
            .timeout(options.timeout);
        Ok(Self { http: builder.build().map_err(transport_error)?, options })
    }

    /// Sends an operation, and reads its reply.
    ///
    /// # Errors
    ///
    /// Everything in which the operation does not satisfy the document; what kept a response from coming; or a response
    /// that is no documented success.
    pub async fn send<O: Operation>(&self, operation: O) -> Result<ReplyOf<O>, FailureOf<O>> {
        let request = operation.build(&self.options.server)?;
        // Nobody needs it while the response is on its way.
        drop(operation);
        self.send_request::<O>(request).await
    }

    /// Sends a request for an operation that was built before, such as an unchecked one, and reads its reply. It gets
    /// credentials if it goes to the origin of the server of the [`Options`], or to one that they trust.
    ///
    /// # Errors
    ///
    /// What kept a response from coming, or a response that is no documented success.
    pub async fn send_request<O: Operation>(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<ReplyOf<O>, FailureOf<O>> {
        self.options.allow(&request)?;
        let exchange = self.exchange(Exchange::new(&self.options, O::SECURITY, request));
        #[cfg(feature = "tracing")]
        let exchange = tracing::Instrument::instrument(exchange, trace::span::<O>());
        Ok(O::decode(exchange.await?)?)
    }

    /// The items of all pages of a list, one after the other, from the page on that an operation asks for: a stream. A page
    /// is asked for when all items before it are taken. An error is the last.
    pub fn items<O: Paged>(&self, first: O) -> Items<O> {
        Items::new(self.clone(), first)
    }

    async fn exchange(&self, mut exchange: Exchange<'_>) -> Result<Response<Vec<u8>>, Failed> {
        let mut step = exchange.next(Instant::now())?;
        loop {
            step = match step {
                Step::Send(request) => {
                    let answer = self.carry(request).await;
                    trace::answered(answer.as_ref().map(Response::status));
                    exchange.answered(answer, Instant::now())?
                }
                Step::Wait(wait) => {
                    tokio::time::sleep(wait).await;
                    exchange.next(Instant::now())?
                }
                Step::Done(response) => return Ok(response),
            };
        }
    }

    /// Carries a request over, and the response back.
    async fn carry(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let request = request.try_into().map_err(transport_error)?;
        let mut received = self.http.execute(request).await.map_err(transport_error)?;
        let mut response = Response::new(Vec::new());
        *response.status_mut() = received.status();
        *response.version_mut() = received.version();
        *response.headers_mut() = std::mem::take(received.headers_mut());
        let body = response.body_mut();
        while let Some(chunk) = received.chunk().await.map_err(transport_error)? {
            let room = self.options.largest_body.saturating_sub(body.len() as u64);
            if chunk.len() as u64 > room {
                return Err(TransportError::new(TransportErrorKind::TooLarge));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

fn transport_error(error: Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() || error.is_builder() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Broken
    };
    // A URL may hold a secret.
    TransportError::new(kind).caused_by(error.without_url())
}
