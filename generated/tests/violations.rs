//! What a server that takes the same requests does with violations: it answers with the error of the document.

use generated::models::{ApiError, BadRequestDetail, FieldViolation, FieldViolationRequired, Slack};
use generated::{Validate, Violations};

/// The answer to a body that does not satisfy the document: a field violation for each place.
fn bad_request(violations: &Violations) -> ApiError {
    let fields = violations.by_location().into_iter().map(|(place, violations)| {
        let description =
            violations.iter().map(|violation| violation.message()).collect::<Vec<_>>().join("; ");
        FieldViolation::new(FieldViolationRequired { description, field: place.to_owned() })
    });
    ApiError::new(400, "VALIDATION_ERROR")
        .reason("Bad Request")
        .bad_request_detail(BadRequestDetail::new().fields(fields.collect()))
}

#[test]
fn a_server_can_answer_with_the_error_of_the_document() {
    let violations = Slack::new("xoxb-secret", Some(String::new())).validate().unwrap_err();
    let answer = bad_request(&violations);
    assert_eq!(answer.validate(), Ok(()));
    let json = serde_json::to_string(&answer).unwrap();
    let expected = r#"{"badRequestDetail":{"fields":[{"description":"its length 0 is less than the minimum 1","field":"/channelName"}]},"error":400,"errorCode":"VALIDATION_ERROR","reason":"Bad Request"}"#;
    assert_eq!(json, expected);
}

#[test]
fn violations_are_json_too() {
    let violations = Slack::new("xoxb-secret", Some(String::new())).validate().unwrap_err();
    let json = serde_json::to_value(&violations).unwrap();
    let expected = serde_json::json!({
        "violations": [{
            "instance": "/channelName",
            "keyword": "minLength",
            "keywordLocation": "/components/schemas/Slack/properties/channelName/minLength",
            "message": "its length 0 is less than the minimum 1",
        }],
        "omitted": 0,
    });
    assert_eq!(json, expected);
}
