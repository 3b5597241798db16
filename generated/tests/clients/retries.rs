//! What is tried again, and when.

use std::time::Duration;

use generated::operations::UpdateGroupIntegrationFailure as Failure;

use crate::either::both;
use crate::server::{Scripted, Turn, nobody, response};
use crate::{EMPTY, token, update, updated};
use generated::client::Options;

const BUSY: &str = r#"{"error":429,"errorCode":"RATE_LIMITED"}"#;

fn busy(headers: &str) -> Turn {
    response("429 Too Many Requests", headers, BUSY)
}

/// How long each request came after the one before.
fn waits(server: &Scripted) -> Vec<Duration> {
    let received = server.received();
    received.windows(2).map(|two| two[1].at - two[0].at).collect()
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    both(|client| {
        let server = Scripted::start([busy("Retry-After: 1\r\n"), updated("", EMPTY)]);
        client(token(Options::new(server.server()))).send(update()).unwrap();
        let [wait] = waits(&server)[..] else { panic!() };
        assert!(wait >= Duration::from_secs(1), "{wait:?}");
        let received = server.received();
        assert_eq!(received[0].body, received[1].body);
    });
}

#[test]
fn a_busy_server_that_says_nothing_is_asked_again_later_and_later() {
    both(|client| {
        let server = Scripted::start([busy(""), response("503 Unavailable", "", ""), updated("", EMPTY)]);
        client(token(Options::new(server.server()))).send(update()).unwrap();
        let [first, second] = waits(&server)[..] else { panic!() };
        assert!(first >= Duration::from_millis(250), "{first:?}");
        assert!(second >= Duration::from_millis(500), "{second:?}");
    });
}

#[test]
fn the_last_attempt_is_the_outcome() {
    both(|client| {
        let server = Scripted::start([busy(""), busy("Retry-After: 7\r\n")]);
        let error = client(token(Options::new(server.server()).attempts(2))).send(update()).unwrap_err();
        assert!(matches!(error.failure(), Some(Failure::TooManyRequests(_))), "{error:?}");
        assert_eq!(error.response().unwrap().headers().retry_after, Some(7));
        assert_eq!(server.received().len(), 2);
    });
}

#[test]
fn a_wait_that_is_too_long_is_left_to_the_caller() {
    both(|client| {
        let server = Scripted::start([busy("Retry-After: 3600\r\n")]);
        let error = client(token(Options::new(server.server()))).send(update()).unwrap_err();
        assert_eq!(error.response().unwrap().headers().retry_after, Some(3600));
        assert!(error.is_retryable());
    });
}

#[test]
fn what_is_broken_is_sent_again() {
    both(|client| {
        let half = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{";
        let server = Scripted::start([Turn::Reset(half.into()), Turn::Say(half.into()), updated("", EMPTY)]);
        client(token(Options::new(server.server()))).send(update()).unwrap();
        assert_eq!(server.received().len(), 3);
        assert!(client(token(Options::new(nobody()).attempts(2))).send(update()).is_err());
    });
}

#[test]
fn a_server_that_fails_is_not_asked_again() {
    both(|client| {
        let failed =
            response("500 Internal Server Error", "", r#"{"error":500,"errorCode":"UNEXPECTED_ERROR"}"#);
        let server = Scripted::start([failed]);
        let error = client(token(Options::new(server.server()))).send(update()).unwrap_err();
        assert!(matches!(error.failure(), Some(Failure::InternalServerError(_))), "{error:?}");
    });
}
