//! Evaluates rules while generating, as generated code does.

use serde_json::value::RawValue;

use crate::ir::Api;
use crate::json::Json;
use crate::runtime::{Location, Matcher, RawJson, Report, Rules};

/// A function that matches a pattern.
type Owned = Box<dyn Fn(&str) -> bool + Sync>;

/// The rules of an API in the form of the runtime.
pub(super) struct Judge<'a> {
    texts: Vec<(&'a str, &'a str, String)>,
    patterns: Vec<(&'a str, Owned)>,
}

impl<'a> Judge<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let text = |schema: &Json| schema.to_text();
        let texts =
            api.rules.iter().map(|rule| (rule.name.as_str(), rule.pointer.as_str(), text(&rule.schema)));
        let mut patterns: Vec<&str> =
            api.rules.iter().flat_map(|rule| &rule.patterns).map(String::as_str).collect();
        patterns.sort_unstable();
        patterns.dedup();
        let matcher = |pattern: &'a str| -> (&'a str, Owned) {
            let regex = regress::Regex::with_flags(pattern, "u").ok();
            let matches = move |text: &str| regex.as_ref().is_none_or(|regex| regex.find(text).is_some());
            (pattern, Box::new(matches))
        };
        Self { texts: texts.collect(), patterns: patterns.into_iter().map(matcher).collect() }
    }

    /// Whether the JSON satisfies all rules of these names; if not, what is wrong first.
    pub(super) fn judge(&self, names: &[&str], json: &str) -> Result<(), String> {
        let list: Vec<_> =
            self.texts.iter().map(|(name, place, text)| (*name, *place, text.as_str())).collect();
        let patterns: Vec<(&str, Matcher<'_>)> =
            self.patterns.iter().map(|(pattern, matcher)| (*pattern, &**matcher as Matcher<'_>)).collect();
        let rules = Rules::new(&list, &patterns);
        let Ok(value) = RawValue::from_string(json.to_owned()) else { return Ok(()) };
        let mut report = Report::new();
        report.rules(&Location::root(), &RawJson::from(value), &rules, names);
        let Err(violations) = report.finish() else { return Ok(()) };
        let first = violations.iter().next().map(|it| format!("`{}` does not hold", it.keyword_location()));
        Err(first.unwrap_or_default())
    }
}
