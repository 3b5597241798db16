//! Numbers that no machine word holds, and bounds that nothing fulfils.

use super::{Case, Files, schema, yaml};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "a number of many digits, JSON",
        large: 1 << 20,
        small: 10_000,
        files: |n| bound(&"9".repeat(n)),
    },
    Case { name: "a number of many digits, YAML", large: 1 << 20, small: 10_000, files: digits },
    Case {
        name: "a fraction of many digits",
        large: 1 << 20,
        small: 10_000,
        files: |n| bound(&format!("0.{}1", "0".repeat(n))),
    },
    Case { name: "many large numbers", large: 100_000, small: 1000, files: many },
    Case { name: "1e400, JSON", large: 1, small: 1, files: |_| bound("1e400") },
    Case {
        name: "1e400, YAML",
        large: 1,
        small: 1,
        files: |_| yaml("components: {schemas: {Root: {type: number, maximum: 1e400}}}\n"),
    },
    Case {
        name: "1e-400 and -0",
        large: 1,
        small: 1,
        files: |_| schema(r#"{"type":"number","minimum":1e-400,"maximum":-0,"multipleOf":1e-400}"#),
    },
    Case {
        name: "an exponent of many digits",
        large: 1 << 20,
        small: 10_000,
        files: |n| bound(&format!("1e{}", "9".repeat(n))),
    },
    Case { name: "bounds of 2⁶³ and more", large: 1, small: 1, files: bounds },
    Case { name: "small steps and large bounds", large: 1, small: 1, files: steps },
    Case {
        name: "an array of 2⁶⁰ items with a default and an example",
        large: 1,
        small: 1,
        files: huge_array,
    },
    Case {
        name: "the version of OpenAPI is a number of many digits",
        large: 1 << 20,
        small: 10_000,
        files: version,
    },
];

fn bound(number: &str) -> Files {
    schema(&format!(
        r#"{{"type":"number","maximum":{number},"example":{number},"default":{number},"enum":[{number}]}}"#
    ))
}

fn digits(n: usize) -> Files {
    yaml(&format!(
        "components: {{schemas: {{Root: {{type: integer, maximum: {0}, enum: [{0}]}}}}}}\n",
        "9".repeat(n)
    ))
}

fn many(n: usize) -> Files {
    schema(&format!(r#"{{"enum":[{}]}}"#, super::list(n, |i| format!("{i}{}", "0".repeat(36)))))
}

fn bounds(_: usize) -> Files {
    let keywords = [
        "maxLength",
        "minLength",
        "maxItems",
        "minItems",
        "maxProperties",
        "minProperties",
        "maxContains",
        "minContains",
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "multipleOf",
    ];
    let values = [
        "9223372036854775808",
        "18446744073709551616",
        "1e300",
        "340282366920938463463374607431768211456",
        "-1",
        "0",
        "1.5",
    ];
    let all = values.map(|value| {
        super::list(keywords.len(), |at| {
            format!(r#""{}{at}":{{"{}":{value}}}"#, "p".repeat(value.len()), keywords[at])
        })
    });
    schema(&format!(r#"{{"type":"object","properties":{{{}}}}}"#, all.join(",")))
}

fn steps(_: usize) -> Files {
    schema(
        r#"{"type":"object","properties":{"a":{"type":"number","multipleOf":1e-300,"minimum":1e300,"example":1e308},
        "b":{"type":"integer","multipleOf":9007199254740993,"minimum":1,"maximum":2},
        "c":{"type":"number","multipleOf":5e-324,"example":1.5},"d":{"type":"integer","multipleOf":0.0000001,"example":7}}}"#,
    )
}

fn huge_array(_: usize) -> Files {
    schema(
        r#"{"type":"object","required":["a","b"],"properties":{
        "a":{"type":"array","items":{"type":"string"},"minItems":1152921504606846976,"default":[],"example":["a"]},
        "b":{"type":"string","minLength":1152921504606846976,"maxLength":1152921504606846977,"example":"a"}}}"#,
    )
}

fn version(n: usize) -> Files {
    vec![("root.yaml".to_owned(), format!("openapi: {}\ninfo: {{title: a, version: b}}\n", "3".repeat(n)))]
}
