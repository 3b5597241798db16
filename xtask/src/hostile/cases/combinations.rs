//! Schemas whose parts multiply.

use super::{Case, Files, list, schema, schemas};

pub(super) const CASES: &[Case] = &[
    Case { name: "`allOf` diamonds", large: 100, small: 40, files: |n| diamonds(n, "allOf") },
    Case { name: "`oneOf` diamonds", large: 100, small: 40, files: |n| diamonds(n, "oneOf") },
    Case { name: "`anyOf` diamonds", large: 100, small: 40, files: |n| diamonds(n, "anyOf") },
    Case {
        name: "`allOf` diamonds with a property at each level",
        large: 100,
        small: 40,
        files: property_diamonds,
    },
    Case { name: "inline `allOf` of `oneOf`s", large: 1000, small: 60, files: |n| product(n, "oneOf") },
    Case { name: "inline `allOf` of `anyOf`s", large: 1000, small: 60, files: |n| product(n, "anyOf") },
    Case { name: "`allOf` of large enums", large: 20_000, small: 1000, files: enums },
    Case {
        name: "properties that are two unions at once, down a chain",
        large: 60,
        small: 20,
        files: chain_of_products,
    },
    Case { name: "`not` diamonds", large: 100, small: 40, files: not_diamonds },
    Case { name: "`properties` diamonds", large: 10_000, small: 200, files: field_diamonds },
    Case { name: "children that name parents that name children", large: 300, small: 30, files: families },
    Case { name: "unions whose branches are all unions of each other", large: 60, small: 12, files: cliques },
];

fn reference(name: &str, index: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/{name}{index}"}}"##)
}

fn diamonds(n: usize, keyword: &str) -> Files {
    let level = |index: usize| {
        let next = |letter| reference(letter, index + 1);
        let both = format!("{},{}", next("A"), next("B"));
        format!(r#""A{index}":{{"{keyword}":[{both}]}},"B{index}":{{"{keyword}":[{both}]}}"#)
    };
    schemas(&format!(
        r#"{},"A{n}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}},"B{n}":{{"type":"object","properties":{{"b":{{"type":"string"}}}}}}"#,
        list(n, level)
    ))
}

fn property_diamonds(n: usize) -> Files {
    let level = |index: usize| {
        let (a, b) = (reference("A", index + 1), reference("B", index + 1));
        let part = |letter: &str| {
            format!(
                r#""{letter}{index}":{{"allOf":[{a},{b},{{"type":"object","properties":{{"{letter}{index}":{{"allOf":[{a},{b}]}}}}}}]}}"#
            )
        };
        format!("{},{}", part("A"), part("B"))
    };
    schemas(&format!(r#"{},"A{n}":{{"type":"object"}},"B{n}":{{"type":"object"}}"#, list(n, level)))
}

fn product(n: usize, keyword: &str) -> Files {
    let part = |index: usize| {
        let branch = |letter: &str| {
            format!(
                r#"{{"type":"object","required":["{letter}{index}"],"properties":{{"{letter}{index}":{{"type":"string"}}}}}}"#
            )
        };
        format!(r#"{{"{keyword}":[{},{}]}}"#, branch("a"), branch("b"))
    };
    schema(&format!(r#"{{"allOf":[{}]}}"#, list(n, part)))
}

fn enums(n: usize) -> Files {
    let part = |from: usize| {
        format!(r#"{{"type":"string","enum":[{}]}}"#, list(n, |i| format!(r#""v{}""#, i + from)))
    };
    schema(&format!(r#"{{"allOf":[{}]}}"#, list(8, part)))
}

fn chain_of_products(n: usize) -> Files {
    let level = |index: usize| {
        let (a, b) = (reference("A", index + 1), reference("B", index + 1));
        let part = |letter: &str| {
            format!(
                r#""{letter}{index}":{{"type":"object","properties":{{"p":{{"allOf":[{{"oneOf":[{a},{b}]}},{{"anyOf":[{b},{a}]}}]}}}}}}"#
            )
        };
        format!("{},{}", part("A"), part("B"))
    };
    schemas(&format!(r#"{},"A{n}":{{"type":"object"}},"B{n}":{{"type":"object"}}"#, list(n, level)))
}

fn not_diamonds(n: usize) -> Files {
    let level = |index: usize| {
        let (a, b) = (reference("A", index + 1), reference("B", index + 1));
        format!(r#""A{index}":{{"not":{{"anyOf":[{a},{b}]}}}},"B{index}":{{"not":{{"allOf":[{a},{b}]}}}}"#)
    };
    schemas(&format!(r#"{},"A{n}":{{"type":"string"}},"B{n}":{{"minLength":1}}"#, list(n, level)))
}

fn field_diamonds(n: usize) -> Files {
    let level = |index: usize| {
        let (a, b) = (reference("A", index + 1), reference("B", index + 1));
        let part = |letter: &str| {
            format!(r#""{letter}{index}":{{"type":"object","properties":{{"a":{a},"b":{b}}}}}"#)
        };
        format!("{},{}", part("A"), part("B"))
    };
    schemas(&format!(r#"{},"A{n}":{{"type":"string"}},"B{n}":{{"type":"string"}}"#, list(n, level)))
}

fn families(n: usize) -> Files {
    let children = list(n, |index| reference("C", index));
    let all = list(n, |index| {
        format!(
            r##""C{index}":{{"allOf":[{{"$ref":"#/components/schemas/P"}},{{"type":"object","properties":{{"a":{{"$ref":"#/components/schemas/P"}}}}}}]}}"##
        )
    });
    schemas(&format!(
        r#""P":{{"type":"object","required":["t"],"properties":{{"t":{{"type":"string"}}}},"discriminator":{{"propertyName":"t"}},"oneOf":[{children}]}},{all}"#
    ))
}

fn cliques(n: usize) -> Files {
    schemas(&list(n, |index| {
        let others =
            list(
                n,
                |other| {
                    if other == index { r#"{"type":"string"}"#.to_owned() } else { reference("S", other) }
                },
            );
        format!(r#""S{index}":{{"oneOf":[{others}]}}"#)
    }))
}
