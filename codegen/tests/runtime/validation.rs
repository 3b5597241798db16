//! Validators.

use codegen::runtime::{Location, Report, Validate, Violations};

use crate::model::{Animal, Pet};
use crate::read;

fn lines(result: Result<(), Violations>) -> Vec<String> {
    result.err().map_or(Vec::new(), |violations| violations.iter().map(ToString::to_string).collect())
}

fn pet(json: &str) -> Pet {
    read(json).unwrap()
}

#[test]
fn violations_are_grouped_by_place() {
    let bad = pet(r#"{"name":"Rex","age":-1,"tags":[["a"],["b"],["a"],[]],"a/b":1}"#);
    let violations = bad.validate().unwrap_err();
    let places: Vec<(&str, Vec<&str>)> = violations
        .by_location()
        .into_iter()
        .map(|(place, all)| (place, all.iter().map(|violation| violation.keyword()).collect()))
        .collect();
    let expected = [
        ("/age", vec!["minimum"]),
        ("/tags", vec!["maxItems", "uniqueItems"]),
        ("/a~1b", vec!["additionalProperties"]),
    ];
    assert_eq!(places, expected);
}

#[test]
fn everything_that_is_wrong_is_reported_with_its_place() {
    let bad =
        pet(r#"{"name":"too long","age":101,"color":"PINK","tags":[["a"],["b"],["a"],[]],"weight":null,
            "friends":[{"name":"Rex"},{"name":"é","age":-1}],"a/b":1}"#);
    let unknown = ["/color: is none of the values RED, BLUE", "/a~1b: the property is not known"];
    let wrong = [
        "/name: its length 8 is greater than the maximum 5",
        "/age: 101 is greater than the maximum 100",
        "/tags: the number of items, 4, is greater than the maximum 3",
        "/tags: the items 0 and 2 are equal",
        "/friends/1/name: its length 1 is less than the minimum 2",
        "/friends/1/age: -1 is less than the minimum 0",
        "/weight: null is not allowed",
    ];
    let mut strict = lines(bad.validate());
    let mut expected: Vec<_> = wrong.iter().chain(&unknown).map(ToString::to_string).collect();
    strict.sort();
    expected.sort();
    assert_eq!(strict, expected);
    assert_eq!(lines(bad.validate_allowing_unknown()), wrong);
    let violations = bad.validate().unwrap_err();
    let violation = violations.iter().find(|violation| violation.instance_location() == "/weight").unwrap();
    assert_eq!(violation.keyword(), "type");
    assert_eq!(violation.keyword_location(), "/c/Pet/properties/weight/type");
    let json = serde_json::to_value(&violations).unwrap();
    assert_eq!(json["violations"][0]["keywordLocation"], "/c/Pet/properties/name/maxLength");
    assert!(pet(r#"{"name":"Rex","age":100,"color":"RED","tags":[["a"],["b"]]}"#).validate().is_ok());
}

#[test]
fn a_null_that_was_replaced_is_no_violation() {
    let mut pet = pet(r#"{"name":"Rex","age":null}"#);
    assert_eq!(lines(pet.validate()), ["/age: null is not allowed"]);
    pet.age = Some(1);
    assert!(pet.validate().is_ok());
}

#[test]
fn unions_are_checked_against_their_branch() {
    let table: [(&str, &[&str], bool); 6] = [
        (r#"{"type":"cat","lives":9}"#, &[], true),
        (r#"{"type":"cat","lives":10}"#, &["/lives: 10 is greater than the maximum 9"], false),
        (r#"{"type":"lion"}"#, &["/type: the value is none of cat, dog, owl, crow"], true),
        ("{}", &["`type` should be one of cat, dog, owl, crow"], false),
        (r#"{"type":"tomcat"}"#, &["/type: is not the constant cat"], false),
        (
            r#"{"type":"cat","kitten":{"type":"cat","lives":10}}"#,
            &["/kitten/lives: 10 is greater than the maximum 9"],
            false,
        ),
    ];
    for (json, expected, allowed) in table {
        let animal: Animal = read(json).unwrap();
        assert_eq!(lines(animal.validate()), expected, "{json}");
        assert_eq!(animal.validate_allowing_unknown().is_ok(), allowed, "{json}");
    }
}

#[test]
fn a_report_keeps_only_so_many() {
    let friends = vec![r#"{"name":"x"}"#; 250].join(",");
    let violations = pet(&format!(r#"{{"name":"Rex","friends":[{friends}]}}"#)).validate().unwrap_err();
    assert_eq!((violations.len(), violations.omitted()), (100, 150));
    assert!(violations.to_string().ends_with("\nand 150 more"));
}

fn numbers(check: impl Fn(&mut Report, &Location<'_>)) -> bool {
    let mut report = Report::new();
    check(&mut report, &Location::root());
    report.finish().is_ok()
}

#[test]
fn multiples_are_exact() {
    let table = [
        (0.3, 0.1, true),
        (19.99, 0.01, true),
        (19.999, 0.01, false),
        (0.0, 0.01, true),
        (-0.07, 0.01, true),
        (1e300, 0.01, true),
        (1e300, 3.0, false),
        (1e-300, 0.01, false),
        (4.5, 1.5, true),
        (4.0, 1.5, false),
        (1e22, 7.0, false),
        (7e22, 7.0, true),
        (1.797_693_134_862_315_7e308, 0.000_1, true),
        (5e-324, 5e-324, true),
        (f64::NAN, 1.0, true),
        (f64::INFINITY, 1.0, true),
        (1.0, 0.0, false),
    ];
    for (value, divisor, expected) in table {
        let found = numbers(|report, at| report.multiple_of_f64(at, value, divisor));
        assert_eq!(found, expected, "{value} {divisor}");
    }
    assert!(numbers(|report, at| report.multiple_of(at, -9_i64, 3)));
    assert!(!numbers(|report, at| report.multiple_of(at, 10_u64, 3)));
    assert!(!numbers(|report, at| report.multiple_of(at, 10_i64, 0)));
}

#[test]
fn bounds_are_exact() {
    assert!(numbers(|report, at| report.minimum(at, i64::MIN, i64::MIN.into())));
    assert!(!numbers(|report, at| report.maximum(at, u64::MAX, i128::from(u64::MAX) - 1)));
    assert!(!numbers(|report, at| report.exclusive_minimum(at, 5_i64, 5)));
    assert!(!numbers(|report, at| report.exclusive_maximum_f64(at, 0.5, 0.5)));
    assert!(numbers(|report, at| report.exclusive_minimum_f64(at, 0.6, 0.5)));
    assert!(numbers(|report, at| report.minimum_f64(at, f64::NAN, 0.0)), "`finite` says so");
    assert!(!numbers(|report, at| report.int32(at, 2_147_483_648_i64)));
    assert!(
        numbers(|report, at| report.int8(at, -128_i64)) && !numbers(|report, at| report.int8(at, 128_i64))
    );
    assert!(numbers(|report, at| report.int16(at, 32_767_i64)));
    assert!(!numbers(|report, at| report.int16(at, -32_769_i64)));
    assert!(
        numbers(|report, at| report.uint8(at, 255_u64)) && !numbers(|report, at| report.uint8(at, 256_u64))
    );
    assert!(numbers(|report, at| report.uint16(at, 0_u64)));
    assert!(!numbers(|report, at| report.uint16(at, 65_536_u64)));
    assert!(numbers(|report, at| report.uint32(at, u64::from(u32::MAX))));
    assert!(!numbers(|report, at| report.uint32(at, -1_i64)));
    assert!(numbers(|report, at| report.int32(at, -2_147_483_648_i64)));
}

#[test]
fn lengths_count_code_points() {
    for (text, minimum, maximum, fits) in [
        ("", 0, 0, true),
        ("🦀🦀", 2, 2, true),
        ("🦀", 2, 2, false),
        ("ééé", 0, 2, false),
        ("abc", 3, 3, true),
    ] {
        let found = numbers(|report, at| {
            report.min_length(at, text, minimum);
            report.max_length(at, text, maximum);
        });
        assert_eq!(found, fits, "{text}");
    }
}

#[test]
fn sensitive_places_show_nothing() {
    let mut report = Report::new();
    let root = Location::root();
    let at = root.property("a/b").sensitive();
    let at = at.index(3);
    report.max_length(&at, "secret", 3);
    report.minimum(&at, 4711_i64, 5000);
    let violations = report.finish().unwrap_err();
    let text = "/a~1b/3: longer than the maximum length 3\n/a~1b/3: is less than the minimum 5000";
    assert_eq!(violations.to_string(), text);
}

#[test]
fn uniqueness_of_many_items_is_json_equality() {
    let mut items: Vec<f64> = (0..1_000).map(f64::from).collect();
    assert!(numbers(|report, at| report.unique_items(at, &items)));
    items.push(999.0);
    assert!(!numbers(|report, at| report.unique_items(at, &items)));
}
