//! Nothing that is shown to people holds a credential.

use generated::models::ThirdPartyIntegration;
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server, Validate};

const SECRET: &str = "s3cr3t-value";

const BODIES: &[&str] = &[
    r#"{"type":"PAGER_DUTY","serviceKey":"s3cr3t-value"}"#,
    r#"{"type":"SLACK","apiToken":"s3cr3t-value","channelName":"c"}"#,
    r#"{"type":"DATADOG","apiKey":"s3cr3t-value"}"#,
    r#"{"type":"NEW_RELIC","accountId":"a","licenseKey":"s3cr3t-value","readToken":"s3cr3t-value","writeToken":"s3cr3t-value"}"#,
    r#"{"type":"OPS_GENIE","apiKey":"s3cr3t-value"}"#,
    r#"{"type":"VICTOR_OPS","apiKey":"s3cr3t-value"}"#,
    r#"{"type":"WEBHOOK","url":"https://s3cr3t-value","secret":"s3cr3t-value","bodyTemplate":"s3cr3t-value","headersTemplate":"s3cr3t-value"}"#,
    r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"http","username":"u","password":"s3cr3t-value"}"#,
    r#"{"type":"MICROSOFT_TEAMS","microsoftTeamsWebhookUrl":"https://s3cr3t-value"}"#,
    r#"{"type":"NEW_KIND","credential":"s3cr3t-value"}"#,
    r#"{"type":"DATADOG","apiKey":"s3cr3t-value","newCredential":"s3cr3t-value"}"#,
];

#[test]
fn debug_violations_and_errors_are_silent_about_credentials() {
    for text in BODIES {
        let body: ThirdPartyIntegration = serde_json::from_str(text).unwrap();
        let mut shown = vec![format!("{body:?} {body:#?}")];
        if let Err(violations) = body.validate() {
            shown.push(format!("{violations} {violations:?}"));
        }
        let operation = UpdateGroupIntegration::new("bad group", body);
        let error = operation.build(&Server::default()).unwrap_err();
        shown.push(format!("{operation:?} {error} {error:?}"));
        assert!(!shown.iter().any(|text| text.contains(SECRET)), "{shown:?}");
    }
}

#[test]
fn decode_errors_are_silent_about_credentials() {
    for text in BODIES {
        let broken = text.replace("\"type\":", "\"type\":{},\"was\":");
        let page = format!(r#"{{"results":[{broken}]}}"#);
        let response = http::Response::builder().status(200).body(page.into_bytes()).unwrap();
        let error = UpdateGroupIntegration::decode(response).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
    }
}
