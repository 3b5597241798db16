//! An API in the shape of the first document: one operation, a tagged union of nine, open enums, secrets.

use codegen::ir::*;
use codegen::json::{Json, Number};

use super::build::*;

const MEDIA_TYPE: &str = "application/vnd.atlas.2023-01-01+json";

/// Name, tag, properties beside `id` and `type`.
fn branches() -> Vec<(&'static str, &'static str, Vec<Property>)> {
    let flag = |wire| Property { default: Some(Json::Bool(false)), ..property(wire, value(Type::Boolean)) };
    let region =
        |id| Property { default: Some(Json::String("US".to_owned())), ..property("region", model(id)) };
    vec![
        ("PagerDuty", "PAGER_DUTY", vec![region(14), secret("serviceKey")]),
        (
            "Slack",
            "SLACK",
            vec![secret("apiToken"), required("channelName", string()), property("teamName", string())],
        ),
        ("Datadog", "DATADOG", vec![secret("apiKey"), region(10), flag("sendDatabaseMetrics")]),
        (
            "NewRelic",
            "NEW_RELIC",
            ["accountId", "licenseKey", "readToken", "writeToken"].map(secret).to_vec(),
        ),
        ("OpsGenie", "OPS_GENIE", vec![secret("apiKey"), region(11)]),
        ("VictorOps", "VICTOR_OPS", vec![secret("apiKey"), property("routingKey", string())]),
        ("Webhook", "WEBHOOK", vec![property("secret", sensitive()), required("url", string())]),
        (
            "Prometheus",
            "PROMETHEUS",
            vec![required("enabled", value(Type::Boolean)), property("password", sensitive())],
        ),
        ("MicrosoftTeams", "MICROSOFT_TEAMS", vec![required("microsoftTeamsWebhookUrl", string())]),
    ]
}

fn sensitive() -> Value {
    Value { sensitive: true, ..string() }
}

fn secret(wire: &str) -> Property {
    required(wire, with(sensitive(), Keyword::MinLength(4)))
}

fn id() -> Property {
    let id = Value { nullable: true, ..string() };
    Property { docs: docs("Integration id."), ..property("id", id) }
}

fn models() -> Vec<Model> {
    let objects = branches().into_iter().map(|(name, tag, properties)| {
        let mut model = component(name, object([vec![id(), constant("type", tag)], properties].concat()));
        model.docs = docs("Details to integrate one service.");
        model
    });
    let union_branches =
        branches().iter().enumerate().map(|(index, (name, tag, _))| branch(name, tag, index)).collect();
    let mut models: Vec<Model> = objects.collect();
    models.push(component("ThirdPartyIntegration", union("type", union_branches)));
    models.push(inline(2, "region", string_enum(&["US", "EU", "US3"])));
    models.push(inline(4, "region", string_enum(&["US", "EU"])));
    models.push(paginated());
    models.push(api_error());
    models.push(inline(0, "region", string_enum(&["US", "EU"])));
    models.push(component("Link", object(vec![property("href", string()), property("rel", string())])));
    models.push(component("BadRequestDetail", object(vec![property("fields", array(model(17)))])));
    models.push(component(
        "FieldViolation",
        object(vec![required("description", string()), required("field", string())]),
    ));
    models
}

fn paginated() -> Model {
    let links = Property { direction: Direction::ReadOnly, ..property("links", array(model(15))) };
    let total =
        with(with(integer(), Keyword::Integer(IntegerFormat::Int32)), Keyword::Minimum(Number::Integer(0)));
    component(
        "PaginatedIntegrationView",
        object(vec![
            links,
            property("results", with(array(model(9)), Keyword::MaxItems(500))),
            property("totalCount", total),
        ]),
    )
}

fn api_error() -> Model {
    let mut error = required("error", with(integer(), Keyword::Integer(IntegerFormat::Int32)));
    error.docs.external = Some(ExternalDocs {
        description: None,
        url: "https://www.iana.org/assignments/http-status-codes/http-status-codes.xhtml".to_owned(),
    });
    component(
        "ApiError",
        object(vec![
            property("badRequestDetail", model(16)),
            property("detail", string()),
            error,
            required("errorCode", string()),
            property("parameters", array(value(Type::AnyObject))),
            property("reason", string()),
        ]),
    )
}

fn parameters() -> Vec<Parameter> {
    use ParameterLocation::{Header, Path, Query};
    let group_id = with(string(), Keyword::Pattern("^([a-f0-9]{24})$".to_owned()));
    let mut kind = parameter("integrationType", Path, string());
    kind.source = Some(ValueSource::BodyTag);
    let items = with(integer(), Keyword::Minimum(Number::Integer(1)));
    let items = with(items, Keyword::Maximum(Number::Integer(500)));
    let mut per_page = parameter("itemsPerPage", Query, items);
    per_page.default = Some(Json::Number(Number::Integer(100)));
    let mut pretty = parameter("pretty", Query, value(Type::Boolean));
    pretty.docs.deprecated = true;
    vec![
        kind,
        parameter("groupId", Path, group_id),
        per_page,
        pretty,
        parameter("label", Query, array(string())),
        parameter("X-Request-Id", Header, string()),
    ]
}

/// The whole API.
pub(crate) fn api() -> Api {
    let mut update = operation(
        "updateGroupIntegration",
        "PUT",
        "/api/atlas/v2/groups/{groupId}/integrations/{integrationType}",
        vec![
            PathPart::Literal("/api/atlas/v2/groups/".to_owned()),
            PathPart::Parameter(1),
            PathPart::Literal("/integrations/".to_owned()),
            PathPart::Parameter(0),
        ],
    );
    update.docs = docs("Updates the settings.\n\nSee [the docs](https://example.com/x) or <b>not</b>.");
    update.docs.title = Some("Update One Third-Party Service Integration".to_owned());
    update.tags = vec!["Third-Party Integrations".to_owned()];
    update.roles = vec!["Project Owner".to_owned()];
    update.security = vec![vec![SecurityRequirement { scheme: "DigestAuth".to_owned(), scopes: Vec::new() }]];
    update.parameters = parameters();
    update.body = Some(RequestBody {
        pointer: String::new(),
        required: true,
        docs: docs("Integration that you want to configure."),
        content: vec![content(
            MEDIA_TYPE,
            model(9),
            vec![
                json(r#"{"id":"string","type":"PAGER_DUTY","region":"US","serviceKey":"****7890"}"#),
                json(r#"{"id":null,"type":"DATADOG","apiKey":"****a23c","region":"US3"}"#),
            ],
        )],
    });
    update.responses = responses();
    Api {
        references: std::collections::BTreeMap::new(),
        payloads: Vec::new(),
        rules: Vec::new(),
        title: "Atlas".to_owned(),
        version: "2.0".to_owned(),
        description: None,
        tags: std::collections::BTreeMap::new(),
        servers: vec![Server {
            pointer: String::new(),
            url: "https://cloud.example.com".to_owned(),
            description: None,
            variables: Vec::new(),
        }],
        security_schemes: Vec::new(),
        models: models(),
        operations: vec![update],
        untyped: std::collections::BTreeSet::new(),
    }
}

fn responses() -> Vec<Response> {
    let page = json(r#"{"links":[{"href":"https://x","rel":"self"}],"results":[],"totalCount":42}"#);
    let mut ok = response(StatusPattern::Exact(200), "OK", vec![content(MEDIA_TYPE, model(12), vec![page])]);
    let header = |wire: &str, value| Header {
        pointer: String::new(),
        wire: wire.to_owned(),
        docs: docs("How many."),
        value,
    };
    ok.headers = vec![header("RateLimit-Limit", integer()), header("X-Request-Id", string())];
    let mut all = vec![ok];
    for (status, text) in [
        (400, "Bad Request."),
        (401, "Unauthorized."),
        (403, "Forbidden."),
        (404, "Not Found."),
        (500, "Internal Server Error."),
    ] {
        let error =
            json(&format!(r#"{{"error":{status},"errorCode":"X","reason":"Y","parameters":[{{"a":1}}]}}"#));
        let content = vec![content("application/json", model(13), vec![error])];
        all.push(response(StatusPattern::Exact(status), text, content));
    }
    all.push(response(StatusPattern::Class(4), "Another mistake", Vec::new()));
    all
}
