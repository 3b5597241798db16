//! Every documented status, and what a server may answer instead.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use generated::models::{ApiError, ThirdPartyIntegration};
use generated::operations::{UpdateGroupIntegration, UpdateGroupIntegrationFailure as Failure};
use generated::{Operation, ResponseErrorKind};

const VERSIONED: &str = "application/vnd.atlas.2023-01-01+json";
const PAGE: &str = r#"{"links":[{"href":"https://cloud.mongodb.com/api/atlas","rel":"self"}],
    "results":[{"id":"x","type":"PAGER_DUTY","region":"US","serviceKey":"****7890"}],"totalCount":42}"#;
const ERROR: &str = r#"{"error":400,"detail":"No provider AWS exists.","reason":"Bad Request","errorCode":"VALIDATION_ERROR",
    "badRequestDetail":{"fields":[{"description":"too long","field":"channelName"}]},"parameters":[{"a":1}]}"#;

fn response(status: u16, content_type: &str, body: &str) -> http::Response<Vec<u8>> {
    http::Response::builder()
        .status(status)
        .header("Content-Type", content_type)
        .header("RateLimit-Limit", "100")
        .header("RateLimit-Remaining", "99")
        .header("Retry-After", "7")
        .body(body.as_bytes().to_vec())
        .unwrap()
}

#[test]
fn a_page_of_integrations() {
    let reply = UpdateGroupIntegration::decode(response(200, VERSIONED, PAGE)).unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.headers.rate_limit_limit, Some(100));
    assert_eq!(reply.headers.rate_limit_remaining, Some(99));
    assert_eq!(reply.raw_headers["retry-after"], "7");
    assert_eq!(reply.body.total_count, Some(42));
    assert!(matches!(reply.body.results.as_slice(), [ThirdPartyIntegration::PagerDuty(_)]));
}

#[test]
fn each_documented_failure_is_its_own_variant() {
    let body = |failure: &Failure| -> (u16, ApiError) {
        match failure {
            Failure::BadRequest(error) => (400, error.clone()),
            Failure::Unauthorized(error) => (401, error.clone()),
            Failure::Forbidden(error) => (403, error.clone()),
            Failure::NotFound(error) => (404, error.clone()),
            Failure::TooManyRequests(error) => (429, error.clone()),
            Failure::InternalServerError(error) => (500, error.clone()),
            other => panic!("{other:?}"),
        }
    };
    for status in [400, 401, 403, 404, 429, 500] {
        let error = UpdateGroupIntegration::decode(response(status, "application/json", ERROR)).unwrap_err();
        assert_eq!(error.status(), status);
        assert_eq!(error.headers().retry_after, Some(7));
        assert_eq!(error.response().body(), ERROR.as_bytes());
        let ResponseErrorKind::Failure(failure) = error.kind() else { panic!("{error}") };
        let (variant, detail) = body(failure);
        assert_eq!(variant, status);
        assert_eq!(detail.error_code, "VALIDATION_ERROR");
        let fields = detail.bad_request_detail.flatten().and_then(|detail| detail.fields).unwrap();
        assert_eq!(fields[0].field, "channelName");
    }
}

#[test]
fn an_undocumented_status_keeps_everything() {
    let error = UpdateGroupIntegration::decode(response(418, "text/plain", "I am a teapot")).unwrap_err();
    assert!(matches!(error.kind(), ResponseErrorKind::Undocumented));
    assert_eq!(error.status(), 418);
    assert_eq!(error.response().body(), b"I am a teapot");
    assert_eq!(error.response().headers()["ratelimit-limit"], "100");
}

#[test]
fn a_truncated_body() {
    let error =
        UpdateGroupIntegration::decode(response(200, VERSIONED, &PAGE[..PAGE.len() - 40])).unwrap_err();
    let ResponseErrorKind::Body(decode) = error.kind() else { panic!("{error}") };
    assert!(decode.message().starts_with("EOF"), "{decode}");
    assert!(!error.response().body().is_empty());
}

#[test]
fn a_body_of_the_wrong_type_names_the_place_and_no_value() {
    let body = PAGE.replace(r#""serviceKey":"****7890""#, r#""serviceKey":987654321"#);
    let error = UpdateGroupIntegration::decode(response(200, VERSIONED, &body)).unwrap_err();
    let ResponseErrorKind::Body(decode) = error.kind() else { panic!("{error}") };
    assert_eq!(decode.pointer(), "/results/0/serviceKey");
    assert!(decode.message().contains("expected a string, found a number"), "{decode}");
    assert!(!format!("{error} {error:?}").contains("987654321"));
}

#[test]
fn a_wrong_content_type_is_said_so() {
    let error = UpdateGroupIntegration::decode(response(200, "text/html", "<h1>login</h1>")).unwrap_err();
    assert!(matches!(error.kind(), ResponseErrorKind::ContentType { .. }), "{error}");
    assert_eq!(error.response().body(), b"<h1>login</h1>");
}

#[test]
fn another_json_type_or_none_is_read_all_the_same() {
    for content_type in
        ["application/json", "application/json; charset=utf-8", "APPLICATION/VND.ATLAS.2025-01-01+JSON"]
    {
        UpdateGroupIntegration::decode(response(200, content_type, PAGE)).unwrap();
    }
    let mut bare = response(200, VERSIONED, PAGE);
    bare.headers_mut().remove("content-type");
    UpdateGroupIntegration::decode(bare).unwrap();
}

#[test]
fn a_malformed_header_is_no_reason_to_fail() {
    let mut odd = response(200, VERSIONED, PAGE);
    odd.headers_mut().insert("ratelimit-limit", "many".parse().unwrap());
    let reply = UpdateGroupIntegration::decode(odd).unwrap();
    assert_eq!(reply.headers.rate_limit_limit, None);
    assert_eq!(reply.raw_headers["ratelimit-limit"], "many");
}
