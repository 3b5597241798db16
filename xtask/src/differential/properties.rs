//! What is promised of every instance that is read, whatever the judges say: it is written back as it was, and what is
//! wrong with it is said about places that there are.

use codegen::ir::split_pointer;
use codegen::json::{Json, Number};

use super::ours::Verdict;

/// What is wrong with how an instance was read, judged and written: nothing, if all is well.
pub(super) fn broken(instance: &Json, verdict: &Verdict, files: &[(String, Json)]) -> Vec<String> {
    match verdict {
        Verdict::Unreadable(_) => Vec::new(),
        Verdict::Broken(words) => vec![words.clone()],
        Verdict::Read { violations, written } => {
            let mut broken: Vec<String> = not_same(instance, written).into_iter().collect();
            for violation in violations {
                if !is_place(instance, &violation.at) {
                    broken.push(format!("there is no place `{}` in the instance", violation.at));
                }
                let (file, local) = split_pointer(&violation.keyword);
                let content = files.iter().find(|(name, _)| name == file);
                if content.is_none_or(|(_, json)| json.pointer(local).is_none()) {
                    broken.push(format!("there is no keyword at `{}` in the document", violation.keyword));
                }
            }
            broken
        }
    }
}

fn not_same(instance: &Json, written: &Result<String, String>) -> Option<String> {
    let text = match written {
        Ok(text) => text,
        Err(reason) => return Some(format!("it is not written back: {reason}")),
    };
    match serde_json::from_str::<Json>(text) {
        Ok(json) if json.same(instance) || as_floats(json.clone()).same(&as_floats(instance.clone())) => None,
        Ok(_) => Some(format!("it is written back as {text}")),
        Err(error) => Some(format!("it is written back as what is no JSON: {error}: {text}")),
    }
}

/// A value with the numbers that a float can not tell from their neighbours as floats, which they may be read as.
fn as_floats(json: Json) -> Json {
    const EXACT: u128 = 1 << 53;
    match json {
        Json::Array(items) => Json::Array(items.into_iter().map(as_floats).collect()),
        Json::Object(members) => {
            Json::Object(members.into_iter().map(|(name, value)| (name, as_floats(value))).collect())
        }
        Json::Number(Number::Integer(value)) if value.unsigned_abs() > EXACT => {
            Json::Number(Number::Float(Number::Integer(value).as_f64()))
        }
        json => json,
    }
}

/// Whether a pointer leads to a value, or to one that is missing in an object or array.
fn is_place(instance: &Json, pointer: &str) -> bool {
    let parent = || pointer.rfind('/').and_then(|end| instance.pointer(&pointer[..end]));
    instance.pointer(pointer).is_some()
        || parent().is_some_and(|it| it.as_object().is_some() || it.as_array().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::differential::ours::Violation;

    #[test]
    fn what_is_promised_is_checked() {
        let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        let files = [
            (String::new(), json(r#"{"a": {"maxLength": 1}}"#)),
            ("b.json".into(), json(r#"{"type": "x"}"#)),
        ];
        let verdict = |at: &str, keyword: &str, written: &str| Verdict::Read {
            violations: vec![Violation { at: at.into(), keyword: keyword.into(), message: String::new() }],
            written: Ok(written.into()),
        };
        let instance = json(r#"{"x": [1, {}]}"#);
        for (at, keyword, written, count) in [
            ("/x/1/missing", "/a/maxLength", r#"{"x": [1.0, {}]}"#, 0),
            ("", "b.json#/type", r#"{"x": [1, {}]}"#, 0),
            ("/x/0/y", "/a/minLength", "{}", 3),
            ("/x", "c.json#/type", "no JSON", 2),
            ("/x", "/a/maxLength", r#"{"x": [2, {}]}"#, 1),
        ] {
            let broken = broken(&instance, &verdict(at, keyword, written), &files);
            assert_eq!(broken.len(), count, "{broken:?}");
        }
        // What a float can not hold is a stated exception.
        let large = json("[9007199254740993]");
        assert_eq!(not_same(&large, &Ok("[9007199254740992]".into())), None);
        assert!(not_same(&large, &Ok("[9007199254740994.0]".into())).is_some());
    }
}
