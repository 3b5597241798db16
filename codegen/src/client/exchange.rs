//! What happens between a request and its response, without anything being sent here.
//!
//! A client asks for the next step, takes it, and tells how it went, until there is a response.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use http::{Method, Request, Response, StatusCode};

use super::super::runtime::SecurityRequirement;
use super::super::runtime::credentials::{Credential, CredentialError, Credentials};
use super::error::{Failed, TransportError};
use super::options::Options;
use super::{redirect, retry, trace};

/// How long to wait for credentials that somebody else has asked for.
const MOMENT: Duration = Duration::from_millis(20);

/// How often a refusal is answered. A server may want more than one answer, and none wants answers forever.
const ANSWERS: u32 = 3;

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
    /// Whether it goes to an origin that is trusted still, which alone gets credentials.
    stays: bool,
    sent: Option<Sent>,
    attempts: u32,
    preparations: u32,
    /// The scheme whose credentials somebody else has asked for, and since when this waits for them.
    waits: Option<(&'static str, Instant)>,
    /// The schemes whose credentials were prepared for the next attempt.
    fresh: Vec<&'static str>,
    redirects: u32,
    /// How many refusals were answered.
    answers: u32,
    /// Whether the last of them was to this request, at this place and in this attempt.
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
        let stays = options.trusts(request.uri());
        let headers = request.headers_mut();
        for (name, value) in &options.headers {
            if stays || !redirect::is_secret(name, value) {
                headers.entry(name).or_insert_with(|| value.clone());
            }
        }
        let user_agent = HeaderValue::from_static(user_agent);
        headers.entry(USER_AGENT).or_insert(user_agent);
        Self {
            options,
            security,
            request,
            stays,
            sent: None,
            attempts: 0,
            preparations: 0,
            waits: None,
            fresh: Vec::new(),
            redirects: 0,
            answers: 0,
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
                let scheme = credential.scheme();
                let since = self.waits.filter(|(waits, _)| *waits == scheme).map(|(_, since)| since);
                if let Some(error) = since.and_then(|since| credential.failure(since)) {
                    return self.failed_elsewhere(error);
                }
                // Who asks for them has an answer by then, or says that there is none; but a future may just rest.
                if let Some(time) = now.checked_sub(self.options.timeout.saturating_add(MOMENT)) {
                    credential.forget(time);
                }
                let needed = match credential.prepare(&self.options.server, now) {
                    Err(CredentialError::Pending { .. }) => {
                        self.waits = Some((scheme, since.unwrap_or(now)));
                        return Ok(Step::Wait(MOMENT));
                    }
                    needed => needed?,
                };
                self.waits = None;
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
        } else if !self.security.is_empty() {
            trace::withholds();
        }
        // Where content is expected, there being none has to be said (RFC 9110, section 8.6).
        if request.body().is_empty()
            && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
        {
            request.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from_static("0"));
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

    /// Takes up that what this waits for was asked for in vain, as if it had asked itself: many that wait for the same do
    /// not ask one after the other.
    fn failed_elsewhere(&mut self, error: CredentialError) -> Result<Step, Failed> {
        self.waits = None;
        self.preparations += 1;
        // They wait as long as whoever has asked.
        if let CredentialError::InVain { status, retry_after, .. } = &error
            && status.is_none_or(is_busy)
            && self.preparations < self.options.attempts
            && let Some(step) = self.wait(self.preparations, retry_after.as_ref())
        {
            return Ok(step);
        }
        Err(error.into())
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
            Ok(response) => {
                let status = response.status();
                let retry_after = response.headers().get(RETRY_AFTER).cloned();
                let retry_after = retry_after.as_ref();
                // What credentials ask for changes nothing on the server.
                if again
                    && is_busy(status)
                    && let Some(step) = self.wait(self.preparations, retry_after)
                {
                    credential.failed(Some(status), retry_after, now);
                    return Ok(step);
                }
                credential.prepared(response, now).map_err(|cause| {
                    credential.failed(Some(status), retry_after, now);
                    Failed::Preparation { status, cause }
                })?;
            }
            Err(error) => {
                credential.failed(None, None, now);
                if again && let Some(step) = self.wait(self.preparations, None) {
                    return Ok(step);
                }
                return Err(error.into());
            }
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
                if self.attempts < self.options.attempts
                    && retry::after_error(self.request.method(), &error)
                    && let Some(step) = self.wait(self.attempts, None)
                {
                    self.was_refused = false;
                    return Ok(step);
                }
                return Err(error.into());
            }
        };
        if response.status() == StatusCode::UNAUTHORIZED && self.answers_refusal(sent, response.headers())? {
            self.answers += 1;
            self.was_refused = true;
            // What a server refuses it has not done.
            self.attempts -= 1;
            return self.next(now);
        }
        if self.stays && response.status() != StatusCode::UNAUTHORIZED {
            for credential in self.options.credentials.chosen(self.security)? {
                credential.answered(sent, response.headers())?;
            }
        }
        if self.attempts < self.options.attempts
            && retry::after_status(self.request.method(), response.status())
            && let Some(step) = self.wait(self.attempts, response.headers().get(RETRY_AFTER))
        {
            self.was_refused = false;
            return Ok(step);
        }
        if self.redirects < self.options.redirects
            && let Some(led) = redirect::follow(&self.request, &response)
            && (led.stays || self.options.leaves())
        {
            trace::redirected(response.status());
            self.redirects += 1;
            self.attempts = 0;
            self.was_refused = false;
            // Whoever has left does not come back with credentials.
            self.stays &= led.stays;
            self.request = led.request;
            return self.next(now);
        }
        Ok(Step::Done(response))
    }

    /// Whether the same request is worth another try with what credentials make of its refusal.
    fn answers_refusal(&self, sent: &HeaderMap, received: &HeaderMap) -> Result<bool, Failed> {
        if !self.stays || self.answers >= ANSWERS {
            return Ok(false);
        }
        let credentials = self.options.credentials.chosen(self.security)?;
        // Who refuses what was renewed for this very request will refuse it again, unless it came too late.
        if self.was_refused && !credentials.iter().any(|credential| credential.is_stale(received)) {
            return Ok(false);
        }
        let mut again = false;
        for credential in credentials {
            match credential.refused(sent, received) {
                Ok(answers) => again |= answers,
                Err(error) => {
                    // The response says more than this.
                    trace::unanswerable(&error);
                    return Ok(false);
                }
            }
        }
        Ok(again)
    }

    /// A wait before the attempt after this one, unless it would be too long.
    fn wait(&self, attempt: u32, retry_after: Option<&HeaderValue>) -> Option<Step> {
        let wait = retry::wait(attempt, retry_after, self.options.longest_wait, SystemTime::now())?;
        trace::waits(attempt, wait);
        Some(Step::Wait(wait))
    }
}

fn is_busy(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

#[cfg(test)]
#[expect(clippy::unnecessary_wraps, reason = "answers are results")]
#[path = "../client_exchange_tests.rs"]
mod tests;
