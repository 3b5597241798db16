//! Instances → JSON texts: members in any order, numbers in any form.
//!
//! Invariant: the text has the value of the instance by JSON Schema's equality.

use serde_json::Value;

use super::instance::from_f64;

/// Writes an instance.
pub(super) fn write(value: &Value, rng: &mut fastrand::Rng) -> String {
    let mut text = String::new();
    append(value, rng, &mut text);
    text
}

fn append(value: &Value, rng: &mut fastrand::Rng, text: &mut String) {
    match value {
        Value::Array(items) => {
            let parts = items.iter().map(|item| write(item, rng)).collect::<Vec<_>>();
            *text += "[";
            *text += &parts.join(",");
            *text += "]";
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            if rng.bool() {
                rng.shuffle(&mut members);
            }
            let member = |(name, value): (&String, &Value), rng: &mut fastrand::Rng| {
                format!("{}:{}", Value::from(name.as_str()), write(value, rng))
            };
            let parts = members.into_iter().map(|it| member(it, rng)).collect::<Vec<_>>();
            *text += "{";
            *text += &parts.join(",");
            *text += "}";
        }
        Value::Number(number) => {
            *text += &number.to_string();
            let is_small = number.as_i64().is_some_and(|it| it.unsigned_abs() < 1 << 50);
            match rng.u8(0..40) {
                0 if is_small => *text += ".0",
                1 if is_small => *text += "e0",
                _ => {}
            }
        }
        value => *text += &value.to_string(),
    }
}

/// Reads what was written: an integer is one again, however it was written.
pub(super) fn read(text: &str) -> Value {
    let mut value = serde_json::from_str(text).unwrap_or_default();
    normalize(&mut value);
    value
}

fn normalize(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(normalize),
        Value::Object(members) => members.values_mut().for_each(normalize),
        Value::Number(number) if number.is_f64() => {
            *value = number.as_f64().map(from_f64).unwrap_or_default();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen::json::Json;
    use serde_json::json;

    #[test]
    fn the_value_stays() {
        let value = json!({"a": [1, -2, 0.5, null], "b\"": {"c": "é", "d": {}}, "e": []});
        let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        for seed in 0..100 {
            let text = write(&value, &mut fastrand::Rng::with_seed(seed));
            assert!(json(&text).same(&json(&value.to_string())), "{text}");
            assert_eq!(read(&text), value);
        }
    }
}
