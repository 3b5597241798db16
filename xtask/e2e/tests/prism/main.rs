//! Prism plays the server: it refuses what does not follow the document, and answers what does with what the document
//! promises. It is asked by both clients, as our document has it and, where that is there, as the vendor's has it.

mod refused;

use generated::client::SendError;
use generated::credentials;
use generated::models::{
    ApiError, Datadog, DatadogRegion, MicrosoftTeams, NewRelic, NewRelicRequired, OpsGenie, PagerDuty,
    PagerDutyRegion, Prometheus, PrometheusServiceDiscovery, Slack, ThirdPartyIntegration, VictorOps,
    Webhook,
};
use generated::operations::{UpdateGroupIntegration, UpdateGroupIntegrationFailure as Failure};
use generated::{Operation, Server, Validate};
use http::header::{ACCEPT, HeaderName, HeaderValue};

e2e::clients!(generated);

const GROUP: &str = "32b6e34b3d91647abb20e7b8";
const HEX: &str = "bcc3c81b344a6030a3935c2527e2216535af7718";

/// The addresses of Prism, by document.
fn servers() -> impl Iterator<Item = String> {
    [Some(e2e::address("PRISM")), e2e::address_if_any("PRISM_VENDOR")].into_iter().flatten()
}

fn with_token(server: &str) -> Options {
    let server = Server::new(server).unwrap();
    Options::new(server).credential(credentials::service_accounts_token("t0k")).attempts(1)
}

/// The same with a wish of the client (RFC 7240), which Prism fulfils.
fn preferring(server: &str, wish: &str) -> Options {
    with_token(server).header(HeaderName::from_static("prefer"), HeaderValue::from_str(wish).unwrap())
}

fn update(body: impl Into<ThirdPartyIntegration>) -> UpdateGroupIntegration {
    UpdateGroupIntegration::new(GROUP, body)
}

/// One of each kind, with all that it can have.
fn integrations() -> Vec<ThirdPartyIntegration> {
    let new_relic = NewRelicRequired {
        account_id: HEX.into(),
        license_key: HEX.into(),
        read_token: "read".into(),
        write_token: "write".into(),
    };
    vec![
        PagerDuty::new("key").region(PagerDutyRegion::Eu).id("1").into(),
        Slack::new("token", Some("alerts".into())).team_name("team").id_null().into(),
        Datadog::new("key")
            .region(DatadogRegion::Us1Fed)
            .send_collection_latency_metrics(true)
            .send_database_metrics(false)
            .send_query_stats_metrics(true)
            .send_user_provided_resource_tags(true)
            .into(),
        NewRelic::new(new_relic).id("1").into(),
        OpsGenie::new("key").into(),
        VictorOps::new("key").routing_key("route").into(),
        Webhook::new("https://example.com/hook").secret("secret").into(),
        Prometheus::new(true, PrometheusServiceDiscovery::File, "user").password("p\"ä\u{1F980}\n").into(),
        MicrosoftTeams::new("https://example.com/teams").into(),
    ]
}

#[test]
fn every_kind_of_integration_is_accepted() {
    let all = integrations();
    assert_eq!(all.len(), ThirdPartyIntegration::TAGS.len());
    for server in servers() {
        both(|client| {
            let client = client(with_token(&server));
            for integration in &all {
                let reply = client.send(update(integration.clone())).unwrap();
                assert!(matches!(reply.body.results[..], [ThirdPartyIntegration::PagerDuty(_)]));
                assert_eq!(reply.headers.rate_limit_remaining, Some(0));
                reply.body.validate().unwrap();
            }
        });
    }
}

#[test]
fn every_parameter_is_accepted() {
    for server in servers() {
        both(|client| {
            let all = update(Datadog::new("key"))
                .envelope(false)
                .include_count(true)
                .items_per_page(500)
                .page_num(1)
                .pretty(true);
            client(with_token(&server)).send(all).unwrap();
        });
    }
}

/// A request that says that it takes plain JSON too: Prism gives no failure to those who only take the media type of the
/// success, as the document has another one for failures.
fn taking_failures(server: &str) -> http::Request<Vec<u8>> {
    let mut request = update(Datadog::new("key")).build(&Server::new(server).unwrap()).unwrap();
    let accept = format!("{}, application/json", request.headers()[ACCEPT].to_str().unwrap());
    request.headers_mut().insert(ACCEPT, accept.parse().unwrap());
    request
}

/// The failure with a status, as it was decoded.
fn failure<'e>(error: &'e FailureOf<UpdateGroupIntegration>, status: &str) -> &'e ApiError {
    assert_eq!(error.status().unwrap().as_str(), status);
    let (expected, body) = match error.failure().unwrap_or_else(|| panic!("{error:?}")) {
        Failure::BadRequest(body) => ("400", body),
        Failure::Unauthorized(body) => ("401", body),
        Failure::Forbidden(body) => ("403", body),
        Failure::NotFound(body) => ("404", body),
        Failure::TooManyRequests(body) => ("429", body),
        Failure::InternalServerError(body) => ("500", body),
        other => panic!("{other:?}"),
    };
    assert_eq!(expected, status);
    body
}

#[test]
fn every_documented_status_is_decoded() {
    for server in servers() {
        both(|client| {
            for status in UpdateGroupIntegration::STATUSES {
                let client = client(preferring(&server, &format!("code={status}")));
                let answer = client.send_request::<UpdateGroupIntegration>(taking_failures(&server));
                if *status == "200" {
                    answer.unwrap();
                    continue;
                }
                let error = answer.unwrap_err();
                assert_eq!(failure(&error, status).error.to_string(), *status);
                let headers = error.response().unwrap().headers();
                assert_eq!(headers.retry_after.is_some(), *status == "429");
            }
        });
    }
}

/// Prism makes up failures that follow their schema: each is read, and valid by our validators too.
#[test]
fn made_up_failures_are_read_and_valid() {
    for server in servers() {
        both(|client| {
            for seed in 0..10 {
                for status in UpdateGroupIntegration::STATUSES.iter().filter(|status| **status != "200") {
                    let wish = format!("code={status}, dynamic=true, seed={seed}");
                    let client = client(preferring(&server, &wish));
                    let answer = client.send_request::<UpdateGroupIntegration>(taking_failures(&server));
                    failure(&answer.unwrap_err(), status).validate().unwrap();
                }
            }
        });
    }
}

/// It makes up integrations too, but with the tag of one and the rest of another. What is read of that is kept, and an
/// error says where it is not what the tag promises, and keeps the response.
#[test]
fn made_up_integrations_that_do_not_fit_are_told() {
    for server in servers() {
        both(|client| {
            let (mut read, mut told) = (0, 0);
            for seed in 0..30 {
                let client = client(preferring(&server, &format!("dynamic=true, seed={seed}")));
                match client.send(update(Datadog::new("key"))) {
                    Ok(_) => read += 1,
                    Err(error) => {
                        told += 1;
                        assert!(error.to_string().contains("/results/"), "{error}");
                        let body = error.response().unwrap().response().body();
                        assert!(
                            serde_json::from_slice::<serde_json::Value>(body).unwrap()["results"].is_array()
                        );
                    }
                }
            }
            assert!(read > 0 && told > 0, "{read} are read, {told} are not");
        });
    }
}

#[test]
fn without_credentials_prism_refuses() {
    for server in servers() {
        let request = update(Datadog::new("key")).build(&Server::new(&server).unwrap()).unwrap();
        both(|client| {
            // Credentials that write nothing: a challenge has not come yet.
            let options = Options::new(Server::new(&server).unwrap())
                .credential(credentials::digest_auth("public", "private"));
            let answer = client(options).send_request::<UpdateGroupIntegration>(request.clone());
            let error = answer.unwrap_err();
            let SendError::Response(response) = &error else { panic!("{error:?}") };
            assert_eq!(response.status(), 401);
            assert!(matches!(response.failure(), Some(Failure::Unauthorized(_))), "{error:?}");
        });
    }
}
