//! Readers, writers and validators of generated types.

use std::fmt::Debug;

use arbitrary::{Result, Unstructured};
use codegen::json::Json;
use generated::models as atlas;
use serde::Serialize;
use serde::de::DeserializeOwned;
use subject::models;

use crate::instance::instance;

/// What is read is written as it was, and can be asked whether it is valid; what is not is an error.
pub fn read(bytes: &[u8]) {
    // First as it came, for all that an instance never is.
    judge(bytes);
    let _ = try_instance(&mut Unstructured::new(bytes));
}

fn try_instance(choices: &mut Unstructured<'_>) -> Result<()> {
    judge(&instance(choices)?);
    Ok(())
}

fn judge(json: &[u8]) {
    macro_rules! all {
        ($($validate:path: $($ty:ty),*;)*) => {$($(
            if let Some(value) = survives::<$ty>(json) {
                // No violation is as good as any: what counts is that there is an answer, and that it can be shown.
                if let Err(violations) = <$ty as $validate>::validate(&value) {
                    assert!(!violations.to_string().is_empty());
                }
            }
        )*)*};
    }
    all! {
        subject::Validate: models::Everything, models::Event, models::Either, models::Tree, models::Views, models::Ruled,
            models::Closed, models::Deep, models::Kind;
        generated::Validate: atlas::ThirdPartyIntegration, atlas::PaginatedIntegrationView, atlas::ApiError;
    }
}

/// Reads and writes, twice.
fn survives<T: DeserializeOwned + Serialize + PartialEq + Debug>(json: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(json).ok()?;
    let name = std::any::type_name::<T>();
    let shown = format!("{value:?}");
    let written = serde_json::to_vec(&value).unwrap_or_else(|error| panic!("{name}: {error}: {shown}"));
    let text = String::from_utf8_lossy(&written);
    // Numbers beyond `f64` are the stated exception.
    if let Ok(before) = serde_json::from_slice::<Json>(json) {
        let after: Json =
            serde_json::from_slice(&written).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
        assert!(is_same(&before, &after, false), "{name}: {} became {text}", before.to_text());
    }
    let again: T = serde_json::from_slice(&written).unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
    assert!(again == value, "{name}: {text} is not what it was: {shown}");
    let rewritten = serde_json::to_vec(&again).unwrap_or_else(|error| panic!("{name}: {error}: {shown}"));
    assert!(rewritten == written, "{name}: {text} is written in two ways");
    Some(value)
}

/// The members that are an `f64`, or whose members are.
const FLOATS: &[&str] = &["ratio", "x", "y", "map"];

/// Whether what was written is what was read. Where a number may be `inexact`, the nearest `f64` is as good.
fn is_same(before: &Json, after: &Json, inexact: bool) -> bool {
    match (before, after) {
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, before)| {
                    let inexact = inexact || FLOATS.contains(&key.as_str());
                    after.get(key).is_some_and(|after| is_same(before, after, inexact))
                })
        }
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(before, after)| is_same(before, after, inexact))
        }
        (Json::Number(left), Json::Number(right)) if inexact => {
            left.as_f64().to_bits() == right.as_f64().to_bits() || before.same(after)
        }
        _ => before.same(after),
    }
}
