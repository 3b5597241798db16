//! What goes on the wire, against expectations written by hand.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use generated::models::{Datadog, DatadogRegion, Slack, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;
use generated::{BuildError, Operation, Server};

const GROUP: &str = "32b6e34b3d91647abb20e7b8";

fn datadog() -> Datadog {
    Datadog::new("0123456789abcdef").region(DatadogRegion::Us)
}

fn json(body: &[u8]) -> serde_json::Value {
    serde_json::from_slice(body).unwrap()
}

#[test]
fn a_request_with_nothing_optional() {
    let request = UpdateGroupIntegration::new(GROUP, Datadog::new("k")).build(&Server::default()).unwrap();
    assert_eq!(request.method(), http::Method::PUT);
    assert_eq!(
        request.uri(),
        "https://cloud.mongodb.com/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG"
    );
    let headers = request.headers();
    assert_eq!(headers.len(), 2);
    assert_eq!(headers["accept"], "application/vnd.atlas.2023-01-01+json");
    assert_eq!(headers["content-type"], "application/vnd.atlas.2023-01-01+json");
    assert_eq!(json(request.body()), serde_json::json!({"type": "DATADOG", "apiKey": "k"}));
}

#[test]
fn every_query_parameter() {
    let request = UpdateGroupIntegration::new(GROUP, datadog())
        .envelope(false)
        .include_count(true)
        .items_per_page(50)
        .page_num(2)
        .pretty(true)
        .build(&Server::default())
        .unwrap();
    assert_eq!(
        request.uri().query(),
        Some("envelope=false&includeCount=true&itemsPerPage=50&pageNum=2&pretty=true")
    );
}

#[test]
fn the_last_path_segment_comes_from_the_body() {
    let slack = Slack::new("t", Some("alerts".to_owned()));
    let request = UpdateGroupIntegration::new(GROUP, slack).build(&Server::default()).unwrap();
    assert!(request.uri().path().ends_with("/integrations/SLACK"));
}

#[test]
fn an_unknown_type_is_percent_encoded_where_the_caller_insists() {
    let body: ThirdPartyIntegration = serde_json::from_str(r#"{"type":"a b/c?d#e%é+","x":1}"#).unwrap();
    let operation = UpdateGroupIntegration::new(GROUP, body);
    assert!(matches!(operation.build(&Server::default()), Err(BuildError::Violations(_))));

    let request = operation.clone().allow_unknown().build(&Server::default()).unwrap();
    assert!(
        request.uri().path().ends_with("/integrations/a%20b%2Fc%3Fd%23e%25%C3%A9%2B"),
        "{}",
        request.uri()
    );
    let request = operation.build_unchecked(&Server::default()).unwrap();
    assert_eq!(json(request.body()), serde_json::json!({"type": "a b/c?d#e%é+", "x": 1}));
}

#[test]
fn path_segments_that_change_the_path_are_refused() {
    for group in ["..", ".", ""] {
        let error = UpdateGroupIntegration::new(group, datadog())
            .build_unchecked(&Server::default())
            .expect_err(group);
        assert!(error.to_string().contains("groupId"), "{error}");
    }
}

#[test]
fn every_violation_is_reported_at_once() {
    let slack = Slack::new("t", Some(String::new()));
    let error = UpdateGroupIntegration::new("nope", slack)
        .items_per_page(501)
        .page_num(0)
        .build(&Server::default())
        .unwrap_err();
    let BuildError::Violations(violations) = error else { panic!("{error}") };
    let mut found: Vec<(&str, &str)> = violations
        .iter()
        .map(|violation| (violation.instance_location(), violation.keyword_location()))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("/body/channelName", "/components/schemas/Slack/properties/channelName/minLength"),
            ("/groupId", "/components/parameters/groupId/schema/pattern"),
            ("/itemsPerPage", "/components/parameters/itemsPerPage/schema/maximum"),
            ("/pageNum", "/components/parameters/pageNum/schema/minimum"),
        ]
    );
}

#[test]
fn another_server_with_a_base_path() {
    let server = Server::new("https://example.com:8443/proxy/").unwrap();
    let request = UpdateGroupIntegration::new(GROUP, datadog()).build(&server).unwrap();
    assert_eq!(
        request.uri(),
        "https://example.com:8443/proxy/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG"
    );
}

#[test]
fn the_constants_of_the_operation() {
    type Update = UpdateGroupIntegration;
    assert_eq!(Update::ID, "updateGroupIntegration");
    assert_eq!(Update::METHOD, http::Method::PUT);
    assert_eq!(Update::PATH, "/api/atlas/v2/groups/{groupId}/integrations/{integrationType}");
    assert_eq!(Update::TAGS, ["Third-Party Integrations"]);
    assert_eq!(Update::ROLES, ["Organization Owner", "Project Owner"]);
    assert_eq!(Update::STATUSES, ["200", "400", "401", "403", "404", "429", "500"]);
    let schemes: Vec<_> =
        Update::SECURITY.iter().flat_map(|needed| needed.iter()).map(|one| one.scheme).collect();
    assert_eq!(schemes, ["ServiceAccounts", "DigestAuth"]);
}
