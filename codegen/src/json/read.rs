//! [`Json`] from any self-describing format: YAML and JSON.
//!
//! Invariant: every key is there once, and no number is a NaN or an infinity.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Json, Number};

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(integer.into())))
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(integer.into())))
    }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(integer)))
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<Json, E> {
        match i128::try_from(integer) {
            Ok(integer) => Ok(Json::Number(Number::Integer(integer))),
            #[expect(clippy::cast_precision_loss, reason = "no type of the output holds such a number")]
            Err(_) => Ok(Json::Number(Number::Float(integer as f64))),
        }
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Json, E> {
        if float.is_finite() {
            Ok(Json::Number(Number::Float(float)))
        } else {
            Err(E::custom("`.inf` and `.nan` are not numbers of JSON: quote them to make them strings"))
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(Json::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut seen = Seen::default();
        while let Some(key) = access.next_key_seed(KeySeed)? {
            if seen.again(&key, &members) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            members.push((key, access.next_value()?));
        }
        Ok(Json::Object(members))
    }
}

/// The keys of an object that were seen; a set only once there are many.
#[derive(Default)]
struct Seen(HashSet<String>);

impl Seen {
    fn again(&mut self, key: &str, members: &[(String, Json)]) -> bool {
        const FEW: usize = 16;
        if members.len() < FEW {
            return members.iter().any(|(name, _)| name == key);
        }
        if self.0.is_empty() {
            self.0.extend(members.iter().map(|(name, _)| name.clone()));
        }
        !self.0.insert(key.to_owned())
    }
}

/// Reads a key. YAML's `200:` and `'200':` are one key, as they are in JSON.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::String(key) => Ok(key),
            Json::Null => Ok("null".to_owned()),
            Json::Bool(flag) => Ok(flag.to_string()),
            Json::Number(number) => Ok(number.to_string()),
            Json::Array(_) | Json::Object(_) => Err(D::Error::custom("a key must be a string")),
        }
    }
}
