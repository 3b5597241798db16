//! The bodies that benchmarks read.

/// One body of each integration, tag first.
pub(crate) const BODIES: &[(&str, &str)] = &[
    (
        "PagerDuty",
        r#"{"type":"PAGER_DUTY","id":"64a1","region":"US","serviceKey":"****************************7890"}"#,
    ),
    (
        "Slack",
        r#"{"type":"SLACK","id":"64a1","apiToken":"**************************************abcd","channelName":"alerts","teamName":"MongoDB"}"#,
    ),
    ("Datadog", DATADOG),
    ("NewRelic", NEW_RELIC),
    (
        "OpsGenie",
        r#"{"type":"OPS_GENIE","id":"64a1","apiKey":"********************************a111","region":"US"}"#,
    ),
    (
        "VictorOps",
        r#"{"type":"VICTOR_OPS","id":"64a1","apiKey":"********************************9abc","routingKey":"test routing"}"#,
    ),
    ("Webhook", r#"{"type":"WEBHOOK","id":"64a1","secret":"string","url":"https://webhook.com/****"}"#),
    (
        "Prometheus",
        r#"{"type":"PROMETHEUS","id":"64a1","enabled":true,"password":"string","sendUserProvidedResourceTagsEnabled":false,"serviceDiscovery":"http","username":"prom_user_618d48e05277a606ed2496fe"}"#,
    ),
    (
        "MicrosoftTeams",
        r#"{"type":"MICROSOFT_TEAMS","id":"64a1","microsoftTeamsWebhookUrl":"https://webhook.com/****"}"#,
    ),
];

/// 198 bytes, tag first.
pub(crate) const DATADOG: &str = r#"{"type":"DATADOG","id":"64a1b2","apiKey":"****a23c","region":"US","sendCollectionLatencyMetrics":false,"sendDatabaseMetrics":false,"sendQueryStatsMetrics":false,"sendUserProvidedResourceTags":false}"#;

/// One with two patterns.
pub(crate) const NEW_RELIC: &str = r#"{"type":"NEW_RELIC","id":"64a1","accountId":"bcc3c81b344a6030a3935c2527e2216535af7718","licenseKey":"bc3768f44193c282b2688ab39e00f8e4fc8d75ea","readToken":"193c96aee4a3ac640b98634562e2631f17ae0a69","writeToken":"a67b10e5cd7f8fb6a34b501136c409f373edc218"}"#;
