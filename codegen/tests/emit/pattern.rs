//! Which patterns become code, and what that code is.

use codegen::ir::{Api, Keyword};
use codegen::pattern::supported;

use super::build::*;
use super::compile::generate;

/// Patterns that the torture crate matches against texts, each as the property of its index.
pub(crate) const MATCHED: &[&str] = &[
    "^([a-f0-9]{24})$",
    "^([0-9a-f]){4}$",
    "^[0-9]+-é?$",
    "a[xy]",
    "^(a|b|cd)$",
    "[0-9]{2}$",
    "^[^/]+$",
    "^.*$",
    "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$",
    "^\\S{2,3}$",
    "^https?://",
    "^[a-z][a-z0-9-]{0,3}$",
    "x?y",
    "^[é-ü]{2}",
    "^$",
    "^[\\w.+-]+@[a-z]+$",
    "^[\\s\\S]*$",
    "^[^]$",
    "[^]",
    "^x[\\d\\D]{2,3}$",
    "^[^]+$",
];

#[test]
fn simple_patterns_are_supported() {
    for pattern in [
        "^([a-f0-9]{24})$",
        "^([0-9a-f]){40}$",
        "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}$",
        "^(a|b|cd)$",
        "^[^/]+$",
        "^https?://",
        "abc",
        "\\d{3}$",
        "^\\S+$",
        "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$",
        "^.*$",
        "",
        "^$",
        "^[a-z][a-z0-9-]{0,61}$",
        "^é+$",
    ] {
        assert!(supported(pattern), "{pattern}");
    }
}

#[test]
fn what_is_not_linear_or_no_pattern_is_not() {
    for pattern in
        ["(a)\\1", "^[a-z", "a{2", "(?=.*a).*b", "(", ")", "*", "[z-a]", "\\Ax", "(?:a{1000}){1000}b*c"]
    {
        assert!(!supported(pattern), "{pattern}");
    }
}

fn check(pattern: &str) -> String {
    let value = with(string(), Keyword::Pattern(pattern.to_owned()));
    let api = Api { models: vec![component("X", object(vec![property("x", value)]))], ..Api::default() };
    let file = generate(&api).into_iter().find(|file| file.path == "src/models/x.rs").unwrap();
    let lines = file
        .content
        .lines()
        .skip_while(|line| !line.contains("let matched"))
        .take_while(|line| !line.contains("report"));
    lines.map(|line| line.trim_start().to_owned() + "\n").collect()
}

#[test]
fn code_is_straight() {
    let patterns = ["^([a-f0-9]{24})$", "^[0-9]+-é?$", "a[xy]", "^(a|b)$", "^.+x$", "^[^]{2,}$", "^[^]*$"];
    let code = patterns.map(|pattern| format!("// {pattern}\n{}", check(pattern))).concat();
    insta::assert_snapshot!(code);
}
