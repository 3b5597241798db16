//! Rules: schemas that are evaluated over JSON.

use codegen::runtime::{Location, Matcher, RawJson, Report, Rules, Violation, Violations};

/// What a text violates of a schema.
fn check(rules: &[(&str, &str)], json: &str) -> Option<Violations> {
    let list: Vec<_> = rules.iter().map(|(name, schema)| (*name, "", *schema)).collect();
    let digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let patterns: [(&str, Matcher<'_>); 1] = [("[0-9]", &digits)];
    let rules = Rules::new(&list, &patterns);
    let value = RawJson::from(serde_json::value::RawValue::from_string(json.to_owned()).unwrap());
    let mut report = Report::new();
    report.rules(&Location::root(), &value, &rules, &[list[0].0]);
    report.finish().err()
}

/// The same as places in the instance and in the rule.
fn violations(rules: &[(&str, &str)], json: &str) -> Vec<(String, String)> {
    let found = check(rules, json);
    let places = |it: &Violation| (it.instance_location().to_owned(), it.keyword_location().to_owned());
    found.iter().flat_map(Violations::iter).map(places).collect()
}

#[test]
fn a_schema_holds_or_says_where_it_does_not() {
    for (schema, valid, invalid, instance, keyword) in [
        (r#"{"type":["integer","null"]}"#, "1.0", "1.5", "", "/type"),
        (r#"{"const":{"a":1,"b":[2]}}"#, r#"{"b":[2.0],"a":1e0}"#, r#"{"a":1}"#, "", "/const"),
        (r#"{"enum":[-2.0]}"#, "-2", "2", "", "/enum"),
        (r#"{"minimum":0.1}"#, "0.10", "0.09999999999999999999", "", "/minimum"),
        (r#"{"maximum":-1e2}"#, "-100.0", "-99", "", "/maximum"),
        (r#"{"exclusiveMinimum":1e400}"#, "1.1e400", "1e400", "", "/exclusiveMinimum"),
        (r#"{"exclusiveMaximum":0}"#, "-0.1", "0.0", "", "/exclusiveMaximum"),
        (r#"{"multipleOf":0.01}"#, "123456789012345678901234567890.11", "0.005", "", "/multipleOf"),
        (r#"{"multipleOf":3}"#, "3e300", "1e300", "", "/multipleOf"),
        (r#"{"maxLength":1}"#, r#""\ud83d\ude00""#, r#""ab""#, "", "/maxLength"),
        (r#"{"pattern":"[0-9]"}"#, r#""a1""#, r#""a""#, "", "/pattern"),
        (r#"{"format":"date"}"#, r#""2024-02-29""#, r#""2023-02-29""#, "", "/format"),
        (r#"{"format":"int8"}"#, "-128", "128", "", "/format"),
        (r#"{"format":"uint16"}"#, "65535", "-1", "", "/format"),
        (r#"{"format":"uint32"}"#, "0.5", "4294967296", "", "/format"),
        (r#"{"format":"int32"}"#, "-2147483648", "2147483648", "", "/format"),
        (r#"{"uniqueItems":true}"#, r#"[1,"1"]"#, r#"[{"a":1,"b":2},{"b":2,"a":1}]"#, "", "/uniqueItems"),
        (r#"{"items":{"type":"null"}}"#, "[null]", "[null,1]", "/1", "/items/type"),
        (r#"{"contains":{"const":1},"minContains":0,"maxContains":1}"#, "[]", "[1,1]", "", "/maxContains"),
        (r#"{"contains":{"const":1},"minContains":2}"#, "[1,1]", "[1,2]", "", "/minContains"),
        (r#"{"contains":{"const":1},"maxContains":2}"#, "[1,1]", "[2]", "", "/contains"),
        (r#"{"required":["a"]}"#, r#"{"a":null}"#, "{}", "", "/required"),
        (
            r#"{"additionalProperties":false,"@properties":["a"]}"#,
            r#"{"a":1}"#,
            r#"{"b/~":1}"#,
            "/b~1~0",
            "/additionalProperties",
        ),
        (r#"{"dependentRequired":{"a":["b"]}}"#, r#"{"b":1}"#, r#"{"a":1}"#, "", "/dependentRequired"),
        (r#"{"not":{"not":{"type":"null"}}}"#, "null", "1", "", "/not"),
        (r#"{"oneOf":[{"type":"integer"},{"minimum":2}],"@most":true}"#, "1.5", "2", "", "/oneOf"),
        (r#"{"not":true,"@types":["string"]}"#, "1", r#""a""#, "", "/not"),
        (
            r#"{"unevaluatedItems":false,"@beside":{"prefixItems":[true],"contains":{"const":1}}}"#,
            "[0,1]",
            "[0,1,2]",
            "/2",
            "/unevaluatedItems",
        ),
        (
            r#"{"unevaluatedProperties":{"type":"null"},"@beside":{"if":{"properties":{"a":{"const":1}},"required":["a"]},"else":{"properties":{"b":true}}}}"#,
            r#"{"b":1}"#,
            r#"{"a":1,"b":1}"#,
            "/b",
            "/unevaluatedProperties/type",
        ),
    ] {
        assert_eq!(violations(&[("r", schema)], valid), [], "{schema} {valid}");
        let expected = (instance.to_owned(), keyword.to_owned());
        assert_eq!(violations(&[("r", schema)], invalid), [expected], "{schema} {invalid}");
    }
}

#[test]
fn what_no_schema_names_is_reported_beside_other_mistakes() {
    let json = r#"{"a":"x","b":1,"c":1,"d":1}"#;
    let expected = |keyword: &str| {
        let names = ["/c", "/d"].map(|name| (name.to_owned(), "/unevaluatedProperties".to_owned()));
        let mistake = (!keyword.is_empty()).then(|| ("/a".to_owned(), keyword.to_owned()));
        mistake.into_iter().chain(names).collect::<Vec<_>>()
    };
    let own = r#"{"properties":{"a":{"type":"integer"}},"anyOf":[{"properties":{"b":true}},true],"unevaluatedProperties":false}"#;
    assert_eq!(violations(&[("r", own)], json), expected("/properties/a/type"));
    let beside =
        r#"{"unevaluatedProperties":false,"@beside":{"allOf":[{"$ref":"s"}],"properties":{"b":true}}}"#;
    let other = r#"{"properties":{"a":{"type":"integer"}},"not":{"properties":{"c":true}}}"#;
    assert_eq!(violations(&[("r", beside), ("s", other)], json), expected(""));
    // Nobody knows what these evaluate once the mistake is mended.
    for open in [
        r#"{"additionalProperties":true,"required":["z"]}"#,
        r#"{"unevaluatedProperties":true,"required":["z"]}"#,
        r#"{"@unknown":true,"required":["z"]}"#,
        r#"{"if":{"required":["z"]},"then":{"patternProperties":{"x":true}},"else":false}"#,
    ] {
        let schema = format!(r#"{{"unevaluatedProperties":false,"@beside":{open}}}"#);
        assert_eq!(violations(&[("r", &schema)], json), [], "{open}");
    }
}

#[test]
fn messages_say_what_is_meant() {
    let dependent = r#"{"dependentRequired":{"a":["b","c"],"d":["c","e"]}}"#;
    let counted = r#"{"contains":{"const":1},"minContains":2,"maxContains":3}"#;
    let names = r#"{"propertyNames":{"pattern":"[0-9]","maxLength":2}}"#;
    for (schema, json, expected) in [
        (dependent, r#"{"a":1}"#, "`b`, `c` are missing"),
        (dependent, r#"{"a":1,"b":1,"d":1}"#, "`c`, `e` are missing"),
        (dependent, r#"{"a":1,"b":1}"#, "`c` is missing"),
        (r#"{"required":["a","b"]}"#, "{}", "`a`, `b` are missing"),
        (counted, "[1,2]", "`contains` describes 1 of its items, fewer than the minimum 2"),
        (counted, "[1,1,1,1]", "`contains` describes 4 of its items, more than the maximum 3"),
        (names, r#"{"x":1}"#, "/x: the name does not match the pattern [0-9]"),
        (names, r#"{"x12":1}"#, "/x12: the name is longer than the maximum length 2"),
        (
            r#"{"propertyNames":{"enum":["a","b"]}}"#,
            r#"{"x":1}"#,
            "/x: the name is none of the values \"a\", \"b\"",
        ),
        (r#"{"propertyNames":false}"#, r#"{"x":1}"#, "/x: the name: no value is allowed here"),
    ] {
        let found = check(&[("r", schema)], json).unwrap().to_string();
        assert_eq!(found, expected, "{schema} {json}");
    }
}

#[test]
fn what_can_not_be_decided_is_no_violation() {
    for schema in
        [r#"{"@unknown":true}"#, r#"{"not":{"@unknown":true}}"#, r#"{"oneOf":[true,{"@unknown":true}]}"#]
    {
        assert_eq!(violations(&[("r", schema)], "1"), [], "{schema}");
    }
    let decided = r#"{"anyOf":[{"@unknown":true,"type":"string"},false]}"#;
    assert_eq!(violations(&[("r", decided)], "1").len(), 1);
}

#[test]
fn references_that_lead_back_end() {
    let itself =
        [("a", r#"{"allOf":[{"$ref":"b"}],"type":"integer"}"#), ("b", r#"{"anyOf":[{"$ref":"a"}]}"#)];
    assert_eq!(violations(&itself, "1"), []);
    assert_eq!(violations(&itself, "true").len(), 2);
}

/// Each level has two ways to the next one, which would be more than any machine can follow.
#[test]
fn branches_are_not_followed_again_and_again() {
    let schema = r#"{"anyOf":[{"properties":{"n":{"$ref":"a"}},"required":["no"]},{"properties":{"n":{"$ref":"a"}}}]}"#;
    let json = format!("{}1{}", r#"{"n":"#.repeat(100), "}".repeat(100));
    assert_eq!(violations(&[("a", schema)], &json), []);
}

/// The same where violations are wanted: each is reported once, whatever leads to it.
#[test]
fn references_are_not_reported_again_and_again() {
    let names: Vec<String> = (100..=140).map(|level| level.to_string()).collect();
    let twice = |next: &String| format!(r#"{{"allOf":[{{"$ref":"{next}"}},{{"$ref":"{next}"}}]}}"#);
    let mut schemas: Vec<String> = names.iter().skip(1).map(twice).collect();
    schemas.push(r#"{"type":"integer"}"#.to_owned());
    let rules: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(schemas.iter().map(String::as_str)).collect();
    assert_eq!(violations(&rules, "1"), []);
    assert_eq!(violations(&rules, "true"), [(String::new(), "/type".to_owned())]);
}

#[test]
fn what_nests_too_deep_is_a_violation() {
    let json = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(violations(&[("a", "true")], &json).len(), 1);
}

/// Junk at the bottom must not hide what is wrong at the top.
#[test]
fn rules_that_nest_too_deep_are_a_violation() {
    let schema = r#"{"unevaluatedProperties":false,"@beside":{"anyOf":[{"properties":{"n":{"$ref":"a"},"a":true},"required":["a"]},{"properties":{"n":{"$ref":"a"},"b":true}}]}}"#;
    let nested = |levels: usize, member: &str| {
        format!(r#"{{{member}"n":{}{{}}{}}}"#, r#"{"n":"#.repeat(levels), "}".repeat(levels))
    };
    assert_eq!(violations(&[("a", schema)], &nested(20, "")), []);
    assert_eq!(violations(&[("a", schema)], &nested(20, r#""evil":1,"#)).len(), 1);
    let place = (String::new(), "/type".to_owned());
    for member in ["", r#""evil":1,"#] {
        assert_eq!(violations(&[("a", schema)], &nested(120, member)), std::slice::from_ref(&place));
    }
    // What is known to be wrong is said, and what does not need the depth is decided.
    let decided = format!(r#"{{"allOf":[{schema},{{"required":["c"]}}]}}"#);
    assert_eq!(violations(&[("0", &decided), ("a", schema)], &nested(120, "")).len(), 1);
    let either = format!(r#"{{"anyOf":[{schema},true]}}"#);
    assert_eq!(violations(&[("0", &either), ("a", schema)], &nested(120, "")), []);
}
