//! A valid value costs no allocation to validate. Counted by an allocator of this program's own.

use generated::Validate;
use generated::models::{PaginatedIntegrationView, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;

const HEX: &str = "bcc3c81b344a6030a3935c2527e2216535af7718";

/// How many allocations validating takes.
fn allocations(value: &impl Validate) -> u64 {
    let mut verdict = Ok(());
    let counted = allocation_counter::measure(|| verdict = value.validate());
    assert_eq!(verdict, Ok(()));
    counted.count_total
}

fn bodies() -> Vec<String> {
    [
        r#"{"type":"PAGER_DUTY","id":"64a1","region":"US","serviceKey":"****************************7890"}"#,
        r#"{"type":"SLACK","id":"64a1","apiToken":"****","channelName":"alerts","teamName":"MongoDB"}"#,
        r#"{"type":"DATADOG","id":"64a1b2","apiKey":"****a23c","region":"US","sendDatabaseMetrics":false}"#,
        &format!(
            r#"{{"type":"NEW_RELIC","accountId":"{HEX}","licenseKey":"{HEX}","readToken":"","writeToken":""}}"#
        ),
        r#"{"type":"OPS_GENIE","id":"64a1","apiKey":"********************************a111","region":"US"}"#,
        r#"{"type":"VICTOR_OPS","id":"64a1","apiKey":"****9abc","routingKey":"test routing"}"#,
        r#"{"type":"WEBHOOK","id":"64a1","secret":"string","url":"https://webhook.com/****"}"#,
        r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"http","username":"prom_user_618d48e05277a"}"#,
        r#"{"type":"MICROSOFT_TEAMS","microsoftTeamsWebhookUrl":"https://webhook.com/****"}"#,
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn validating_allocates_nothing() {
    for body in bodies() {
        let value: ThirdPartyIntegration = serde_json::from_str(&body).unwrap();
        assert_eq!(allocations(&value), 0, "{body}");
        let operation = UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", value).items_per_page(50);
        assert_eq!(allocations(&operation), 0, "{body}");
    }
}

#[test]
fn nor_does_validating_what_was_read_and_is_not_known() {
    let page = format!(r#"{{"results":[{}],"totalCount":9,"more":{{"unknown":[1]}}}}"#, bodies().join(","));
    let value: PaginatedIntegrationView = serde_json::from_str(&page).unwrap();
    assert!(!value.unknown_fields().is_empty());
    assert_eq!(allocations(&value), 0);
}
