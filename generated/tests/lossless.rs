//! Reading never loses what the document does not know, and writing gives it back.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use generated::Validate;
use generated::models::{Datadog, DatadogRegion, PagerDuty, Slack, ThirdPartyIntegration};
use serde_json::Value;

fn read(text: &str) -> ThirdPartyIntegration {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Reads and writes, and compares as JSON.
fn survives(text: &str) -> ThirdPartyIntegration {
    let value = read(text);
    let written = serde_json::to_string(&value).unwrap();
    let (before, after): (Value, Value) =
        (serde_json::from_str(text).unwrap(), serde_json::from_str(&written).unwrap());
    assert_eq!(before, after, "{text} became {written}");
    value
}

#[test]
fn what_the_document_does_not_know_is_kept() {
    for text in [
        r#"{"type":"DATADOG","apiKey":"k","region":"MOON"}"#,
        r#"{"type":"DATADOG","apiKey":"k","new":{"deep":[1.50,1e3,12345678901234567890123]}}"#,
        r#"{"new":true,"apiKey":"k","type":"DATADOG"}"#,
        r#"{"type":"CARRIER_PIGEON","ringNumber":7}"#,
        r#"{"ringNumber":7,"type":"CARRIER_PIGEON"}"#,
        r#"{"type":"SLACK","apiToken":"t","channelName":null}"#,
        r#"{"type":"DATADOG","apiKey":"k","region":null}"#,
        r#"{"type":"DATADOG","apiKey":"k","id":null}"#,
        r#"{"type":"DATADOG","apiKey":"k"}"#,
        r#"{"apiKey":"k"}"#,
        r#"{"type":null,"apiKey":"k"}"#,
        "{}",
    ] {
        survives(text);
    }
}

#[test]
fn numbers_of_unknown_fields_keep_their_text() {
    let written =
        serde_json::to_string(&read(r#"{"type":"DATADOG","apiKey":"k","n":1.0,"m":1e400}"#)).unwrap();
    assert!(written.contains(r#""n":1.0"#) && written.contains(r#""m":1e400"#), "{written}");
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let id = |text: &str| match survives(text) {
        ThirdPartyIntegration::Datadog(datadog) => datadog.id,
        other => panic!("{other:?}"),
    };
    assert_eq!(id(r#"{"type":"DATADOG","apiKey":"k"}"#), None);
    assert_eq!(id(r#"{"type":"DATADOG","apiKey":"k","id":null}"#), Some(None));
    assert_eq!(id(r#"{"type":"DATADOG","apiKey":"k","id":"i"}"#), Some(Some("i".to_owned())));
}

#[test]
fn the_place_of_the_tag_does_not_matter() {
    let first = read(r#"{"type":"DATADOG","apiKey":"k","region":"EU"}"#);
    let last = read(r#"{"apiKey":"k","region":"EU","type":"DATADOG"}"#);
    assert_eq!(first, last);
    assert_eq!(first.tag(), Some("DATADOG"));
}

#[test]
fn a_branch_on_its_own_keeps_an_absent_or_foreign_tag() {
    for text in
        [r#"{"apiKey":"k"}"#, r#"{"type":"DATADOG","apiKey":"k"}"#, r#"{"type":"DATADOG_2","apiKey":"k"}"#]
    {
        let value: Datadog = serde_json::from_str(text).unwrap();
        let written = serde_json::to_value(&value).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(text).unwrap());
    }
    assert_eq!(
        serde_json::to_value(Datadog::new("k")).unwrap(),
        serde_json::json!({"type": "DATADOG", "apiKey": "k"})
    );
}

#[test]
fn a_field_that_was_null_can_be_set() {
    let mut value: Datadog =
        serde_json::from_str(r#"{"type":"DATADOG","apiKey":"k","region":null}"#).unwrap();
    assert!(value.validate().is_err());
    value.region = Some(DatadogRegion::Ap1);
    assert_eq!(
        serde_json::to_value(&value).unwrap(),
        serde_json::json!({"type": "DATADOG", "apiKey": "k", "region": "AP1"})
    );
    value.validate().unwrap();
}

#[test]
fn malformed_bodies_are_errors_with_a_place_and_no_value() {
    let table = [
        (r#"{"type":"SLACK"}"#, "apiToken"),
        (r#"{"type":"SLACK","apiToken":"secret","channelName":5}"#, "/channelName: expected a string"),
        (r#"{"type":"DATADOG","apiKey":7}"#, "/apiKey: expected a string, found a number"),
        (r#"{"type":"DATADOG","apiKey":null}"#, "/apiKey"),
        (r#"{"type":"DATADOG","apiKey":"a","apiKey":"b"}"#, "apiKey"),
        (r#"{"apiKey":"a","apiKey":"b","type":"DATADOG"}"#, "apiKey"),
        (r#"{"type":"DATADOG","apiKey":"a","x":1,"x":2}"#, "`x`"),
        (r#"{"type":"DATADOG","type":"SLACK","apiKey":"a"}"#, "type"),
        (r#"{"type":7,"apiKey":"a"}"#, "/type"),
        (r#""DATADOG""#, "expected"),
        ("[]", "expected"),
        (r#"{"type":"DATADOG","apiKey":"a""#, "EOF"),
    ];
    for (text, wanted) in table {
        let error = serde_json::from_str::<ThirdPartyIntegration>(text).expect_err(text).to_string();
        assert!(error.contains(wanted), "{text}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn wrong_types_in_a_standalone_branch() {
    let error = serde_json::from_str::<PagerDuty>(r#"{"serviceKey":[]}"#).unwrap_err().to_string();
    assert!(error.starts_with("/serviceKey: expected a string, found an array"), "{error}");
    let error = serde_json::from_str::<Slack>(r#"{"apiToken":"t"}"#).unwrap_err().to_string();
    assert!(error.contains("channelName"), "{error}");
}

#[test]
fn unknown_fields_can_be_looked_at() {
    let ThirdPartyIntegration::Datadog(value) = read(r#"{"type":"DATADOG","apiKey":"k","a":[1],"b":null}"#)
    else {
        panic!()
    };
    let unknown: Vec<_> = value.unknown_fields().iter().collect();
    assert_eq!(unknown, [("a", "[1]"), ("b", "null")]);
    value.validate().unwrap();
}

#[test]
fn a_branch_that_was_read_without_its_tag_gets_it_in_the_union() {
    for text in [r#"{"apiKey":"k"}"#, r#"{"type":"SLACK","apiKey":"k"}"#, r#"{"type":null,"apiKey":"k"}"#] {
        let branch: Datadog = serde_json::from_str(text).unwrap();
        let union = ThirdPartyIntegration::from(branch.clone());
        union.validate().unwrap();
        assert_eq!(
            serde_json::to_value(&union).unwrap(),
            serde_json::json!({"type": "DATADOG", "apiKey": "k"})
        );

        let by_hand = ThirdPartyIntegration::Datadog(branch);
        by_hand.validate().expect_err(text);
        by_hand.validate_allowing_unknown().expect_err(text);
    }
}

#[test]
fn a_null_that_was_read_can_be_removed() {
    let mut value: Datadog =
        serde_json::from_str(r#"{"type":"DATADOG","apiKey":"k","region":null}"#).unwrap();
    let removed = value.unknown_fields_mut().remove("region").unwrap();
    assert_eq!(removed.get(), "null");
    value.validate().unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), serde_json::json!({"type": "DATADOG", "apiKey": "k"}));
}
