//! What the document says of its operations, for the command line.

use std::sync::Arc;

use super::super::{credentials, models, operations, runtime};
use super::arguments::Arguments;
use super::call::Call;
use super::command::{Body, BodyKind, Branch, Command, Kind, Scheme, Tag, Value, Way};

/// What the document is called.
pub(super) const TITLE: &str = "MongoDB Atlas Administration API: third-party integrations";

/// What it says of itself.
pub(super) const ABOUT: &str = "MongoDB Atlas Administration API: third-party integrations\n\nChanges how an Atlas project talks to one third-party service.\n\nThe API limits how often it may be called; see\n[Rate Limiting](http://dochub.mongodb.org/core/atlas-api-rate-limit).";

/// Its version.
pub(super) const VERSION: &str = "2.0";

/// Its servers.
pub(super) const SERVERS: &[runtime::ServerTemplate] = super::super::SERVERS;

/// The server that requests go to if nobody says otherwise.
#[expect(clippy::unnecessary_wraps, reason = "not every document has one")]
pub(super) fn server() -> Option<runtime::Server> {
    Some(runtime::Server::default())
}

/// Its security schemes.
pub(super) const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "ServiceAccounts",
        about: "A service account.",
        ways: &[
            Way {
                variables: &["SERVICE_ACCOUNTS_CLIENT_ID", "SERVICE_ACCOUNTS_CLIENT_SECRET"],
                make: |parts| Arc::new(credentials::service_accounts(parts[0], parts[1])),
            },
            Way {
                variables: &["SERVICE_ACCOUNTS_TOKEN"],
                make: |parts| Arc::new(credentials::service_accounts_token(parts[0])),
            },
        ],
    },
    #[cfg(feature = "digest_auth")]
    Scheme {
        name: "DigestAuth",
        about: "An API key (legacy): the public key is the user name, the private key the password.",
        ways: &[Way {
            variables: &["DIGEST_AUTH_USER", "DIGEST_AUTH_PASSWORD"],
            make: |parts| Arc::new(credentials::digest_auth(parts[0], parts[1])),
        }],
    },
];

/// Its tags.
pub(super) const TAGS: &[Tag] = &[Tag {
    wire: "Third-Party Integrations",
    name: "third-party-integrations",
    about: "Connections between a project and the services that receive its alerts and metrics.",
}];

/// Its operations.
pub(super) const COMMANDS: &[Command] = &[Command {
    id: "updateGroupIntegration",
    name: "update-group-integration",
    tags: &["Third-Party Integrations"],
    method: "PUT",
    path: "/api/atlas/v2/groups/{groupId}/integrations/{integrationType}",
    about: "Change the settings of one third-party integration",
    details: "Changes the settings of one service for a project; they hold for every database of the project.\n\nThe caller needs one of the roles Organization Owner and Project Owner, on its service account or its API key.\n\nExporting logs to S3, Splunk or Datadog is in preview: ask your Customer Success Manager for access.",
    deprecated: false,
    is_list: false,
    parameters: &[
        Value {
            wire: "groupId",
            flag: "group-id",
            kind: Kind::Text,
            required: true,
            secret: false,
            about: "Id of the project: 24 hexadecimal digits in lower case.\n\n`GET /api/atlas/v2/groups` lists the projects that the caller may see. The API says \"group\" where Atlas says\n\"project\"; both have the same id.",
            default: None,
            possible: &[],
            bounds: "^([a-f0-9]{24})$",
        },
        Value {
            wire: "envelope",
            flag: "envelope",
            kind: Kind::Boolean,
            required: false,
            secret: false,
            about: "Whether the response comes inside a JSON object that repeats the HTTP status in a field `status`.\n\nMeant for clients that cannot see status code or headers. Where a list is returned, the object with\n`results` serves as the envelope.",
            default: Some("false"),
            possible: &[],
            bounds: "",
        },
        Value {
            wire: "includeCount",
            flag: "include-count",
            kind: Kind::Boolean,
            required: false,
            secret: false,
            about: "Whether the response contains `totalCount`.",
            default: Some("true"),
            possible: &[],
            bounds: "",
        },
        Value {
            wire: "itemsPerPage",
            flag: "items-per-page",
            kind: Kind::Number,
            required: false,
            secret: false,
            about: "Length of a page, in items.",
            default: Some("100"),
            possible: &[],
            bounds: "1 to 500",
        },
        Value {
            wire: "pageNum",
            flag: "page-num",
            kind: Kind::Number,
            required: false,
            secret: false,
            about: "Which page to return; the first is 1.",
            default: Some("1"),
            possible: &[],
            bounds: "at least 1",
        },
        Value {
            wire: "pretty",
            flag: "pretty",
            kind: Kind::Boolean,
            required: false,
            secret: false,
            about: "Whether the JSON of the response is indented for human readers.",
            default: Some("false"),
            possible: &[],
            bounds: "",
        },
    ],
    body: Some(Body {
        required: true,
        media_type: "application/vnd.atlas.2023-01-01+json",
        about: "New settings of the integration.",
        kind: BodyKind::Tagged {
            tag: "type",
            branches: &[
                Branch {
                    name: "pager-duty",
                    value: "PAGER_DUTY",
                    about: "Settings that connect a project to a PagerDuty account.",
                    fields: &[
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "region",
                            flag: "region",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Region of PagerDuty whose API address is called.",
                            default: None,
                            possible: &["US", "EU"],
                            bounds: "",
                        },
                        Value {
                            wire: "serviceKey",
                            flag: "service-key",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Service key of the PagerDuty account.\n\nOnce stored, it is shown only in part, both in the Atlas UI and in responses of this API.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "slack",
                    value: "SLACK",
                    about: "Settings that connect a project to a Slack account.",
                    fields: &[
                        Value {
                            wire: "apiToken",
                            flag: "api-token",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Token with which Atlas calls Slack.\n\nOnce stored, it is shown only in part, both in the Atlas UI and in responses of this API.\n\nSlack now requires OAuth2: set up a new integration, or move an old one over, on the integrations page of\nthe Atlas UI first. Legacy tokens are about to stop working.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "channelName",
                            flag: "channel-name",
                            kind: Kind::Text,
                            required: true,
                            secret: false,
                            about: "Slack channel that receives the alerts.",
                            default: None,
                            possible: &[],
                            bounds: "1 to 80 characters",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "teamName",
                            flag: "team-name",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Name of the Slack team; to be set for a legacy integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "datadog",
                    value: "DATADOG",
                    about: "Settings that connect a project to a Datadog account.",
                    fields: &[
                        Value {
                            wire: "apiKey",
                            flag: "api-key",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Key with which Atlas calls Datadog.\n\nOnce stored, it is shown only in part, both in the Atlas UI and in responses of this API.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "region",
                            flag: "region",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Datadog site whose API address is called.",
                            default: None,
                            possible: &["US", "EU", "US3", "US5", "AP1", "US1_FED"],
                            bounds: "",
                        },
                        Value {
                            wire: "sendCollectionLatencyMetrics",
                            flag: "send-collection-latency-metrics",
                            kind: Kind::Boolean,
                            required: false,
                            secret: false,
                            about: "Whether to send latencies per collection (of transactions, commands, writes and reads), together with the\nnames of the collection and its database.",
                            default: Some("false"),
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "sendDatabaseMetrics",
                            flag: "send-database-metrics",
                            kind: Kind::Boolean,
                            required: false,
                            secret: false,
                            about: "Whether to send metrics per database: its name, the sizes of its storage and indexes, and how many\ncollections it has.",
                            default: Some("false"),
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "sendQueryStatsMetrics",
                            flag: "send-query-stats-metrics",
                            kind: Kind::Boolean,
                            required: false,
                            secret: false,
                            about: "Whether to send metrics per query shape: query hash, latency, how often it ran, documents returned and\ntimestamps.",
                            default: Some("false"),
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "sendUserProvidedResourceTags",
                            flag: "send-user-provided-resource-tags",
                            kind: Kind::Boolean,
                            required: false,
                            secret: false,
                            about: "Whether the metrics carry the resource tags that users gave to the project and its clusters.",
                            default: Some("false"),
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "new-relic",
                    value: "NEW_RELIC",
                    about: "Settings that connect a project to a New Relic account.",
                    fields: &[
                        Value {
                            wire: "accountId",
                            flag: "account-id",
                            kind: Kind::Text,
                            required: true,
                            secret: false,
                            about: "Id of the New Relic account: 40 hexadecimal digits in lower case.",
                            default: None,
                            possible: &[],
                            bounds: "^([0-9a-f]){40}$",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "licenseKey",
                            flag: "license-key",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "License key of the New Relic account: 40 hexadecimal digits in lower case.\n\nThe end of plugin support, described at `NewRelic`, concerns this key too.",
                            default: None,
                            possible: &[],
                            bounds: "^([0-9a-f]){40}$",
                        },
                        Value {
                            wire: "readToken",
                            flag: "read-token",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Key for queries to the New Relic account.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "writeToken",
                            flag: "write-token",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Key for inserting data into the New Relic account.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "ops-genie",
                    value: "OPS_GENIE",
                    about: "Settings that connect a project to an OpsGenie account.",
                    fields: &[
                        Value {
                            wire: "apiKey",
                            flag: "api-key",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Key with which Atlas calls OpsGenie.\n\nOnce stored, it is shown only in part, both in the Atlas UI and in responses of this API.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "region",
                            flag: "region",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Region of OpsGenie whose API address is called.",
                            default: Some("\"US\""),
                            possible: &["US", "EU"],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "victor-ops",
                    value: "VICTOR_OPS",
                    about: "Settings that connect a project to a Splunk On-Call account, formerly VictorOps.",
                    fields: &[
                        Value {
                            wire: "apiKey",
                            flag: "api-key",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Key with which Atlas calls Splunk On-Call.\n\nOnce stored, it is shown only in part, both in the Atlas UI and in responses of this API.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "routingKey",
                            flag: "routing-key",
                            kind: Kind::Text,
                            required: false,
                            secret: true,
                            about: "Routing key of the Splunk On-Call account.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "webhook",
                    value: "WEBHOOK",
                    about: "Settings that connect a project to a webhook.",
                    fields: &[
                        Value {
                            wire: "bodyTemplate",
                            flag: "body-template",
                            kind: Kind::Text,
                            required: false,
                            secret: true,
                            about: "Template of the HTTP body of an alert. It must render to JSON, which is sent as\n`Content-Type: application/json`.\n\nWhen it does not render, renders to something else than JSON, or exceeds 16 KB, Atlas sends its default JSON\ninstead.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "headersTemplate",
                            flag: "headers-template",
                            kind: Kind::Text,
                            required: false,
                            secret: true,
                            about: "Template of the HTTP headers of an alert. It must render to a JSON object of header names and values, such\nas `{\"X-Custom-Header\": \"static-value\", \"X-Alert-Id\": \"${id}\"}`.\n\nPlaceholders can name any field of the alert view, and `${eventType}`; they can reach neither the webhook's\nsecret nor the signature header. When it does not render, renders to anything but such an object, or exceeds\n4 KB, Atlas sends its default headers instead.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "secret",
                            flag: "secret",
                            kind: Kind::Text,
                            required: false,
                            secret: true,
                            about: "Secret of the webhook, if it has one.\n\nOnce stored, no part of it is shown again.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "url",
                            flag: "url",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Address that receives the notifications.\n\nOnce stored, it is shown only in part.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "prometheus",
                    value: "PROMETHEUS",
                    about: "Settings that connect a project to a Prometheus account.",
                    fields: &[
                        Value {
                            wire: "enabled",
                            flag: "enabled",
                            kind: Kind::Boolean,
                            required: true,
                            secret: false,
                            about: "Whether the integration is switched on.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "password",
                            flag: "password",
                            kind: Kind::Text,
                            required: false,
                            secret: true,
                            about: "Password with which Atlas reaches the Prometheus account; never part of a response.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "sendUserProvidedResourceTagsEnabled",
                            flag: "send-user-provided-resource-tags-enabled",
                            kind: Kind::Boolean,
                            required: false,
                            secret: false,
                            about: "Whether the metrics carry the resource tags that users gave to the project and its clusters.",
                            default: Some("false"),
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "serviceDiscovery",
                            flag: "service-discovery",
                            kind: Kind::Text,
                            required: true,
                            secret: false,
                            about: "How the Prometheus service is discovered.",
                            default: None,
                            possible: &["http", "file"],
                            bounds: "",
                        },
                        Value {
                            wire: "username",
                            flag: "username",
                            kind: Kind::Text,
                            required: true,
                            secret: false,
                            about: "Name of the incoming webhook of Prometheus.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
                Branch {
                    name: "microsoft-teams",
                    value: "MICROSOFT_TEAMS",
                    about: "Settings that connect a project to a Microsoft Teams account.",
                    fields: &[
                        Value {
                            wire: "id",
                            flag: "id",
                            kind: Kind::Text,
                            required: false,
                            secret: false,
                            about: "Id of the integration.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                        Value {
                            wire: "microsoftTeamsWebhookUrl",
                            flag: "microsoft-teams-webhook-url",
                            kind: Kind::Text,
                            required: true,
                            secret: true,
                            about: "Webhook of Microsoft Teams that receives the notifications, as a URL.\n\nOnce stored, it is shown only in part.",
                            default: None,
                            possible: &[],
                            bounds: "",
                        },
                    ],
                },
            ],
        },
    }),
    call: update_group_integration,
}];

fn update_group_integration(arguments: &mut Arguments<'_>) -> Option<Box<dyn Call>> {
    let group_id = arguments.required::<String>(0);
    let envelope = arguments.optional::<bool>(1);
    let include_count = arguments.optional::<bool>(2);
    let items_per_page = arguments.optional::<i64>(3);
    let page_num = arguments.optional::<i64>(4);
    let pretty = arguments.optional::<bool>(5);
    let body = arguments.body::<models::ThirdPartyIntegration>();
    if let Some(body) = &body {
        arguments.check_body(body);
    }
    let mut operation = operations::UpdateGroupIntegration::new(group_id?, body?);
    if let Some(value) = envelope {
        operation = operation.envelope(value);
    }
    if let Some(value) = include_count {
        operation = operation.include_count(value);
    }
    if let Some(value) = items_per_page {
        operation = operation.items_per_page(value);
    }
    if let Some(value) = page_num {
        operation = operation.page_num(value);
    }
    if let Some(value) = pretty {
        operation = operation.pretty(value);
    }
    if arguments.allows_unknown() {
        operation = operation.allow_unknown();
    }
    Some(Box::new(operation))
}
