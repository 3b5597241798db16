//! Tests of the runtime, on a small model that is written by hand the way the emitter writes it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::option_option, reason = "generated types tell absent from null")]

mod credentials;
mod encoding;
mod fields;
mod formats;
mod forms;
mod limits;
mod model;
mod numbers;
mod operation;
mod response;
mod rules;
mod styles;
mod tokens;
mod union;
mod validation;

use codegen::runtime::{Mode, Read, Write, Writing};

/// Reads a type from JSON text, with the position taken off the message of an error.
fn read<T: Read>(json: &str) -> Result<T, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = T::read(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        let text = error.to_string();
        text.split(" at line ").next().unwrap().to_owned()
    })
}

/// The JSON text of a value.
fn write<T: Write>(value: &T) -> String {
    serde_json::to_string(&Writing::new(value, Mode::Full)).unwrap()
}

/// The JSON text of a value in a request.
fn write_request<T: Write>(value: &T) -> String {
    serde_json::to_string(&Writing::new(value, Mode::Request)).unwrap()
}
