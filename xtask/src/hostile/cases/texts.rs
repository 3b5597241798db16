//! Texts that are long where people write short ones.

use super::{Case, Files, each, json, list, schema, schemas, yaml};

pub(super) const CASES: &[Case] = &[
    Case {
        name: "a long description, JSON",
        large: 100_000_000,
        small: 100_000,
        files: |n| described(&"a ".repeat(n / 2)),
    },
    Case {
        name: "a description of one long word",
        large: 100_000_000,
        small: 100_000,
        files: |n| described(&"a".repeat(n)),
    },
    Case {
        name: "a description of many lines",
        large: 20_000_000,
        small: 20_000,
        files: |n| described(&"a\\n".repeat(n / 3)),
    },
    Case {
        name: "a description of brackets",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"[".repeat(n)),
    },
    Case {
        name: "a description of backticks",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"` ``".repeat(n / 4)),
    },
    Case {
        name: "a description of stars",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"*a _b".repeat(n / 5)),
    },
    Case {
        name: "a description of HTML",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"<a <!-- ".repeat(n / 8)),
    },
    Case {
        name: "a description of links",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"https://a.example ".repeat(n / 18)),
    },
    Case {
        name: "a description of fences",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"```\\n> ".repeat(n / 8)),
    },
    Case {
        name: "a description of tables",
        large: 1_000_000,
        small: 10_000,
        files: |n| described(&"|a|b|\\n|-|-|\\n".repeat(n / 14)),
    },
    Case {
        name: "a description of quotes in quotes",
        large: 100_000,
        small: 10_000,
        files: |n| described(&">".repeat(n)),
    },
    Case {
        name: "a description of indented lists",
        large: 100_000,
        small: 10_000,
        files: |n| described(&"- ".repeat(n / 2)),
    },
    Case { name: "a block scalar, YAML", large: 50_000_000, small: 50_000, files: block_scalar },
    Case {
        name: "the name of a schema",
        large: 1 << 20,
        small: 10_000,
        files: |n| schemas(&format!(r#""{}":{{"type":"object"}}"#, "a".repeat(n))),
    },
    Case { name: "the name of a property", large: 1 << 20, small: 10_000, files: property },
    Case {
        name: "a value of an `enum`",
        large: 1 << 20,
        small: 10_000,
        files: |n| schema(&format!(r#"{{"enum":["{}","b"]}}"#, "a B".repeat(n / 3))),
    },
    Case { name: "many long names that end alike", large: 1000, small: 100, files: long_names },
    Case {
        name: "the name of an operation, a tag, a path and a parameter",
        large: 1 << 20,
        small: 10_000,
        files: operation,
    },
    Case { name: "a media type and a header", large: 1 << 20, small: 10_000, files: media_type },
    Case { name: "the URL of a server", large: 1 << 20, small: 10_000, files: server },
    Case { name: "a path of variables", large: 1 << 20, small: 3000, files: path_variables },
    Case {
        name: "a `$ref`",
        large: 1 << 20,
        small: 10_000,
        files: |n| schema(&format!(r##"{{"$ref":"#/{}"}}"##, "a/".repeat(n / 2))),
    },
    Case {
        name: "a `$ref` to a file",
        large: 1 << 20,
        small: 10_000,
        files: |n| schema(&format!(r#"{{"$ref":"{}a.yaml"}}"#, "a/".repeat(n / 2))),
    },
    Case {
        name: "a `$ref` of percent signs",
        large: 1 << 20,
        small: 10_000,
        files: |n| schema(&format!(r##"{{"$ref":"#/{}"}}"##, "%25".repeat(n / 3))),
    },
    Case { name: "an expression", large: 1 << 20, small: 10_000, files: expression },
    Case {
        name: "a text of controls and directions",
        large: 1 << 20,
        small: 10_000,
        files: |n| described(&"\\u0000\\u202e\\ud83d\\ude00".repeat(n / 24)),
    },
    Case {
        name: "an unknown key",
        large: 1 << 20,
        small: 10_000,
        files: |n| json(&format!(r#""{}":1"#, "k".repeat(n))),
    },
    Case {
        name: "a text where YAML breaks off",
        large: 1 << 20,
        small: 10_000,
        files: |n| yaml(&format!("x-a: \"{}\n", "a ".repeat(n / 2))),
    },
];

fn described(text: &str) -> Files {
    schema(&format!(r#"{{"type":"object","description":"{text}","properties":{{"a":{{"type":"string"}}}}}}"#))
}

fn block_scalar(n: usize) -> Files {
    let line = "        all work and no play makes jack a dull boy\n";
    let head = "components:\n  schemas:\n    Root:\n      type: string\n      description: |\n";
    yaml(&format!("{head}{}", line.repeat(n / line.len())))
}

fn property(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"object","required":["{0}"],"properties":{{"{0}":{{"type":"string","minLength":1}}}}}}"#,
        "aB".repeat(n / 2)
    ))
}

fn long_names(n: usize) -> Files {
    schemas(&list(n, |index| format!(r#""{}{index}":{{"type":"object"}}"#, "a".repeat(10_000))))
}

fn operation(n: usize) -> Files {
    let name = "aB".repeat(n / 2);
    json(&format!(
        r#""paths":{{"/{name}":{{"get":{{"operationId":"{name}","tags":["{name}"],"parameters":[{{"name":"{name}","in":"query","schema":{{"type":"string"}}}}],"responses":{{"200":{{"description":"a"}}}}}}}},"/b":{{"get":{{"operationId":"b","responses":{{"200":{{"description":"a"}}}}}}}}}}"#
    ))
}

fn media_type(n: usize) -> Files {
    let name = "a".repeat(n);
    json(&format!(
        r#""paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":{{"description":"a","headers":{{"X-{name}":{{"schema":{{"type":"string"}}}}}},"content":{{"application/{name};a={name}":{{"schema":{{"type":"string"}}}}}}}}}}}}}}}}"#
    ))
}

fn server(n: usize) -> Files {
    json(&format!(
        r#""servers":[{{"url":"https://{}.example/{}"}}],"paths":{{"/a":{{"get":{{"operationId":"a","responses":{{"200":{{"description":"a"}}}}}}}}}}"#,
        "a".repeat(n),
        "b/".repeat(n / 2)
    ))
}

fn path_variables(n: usize) -> Files {
    let path: String = each(n / 10, |index| format!("/{{a{index}}}"));
    json(&format!(
        r#""paths":{{"{path}":{{"get":{{"operationId":"a","responses":{{"200":{{"description":"a"}}}}}}}}}}"#
    ))
}

fn expression(n: usize) -> Files {
    let name = "a/".repeat(n / 2);
    json(&format!(
        r#""paths":{{"/a":{{"post":{{"operationId":"a","parameters":[{{"name":"a","in":"query","x-value-from":"$request.body#/{name}","schema":{{"type":"string"}}}}],"requestBody":{{"content":{{"application/json":{{"schema":{{"type":"object"}}}}}}}},"responses":{{"200":{{"description":"a"}}}}}}}}}}"#
    ))
}
