//! References that lead on and on, or back to where they come from.

use super::{Case, Files, json, list, schemas, yaml};

pub(super) const CASES: &[Case] = &[
    Case { name: "a chain of references to schemas", large: 100_000, small: 300, files: schema_chain },
    Case {
        name: "a chain of references to parameters",
        large: 100_000,
        small: 300,
        files: |n| component_chain(n, "parameters", PARAMETER),
    },
    Case {
        name: "a chain of references to responses",
        large: 100_000,
        small: 300,
        files: |n| component_chain(n, "responses", RESPONSE),
    },
    Case {
        name: "a chain of references to request bodies",
        large: 100_000,
        small: 300,
        files: |n| component_chain(n, "requestBodies", BODY),
    },
    Case {
        name: "a chain of references to path items",
        large: 100_000,
        small: 300,
        files: |n| component_chain(n, "pathItems", PATH_ITEM),
    },
    Case { name: "a chain of references to examples", large: 100_000, small: 300, files: example_chain },
    Case { name: "a cycle of references to schemas", large: 100_000, small: 300, files: schema_cycle },
    Case {
        name: "a cycle of references to parameters",
        large: 100_000,
        small: 300,
        files: |n| component_cycle(n, "parameters"),
    },
    Case {
        name: "a cycle of references to responses",
        large: 100_000,
        small: 300,
        files: |n| component_cycle(n, "responses"),
    },
    Case {
        name: "a cycle of references to path items",
        large: 100_000,
        small: 300,
        files: |n| component_cycle(n, "pathItems"),
    },
    Case { name: "a cycle through `allOf`", large: 100_000, small: 300, files: |n| cycle(n, "allOf", true) },
    Case { name: "a cycle through `oneOf`", large: 100_000, small: 200, files: |n| cycle(n, "oneOf", true) },
    Case { name: "a cycle through `anyOf`", large: 100_000, small: 200, files: |n| cycle(n, "anyOf", true) },
    Case { name: "a cycle through `not`", large: 100_000, small: 300, files: |n| cycle(n, "not", false) },
    Case { name: "a cycle through `if`", large: 100_000, small: 300, files: |n| cycle(n, "if", false) },
    Case { name: "a cycle through `items`", large: 100_000, small: 300, files: |n| cycle(n, "items", false) },
    Case { name: "all short cycles", large: 1, small: 1, files: short_cycles },
    Case { name: "a chain of files", large: 5000, small: 100, files: file_chain },
    Case { name: "a cycle of files", large: 2000, small: 20, files: file_cycle },
    Case { name: "many references to one schema", large: 1_000_000, small: 300, files: fan_in },
    Case { name: "many references that lead nowhere", large: 100_000, small: 300, files: dangling },
    Case { name: "`$dynamicRef`s", large: 10_000, small: 100, files: dynamic },
    Case { name: "schemas with an `$id`", large: 100_000, small: 300, files: identified },
    Case { name: "schemas with an `$anchor`", large: 100_000, small: 300, files: anchored },
];

const PARAMETER: &str = r#"{"name":"a","in":"query","schema":{"type":"string"}}"#;
const RESPONSE: &str = r#"{"description":"a"}"#;
const BODY: &str = r#"{"content":{"application/json":{"schema":{"type":"string"}}}}"#;
const PATH_ITEM: &str = r#"{"get":{"operationId":"a","responses":{"200":{"description":"a"}}}}"#;

fn schema_chain(n: usize) -> Files {
    let links = list(n, |index| format!(r##""S{index}":{{"$ref":"#/components/schemas/S{}"}}"##, index + 1));
    schemas(&format!(r#"{links},"S{n}":{{"type":"string"}}"#))
}

fn schema_cycle(n: usize) -> Files {
    schemas(&list(n, |index| {
        format!(r##""S{index}":{{"$ref":"#/components/schemas/S{}"}}"##, (index + 1) % n)
    }))
}

/// What uses the first component of a kind.
fn user(kind: &str) -> String {
    let reference = format!(r##"{{"$ref":"#/components/{kind}/C0"}}"##);
    let answer = r#""responses":{"200":{"description":"a"}}"#;
    match kind {
        "pathItems" => format!(r#""paths":{{"/a":{reference}}}"#),
        "parameters" => {
            format!(r#""paths":{{"/a":{{"get":{{"operationId":"a","parameters":[{reference}],{answer}}}}}}}"#)
        }
        "requestBodies" => {
            format!(r#""paths":{{"/a":{{"post":{{"operationId":"a","requestBody":{reference},{answer}}}}}}}"#)
        }
        _ => format!(r#""paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":{reference}}}}}}}}}"#),
    }
}

fn component_chain(n: usize, kind: &str, end: &str) -> Files {
    let links = list(n, |index| format!(r##""C{index}":{{"$ref":"#/components/{kind}/C{}"}}"##, index + 1));
    json(&format!(r#"{},"components":{{"{kind}":{{{links},"C{n}":{end}}}}}"#, user(kind)))
}

fn component_cycle(n: usize, kind: &str) -> Files {
    let links =
        list(n, |index| format!(r##""C{index}":{{"$ref":"#/components/{kind}/C{}"}}"##, (index + 1) % n));
    json(&format!(r#"{},"components":{{"{kind}":{{{links}}}}}"#, user(kind)))
}

fn example_chain(n: usize) -> Files {
    let links = list(n, |index| format!(r##""C{index}":{{"$ref":"#/components/examples/C{}"}}"##, index + 1));
    let parameter = r##"{"name":"a","in":"query","schema":{"type":"string"},"examples":{"a":{"$ref":"#/components/examples/C0"}}}"##;
    json(&format!(
        r#""paths":{{"/a":{{"get":{{"operationId":"a","parameters":[{parameter}],"responses":{{"200":{{"description":"a"}}}}}}}}}},"components":{{"examples":{{{links},"C{n}":{{"value":"a"}}}}}}"#
    ))
}

fn cycle(n: usize, keyword: &str, is_list: bool) -> Files {
    schemas(&list(n, |index| {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, (index + 1) % n);
        let value = if is_list { format!(r#"[{{"minLength":1}},{next}]"#) } else { next };
        format!(r#""S{index}":{{"{keyword}":{value}}}"#)
    }))
}

fn short_cycles(_: usize) -> Files {
    let mut text =
        "paths:\n  /a: {$ref: '#/paths/~1a'}\n  /b: {$ref: '#/components/pathItems/P'}\n".to_owned();
    text.push_str(
        "  /c:\n    get:\n      operationId: c\n      parameters: [{$ref: '#/components/parameters/P'}]\n",
    );
    text.push_str("      requestBody: {$ref: '#/components/requestBodies/P'}\n");
    text.push_str("      responses:\n        '200': {$ref: '#/components/responses/P'}\n");
    text.push_str("        '201': {description: a, headers: {X-A: {$ref: '#/components/headers/P'}}, links: {a: {$ref: '#/components/links/P'}}}\n");
    text.push_str(
        "      callbacks: {a: {$ref: '#/components/callbacks/P'}}\n      security: [{P: []}]\ncomponents:\n",
    );
    for kind in [
        "pathItems",
        "parameters",
        "requestBodies",
        "responses",
        "headers",
        "links",
        "callbacks",
        "examples",
        "securitySchemes",
    ] {
        text.extend([format!("  {kind}: {{P: {{$ref: '#/components/{kind}/P'}}}}\n")]);
    }
    text.push_str("  schemas:\n    Itself: {$ref: '#/components/schemas/Itself'}\n");
    for keyword in ["allOf", "oneOf", "anyOf", "prefixItems"] {
        text.extend([format!(
            "    {keyword}: {{{keyword}: [{{$ref: '#/components/schemas/{keyword}'}}]}}\n"
        )]);
    }
    for keyword in [
        "not",
        "items",
        "contains",
        "if",
        "then",
        "else",
        "additionalProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "propertyNames",
        "contentSchema",
    ] {
        text.extend([format!("    {keyword}: {{{keyword}: {{$ref: '#/components/schemas/{keyword}'}}}}\n")]);
    }
    for keyword in ["properties", "patternProperties", "dependentSchemas", "$defs"] {
        text.extend([format!(
            "    {keyword}: {{{keyword}: {{a: {{$ref: '#/components/schemas/{keyword}'}}}}}}\n"
        )]);
    }
    yaml(&text)
}

fn file_chain(n: usize) -> Files {
    let mut files = yaml("components: {schemas: {Root: {$ref: 'f0.yaml'}}}\n");
    files.extend(
        (0..n).map(|index| (format!("f{index}.yaml"), format!("allOf: [{{$ref: f{}.yaml}}]\n", index + 1))),
    );
    files.push((format!("f{n}.yaml"), "type: string\n".to_owned()));
    files
}

fn file_cycle(n: usize) -> Files {
    let mut files = yaml("components: {schemas: {Root: {$ref: 'f0.yaml'}}}\n");
    files
        .extend((0..n).map(|index| (format!("f{index}.yaml"), format!("$ref: f{}.yaml\n", (index + 1) % n))));
    files
}

fn fan_in(n: usize) -> Files {
    let properties = list(n, |index| format!(r##""p{index}":{{"$ref":"#/components/schemas/S"}}"##));
    schemas(&format!(r#""Root":{{"type":"object","properties":{{{properties}}}}},"S":{{"type":"object"}}"#))
}

fn dangling(n: usize) -> Files {
    schemas(&list(n, |index| format!(r##""S{index}":{{"$ref":"#/components/schemas/T{index}"}}"##)))
}

fn dynamic(n: usize) -> Files {
    schemas(&list(n, |index| {
        format!(
            r##""S{index}":{{"$id":"https://a.example/{index}","$dynamicAnchor":"a","type":"object","properties":{{"a":{{"$dynamicRef":"#a"}},"b":{{"$ref":"https://a.example/{}"}}}}}}"##,
            (index + 1) % n
        )
    }))
}

fn identified(n: usize) -> Files {
    schemas(&list(n, |index| {
        format!(
            r#""S{index}":{{"$id":"https://a.example/{index}","items":{{"$ref":"/{}"}}}}"#,
            (index + 1) % n
        )
    }))
}

fn anchored(n: usize) -> Files {
    schemas(&list(n, |index| {
        format!(r##""S{index}":{{"$anchor":"a{index}","items":{{"$ref":"#a{}"}}}}"##, (index + 1) % n)
    }))
}
