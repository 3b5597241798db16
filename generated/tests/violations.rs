//! Violations as a value. How a server answers with them is an example, `answer_with_violations`.

use generated::Validate;
use generated::models::Slack;

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
