//! What Cargo says in JSON → findings.
//!
//! Invariant: only what the compiler says about the crate itself counts; sums such as `2 warnings emitted` do not.

use serde_json::Value;

use super::finding::{Findings, From, Kind, Level};

/// Adds what is said about a package.
pub(super) fn collect(output: &str, package: &str, findings: &mut Findings) {
    let target = package.replace('-', "_");
    for line in output.lines().filter(|line| line.starts_with('{')) {
        let Ok(value) = serde_json::from_str::<Value>(line) else { continue };
        if text(&value, "reason") != Some("compiler-message") || target_name(&value) != Some(&target) {
            continue;
        }
        if let Some((kind, text)) = value.get("message").and_then(finding) {
            findings.add(kind, text);
        }
    }
}

fn finding(message: &Value) -> Option<(Kind, String)> {
    let level = Level::named(text(message, "level")?)?;
    let code = message.get("code").and_then(|code| text(code, "code"));
    let span = main_span(message);
    if code.is_none() && span.is_none() {
        return None;
    }
    let kind = Kind { from: From::Compiler, level, code: code.unwrap_or("-").to_owned() };
    Some((kind, format!("{}{}", span.unwrap_or_default(), text(message, "message").unwrap_or_default())))
}

/// `src/lib.rs:3:9: `
fn main_span(message: &Value) -> Option<String> {
    let spans = message.get("spans")?.as_array()?;
    let is_primary = |span: &&Value| span.get("is_primary").and_then(Value::as_bool) == Some(true);
    let span = spans.iter().find(is_primary).or(spans.first())?;
    let number = |name: &str| span.get(name).and_then(Value::as_u64).unwrap_or_default();
    Some(format!("{}:{}:{}: ", text(span, "file_name")?, number("line_start"), number("column_start")))
}

fn target_name(value: &Value) -> Option<&str> {
    text(value.get("target")?, "name")
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

/// The numbers of tests that passed and that failed, and the names of those.
pub(super) fn tests(output: &str) -> (usize, Vec<String>) {
    let ended = |line: &str, how: &str| {
        line.strip_prefix("test ").and_then(|line| line.strip_suffix(how)).map(|name| name.trim().to_owned())
    };
    let passed = output.lines().filter(|line| ended(line, "... ok").is_some()).count();
    (passed, output.lines().filter_map(|line| ended(line, "... FAILED")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn line(target: &str, level: &str, code: &Value, line: u64) -> String {
        let spans = if line == 0 {
            json!([])
        } else {
            json!([{ "file_name": "src/lib.rs", "line_start": line, "column_start": 5, "is_primary": true }])
        };
        json!({
            "reason": "compiler-message",
            "target": { "name": target },
            "message": { "level": level, "code": code, "message": "words", "spans": spans },
        })
        .to_string()
    }

    #[test]
    fn what_is_said_about_the_crate_is_counted_by_code() {
        let code = json!({ "code": "E0425" });
        let lines = [
            line("api_pets", "error", &code, 1),
            line("api_pets", "error", &code, 2),
            line("api_pets", "error", &code, 2),
            line("api_pets", "error", &Value::Null, 3),
            line("api_pets", "warning", &json!({ "code": "dead_code" }), 4),
            line("api_pets", "error", &Value::Null, 0),
            line("api_pets", "failure-note", &Value::Null, 0),
            line("serde", "warning", &code, 1),
            "running 3 tests".into(),
            "{ broken".into(),
        ];
        let mut findings = Findings::default();
        collect(&lines.join("\n"), "api-pets", &mut findings);
        let kinds: Vec<_> = findings.kinds().map(|(kind, found)| (kind.code.as_str(), found.count)).collect();
        assert_eq!(kinds, [("-", 1), ("E0425", 2), ("dead_code", 1)]);
        assert_eq!(findings.kinds().next().unwrap().1.first, "src/lib.rs:3:5: words");
    }

    #[test]
    fn tests_are_counted() {
        let output =
            "running 3 tests\ntest a::b ... ok\ntest a::c ... FAILED\ntest d ... ok\n\ntest result: FAILED.";
        assert_eq!(tests(output), (2, vec!["a::c".to_owned()]));
    }
}
