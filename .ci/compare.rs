//! The same update through both crates: the one of this project's document, where the type of the integration comes
//! from the body, and the one of the vendor's, where it is an argument.

use atlas::Operation as _;
use atlas::models::UpdateGroupIntegrationIntegrationType as Type;
use generated::Operation as _;

const GROUP: &str = "32b6e34b3d91647abb20e7b8";

const BODIES: &[(Type, &str)] = &[
    (Type::PagerDuty, r#"{"id":"a","type":"PAGER_DUTY","region":"US","serviceKey":"k"}"#),
    (Type::Slack, r#"{"id":null,"type":"SLACK","apiToken":"t","channelName":"alerts","teamName":"MongoDB"}"#),
    (Type::Datadog, r#"{"type":"DATADOG","apiKey":"k","region":"US1_FED","sendDatabaseMetrics":true,"new":[1.0]}"#),
    (Type::OpsGenie, r#"{"type":"OPS_GENIE","apiKey":"k","region":"EU"}"#),
    (Type::VictorOps, r#"{"type":"VICTOR_OPS","apiKey":"k","routingKey":"r"}"#),
    (Type::Webhook, r#"{"type":"WEBHOOK","url":"https://example.com","secret":"s"}"#),
    (Type::Prometheus, r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"file","username":"u","password":"p"}"#),
    (Type::MicrosoftTeams, r#"{"type":"MICROSOFT_TEAMS","microsoftTeamsWebhookUrl":"https://example.com"}"#),
    (
        Type::NewRelic,
        r#"{"type":"NEW_RELIC","accountId":"bcc3c81b344a6030a3935c2527e2216535af7718","licenseKey":"bc3768f44193c282b2688ab39e00f8e4fc8d75ea","readToken":"r","writeToken":"w"}"#,
    ),
];

fn main() {
    for (ty, text) in BODIES {
        let body: generated::models::ThirdPartyIntegration = serde_json::from_str(text).expect(text);
        let ours = generated::operations::UpdateGroupIntegration::new(GROUP, body)
            .include_count(false)
            .items_per_page(500)
            .build(&generated::Server::default())
            .expect("valid");
        let body: atlas::models::ThirdPartyIntegration = serde_json::from_str(text).expect(text);
        let theirs = vendor(ty.clone(), body)
            .include_count(false)
            .items_per_page(500)
            .build(&atlas::Server::default())
            .expect("valid");
        assert_eq!(ours.method(), theirs.method(), "{text}");
        assert_eq!(ours.uri(), theirs.uri(), "{text}");
        assert_eq!(ours.headers(), theirs.headers(), "{text}");
        assert_eq!(ours.body(), theirs.body(), "{text}");
    }
    println!("{} bodies, the same on the wire", BODIES.len());
}

fn vendor(
    ty: Type,
    body: atlas::models::ThirdPartyIntegration,
) -> atlas::operations::UpdateGroupIntegration {
    atlas::operations::UpdateGroupIntegration::new(ty, GROUP, body)
}
