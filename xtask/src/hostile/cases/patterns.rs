//! Regular expressions that explode.

use super::{Case, Files, each, list, schema};

pub(super) const CASES: &[Case] = &[
    Case { name: "a pattern `(a{1000}){1000}`", large: 1, small: 1, files: |_| pattern("(a{1000}){1000}") },
    Case {
        name: "a pattern `(((a{100}){100}){100}){100}`",
        large: 1,
        small: 1,
        files: |_| pattern("^(((a{100}){100}){100}){100}$"),
    },
    Case { name: "a pattern `a{4294967296}`", large: 1, small: 1, files: |_| pattern("^a{4294967296}$") },
    Case {
        name: "a pattern `(a|b){0,100000000}`",
        large: 1,
        small: 1,
        files: |_| pattern("^(a|b){0,100000000}c"),
    },
    Case {
        name: "a pattern `(a{0,9999999999999999999999})`",
        large: 1,
        small: 1,
        files: |_| pattern("(a{0,9999999999999999999999})"),
    },
    Case { name: "a pattern `((a*)*)*b`", large: 1, small: 1, files: |_| pattern("((a*)*)*b") },
    Case { name: "a pattern `(a+)+$` with an example", large: 10_000, small: 3000, files: backtracking },
    Case {
        name: "a pattern `((a?){1000}){1000}`",
        large: 1,
        small: 1,
        files: |_| pattern("^((a?){1000}){1000}$"),
    },
    Case {
        name: "a pattern of nested groups",
        large: 100_000,
        small: 1000,
        files: |n| pattern(&format!("{}a{}", "(".repeat(n), ")".repeat(n))),
    },
    Case {
        name: "a pattern of nested stars",
        large: 100_000,
        small: 1000,
        files: |n| pattern(&format!("{}a{}", "(?:".repeat(n), ")*".repeat(n))),
    },
    Case {
        name: "a pattern of alternatives",
        large: 100_000,
        small: 1000,
        files: |n| pattern(&format!("^(?:{})$", each(n, |i| format!("w{i}|")))),
    },
    Case { name: "a pattern of a large class", large: 1 << 20, small: 3000, files: class },
    Case {
        name: "a pattern of many Unicode classes",
        large: 10_000,
        small: 100,
        files: |n| pattern(&r"\\p{L}\\P{Lu}[^\\p{Greek}]".repeat(n)),
    },
    Case {
        name: "a pattern of many repeated Unicode classes",
        large: 100,
        small: 10,
        files: |n| pattern(&r"\\p{L}{100}".repeat(n)),
    },
    Case {
        name: "a pattern of look-aheads",
        large: 10_000,
        small: 100,
        files: |n| pattern(&r"(?=.*a)".repeat(n)),
    },
    Case {
        name: "a pattern of look-aheads in look-aheads",
        large: 10_000,
        small: 100,
        files: |n| pattern(&format!("{}a{}", "(?=b".repeat(n), ")".repeat(n))),
    },
    Case {
        name: "a pattern of look-aheads in alternatives",
        large: 40,
        small: 12,
        files: |n| pattern(&"(?:(?=a)b|(?!c)d)".repeat(n)),
    },
    Case {
        name: "a pattern of look-behinds",
        large: 10_000,
        small: 100,
        files: |n| pattern(&r"(?<=a.{3})".repeat(n)),
    },
    Case {
        name: "a pattern of back references",
        large: 10_000,
        small: 100,
        files: |n| pattern(&format!("{}{}", "(a)".repeat(n), r"\\1".repeat(n))),
    },
    Case {
        name: "a pattern of names",
        large: 10_000,
        small: 100,
        files: |n| pattern(&list(n, |i| format!("(?<n{i}>a)"))),
    },
    Case { name: "a long pattern", large: 1 << 20, small: 3000, files: |n| pattern(&"ab?".repeat(n / 3)) },
    Case { name: "many patterns", large: 10_000, small: 50, files: many },
    Case { name: "many large patterns", large: 2000, small: 10, files: many_large },
];

fn pattern(pattern: &str) -> Files {
    schema(&format!(r#"{{"type":"string","pattern":"{pattern}"}}"#))
}

fn backtracking(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"string","pattern":"^(a+)+$","example":"{}b","default":"{0}"}}"#,
        "a".repeat(n)
    ))
}

fn class(n: usize) -> Files {
    let characters: String =
        (0..n / 4).filter_map(|i| char::from_u32(0x4e00 + 2 * (u32::try_from(i).ok()? % 0x4000))).collect();
    pattern(&format!("^[{characters}]+$"))
}

fn many(n: usize) -> Files {
    let all =
        list(n, |i| format!(r#""p{i}":{{"type":"string","pattern":"^[a-z]{{{i}}}-(?=.*[0-9]).*x{i}$"}}"#));
    schema(&format!(r#"{{"type":"object","properties":{{{all}}}}}"#))
}

fn many_large(n: usize) -> Files {
    let all =
        list(n, |i| format!(r#""p{i}":{{"type":"string","pattern":"^(\\p{{L}}{{50}}x{i}|y){{1,20}}$"}}"#));
    schema(&format!(r#"{{"type":"object","properties":{{{all}}}}}"#))
}
