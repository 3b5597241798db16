//! Evaluates rules while generating, as generated code does.

use serde_json::value::RawValue;

use super::check::Misfit;
use super::explain::shown;
use crate::ir::Api;
use crate::json::{Json, Number};
use crate::runtime::{Location, Matcher, RawJson, Report, Rules};

/// A function that matches a pattern.
type Owned = Box<dyn Fn(&str) -> bool + Sync>;

/// Does something with the rules of an API in the form of the runtime.
pub(super) fn with_rules<T>(api: &Api, then: impl FnOnce(&Rules<'_>) -> T) -> T {
    let texts: Vec<String> = api.rules.iter().map(|rule| rule.schema.to_text()).collect();
    let rules = api.rules.iter().zip(&texts);
    let list: Vec<_> =
        rules.map(|(rule, text)| (rule.name.as_str(), rule.pointer.as_str(), text.as_str())).collect();
    let mut names: Vec<&str> = api.rules.iter().flat_map(|rule| &rule.patterns).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let owned: Vec<Owned> = names.iter().map(|pattern| matcher(pattern)).collect();
    let patterns = names.iter().zip(&owned);
    let patterns: Vec<(&str, Matcher<'_>)> =
        patterns.map(|(name, owned)| (*name, &**owned as Matcher<'_>)).collect();
    then(&Rules::new(&list, &patterns))
}

fn matcher(pattern: &str) -> Owned {
    let pattern = pattern.to_owned();
    Box::new(move |text| crate::pattern::matches(&pattern, text))
}

/// Whether the JSON satisfies a rule for sure.
pub(super) fn accepts(rules: &Rules<'_>, name: &str, json: &Json) -> bool {
    RawValue::from_string(json.to_text()).is_ok_and(|value| rules.accept(name, &RawJson::from(value)))
}

/// Whether a number is a multiple of a step.
pub(super) fn is_multiple(number: &Json, step: Number) -> bool {
    let rule = Json::Object(vec![("multipleOf".to_owned(), Json::Number(step))]).to_text();
    accepts(&Rules::new(&[("step", "", &rule)], &[]), "step", number)
}

/// Whether the JSON satisfies all rules of these names; if not, what is wrong first.
pub(super) fn judge(rules: &Rules<'_>, names: &[&str], json: &Json) -> Result<(), Misfit> {
    let Ok(value) = RawValue::from_string(json.to_text()) else { return Ok(()) };
    let mut report = Report::new();
    report.rules(&Location::root(), &RawJson::from(value), rules, names);
    let Err(violations) = report.finish() else { return Ok(()) };
    let Some(first) = violations.iter().next() else { return Ok(()) };
    let instance = first.instance_location().to_owned();
    let message = match json.pointer(&instance) {
        // A scalar says itself what is wrong with it.
        Some(value) if !matches!(value, Json::Array(_) | Json::Object(_)) => {
            format!("{}: {}", shown(value), first.message())
        }
        _ => first.message().to_owned(),
    };
    Err(Misfit { instance, message, keyword: Some(first.keyword_location().to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::matcher;

    /// A backtracking engine would try every way to divide the text.
    #[test]
    fn a_pattern_is_matched_in_linear_time() {
        let matches = matcher("^(a+)+$");
        assert!(matches(&"a".repeat(1000)));
        assert!(!matches(&format!("{}!", "a".repeat(1000))));
    }
}
