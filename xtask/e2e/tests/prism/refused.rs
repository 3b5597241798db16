//! What our validators refuse, Prism refuses too, in the same place and by the same keyword. There is nothing that it is
//! more lenient about; if there ever is, the case is to say why.

use generated::models::ThirdPartyIntegration;
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server, Validate};
use serde_json::{Value, json};

use crate::{Datadog, GROUP, HEX, both, servers, update, with_token};

/// A request with one violation.
struct Case {
    operation: UpdateGroupIntegration,
    /// The place and the keyword that our validators name.
    ours: (&'static str, &'static str),
}

fn case(operation: UpdateGroupIntegration, place: &'static str, keyword: &'static str) -> Case {
    Case { operation, ours: (place, keyword) }
}

/// A body that is read as it comes: our types take what only validators refuse.
fn body(place: &'static str, keyword: &'static str, json: &Value) -> Case {
    let body: ThirdPartyIntegration = serde_json::from_value(json.clone()).unwrap();
    case(update(body), place, keyword)
}

fn slack(channel: &str) -> Value {
    json!({"type": "SLACK", "apiToken": "t", "channelName": channel})
}

fn new_relic(account: &str, license: &str) -> Value {
    json!({"type": "NEW_RELIC", "accountId": account, "licenseKey": license, "readToken": "r", "writeToken": "w"})
}

/// One violation for each keyword and each place that has it.
fn cases() -> Vec<Case> {
    let good = || update(Datadog::new("key"));
    let group = |group: &str| UpdateGroupIntegration::new(group, Datadog::new("key"));
    let prometheus = |discovery: &str| json!({"type": "PROMETHEUS", "enabled": true, "serviceDiscovery": discovery, "username": "u"});
    let upper = HEX.to_uppercase();
    vec![
        case(group("nope"), "/groupId", "pattern"),
        case(group(&GROUP.to_uppercase()), "/groupId", "pattern"),
        case(group(&format!("{GROUP}0")), "/groupId", "pattern"),
        case(group(&format!("{GROUP}\n")), "/groupId", "pattern"),
        case(good().items_per_page(0), "/itemsPerPage", "minimum"),
        case(good().items_per_page(501), "/itemsPerPage", "maximum"),
        case(good().page_num(0), "/pageNum", "minimum"),
        case(good().page_num(i64::MIN), "/pageNum", "minimum"),
        body("/body/channelName", "minLength", &slack("")),
        body("/body/channelName", "maxLength", &slack(&"é".repeat(81))),
        body("/body/accountId", "pattern", &new_relic(&upper, HEX)),
        body("/body/accountId", "pattern", &new_relic(&HEX[1..], HEX)),
        body("/body/licenseKey", "pattern", &new_relic(HEX, "")),
        body("/body/region", "enum", &json!({"type": "PAGER_DUTY", "serviceKey": "k", "region": "MARS"})),
        body("/body/region", "enum", &json!({"type": "DATADOG", "apiKey": "k", "region": "us"})),
        body("/body/region", "enum", &json!({"type": "OPS_GENIE", "apiKey": "k", "region": ""})),
        body("/body/serviceDiscovery", "enum", &prometheus("dns")),
        body("/body/type", "oneOf", &json!({"type": "PIGEON", "apiKey": "k"})),
        // The list of types has it, and no branch does.
        body("/body/type", "oneOf", &json!({"type": "HIP_CHAT", "apiKey": "k"})),
        // What is read leniently, a null that was never promised, is not sent.
        body("/body/region", "type", &json!({"type": "DATADOG", "apiKey": "k", "region": null})),
        body("/body/routingKey", "type", &json!({"type": "VICTOR_OPS", "apiKey": "k", "routingKey": null})),
    ]
}

#[test]
fn what_we_refuse_is_refused() {
    for server in servers() {
        both(|client| {
            let client = client(with_token(&server));
            for Case { operation, ours } in cases() {
                let violations = operation.validate().unwrap_err();
                let found: Vec<_> =
                    violations.iter().map(|it| (it.instance_location(), it.keyword())).collect();
                assert!(found.contains(&ours), "{ours:?} in {found:?}");
                let request = operation.build_unchecked(&Server::new(&server).unwrap()).unwrap();
                let answer = client.send_request::<UpdateGroupIntegration>(request);
                let Err(error) = answer else { panic!("{server} accepts {ours:?}: {operation:?}") };
                let response = error.response().unwrap().response();
                assert_eq!(response.status(), 400, "{ours:?} {response:?}");
                let theirs = response.headers()["sl-violations"].to_str().unwrap();
                let theirs: Vec<Value> = serde_json::from_str(theirs).unwrap();
                let name = ours.0.rsplit('/').next().unwrap();
                let says_so = |it: &Value| {
                    let place = it["location"].as_array().unwrap().last().unwrap().as_str().unwrap();
                    // A tag that no branch has is a matter of the whole body, to Prism.
                    it["code"] == ours.1 && (place.eq_ignore_ascii_case(name) || ours.1 == "oneOf")
                };
                assert!(theirs.iter().any(says_so), "{ours:?} in {theirs:#?}");
            }
        });
    }
}

/// What our types can not even hold: it is not read, and Prism does not take it.
#[test]
fn what_we_can_not_read_is_refused() {
    let bodies = [
        json!({"type": "DATADOG"}),
        json!({"type": "DATADOG", "apiKey": 7}),
        json!({"type": "DATADOG", "apiKey": "k", "sendDatabaseMetrics": "yes"}),
        json!({"type": "SLACK", "apiToken": "t"}),
        json!({"type": "WEBHOOK", "url": ["https://example.com"]}),
        json!({"type": "PROMETHEUS", "enabled": "true", "serviceDiscovery": "http", "username": "u"}),
        json!({"type": "VICTOR_OPS", "apiKey": null}),
        json!([]),
        json!("DATADOG"),
        json!(null),
    ];
    for server in servers() {
        both(|client| {
            let client = client(with_token(&server));
            for body in &bodies {
                assert!(serde_json::from_value::<ThirdPartyIntegration>(body.clone()).is_err(), "{body}");
                let good = update(Datadog::new("key")).build(&Server::new(&server).unwrap()).unwrap();
                let request = good.map(|_| serde_json::to_vec(body).unwrap());
                let error = client.send_request::<UpdateGroupIntegration>(request).unwrap_err();
                assert_eq!(error.status().unwrap(), 400, "{body}");
            }
        });
    }
}
