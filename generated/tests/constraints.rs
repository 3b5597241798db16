//! Every constraint of the document: a value at the limit, one step beyond, and the exact pointers.

use generated::Validate;
use generated::models::{ApiError, PaginatedIntegrationView, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;

const HEX: &str = "bcc3c81b344a6030a3935c2527e2216535af7718";

fn violations(value: &impl Validate) -> Vec<String> {
    let Err(violations) = value.validate() else { return Vec::new() };
    let place = |it: &generated::Violation| format!("{} {}", it.instance_location(), it.keyword_location());
    violations.iter().map(place).collect()
}

fn integration(json: &str) -> Vec<String> {
    let value: ThirdPartyIntegration =
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    violations(&value)
}

#[test]
fn accepted() {
    let long = "é".repeat(80);
    for json in [
        r#"{"type":"SLACK","apiToken":"t","channelName":"a"}"#.to_owned(),
        format!(r#"{{"type":"SLACK","apiToken":"t","channelName":"{long}"}}"#),
        r#"{"type":"SLACK","apiToken":"t","channelName":null}"#.to_owned(),
        format!(
            r#"{{"type":"NEW_RELIC","accountId":"{HEX}","licenseKey":"{HEX}","readToken":"","writeToken":""}}"#
        ),
        r#"{"type":"PAGER_DUTY","serviceKey":"","region":"EU"}"#.to_owned(),
        r#"{"type":"OPS_GENIE","apiKey":"","region":"US"}"#.to_owned(),
        r#"{"type":"DATADOG","apiKey":"","region":"US1_FED"}"#.to_owned(),
        r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"file","username":""}"#.to_owned(),
    ] {
        assert_eq!(integration(&json), [] as [&str; 0], "{json}");
    }
}

#[test]
fn rejected() {
    let long = "é".repeat(81);
    let upper = HEX.to_uppercase();
    let table = [
        (
            r#"{"type":"SLACK","apiToken":"t","channelName":""}"#.to_owned(),
            "/channelName",
            "Slack/properties/channelName/minLength",
        ),
        (
            format!(r#"{{"type":"SLACK","apiToken":"t","channelName":"{long}"}}"#),
            "/channelName",
            "Slack/properties/channelName/maxLength",
        ),
        (
            format!(
                r#"{{"type":"NEW_RELIC","accountId":"{HEX}0","licenseKey":"{HEX}","readToken":"","writeToken":""}}"#
            ),
            "/accountId",
            "NewRelic/properties/accountId/pattern",
        ),
        (
            format!(
                r#"{{"type":"NEW_RELIC","accountId":"{HEX}","licenseKey":"{upper}","readToken":"","writeToken":""}}"#
            ),
            "/licenseKey",
            "NewRelic/properties/licenseKey/pattern",
        ),
        (
            r#"{"type":"PAGER_DUTY","serviceKey":"","region":"AP1"}"#.to_owned(),
            "/region",
            "PagerDuty/properties/region/enum",
        ),
        (
            r#"{"type":"OPS_GENIE","apiKey":"","region":"us"}"#.to_owned(),
            "/region",
            "OpsGenie/properties/region/enum",
        ),
        (
            r#"{"type":"DATADOG","apiKey":"","region":""}"#.to_owned(),
            "/region",
            "Datadog/properties/region/enum",
        ),
        (
            r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"dns","username":""}"#.to_owned(),
            "/serviceDiscovery",
            "Prometheus/properties/serviceDiscovery/enum",
        ),
        (
            r#"{"type":"DATADOG","apiKey":"","sendDatabaseMetrics":null}"#.to_owned(),
            "/sendDatabaseMetrics",
            "Datadog/properties/sendDatabaseMetrics/type",
        ),
        (r#"{"type":"HIP_CHAT"}"#.to_owned(), "/type", "ThirdPartyIntegration/oneOf"),
        ("{}".to_owned(), "", "ThirdPartyIntegration/oneOf"),
    ];
    for (json, instance, keyword) in table {
        assert_eq!(integration(&json), [format!("{instance} /components/schemas/{keyword}")], "{json}");
    }
}

#[test]
fn counts_and_statuses_are_32_bit() {
    let count = |total: &str| {
        let json = format!(r#"{{"results":[],"totalCount":{total}}}"#);
        violations(&serde_json::from_str::<PaginatedIntegrationView>(&json).unwrap())
    };
    let place = "/components/schemas/PaginatedIntegrationView/properties/totalCount";
    assert_eq!(count("2147483647"), [] as [&str; 0]);
    assert_eq!(count("0.0"), [] as [&str; 0]);
    assert_eq!(count("-1"), [format!("/totalCount {place}/minimum")]);
    assert_eq!(count("2147483648"), [format!("/totalCount {place}/format")]);

    let error: ApiError = serde_json::from_str(r#"{"error":2147483648,"errorCode":"X"}"#).unwrap();
    assert_eq!(violations(&error), ["/error /components/schemas/ApiError/properties/error/format"]);
}

#[test]
fn the_parameters_of_the_operation() {
    let body: ThirdPartyIntegration = serde_json::from_str(r#"{"type":"DATADOG","apiKey":"k"}"#).unwrap();
    let update = |group: &str| UpdateGroupIntegration::new(group, body.clone());
    let group = "0123456789abcdef01234567";
    assert_eq!(violations(&update(group).items_per_page(1).page_num(1)), [] as [&str; 0]);
    assert_eq!(violations(&update(group).items_per_page(500).page_num(i64::MAX)), [] as [&str; 0]);
    let parameter = "/components/parameters";
    for (operation, place) in [
        (update(""), "/groupId {}/groupId/schema/pattern"),
        (update("0123456789abcdef0123456"), "/groupId {}/groupId/schema/pattern"),
        (update("0123456789ABCDEF01234567"), "/groupId {}/groupId/schema/pattern"),
        (update("0123456789abcdef01234567\n"), "/groupId {}/groupId/schema/pattern"),
        (update(group).items_per_page(0), "/itemsPerPage {}/itemsPerPage/schema/minimum"),
        (update(group).items_per_page(501), "/itemsPerPage {}/itemsPerPage/schema/maximum"),
        (update(group).page_num(0), "/pageNum {}/pageNum/schema/minimum"),
    ] {
        assert_eq!(violations(&operation), [place.replace("{}", parameter)]);
    }
}

#[test]
fn a_violation_reads_well() {
    let body: ThirdPartyIntegration = serde_json::from_str(r#"{"type":"DATADOG","apiKey":"k"}"#).unwrap();
    let operation = UpdateGroupIntegration::new("0123456789abcdef01234567", body).items_per_page(501);
    let shown = operation.validate().unwrap_err().to_string();
    assert_eq!(shown, "/itemsPerPage: 501 is greater than the maximum 500");
}
