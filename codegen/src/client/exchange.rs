//! What happens between a request and its response, without anything being sent here.
//!
//! A client asks for the next step, takes it, and tells how it went, until there is a response.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use http::header::{HeaderMap, USER_AGENT};
use http::{Request, Response, StatusCode};

use super::super::runtime::SecurityRequirement;
use super::super::runtime::credentials::{Credential, CredentialError, Credentials};
use super::error::{Failed, TransportError};
use super::options::Options;
use super::{redirect, retry, trace};

/// How long to wait for credentials that somebody else has asked for.
const MOMENT: Duration = Duration::from_millis(20);

/// What a client has to do next.
pub(super) enum Step {
    /// Send this, and tell how it went.
    Send(Request<Vec<u8>>),
    /// Wait so long, and then ask again.
    Wait(Duration),
    /// Nothing: this is the response.
    Done(Response<Vec<u8>>),
}

/// What a client was told to send last.
enum Sent {
    /// A request that credentials need the answer to.
    Preparation(Preparing),
    /// The request itself, with these headers.
    Request(HeaderMap),
}

/// Credentials that somebody asks for. They learn if that ends without an answer, also where the caller gives up.
struct Preparing(Arc<dyn Credential>);

impl Drop for Preparing {
    fn drop(&mut self) {
        self.0.abandoned();
    }
}

/// A request on its way to a response.
pub(super) struct Exchange<'a> {
    options: &'a Options,
    security: &'static [&'static [SecurityRequirement]],
    /// What to send, without credentials.
    request: Request<Vec<u8>>,
    /// Whether it goes to the origin of the server still, which alone gets credentials.
    stays: bool,
    sent: Option<Sent>,
    attempts: u32,
    preparations: u32,
    /// The schemes whose credentials were prepared for the next attempt.
    fresh: Vec<&'static str>,
    redirects: u32,
    was_refused: bool,
}

impl<'a> Exchange<'a> {
    /// Begins one.
    pub(super) fn new(
        options: &'a Options,
        security: &'static [&'static [SecurityRequirement]],
        mut request: Request<Vec<u8>>,
    ) -> Self {
        let user_agent = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let headers = request.headers_mut();
        for (name, value) in &options.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        let user_agent = http::HeaderValue::from_static(user_agent);
        headers.entry(USER_AGENT).or_insert(user_agent);
        Self {
            options,
            security,
            request,
            stays: true,
            sent: None,
            attempts: 0,
            preparations: 0,
            fresh: Vec::new(),
            redirects: 0,
            was_refused: false,
        }
    }

    /// What to do now.
    pub(super) fn next(&mut self, now: Instant) -> Result<Step, Failed> {
        let mut request = self.request.clone();
        if self.stays {
            let credentials = self.options.credentials.chosen(self.security)?;
            for credential in &credentials {
                // A server may sell what is of no use any more when it comes. It is used, and not bought again and again.
                if self.fresh.contains(&credential.scheme()) {
                    continue;
                }
                let needed = match credential.prepare(&self.options.server, now) {
                    Err(CredentialError::Pending { .. }) => return Ok(Step::Wait(MOMENT)),
                    needed => needed?,
                };
                if let Some(mut request) = needed {
                    // Nothing else is: it may go elsewhere.
                    if let Some(name) = self.request.headers().get(USER_AGENT) {
                        request.headers_mut().entry(USER_AGENT).or_insert_with(|| name.clone());
                    }
                    trace::prepares(credential.scheme());
                    self.sent = Some(Sent::Preparation(Preparing(Arc::clone(credential))));
                    return Ok(Step::Send(request));
                }
            }
            Credentials::apply_all(&credentials, &mut request)?;
        }
        self.attempts += 1;
        self.fresh.clear();
        self.sent = Some(Sent::Request(request.headers().clone()));
        Ok(Step::Send(request))
    }

    /// Takes up how it went, and gives what to do then.
    pub(super) fn answered(
        &mut self,
        answer: Result<Response<Vec<u8>>, TransportError>,
        now: Instant,
    ) -> Result<Step, Failed> {
        match self.sent.take() {
            Some(Sent::Preparation(preparing)) => self.prepared(preparing, answer, now),
            Some(Sent::Request(headers)) => self.received(&headers, answer, now),
            // Nothing was sent: a client that tells of it has lost count.
            None => answer.map(Step::Done).map_err(Failed::from),
        }
    }

    fn prepared(
        &mut self,
        preparing: Preparing,
        answer: Result<Response<Vec<u8>>, TransportError>,
        now: Instant,
    ) -> Result<Step, Failed> {
        let credential = &preparing.0;
        self.preparations += 1;
        let again = self.preparations < self.options.attempts;
        match answer {
            // What credentials ask for changes nothing on the server.
            Ok(response) if again && is_busy(response.status()) => {
                let wait = retry::wait(self.preparations, Some(response.headers()), SystemTime::now());
                if wait <= self.options.longest_wait {
                    return Ok(Step::Wait(wait));
                }
                credential.prepared(response, now).map_err(Failed::Preparation)?;
            }
            Ok(response) => credential.prepared(response, now).map_err(Failed::Preparation)?,
            Err(_) if again => {
                return Ok(Step::Wait(retry::wait(self.preparations, None, SystemTime::now())));
            }
            Err(error) => return Err(error.into()),
        }
        self.fresh.push(credential.scheme());
        drop(preparing);
        self.next(now)
    }

    fn received(
        &mut self,
        sent: &HeaderMap,
        answer: Result<Response<Vec<u8>>, TransportError>,
        now: Instant,
    ) -> Result<Step, Failed> {
        let response = match answer {
            Ok(response) => response,
            Err(error) => {
                let again = self.attempts < self.options.attempts;
                if again && retry::after_error(self.request.method(), &error) {
                    return Ok(self.wait(None).unwrap_or(Step::Wait(self.options.longest_wait)));
                }
                return Err(error.into());
            }
        };
        if self.stays && !self.was_refused && response.status() == StatusCode::UNAUTHORIZED {
            let mut again = false;
            for credential in self.options.credentials.chosen(self.security)? {
                again |= credential.refused(sent, response.headers())?;
            }
            if again {
                self.was_refused = true;
                // What a server refuses it has not done.
                self.attempts -= 1;
                return self.next(now);
            }
        }
        if self.attempts < self.options.attempts
            && retry::after_status(self.request.method(), response.status())
            && let Some(step) = self.wait(Some(response.headers()))
        {
            return Ok(step);
        }
        if self.redirects < self.options.redirects
            && let Some(led) = redirect::follow(&self.request, &response)
        {
            trace::redirected(response.status());
            self.redirects += 1;
            self.attempts = 0;
            // Whoever has left does not come back with credentials.
            self.stays &= led.stays;
            self.request = led.request;
            return self.next(now);
        }
        Ok(Step::Done(response))
    }

    /// A wait before another attempt, unless it would be too long.
    fn wait(&self, headers: Option<&HeaderMap>) -> Option<Step> {
        let wait = retry::wait(self.attempts, headers, SystemTime::now());
        (wait <= self.options.longest_wait).then(|| {
            trace::waits(self.attempts, wait);
            Step::Wait(wait)
        })
    }
}

fn is_busy(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

#[cfg(test)]
#[expect(clippy::unnecessary_wraps, reason = "answers are results")]
mod tests {
    use std::error::Error;
    use std::sync::atomic::{AtomicU32, Ordering};

    use http::header::{AUTHORIZATION, LOCATION, RETRY_AFTER};
    use http::{Method, request};

    use super::super::error::TransportErrorKind;
    use super::*;
    use crate::runtime::Server;
    use crate::runtime::credentials::authorization;

    /// Needs a number before each first use, and another one when that is refused.
    #[derive(Debug, Default)]
    struct Numbered {
        number: AtomicU32,
    }

    impl Credential for Numbered {
        fn scheme(&self) -> &'static str {
            "numbered"
        }

        fn write(&self, head: &mut request::Parts, _body: &[u8]) -> Result<(), CredentialError> {
            let number = self.number.load(Ordering::SeqCst);
            authorization(&mut head.headers, "numbered", &format!("Number {number}"))
        }

        fn prepare(&self, _: &Server, _: Instant) -> Result<Option<Request<Vec<u8>>>, CredentialError> {
            let is_there = self.number.load(Ordering::SeqCst) > 0;
            Ok((!is_there).then(|| Request::post("https://numbers.example/").body(Vec::new()).unwrap()))
        }

        fn prepared(
            &self,
            answer: Response<Vec<u8>>,
            _: Instant,
        ) -> Result<(), Box<dyn Error + Send + Sync>> {
            let number = String::from_utf8(answer.into_body())?.parse()?;
            self.number.store(number, Ordering::SeqCst);
            Ok(())
        }

        fn refused(&self, _: &HeaderMap, _: &HeaderMap) -> Result<bool, CredentialError> {
            self.number.store(0, Ordering::SeqCst);
            Ok(true)
        }
    }

    const SECURITY: &[&[SecurityRequirement]] = &[&[SecurityRequirement::new("numbered", &[])]];

    fn options() -> Options {
        Options::new(Server::new("https://api.example").unwrap()).credential(Numbered::default())
    }

    fn exchange(options: &Options, method: Method) -> Exchange<'_> {
        let request = Request::builder().method(method).uri("https://api.example/a").body(Vec::new());
        Exchange::new(options, SECURITY, request.unwrap())
    }

    fn response(status: u16, body: &str) -> Result<Response<Vec<u8>>, TransportError> {
        Ok(Response::builder().status(status).body(body.as_bytes().to_vec()).unwrap())
    }

    fn with(status: u16, name: http::HeaderName, value: &str) -> Result<Response<Vec<u8>>, TransportError> {
        Ok(Response::builder().status(status).header(name, value).body(Vec::new()).unwrap())
    }

    /// What a client does when it gets these answers: what it sends and how long it waits, and how that ends.
    fn run(
        mut exchange: Exchange<'_>,
        answers: impl IntoIterator<Item = Result<Response<Vec<u8>>, TransportError>>,
    ) -> (Vec<String>, Result<u16, Failed>) {
        let (mut log, mut answers, now) = (Vec::new(), answers.into_iter(), Instant::now());
        let mut step = exchange.next(now);
        loop {
            step = match step {
                Ok(Step::Send(request)) => {
                    let credentials =
                        request.headers().get(AUTHORIZATION).map_or("", |it| it.to_str().unwrap());
                    log.push(
                        format!("{} {} {credentials}", request.method(), request.uri()).trim_end().to_owned(),
                    );
                    exchange.answered(answers.next().expect("no more is sent"), now)
                }
                Ok(Step::Wait(wait)) => {
                    log.push(format!("wait {}", wait.as_secs()));
                    exchange.next(now)
                }
                Ok(Step::Done(response)) => return (log, Ok(response.status().as_u16())),
                Err(failed) => return (log, Err(failed)),
            };
        }
    }

    #[test]
    fn what_is_of_no_use_when_it_comes_is_not_asked_for_again_and_again() {
        let options = options();
        // Its number is none still when it has come.
        let answers = [response(200, "0"), response(401, ""), response(200, "0"), response(401, "")];
        let (log, end) = run(exchange(&options, Method::GET), answers);
        let asks = "POST https://numbers.example/";
        let sends = "GET https://api.example/a Number 0";
        assert_eq!(log, [asks, sends, asks, sends]);
        assert_eq!(end.unwrap(), 401);
    }

    #[test]
    fn credentials_are_prepared_once() {
        let options = options();
        let (log, status) = run(exchange(&options, Method::GET), [response(200, "7"), response(204, "")]);
        assert_eq!(log, ["POST https://numbers.example/", "GET https://api.example/a Number 7"]);
        assert_eq!(status.unwrap(), 204);
        let (log, _) = run(exchange(&options, Method::GET), [response(200, "")]);
        assert_eq!(log, ["GET https://api.example/a Number 7"]);
    }

    #[test]
    fn credentials_that_are_refused_are_renewed_once() {
        let answers = [response(200, "1"), response(401, ""), response(200, "2"), response(401, "")];
        let (log, status) = run(exchange(&options(), Method::POST), answers);
        assert_eq!(log[1], "POST https://api.example/a Number 1");
        assert_eq!(log[3], "POST https://api.example/a Number 2");
        assert_eq!((log.len(), status.unwrap()), (4, 401));
    }

    #[test]
    fn what_credentials_can_not_use_is_a_failure() {
        let (_, failed) = run(exchange(&options(), Method::GET), [response(200, "no number")]);
        assert!(matches!(failed, Err(Failed::Preparation(_))));
    }

    #[test]
    fn servers_are_given_the_time_they_ask_for() {
        let answers = [response(200, "1"), with(429, RETRY_AFTER, "3"), response(503, ""), response(200, "")];
        let (log, status) = run(exchange(&options(), Method::PUT), answers);
        assert_eq!(log[2], "wait 3");
        assert!(log[4].starts_with("wait"));
        assert_eq!((log.len(), status.unwrap()), (6, 200));
    }

    #[test]
    fn a_wait_that_is_too_long_is_the_callers_to_decide() {
        let answers = [response(200, "1"), with(429, RETRY_AFTER, "3600")];
        assert_eq!(run(exchange(&options(), Method::PUT), answers).1.unwrap(), 429);
    }

    #[test]
    fn attempts_end() {
        let options = options().attempts(2);
        let broken = || Err(TransportError::new(TransportErrorKind::Broken, None));
        let (log, failed) = run(exchange(&options, Method::GET), [response(200, "1"), broken(), broken()]);
        assert!(
            matches!(failed, Err(Failed::Transport(error)) if error.kind() == TransportErrorKind::Broken)
        );
        assert_eq!(log.len(), 4);
        // What is not idempotent is not sent again.
        let (log, failed) = run(exchange(&options, Method::POST), [broken()]);
        assert!(failed.is_err());
        assert_eq!(log.len(), 1);
    }

    #[test]
    fn credentials_do_not_leave_the_origin() {
        let answers = [
            response(200, "1"),
            with(302, LOCATION, "/b"),
            with(302, LOCATION, "https://evil.example/c"),
            response(200, ""),
        ];
        let (log, _) = run(exchange(&options(), Method::GET), answers);
        let expected = [
            "POST https://numbers.example/",
            "GET https://api.example/a Number 1",
            "GET https://api.example/b Number 1",
            "GET https://evil.example/c",
        ];
        assert_eq!(log, expected);
    }

    #[test]
    fn nobody_who_left_comes_back_with_credentials() {
        let home = "https://api.example/home";
        let answers = [
            response(200, "1"),
            with(302, LOCATION, "https://evil.example/"),
            with(302, LOCATION, home),
            response(401, ""),
        ];
        let (log, status) = run(exchange(&options(), Method::GET), answers);
        assert_eq!(log[3], "GET https://api.example/home");
        assert_eq!(status.unwrap(), 401);
    }

    #[test]
    fn circles_end() {
        let options = options().redirects(3);
        let answers = std::iter::once(response(200, "1"))
            .chain(std::iter::repeat_with(|| with(302, LOCATION, "/a")).take(4));
        let (log, status) = run(exchange(&options, Method::GET), answers);
        assert_eq!((log.len(), status.unwrap()), (5, 302));
    }
}
