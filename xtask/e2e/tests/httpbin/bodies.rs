//! Bodies that are compressed, slow, large or wrong.

use std::time::{Duration, Instant};

use httpbin::client::{Failed, Options, SendError, TransportErrorKind};
use httpbin::operations::{Drip, GetBytes, GetGzip, GetHtml, GetLate, GetResponseHeaders, StreamBytes};

use crate::{Either, both, once};

fn kind<O: httpbin::Operation>(client: &Either, operation: O) -> TransportErrorKind {
    match client.send(operation) {
        Err(SendError::Failed(Failed::Transport(error))) => error.kind(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("there is a reply to {}", O::ID),
    }
}

#[test]
fn what_is_compressed_is_read() {
    both(|client| {
        let reply = client(once()).send(GetGzip::new()).unwrap();
        assert!(reply.body.gzipped);
        // The headers do not say of the body what is no longer true of it.
        assert!(!reply.raw_headers.contains_key("content-encoding"));
        // The limit is one for what it becomes, whatever went over the wire.
        assert_eq!(kind(&client(once().largest_body(100)), GetGzip::new()), TransportErrorKind::TooLarge);
    });
}

#[test]
fn what_says_to_be_compressed_and_is_not_is_broken() {
    both(|client| {
        let lie = GetResponseHeaders::new().content_encoding("gzip");
        assert_eq!(kind(&client(once()), lie), TransportErrorKind::Broken);
    });
}

#[test]
fn two_lengths_are_no_length() {
    both(|client| {
        let lie = GetResponseHeaders::new().content_length(1000);
        assert_eq!(kind(&client(once()), lie), TransportErrorKind::Broken);
    });
}

#[test]
fn what_is_not_documented_is_kept() {
    both(|client| {
        let error = client(once()).send(GetHtml::new()).unwrap_err();
        let response = error.response().unwrap().response();
        assert_eq!(response.status(), 200);
        assert!(response.body().starts_with(b"<!DOCTYPE html>"));
        assert!(error.to_string().contains("content type"), "{error}");
    });
}

#[test]
fn the_largest_body_is_read_and_no_larger_one() {
    both(|client| {
        let client = client(once().largest_body(10_000));
        assert_eq!(client.send(GetBytes::new(10_000)).unwrap().body.len(), 10_000);
        assert_eq!(client.send(StreamBytes::new(10_000)).unwrap().body.len(), 10_000);
        assert_eq!(kind(&client, GetBytes::new(10_001)), TransportErrorKind::TooLarge);
        assert_eq!(kind(&client, StreamBytes::new(10_001)), TransportErrorKind::TooLarge);
        // What was left unread disturbs nobody.
        assert_eq!(client.send(GetBytes::new(1)).unwrap().body.len(), 1);
    });
}

#[test]
fn slow_bodies_are_waited_for() {
    both(|client| {
        let reply = client(once()).send(Drip::new().duration(1.0).numbytes(10)).unwrap();
        assert_eq!(&reply.body[..], b"**********");
        assert!(client(once()).send(GetLate::new(1)).is_ok());
    });
}

#[test]
fn slow_bodies_are_given_up() {
    let hasty = || -> Options { once().timeout(Duration::from_millis(400)) };
    both(|client| {
        let start = Instant::now();
        assert_eq!(kind(&client(hasty()), GetLate::new(3)), TransportErrorKind::Timeout);
        assert_eq!(
            kind(&client(hasty()), Drip::new().duration(5.0).numbytes(50)),
            TransportErrorKind::Timeout
        );
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    });
}
