//! Documents that nest deeply, as text and as schemas.

use std::fmt::Write as _;

use super::{Case, Files, json, list, schema, schemas, yaml};

pub(super) const CASES: &[Case] = &[
    Case { name: "arrays in arrays, JSON", large: 100_000, small: 300, files: arrays },
    Case { name: "objects in objects, JSON", large: 100_000, small: 300, files: objects },
    Case { name: "flow sequences, YAML", large: 100_000, small: 300, files: flow_sequences },
    Case { name: "flow mappings, YAML", large: 100_000, small: 300, files: flow_mappings },
    Case { name: "block sequences on a line, YAML", large: 100_000, small: 300, files: block_line },
    Case { name: "block mappings, indented, YAML", large: 5000, small: 300, files: block_mappings },
    Case { name: "keys in keys, YAML", large: 100_000, small: 300, files: keys },
    Case {
        name: "`items` in `items`, as deep as may be",
        large: 120,
        small: 120,
        files: |n| inline("items", n),
    },
    Case { name: "`not` in `not`, as deep as may be", large: 120, small: 120, files: |n| inline("not", n) },
    Case {
        name: "`additionalProperties` in each other, as deep as may be",
        large: 120,
        small: 120,
        files: |n| inline("additionalProperties", n),
    },
    Case { name: "`properties` in each other, as deep as may be", large: 60, small: 60, files: properties },
    Case {
        name: "`allOf` in `allOf`, as deep as may be",
        large: 60,
        small: 60,
        files: |n| inline_list("allOf", n),
    },
    Case {
        name: "`anyOf` in `anyOf`, as deep as may be",
        large: 60,
        small: 60,
        files: |n| inline_list("anyOf", n),
    },
    Case {
        name: "`oneOf` in `oneOf`, as deep as may be",
        large: 60,
        small: 60,
        files: |n| inline_list("oneOf", n),
    },
    Case {
        name: "components, each the `items` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain(n, "items"),
    },
    Case {
        name: "components, each the `not` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain(n, "not"),
    },
    Case {
        name: "components, each the `additionalProperties` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain(n, "additionalProperties"),
    },
    Case {
        name: "components, each the `contains` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain(n, "contains"),
    },
    Case {
        name: "components, each the `if` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain(n, "if"),
    },
    Case {
        name: "components, each in the `allOf` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain_list(n, "allOf"),
    },
    Case {
        name: "components, each in the `oneOf` of the one before",
        large: 100_000,
        small: 200,
        files: |n| chain_list(n, "oneOf"),
    },
    Case {
        name: "components, each in the `anyOf` of the one before",
        large: 100_000,
        small: 200,
        files: |n| chain_list(n, "anyOf"),
    },
    Case {
        name: "components, each in the `prefixItems` of the one before",
        large: 100_000,
        small: 300,
        files: |n| chain_list(n, "prefixItems"),
    },
    Case {
        name: "components, each a property of the one before",
        large: 100_000,
        small: 300,
        files: chain_property,
    },
    Case {
        name: "components, each a child of the one before with more properties",
        large: 10_000,
        small: 200,
        files: children,
    },
];

fn arrays(n: usize) -> Files {
    json(&format!(r#""x-a":{}{}"#, "[".repeat(n), "]".repeat(n)))
}

fn objects(n: usize) -> Files {
    json(&format!(r#""x-a":{}1{}"#, r#"{"a":"#.repeat(n), "}".repeat(n)))
}

fn flow_sequences(n: usize) -> Files {
    yaml(&format!("x-a: {}{}\n", "[".repeat(n), "]".repeat(n)))
}

fn flow_mappings(n: usize) -> Files {
    yaml(&format!("x-a: {}1{}\n", "{a: ".repeat(n), "}".repeat(n)))
}

fn block_line(n: usize) -> Files {
    yaml(&format!("x-a:\n  {}1\n", "- ".repeat(n)))
}

fn block_mappings(n: usize) -> Files {
    let mut text = "x-a:\n".to_owned();
    for level in 1..=n {
        text.push_str(&" ".repeat(level));
        text.push_str("a:\n");
    }
    yaml(&text)
}

fn keys(n: usize) -> Files {
    yaml(&format!("x-a:\n  {}1\n", "? ".repeat(n)))
}

fn inline(keyword: &str, n: usize) -> Files {
    schema(&format!(r#"{}{{"type":"string"}}{}"#, format!(r#"{{"{keyword}":"#).repeat(n), "}".repeat(n)))
}

fn inline_list(keyword: &str, n: usize) -> Files {
    let open = format!(r#"{{"{keyword}":[{{"type":"integer"}},"#).repeat(n);
    schema(&format!(r#"{open}{{"type":"string"}}{}"#, "]}".repeat(n)))
}

fn properties(n: usize) -> Files {
    let open = r#"{"type":"object","properties":{"a":"#.repeat(n);
    schema(&format!(r#"{open}{{"type":"string"}}{}"#, "}}".repeat(n)))
}

/// The reference to a component.
fn reference(index: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/S{index}"}}"##)
}

fn chain(n: usize, keyword: &str) -> Files {
    let links = list(n, |index| format!(r#""S{index}":{{"{keyword}":{}}}"#, reference(index + 1)));
    schemas(&format!(r#"{links},"S{n}":{{"type":"string"}}"#))
}

fn chain_list(n: usize, keyword: &str) -> Files {
    let links = list(n, |index| {
        format!(r#""S{index}":{{"{keyword}":[{{"minLength":1}},{}]}}"#, reference(index + 1))
    });
    schemas(&format!(r#"{links},"S{n}":{{"type":"string"}}"#))
}

fn chain_property(n: usize) -> Files {
    let links = list(n, |index| {
        format!(r#""S{index}":{{"type":"object","properties":{{"a":{}}}}}"#, reference(index + 1))
    });
    schemas(&format!(r#"{links},"S{n}":{{"type":"string"}}"#))
}

fn children(n: usize) -> Files {
    let mut text = r#""S0":{"type":"object","properties":{"p0":{"type":"string"}}}"#.to_owned();
    for index in 1..n {
        let parent = reference(index - 1);
        // Writing to a string does not fail.
        let _ = write!(
            text,
            r#","S{index}":{{"allOf":[{parent},{{"properties":{{"p{index}":{{"type":"string"}}}}}}]}}"#
        );
    }
    schemas(&text)
}
