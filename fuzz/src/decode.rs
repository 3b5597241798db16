//! Responses of any kind.

use std::fmt::{Debug, Display};

use arbitrary::{Arbitrary, Result, Unstructured};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use subject::{Operation, ResponseError, operations};

use crate::instance::instance;
use crate::texts::text;

const CONTENT_TYPES: &[&str] = &[
    "application/json",
    "application/vnd.fuzz+json",
    "application/problem+json; charset=utf-8",
    "text/plain",
    "TEXT/PLAIN ; charset=\"é\"",
    "application/octet-stream",
    "application/jsonl",
    "text/event-stream",
    "*/*",
    "json",
    ";",
];

const HEADERS: &[&str] = &["x-count", "x-when", "x-list", "x-flag", "x-level", "retry-after", "content-type"];

const STATUSES: &[u16] = &[200, 201, 202, 204, 400, 404, 499, 500, 503, 999, 100];

/// A response is a reply, or an error that still holds all of it.
pub fn decode(bytes: &[u8]) {
    let _ = try_decode(&mut Unstructured::new(bytes));
}

fn try_decode(choices: &mut Unstructured<'_>) -> Result<()> {
    let mut response = Response::new(body(choices)?);
    let status = if choices.ratio(1, 8)? { u16::arbitrary(choices)? } else { *choices.choose(STATUSES)? };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    if choices.ratio(3, 4)? {
        let value = HeaderValue::from_static("");
        let value = HeaderValue::from_str(choices.choose(CONTENT_TYPES)?).unwrap_or(value);
        response.headers_mut().insert("content-type", value);
    }
    for _ in 0..choices.int_in_range(0..=3)? {
        let value = if choices.ratio(1, 2)? { text(choices)?.into_bytes() } else { instance(choices)? };
        if let Ok(value) = HeaderValue::from_bytes(&value) {
            response.headers_mut().append(HeaderName::from_static(choices.choose(HEADERS)?), value);
        }
    }
    is_whole::<operations::Answers>(&response);
    is_whole::<operations::InUrl>(&response);
    if let Some(items) = is_whole::<operations::Lines>(&response) {
        items.iter().for_each(drop);
    }
    if let Some(items) = is_whole::<operations::Sequence>(&response) {
        items.iter().for_each(drop);
    }
    if let Some(events) = is_whole::<operations::Stream>(&response) {
        // Its items say what any event is.
        events.iter().for_each(|event| {
            assert!(event.is_ok(), "{event:?} of {:?}", String::from_utf8_lossy(events.bytes()));
        });
    }
    Ok(())
}

/// JSON, lines, events, or anything.
fn body(choices: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    match choices.int_in_range(0..=4)? {
        0 => body = Vec::arbitrary(choices)?,
        1 => {
            for _ in 0..choices.int_in_range(0..=4)? {
                body.extend_from_slice(choices.choose(&["", "\u{1e}", "\n", "\r\n"])?.as_bytes());
                body.extend(instance(choices)?);
            }
        }
        2 => {
            for _ in 0..choices.int_in_range(0..=8)? {
                let names = [
                    "data: ", "data:", "data", "event: ", "id:", "retry: ", "retry:", ": ", "\u{feff}", "\n",
                    "\r",
                ];
                body.extend_from_slice(choices.choose(&names)?.as_bytes());
                let values = ["", "007", "+5", "18446744073709551616", "a", "\n", "\0", "data"];
                body.extend_from_slice(choices.choose(&values)?.as_bytes());
                body.extend_from_slice(choices.choose(&["\n", "\r", "\r\n", "\n\n", ""])?.as_bytes());
            }
        }
        _ => body = instance(choices)?,
    }
    Ok(body)
}

/// Decodes, and gives the success. An error keeps the status, the headers and every byte.
fn is_whole<O: Operation>(response: &Response<Vec<u8>>) -> Option<O::Success>
where
    O::Failure: Debug,
    O::Headers: Debug,
    ResponseError<O::Failure, O::Headers>: Display,
{
    match O::decode(response.clone()) {
        Ok(reply) => {
            assert_eq!((reply.status, &reply.raw_headers), (response.status(), response.headers()));
            Some(reply.body)
        }
        Err(error) => {
            assert!(!format!("{error} {error:?} {}", error.is_retryable()).is_empty());
            let kept = error.into_response();
            assert_eq!((kept.status(), kept.headers()), (response.status(), response.headers()));
            assert_eq!(kept.body(), response.body());
            None
        }
    }
}
