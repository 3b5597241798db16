//! Documents with a million of something.

use super::{Case, Files, each, json, list, schema, schemas, yaml};

pub(super) const CASES: &[Case] = &[
    Case { name: "properties of a schema, JSON", large: 1_000_000, small: 1000, files: properties },
    Case { name: "properties of a schema, YAML", large: 1_000_000, small: 1000, files: yaml_properties },
    Case { name: "required names", large: 1_000_000, small: 1000, files: required },
    Case { name: "schemas", large: 1_000_000, small: 300, files: many_schemas },
    Case { name: "objects with a property", large: 100_000, small: 300, files: many_objects },
    Case { name: "values of an `enum`", large: 1_000_000, small: 1000, files: values },
    Case { name: "numbers of an `enum`", large: 1_000_000, small: 1000, files: numbers },
    Case { name: "objects of an `enum`", large: 100_000, small: 300, files: object_values },
    Case { name: "paths", large: 1_000_000, small: 300, files: paths },
    Case { name: "paths with parameters", large: 100_000, small: 100, files: parameter_paths },
    Case { name: "parameters of an operation", large: 100_000, small: 300, files: parameters },
    Case { name: "responses of an operation", large: 100_000, small: 1000, files: responses },
    Case { name: "media types of a response", large: 100_000, small: 100, files: media_types },
    Case { name: "headers of a response", large: 100_000, small: 300, files: headers },
    Case { name: "examples of a media type", large: 100_000, small: 300, files: examples },
    Case { name: "tags", large: 100_000, small: 300, files: tags },
    Case { name: "servers", large: 100_000, small: 300, files: servers },
    Case { name: "variables of a server", large: 100_000, small: 300, files: variables },
    Case { name: "security requirements", large: 100_000, small: 300, files: security },
    Case { name: "security schemes", large: 100_000, small: 300, files: security_schemes },
    Case { name: "branches of a `oneOf`, told apart by a tag", large: 10_000, small: 200, files: tagged },
    Case { name: "branches of a `oneOf`, all objects", large: 10_000, small: 200, files: untagged },
    Case { name: "branches of an `anyOf`, all strings", large: 100_000, small: 300, files: strings },
    Case { name: "parts of an `allOf`", large: 100_000, small: 1000, files: parts },
    Case { name: "`patternProperties`", large: 10_000, small: 100, files: pattern_properties },
    Case { name: "`dependentRequired`", large: 100_000, small: 300, files: dependent },
    Case { name: "unknown fields", large: 1_000_000, small: 1000, files: unknown },
    Case { name: "extensions", large: 1_000_000, small: 1000, files: extensions },
    Case { name: "items of an example", large: 1_000_000, small: 1000, files: example },
    Case { name: "names that clash", large: 100_000, small: 300, files: clashes },
    Case { name: "duplicate keys", large: 100_000, small: 300, files: duplicates },
];

/// An operation with this beside its id.
fn operation(rest: &str) -> Files {
    json(&format!(r#""paths":{{"/a":{{"post":{{"operationId":"a",{rest}}}}}}}"#))
}

const ANSWER: &str = r#""responses":{"200":{"description":"a"}}"#;

fn properties(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"object","properties":{{{}}}}}"#,
        list(n, |i| format!(r#""p{i}":{{"type":"string"}}"#))
    ))
}

fn yaml_properties(n: usize) -> Files {
    let properties: Vec<String> = (0..n).map(|i| format!("        p{i}: {{type: string}}\n")).collect();
    yaml(&format!(
        "components:\n  schemas:\n    Root:\n      type: object\n      properties:\n{}",
        properties.concat()
    ))
}

fn required(n: usize) -> Files {
    let properties = list(n, |i| format!(r#""p{i}":{{"type":"string"}}"#));
    let names = list(n, |i| format!(r#""p{i}""#));
    schema(&format!(r#"{{"type":"object","required":[{names}],"properties":{{{properties}}}}}"#))
}

fn many_schemas(n: usize) -> Files {
    schemas(&list(n, |i| format!(r#""S{i}":{{"type":"string"}}"#)))
}

fn many_objects(n: usize) -> Files {
    schemas(&list(n, |i| format!(r#""S{i}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#)))
}

fn values(n: usize) -> Files {
    schema(&format!(r#"{{"type":"string","enum":[{}]}}"#, list(n, |i| format!(r#""v{i}""#))))
}

fn numbers(n: usize) -> Files {
    schema(&format!(r#"{{"enum":[{}]}}"#, list(n, |i| i.to_string())))
}

fn object_values(n: usize) -> Files {
    schema(&format!(r#"{{"enum":[{}]}}"#, list(n, |i| format!(r#"{{"a":{i}}}"#))))
}

fn paths(n: usize) -> Files {
    json(&format!(
        r#""paths":{{{}}}"#,
        list(n, |i| format!(r#""/p{i}":{{"get":{{"operationId":"o{i}",{ANSWER}}}}}"#))
    ))
}

fn parameter_paths(n: usize) -> Files {
    let path = |i| {
        let parameter = r#"{"name":"a","in":"path","required":true,"schema":{"type":"string"}}"#;
        format!(r#""/p{i}/{{a}}":{{"get":{{"operationId":"o{i}","parameters":[{parameter}],{ANSWER}}}}}"#)
    };
    json(&format!(r#""paths":{{{}}}"#, list(n, path)))
}

fn parameters(n: usize) -> Files {
    let all = list(n, |i| format!(r#"{{"name":"p{i}","in":"query","schema":{{"type":"string"}}}}"#));
    operation(&format!(r#""parameters":[{all}],{ANSWER}"#))
}

fn responses(n: usize) -> Files {
    operation(&format!(
        r#""responses":{{{}}}"#,
        list(n, |i| format!(r#""{}":{{"description":"a"}}"#, 100 + i))
    ))
}

fn media_types(n: usize) -> Files {
    let all = list(n, |i| format!(r#""application/vnd.a{i}+json":{{"schema":{{"type":"object"}}}}"#));
    operation(&format!(r#""responses":{{"200":{{"description":"a","content":{{{all}}}}}}}"#))
}

fn headers(n: usize) -> Files {
    let all = list(n, |i| format!(r#""X-A{i}":{{"schema":{{"type":"string"}}}}"#));
    operation(&format!(r#""responses":{{"200":{{"description":"a","headers":{{{all}}}}}}}"#))
}

fn examples(n: usize) -> Files {
    let all = list(n, |i| format!(r#""e{i}":{{"value":{{"a":{i}}}}}"#));
    operation(&format!(
        r#""responses":{{"200":{{"description":"a","content":{{"application/json":{{"schema":{{"type":"object"}},"examples":{{{all}}}}}}}}}}}"#
    ))
}

fn tags(n: usize) -> Files {
    let all = list(n, |i| format!(r#""t{i}""#));
    json(&format!(
        r#""paths":{{"/a":{{"get":{{"operationId":"a","tags":[{all}],{ANSWER}}}}},"/b":{{"get":{{"operationId":"b",{ANSWER}}}}}}}"#
    ))
}

fn servers(n: usize) -> Files {
    let all = list(n, |i| format!(r#"{{"url":"https://a{i}.example"}}"#));
    let mut files = operation(ANSWER);
    files[0].1 = files[0].1.replacen(r#""paths""#, &format!(r#""servers":[{all}],"paths""#), 1);
    files
}

fn variables(n: usize) -> Files {
    let url: String = each(n, |i| format!("/{{v{i}}}"));
    let all = list(n, |i| format!(r#""v{i}":{{"default":"a"}}"#));
    let mut files = operation(ANSWER);
    let servers = format!(r#""servers":[{{"url":"https://a.example{url}","variables":{{{all}}}}}],"paths""#);
    files[0].1 = files[0].1.replacen(r#""paths""#, &servers, 1);
    files
}

fn security(n: usize) -> Files {
    let all = list(n, |i| format!(r#"{{"s":["scope{i}"]}}"#));
    let scheme = r#""components":{"securitySchemes":{"s":{"type":"http","scheme":"bearer"}}}"#;
    json(&format!(r#""paths":{{"/a":{{"get":{{"operationId":"a","security":[{all}],{ANSWER}}}}}}},{scheme}"#))
}

fn security_schemes(n: usize) -> Files {
    let all = list(n, |i| format!(r#""s{i}":{{"type":"apiKey","in":"header","name":"X-A{i}"}}"#));
    let names = list(n, |i| format!(r#"{{"s{i}":[]}}"#));
    json(&format!(
        r#""paths":{{"/a":{{"get":{{"operationId":"a","security":[{names}],{ANSWER}}}}}}},"components":{{"securitySchemes":{{{all}}}}}"#
    ))
}

fn tagged(n: usize) -> Files {
    let branches = list(n, |i| format!(r##"{{"$ref":"#/components/schemas/S{i}"}}"##));
    let all = list(n, |i| {
        format!(
            r#""S{i}":{{"type":"object","required":["t"],"properties":{{"t":{{"type":"string","enum":["v{i}"]}}}}}}"#
        )
    });
    schemas(&format!(r#""Root":{{"oneOf":[{branches}],"discriminator":{{"propertyName":"t"}}}},{all}"#))
}

fn untagged(n: usize) -> Files {
    schema(&format!(
        r#"{{"oneOf":[{}]}}"#,
        list(n, |i| format!(
            r#"{{"type":"object","required":["a{i}"],"properties":{{"a{i}":{{"type":"string"}}}}}}"#
        ))
    ))
}

fn strings(n: usize) -> Files {
    schema(&format!(r#"{{"anyOf":[{}]}}"#, list(n, |i| format!(r#"{{"type":"string","maxLength":{i}}}"#))))
}

fn parts(n: usize) -> Files {
    schema(&format!(
        r#"{{"allOf":[{}]}}"#,
        list(n, |i| format!(r#"{{"properties":{{"p{i}":{{"type":"string"}}}}}}"#))
    ))
}

fn pattern_properties(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"object","patternProperties":{{{}}}}}"#,
        list(n, |i| format!(r#""^p{i}":{{"type":"string"}}"#))
    ))
}

fn dependent(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"object","dependentRequired":{{{}}}}}"#,
        list(n, |i| format!(r#""p{i}":["p{}"]"#, i + 1))
    ))
}

fn unknown(n: usize) -> Files {
    json(&list(n, |i| format!(r#""u{i}":1"#)))
}

fn extensions(n: usize) -> Files {
    json(&list(n, |i| format!(r#""x-{i}":1"#)))
}

fn example(n: usize) -> Files {
    schema(&format!(
        r#"{{"type":"array","items":{{"type":"integer"}},"example":[{}],"default":[{0}]}}"#,
        list(n, |i| i.to_string())
    ))
}

fn clashes(n: usize) -> Files {
    let name = |i: usize| (0..20).map(|bit| if i >> bit & 1 == 1 { "a-" } else { "a_" }).collect::<String>();
    schema(&format!(
        r#"{{"type":"object","properties":{{{}}}}}"#,
        list(n, |i| format!(r#""{}a":{{"type":"string"}}"#, name(i)))
    ))
}

fn duplicates(n: usize) -> Files {
    json(&format!("{},{}", list(n, |i| format!(r#""x-{i}":1"#)), list(n, |i| format!(r#""x-{i}":1"#))))
}
