//! Exchanges whose answers are given here, and which need no socket.

use std::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};

use http::header::{AUTHORIZATION, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use http::request;

use super::super::error::{SendError, TransportErrorKind};
use super::*;
use crate::runtime::Server;
use crate::runtime::credentials::{ClientCredentials, authorization};
use crate::with_digest_auth::Digest;

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

    fn prepared(&self, answer: Response<Vec<u8>>, _: Instant) -> Result<(), Box<dyn Error + Send + Sync>> {
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
                let credentials = request.headers().get(AUTHORIZATION).map_or("", |it| it.to_str().unwrap());
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
    assert!(matches!(failed, Err(Failed::Preparation { .. })));
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
fn a_wait_of_our_own_is_cut_to_what_is_allowed() {
    let options = options().longest_wait(Duration::ZERO);
    let answers = [response(200, "1"), response(503, ""), response(503, ""), response(200, "")];
    let (log, status) = run(exchange(&options, Method::GET), answers);
    assert_eq!((log[2].as_str(), log[4].as_str()), ("wait 0", "wait 0"));
    assert_eq!(status.unwrap(), 200);
    // For tokens too, where the connection fails.
    let broken = Err(TransportError::new(TransportErrorKind::Connect));
    let (log, status) = run(
        exchange(&options.credential(Numbered::default()), Method::GET),
        [broken, response(200, "1"), response(200, "")],
    );
    assert_eq!((log[1].as_str(), status.unwrap()), ("wait 0", 200));
}

#[test]
fn what_fails_before_the_request_may_pass_too() {
    let options = options().attempts(1);
    let send = |answer| {
        let failed = run(exchange(&options, Method::GET), [answer]).1.unwrap_err();
        let error = SendError::<(), ()>::from(failed);
        (error.status().map(|status| status.as_u16()), error.is_retryable())
    };
    assert_eq!(send(response(503, "busy")), (Some(503), true));
    assert_eq!(send(response(400, "no")), (Some(400), false));
    assert_eq!(send(Err(TransportError::new(TransportErrorKind::Connect))), (None, true));
}

#[test]
fn attempts_end() {
    let options = options().attempts(2);
    let broken = || Err(TransportError::new(TransportErrorKind::Broken));
    let (log, failed) = run(exchange(&options, Method::GET), [response(200, "1"), broken(), broken()]);
    assert!(matches!(failed, Err(Failed::Transport(error)) if error.kind() == TransportErrorKind::Broken));
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

const CHALLENGED: &[&[SecurityRequirement]] = &[&[SecurityRequirement::new("digest", &[])]];

/// What a client with user and password makes of these answers: the nonce of each request, and how that ends.
fn challenged(
    answers: impl IntoIterator<Item = Result<Response<Vec<u8>>, TransportError>>,
) -> (Vec<String>, Result<u16, Failed>) {
    let options = options().credential(Digest::new("digest", "joe", "hunter2"));
    let request = Request::get("https://api.example/a").body(Vec::new()).unwrap();
    let (log, end) = run(Exchange::new(&options, CHALLENGED, request), answers);
    let nonce = |line: String| match line.split_once("nonce=\"") {
        Some((_, rest)) => rest.split('"').next().unwrap().to_owned(),
        None => line.split(' ').next().unwrap().to_owned(),
    };
    (log.into_iter().map(nonce).collect(), end)
}

fn challenge(nonce: &str, more: &str) -> Result<Response<Vec<u8>>, TransportError> {
    with(401, WWW_AUTHENTICATE, &format!("Digest realm=\"r\", qop=\"auth\", nonce=\"{nonce}\"{more}"))
}

#[test]
fn a_challenge_is_answered_again_if_the_answer_was_only_late() {
    let stale = |nonce| challenge(nonce, ", stale=true");
    let (log, end) = challenged([challenge("a", ""), stale("b"), response(200, "")]);
    assert_eq!(log, ["GET", "a", "b"]);
    assert_eq!(end.unwrap(), 200);
    let busy = with(503, RETRY_AFTER, "0");
    let (log, end) = challenged([challenge("a", ""), busy, stale("b"), response(200, "")]);
    assert_eq!(log, ["GET", "a", "wait", "a", "b"]);
    assert_eq!(end.unwrap(), 200);
    // Some servers say so forever.
    let (log, end) = challenged([stale("a"), stale("b"), stale("c"), stale("d")]);
    assert_eq!(log, ["GET", "a", "b", "c"]);
    assert_eq!(end.unwrap(), 401);
}

#[test]
fn a_response_may_bring_the_next_nonce() {
    let info = http::HeaderName::from_static("authentication-info");
    let next = |status, name, value| {
        let mut response = with(status, name, value).unwrap();
        response.headers_mut().insert(info.clone(), http::HeaderValue::from_static("nextnonce=\"b\""));
        Ok(response)
    };
    for answer in [next(503, RETRY_AFTER, "0"), next(307, LOCATION, "/b")] {
        let (log, end) = challenged([challenge("a", ""), answer, response(200, "")]);
        assert_eq!(log.iter().filter(|line| *line != "wait").collect::<Vec<_>>(), ["GET", "a", "b"]);
        assert_eq!(end.unwrap(), 200);
    }
    // A server that only pretends to know the password is not believed.
    let (log, end) = challenged([challenge("a", ""), with(200, info.clone(), "rspauth=\"0\", qop=auth")]);
    assert_eq!(log, ["GET", "a"]);
    assert!(matches!(end, Err(Failed::Credentials(CredentialError::Unproven { scheme: "digest" }))));
    // Nor is anybody else asked for it, to whom no answer went.
    let other = with(200, info.clone(), "rspauth=\"0\", qop=auth");
    let (_, end) = challenged([challenge("a", ""), with(307, LOCATION, "https://b.example/"), other]);
    assert_eq!(end.unwrap(), 200);
}

#[test]
fn a_challenge_is_answered_again_at_another_place() {
    let other = || with(401, WWW_AUTHENTICATE, "Digest realm=\"other\", qop=\"auth\", nonce=\"b\"");
    let (log, end) = challenged([challenge("a", ""), with(307, LOCATION, "/b"), other(), response(200, "")]);
    assert_eq!(log, ["GET", "a", "a", "b"]);
    assert_eq!(end.unwrap(), 200);
    // A wrong password is wrong everywhere.
    let (log, end) = challenged([challenge("a", ""), challenge("b", "")]);
    assert_eq!(log, ["GET", "a"]);
    assert_eq!(end.unwrap(), 401);
}

#[test]
fn a_refusal_that_nothing_answers_is_the_outcome() {
    for more in [", algorithm=SHA-1", ", qop=\"\""] {
        let value = format!("Digest realm=\"r\", nonce=\"a\"{more}");
        let (log, end) = challenged([with(401, WWW_AUTHENTICATE, &value)]);
        assert_eq!(log, ["GET"]);
        assert_eq!(end.unwrap(), 401);
    }
}

const BOUGHT: &[&[SecurityRequirement]] = &[&[SecurityRequirement::new("oauth", &[])]];

fn account(timeout: u64) -> Options {
    let account = ClientCredentials::new("oauth", "https://tokens.example/", "id", "hunter2");
    options().credential(account).timeout(Duration::from_secs(timeout))
}

fn buys(options: &Options) -> Exchange<'_> {
    Exchange::new(options, BOUGHT, Request::get("https://api.example/a").body(Vec::new()).unwrap())
}

/// Where the next request goes, if there is one to send.
fn host(step: Result<Step, Failed>) -> Option<String> {
    match step.unwrap() {
        Step::Send(request) => request.uri().host().map(str::to_owned),
        Step::Wait(_) | Step::Done(_) => None,
    }
}

#[test]
fn a_token_that_nobody_gets_is_asked_for_once() {
    let (options, now) = (account(30).attempts(1), Instant::now());
    let later = now + Duration::from_secs(1);
    for (answer, status) in [
        (response(503, ""), Some(503)),
        (response(400, ""), Some(400)),
        (Err(TransportError::new(TransportErrorKind::Timeout)), None),
    ] {
        let (mut first, mut second, mut third) = (buys(&options), buys(&options), buys(&options));
        assert_eq!(host(first.next(now)).unwrap(), "tokens.example");
        assert!(host(second.next(now)).is_none() && host(third.next(now)).is_none());
        assert!(first.answered(answer, later).is_err());
        for mut exchange in [second, third] {
            let error = SendError::<(), ()>::from(exchange.next(later).err().unwrap());
            assert_eq!(error.status().map(|status| status.as_u16()), status);
            assert_eq!(error.is_retryable(), status != Some(400));
        }
        // Who has not waited asks again.
        assert_eq!(host(buys(&options).next(later)).unwrap(), "tokens.example");
    }
}

#[test]
fn whoever_waits_has_as_many_attempts() {
    let (options, now) = (account(30).attempts(2), Instant::now());
    let (mut first, mut second) = (buys(&options), buys(&options));
    assert_eq!(host(first.next(now)).unwrap(), "tokens.example");
    assert!(host(second.next(now)).is_none());
    assert!(host(first.answered(response(503, ""), now)).is_none());
    // Both wait; the second is first to ask again, and the other learns from it how that ends.
    assert!(host(second.next(now)).is_none());
    assert_eq!(host(second.next(now)).unwrap(), "tokens.example");
    assert!(host(first.next(now)).is_none());
    assert!(second.answered(response(503, ""), now).is_err());
    assert!(first.next(now).is_err());
}

/// How long the next step waits, if it does.
fn pause(step: Result<Step, Failed>) -> Duration {
    match step.unwrap() {
        Step::Wait(wait) => wait,
        Step::Send(_) | Step::Done(_) => panic!("there is nothing to wait for"),
    }
}

#[test]
fn whoever_waits_waits_as_long_as_the_server_says() {
    let (options, now) = (account(30), Instant::now());
    let (mut first, mut second) = (buys(&options), buys(&options));
    assert_eq!(host(first.next(now)).unwrap(), "tokens.example");
    assert_eq!(pause(second.next(now)), MOMENT);
    for step in [first.answered(with(503, RETRY_AFTER, "20"), now), second.next(now)] {
        let wait = pause(step);
        assert!(Duration::from_secs(20) <= wait && wait <= Duration::from_secs(21), "{wait:?}");
    }
    // Nobody waits for longer than allowed: the answer is the outcome, for all.
    let (options, now) = (account(30).longest_wait(Duration::from_secs(5)), Instant::now());
    let (mut first, mut second) = (buys(&options), buys(&options));
    assert_eq!(host(first.next(now)).unwrap(), "tokens.example");
    assert_eq!(pause(second.next(now)), MOMENT);
    assert!(first.answered(with(429, RETRY_AFTER, "20"), now).is_err());
    let failed = second.next(now).err().unwrap();
    let Failed::Credentials(CredentialError::InVain { retry_after, .. }) = &failed else {
        panic!("{failed}")
    };
    assert_eq!(retry_after.as_ref().unwrap(), "20");
}

#[test]
fn a_future_that_rests_blocks_nobody_for_long() {
    let (options, now) = (account(2), Instant::now());
    let (mut resting, mut waiting) = (buys(&options), buys(&options));
    assert_eq!(host(resting.next(now)).unwrap(), "tokens.example");
    assert!(host(waiting.next(now)).is_none());
    assert!(host(waiting.next(now + Duration::from_secs(2))).is_none());
    assert_eq!(host(waiting.next(now + Duration::from_secs(3))).unwrap(), "tokens.example");
    // The others wait for that one now.
    assert!(host(buys(&options).next(now + Duration::from_secs(3))).is_none());
}
