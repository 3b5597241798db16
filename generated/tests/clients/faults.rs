//! What fails on the way.

use std::error::Error;
use std::io::Write as _;
use std::iter::successors;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use generated::client::{Failed, SendError, TransportErrorKind};
use generated::credentials;
use generated::models::Datadog;
use generated::operations::UpdateGroupIntegration;

use crate::either::{both, once};
use crate::server::{Scripted, Turn, nobody, response};
use crate::{EMPTY, token, update, updated};

/// The head of a response whose body ends with the connection, or has this length.
fn head(length: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.atlas.2023-01-01+json\r\n{length}\r\n")
}

/// The kind of a failure of the connection, which has a reason and shows no secret.
fn kind<F: std::fmt::Debug, H>(error: &SendError<F, H>) -> TransportErrorKind {
    let SendError::Failed(Failed::Transport(failed)) = error else { panic!("{error:?}") };
    let causes = successors(error.source(), |&cause| cause.source());
    let said = causes.fold(format!("{error} {error:?}"), |said, cause| format!("{said} {cause} {cause:?}"));
    for secret in ["s3cret", "32b6e34b3d91647abb20e7b8"] {
        assert!(!said.contains(secret), "{said}");
    }
    failed.kind()
}

/// What both clients make of one connection.
fn of(turn: impl Fn() -> Turn, limit: Duration) -> [TransportErrorKind; 2] {
    let kinds = std::cell::RefCell::new(Vec::new());
    both(|client| {
        let server = Scripted::start([turn()]);
        let options = token(once(server.server())).timeout(limit).largest_body(100_000);
        kinds.borrow_mut().push(kind(&client(options).send(update()).unwrap_err()));
    });
    kinds.into_inner().try_into().unwrap()
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn nobody_listens() {
    both(|client| {
        let error = client(token(once(nobody()))).send(update()).unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Connect);
        assert!(error.is_retryable());
    });
}

#[test]
fn nobody_has_the_name() {
    both(|client| {
        // This name is nobody's, forever (RFC 6761, section 6.4).
        let server = generated::Server::new("http://nobody.invalid").unwrap();
        let error = client(token(once(server))).send(update()).unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::Connect);
    });
}

#[test]
fn a_connection_that_ends_too_early_is_broken() {
    let cut = |said: String| of(|| Turn::Say(said.clone()), LONG);
    assert_eq!(cut(String::new()), [TransportErrorKind::Broken; 2]);
    assert_eq!(cut("HTTP/1.1 200".into()), [TransportErrorKind::Broken; 2]);
    assert_eq!(cut(head("Content-Length: 1000\r\n") + EMPTY), [TransportErrorKind::Broken; 2]);
    assert_eq!(cut(head("Transfer-Encoding: chunked\r\n") + "ff\r\n{"), [TransportErrorKind::Broken; 2]);
    // Between two chunks too: the last one is missing.
    let chunk = format!("{:x}\r\n{EMPTY}\r\n", EMPTY.len());
    assert_eq!(cut(head("Transfer-Encoding: chunked\r\n") + &chunk), [TransportErrorKind::Broken; 2]);
}

#[test]
fn a_reset_in_mid_body_is_broken() {
    let reset = || Turn::Reset(head("Content-Length: 1000\r\n") + "{\"results\":");
    assert_eq!(of(reset, LONG), [TransportErrorKind::Broken; 2]);
}

#[test]
fn what_is_no_http_is_broken() {
    assert_eq!(of(|| Turn::Say("SSH-2.0-OpenSSH_9.6\r\n".into()), LONG), [TransportErrorKind::Broken; 2]);
    let no_gzip = head("Content-Encoding: gzip\r\nContent-Length: 14\r\n") + EMPTY;
    assert_eq!(of(|| Turn::Say(no_gzip.clone()), LONG), [TransportErrorKind::Broken; 2]);
}

#[test]
fn a_body_without_end_is_too_large() {
    let endless = || Turn::GoOn(head(""), Duration::ZERO);
    assert_eq!(of(endless, LONG), [TransportErrorKind::TooLarge; 2]);
    let announced = || Turn::GoOn(head("Content-Length: 999999999999\r\n"), Duration::ZERO);
    assert_eq!(of(announced, LONG), [TransportErrorKind::TooLarge; 2]);
}

/// Ten megabytes of spaces are ten kilobytes of gzip.
#[test]
fn a_small_body_that_becomes_a_large_one_is_too_large() {
    let mut gzip = GzEncoder::new(head("Content-Encoding: gzip\r\n").into_bytes(), Compression::best());
    gzip.write_all(&vec![b' '; 10_000_000]).unwrap();
    let bytes = gzip.finish().unwrap();
    assert!(bytes.len() < 20_000, "{}", bytes.len());
    assert_eq!(of(|| Turn::Write(bytes.clone()), LONG), [TransportErrorKind::TooLarge; 2]);
}

#[test]
fn a_head_without_end_is_broken() {
    let start = Instant::now();
    let endless = || Turn::GoOn("HTTP/1.1 200 OK\r\nX: ".into(), Duration::ZERO);
    assert_eq!(of(endless, LONG), [TransportErrorKind::Broken; 2]);
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
}

#[test]
fn the_largest_body_is_still_read() {
    both(|client| {
        let size = EMPTY.len() as u64;
        let server = Scripted::start([updated("", EMPTY), updated("", EMPTY)]);
        let options = |largest| token(once(server.server())).largest_body(largest);
        assert!(client(options(size)).send(update()).is_ok());
        let error = client(options(size - 1)).send(update()).unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::TooLarge);
        assert!(!error.is_retryable());
    });
}

#[test]
fn what_takes_too_long_is_given_up() {
    let start = Instant::now();
    let limit = Duration::from_millis(300);
    let slow = Duration::from_millis(50);
    assert_eq!(of(|| Turn::GoOn(head(""), slow), limit), [TransportErrorKind::Timeout; 2]);
    assert_eq!(
        of(|| Turn::GoOn("HTTP/1.1 200 OK\r\nX: ".into(), slow), limit),
        [TransportErrorKind::Timeout; 2]
    );
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// Who waits for a token that another is buying fails together with that one, and not one after the other.
#[test]
fn a_server_that_sells_no_token_is_waited_for_once() {
    both(|client| {
        let server = Scripted::start([
            Turn::GoOn("HTTP/1.1 200 OK\r\nX: ".into(), Duration::from_millis(50)),
            Turn::GoOn("HTTP/1.1 200 OK\r\nX: ".into(), Duration::from_millis(50)),
        ]);
        let account = credentials::service_accounts("id", "s3cret").token_url("/token");
        let options = once(server.server()).credential(account).timeout(Duration::from_secs(1));
        let client = client(options);
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert!(client.send(update()).unwrap_err().is_retryable()));
            }
        });
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
        assert_eq!(server.received().len(), 1);
    });
}

#[test]
fn a_timeout_may_be_as_long_as_there_are() {
    both(|client| {
        let server = Scripted::start([updated("", EMPTY)]);
        client(token(once(server.server())).timeout(Duration::MAX)).send(update()).unwrap();
    });
}

#[test]
fn what_does_not_parse_is_kept() {
    both(|client| {
        let server = Scripted::start([updated("", "{\"results\":[7]}"), response("418 Teapot", "", "short")]);
        let client = client(token(once(server.server())));
        let error = client.send(update()).unwrap_err();
        assert_eq!(error.response().unwrap().response().body().as_slice(), b"{\"results\":[7]}");
        assert!(error.to_string().contains("/results/0"), "{error}");
        let error = client.send(update()).unwrap_err();
        assert_eq!(error.status().unwrap(), 418);
        assert_eq!(error.response().unwrap().response().body().as_slice(), b"short");
    });
}

#[test]
fn an_answer_may_come_before_a_large_body_is_read() {
    both(|client| {
        let Turn::Say(refusal) = response("413 Content Too Large", "", "{}") else { panic!() };
        let server = Scripted::start([Turn::Interrupt(refusal)]);
        let large = Datadog::new("k".repeat(20_000_000));
        let operation = UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", large);
        let error = client(token(once(server.server())).timeout(LONG)).send(operation).unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(413), "{error:?}");
    });
}

#[test]
fn interim_responses_are_passed_over() {
    both(|client| {
        let Turn::Say(last) = updated("", EMPTY) else { panic!() };
        let hints = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
        let server = Scripted::start([Turn::Say(format!("{hints}{last}"))]);
        client(token(once(server.server()))).send(update()).unwrap();
    });
}

#[test]
fn connections_that_were_closed_meanwhile_are_not_used_again() {
    both(|client| {
        let length = EMPTY.len();
        let kept = || Turn::Say(head(&format!("Content-Length: {length}\r\n")) + EMPTY);
        let server = Scripted::start([kept(), kept(), kept()]);
        let client = client(token(once(server.server())));
        for _ in 0..3 {
            client.send(update()).unwrap();
            server.wait_until_closed();
            client.idle();
        }
    });
}
