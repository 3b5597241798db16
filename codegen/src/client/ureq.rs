//! A client on `ureq`, which blocks the thread that sends.

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use ::ureq::config::{AutoHeaderValue, ConfigBuilder};
use ::ureq::typestate::AgentScope;
use ::ureq::{Agent, Error};
use http::{Request, Response};

use super::super::runtime::{Operation, Paged, Pages};
use super::error::{Failed, FailureOf, ReplyOf, TransportError, TransportErrorKind};
use super::exchange::{Exchange, Step};
use super::options::Options;
use super::trace;

/// A timeout that is none. `ureq` adds it to the time of day, for which the longest ones are too long.
const FOREVER: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Sends operations. Clones share connections, tokens and challenges.
///
/// What `ureq` itself logs, with the crate `log`, is not ours: URLs at the level `debug`, such as with `RUST_LOG=debug`, and
/// bytes at `trace`. They may hold secrets, such as an API key in a query. A filter like `debug,ureq=warn` keeps them out.
#[derive(Clone, Debug)]
pub struct Client {
    http: Agent,
    options: Options,
}

impl Client {
    /// A client for a server, or with more [`Options`].
    #[must_use]
    pub fn new(options: impl Into<Options>) -> Self {
        Self::from_builder(Agent::config_builder(), options)
    }

    /// The same on an agent of `ureq` with settings of its own, such as a proxy or a root certificate. Its redirects and
    /// timeout are replaced: they are among the [`Options`]. A middleware sees every request, also where it goes to another
    /// origin, and should have a look at where it adds a secret; [`Options::other_origins`] can forbid to go there.
    #[must_use]
    pub fn from_builder(builder: ConfigBuilder<AgentScope>, options: impl Into<Options>) -> Self {
        let options = options.into();
        let config = builder
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .user_agent(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .timeout_global((options.timeout < FOREVER).then_some(options.timeout))
            .build();
        Self { http: config.new_agent(), options }
    }

    /// Sends an operation, and reads its reply.
    ///
    /// # Errors
    ///
    /// Everything in which the operation does not satisfy the document; what kept a response from coming; or a response
    /// that is no documented success.
    pub fn send<O: Operation>(&self, operation: O) -> Result<ReplyOf<O>, FailureOf<O>> {
        let request = operation.build(&self.options.server)?;
        // Nobody needs it while the response is on its way.
        drop(operation);
        self.send_request::<O>(request)
    }

    /// Sends a request for an operation that was built before, such as an unchecked one, and reads its reply. It gets
    /// credentials if it goes to the origin of the server of the [`Options`], or to one that they trust.
    ///
    /// # Errors
    ///
    /// What kept a response from coming, or a response that is no documented success.
    pub fn send_request<O: Operation>(&self, request: Request<Vec<u8>>) -> Result<ReplyOf<O>, FailureOf<O>> {
        Ok(O::decode(self.send_raw::<O>(request)?)?)
    }

    /// Sends a request for an operation that was built before, as [`send_request`](Self::send_request) does, and gives the
    /// response as it came, whatever its status: for those who pass it on.
    ///
    /// # Errors
    ///
    /// What kept a response from coming.
    pub fn send_raw<O: Operation>(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Failed> {
        #[cfg(feature = "tracing")]
        let _span = trace::span::<O>().entered();
        self.options.allow(&request)?;
        self.exchange(Exchange::new(&self.options, O::SECURITY, request))
    }

    /// The items of all pages of a list, one after the other, from the page on that an operation asks for. A page is asked
    /// for when all items before it are taken. An error is the last.
    pub fn items<O: Paged>(
        &self,
        first: O,
    ) -> impl Iterator<Item = Result<O::Item, FailureOf<O>>> + use<'_, O> {
        let mut pages = Some(Pages::new(first));
        let mut ready = Vec::new().into_iter();
        std::iter::from_fn(move || {
            loop {
                if let Some(item) = ready.next() {
                    return Some(Ok(item));
                }
                let walk = pages.as_mut()?;
                match self.send(walk.next_operation()?.clone()) {
                    Ok(reply) => ready = walk.receive(reply.body).into_iter(),
                    Err(error) => {
                        pages = None;
                        return Some(Err(error));
                    }
                }
            }
        })
    }

    fn exchange(&self, mut exchange: Exchange<'_>) -> Result<Response<Vec<u8>>, Failed> {
        let mut step = exchange.next(Instant::now())?;
        loop {
            step = match step {
                Step::Send(request) => {
                    let answer = self.carry(request);
                    trace::answered(answer.as_ref().map(Response::status));
                    exchange.answered(answer, Instant::now())?
                }
                Step::Wait(wait) => {
                    thread::sleep(wait);
                    exchange.next(Instant::now())?
                }
                Step::Done(response) => return Ok(response),
            };
        }
    }

    /// Carries a request over, and the response back.
    fn carry(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        // A request without a body says nothing of its length, unless its method has one.
        let says_nothing =
            !["content-type", "content-length"].iter().any(|it| request.headers().contains_key(*it));
        let received = if request.body().is_empty() && says_nothing {
            self.http.run(request.map(|_| ()))
        } else {
            self.http.run(request)
        };
        let (head, body) = received.map_err(transport_error)?.into_parts();
        let body = body.into_with_config().limit(self.options.largest_body).read_to_vec();
        Ok(Response::from_parts(head, body.map_err(transport_error)?))
    }
}

fn transport_error(error: Error) -> TransportError {
    let kind = match &error {
        Error::Timeout(_) => TransportErrorKind::Timeout,
        Error::BodyExceedsLimit(_) => TransportErrorKind::TooLarge,
        Error::HostNotFound | Error::ConnectionFailed | Error::BadUri(_) | Error::Tls(_) => {
            TransportErrorKind::Connect
        }
        Error::Io(error) if is_no_connection(error.kind()) || is_no_address(error) => {
            TransportErrorKind::Connect
        }
        _ => TransportErrorKind::Broken,
    };
    // A URL may hold a secret.
    let has_url = matches!(error, Error::BadUri(_));
    let broken = TransportError::new(kind);
    if has_url { broken } else { broken.caused_by(error) }
}

fn is_no_connection(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable};
    matches!(kind, ConnectionRefused | HostUnreachable | NetworkUnreachable | AddrNotAvailable)
}

/// Whether nobody knows the address of a host. The standard library has no kind for that, only these words of its own,
/// or a number on Windows.
fn is_no_address(error: &io::Error) -> bool {
    let has_number =
        cfg!(windows) && error.raw_os_error().is_some_and(|number| (11001..=11004).contains(&number));
    has_number || error.to_string().starts_with("failed to lookup address information")
}
