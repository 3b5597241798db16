//! Reads a [`Json`] through serde, from YAML or JSON: every key once, every number finite.

use std::cell::Cell;
use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher as _;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess};
use serde::de::{SeqAccess, VariantAccess, Visitor};

use super::{FEW, Json, Number};

/// How the message of the error about a key that comes twice starts.
pub(crate) const DUPLICATE_KEY: &str = "duplicate key";

/// The message of the error about a budget of text that is used up.
pub(crate) const TOO_LARGE: &str = "the value is too large";

/// The message of the error about a budget of values that is used up.
pub(crate) const TOO_MANY: &str = "the value has too many parts";

/// Reads any value. Keys are strings whatever they look like, so that YAML's `200:` and `'200':` are the
/// same key; a key that comes twice is an error. A tag that the format does not know itself is left out. What
/// JSON has no number for stays the text that stands for it in YAML: `.inf`, `-.inf`, `.nan`.
///
/// # Examples
///
/// ```
/// use codegen::json::Json;
///
/// let value: Json = serde_yaml::from_str("{200: no, id: 340282366920938463463}").unwrap();
/// assert_eq!(value.to_text(), r#"{"200":"no","id":340282366920938463463}"#);
/// assert!(serde_yaml::from_str::<Json>("{200: a, '200': b}").is_err());
/// ```
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let budget = Budget { size: Cell::new(usize::MAX), values: Cell::new(usize::MAX) };
        Bounded(&budget).deserialize(deserializer)
    }
}

/// How large a value may be.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    /// Each value and each key costs one, and each byte of text. Aliases make a small text a large value; this is what
    /// ends that.
    pub(crate) size: Cell<usize>,
    /// How many values there may be.
    pub(crate) values: Cell<usize>,
}

impl Budget {
    /// Puts back what was spent in vain.
    pub(crate) fn become_again(&self, earlier: &Self) {
        self.size.set(earlier.size.get());
        self.values.set(earlier.values.get());
    }
}

/// Reads a value like [`Json`]'s own `Deserialize`, as long as it fits into what is left of a budget.
#[derive(Clone, Copy)]
pub(crate) struct Bounded<'a>(pub(crate) &'a Budget);

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        let values = &self.0.values;
        values.set(values.get().checked_sub(1).ok_or_else(|| D::Error::custom(TOO_MANY))?);
        self.spend(1)?;
        deserializer.deserialize_any(self)
    }
}

impl Bounded<'_> {
    fn spend<E: Error>(self, cost: usize) -> Result<(), E> {
        let size = &self.0.size;
        size.set(size.get().checked_sub(cost).ok_or_else(|| E::custom(TOO_LARGE))?);
        Ok(())
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(value.into())))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Json, E> {
        Ok(Json::Number(Number::Integer(value)))
    }

    #[expect(clippy::cast_precision_loss, reason = "an integer beyond 128 bits with sign is read as a float")]
    fn visit_u128<E>(self, value: u128) -> Result<Json, E> {
        Ok(Json::Number(i128::try_from(value).map_or(Number::Float(value as f64), Number::Integer)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or_else(|| Json::String(not_finite(value).into()), Json::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        self.spend(value.len())?;
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        self.spend(value.len())?;
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        let mut seen = Seen::default();
        while let Some(key) = map.next_key_seed(KeySeed { members: &members, seen: &mut seen })? {
            self.spend(key.len() + 1)?;
            let value = map.next_value_seed(self)?;
            members.push((key, value));
        }
        Ok(Json::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Json, A::Error> {
        let (IgnoredAny, content) = tagged.variant()?;
        content.newtype_variant_seed(self)
    }
}

/// How YAML writes a float that is not finite.
fn not_finite(value: f64) -> &'static str {
    if value.is_nan() {
        ".nan"
    } else if value > 0.0 {
        ".inf"
    } else {
        "-.inf"
    }
}

/// The hashes of an object's keys, kept only for objects too large to look through again for each key.
#[derive(Default)]
struct Seen {
    hashes: HashSet<u64>,
    state: RandomState,
}

impl Seen {
    /// Whether `key` is among `members`; if it is not, it is about to be added to them.
    fn contains(&mut self, members: &[(String, Json)], key: &str) -> bool {
        if members.len() >= FEW {
            if self.hashes.is_empty() {
                self.hashes.extend(members.iter().map(|(name, _)| self.state.hash_one(name.as_str())));
            }
            if self.hashes.insert(self.state.hash_one(key)) {
                return false;
            }
        }
        members.iter().any(|(name, _)| name == key)
    }
}

/// Reads a key. It asks for a string, so that YAML gives a key's own text and not a number or a boolean, and
/// it looks for a duplicate here, where an error gets the position of the key.
struct KeySeed<'a> {
    members: &'a [(String, Json)],
    seen: &'a mut Seen,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text or a number")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        if self.seen.contains(self.members, key) {
            return Err(E::custom(format_args!("{DUPLICATE_KEY} `{key}`")));
        }
        Ok(key.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_scalars_follow_the_core_schema() {
        for (yaml, json) in [
            ("no", "\"no\""),
            ("on", "\"on\""),
            ("Yes", "\"Yes\""),
            ("2024-01-02", "\"2024-01-02\""),
            ("12:30:45", "\"12:30:45\""),
            ("1_000", "\"1_000\""),
            ("True", "true"),
            ("FALSE", "false"),
            ("~", "null"),
            ("", "null"),
            ("Null", "null"),
            ("'null'", "\"null\""),
            ("007", "\"007\""),
            ("0o17", "15"),
            ("0x1F", "31"),
            // Not YAML 1.2, but what the reader has always done.
            ("0b11", "3"),
            ("+5", "5"),
            ("1.10", "1.1"),
            ("1e3", "1000.0"),
            (".5", "0.5"),
            ("18446744073709551616", "18446744073709551616"),
            ("-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728"),
            ("340282366920938463463374607431768211456", "3.402823669209385e38"),
            (".inf", "\".inf\""),
            ("-.INF", "\"-.inf\""),
            (".NaN", "\".nan\""),
            ("!custom 5", "5"),
            ("!!str 5", "\"5\""),
            ("!custom {a: !other [1]}", r#"{"a":[1]}"#),
            ("{a: &x [1], b: *x}", r#"{"a":[1],"b":[1]}"#),
            ("{<<: {a: 1}, b: 2}", r#"{"<<":{"a":1},"b":2}"#),
            (
                "{200: a, true: b, 1.0: c, ~: d, no: e}",
                r#"{"200":"a","true":"b","1.0":"c","~":"d","no":"e"}"#,
            ),
        ] {
            assert_eq!(serde_yaml::from_str::<Json>(yaml).unwrap().to_text(), json, "{yaml}");
        }
    }

    #[test]
    fn a_key_comes_once() {
        let many = (0..100).chain([7]).map(|n| format!("k{n}: {n}")).collect::<Vec<_>>().join("\n");
        for yaml in ["{a: 1, a: 2}", "{200: 1, '200': 2}", "{<<: {}, <<: {}}", "{\"\\x61\": 1, a: 2}", &many]
        {
            let message = serde_yaml::from_str::<Json>(yaml).unwrap_err().to_string();
            assert!(message.contains(DUPLICATE_KEY), "{message}");
        }
        assert!(serde_json::from_str::<Json>(r#"{"a": 1, "\u0061": 2}"#).is_err());
        assert!(serde_yaml::from_str::<Json>("{[a]: 1}").is_err());
    }
}
