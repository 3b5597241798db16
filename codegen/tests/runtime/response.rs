//! Building requests with bodies, and decoding responses.

use codegen::runtime::{BuildError, Operation, ResponseErrorKind, Server};
use http::Response;

use crate::operation::{GetPet, GetPetFailure};

fn response(status: u16, content_type: Option<&str>, body: &str) -> Response<Vec<u8>> {
    let mut response =
        Response::builder().status(status).header("X-Limit", " 7 ").header("X-Other", "SECRET");
    if let Some(content_type) = content_type {
        response = response.header("Content-Type", content_type);
    }
    response.body(body.as_bytes().to_vec()).unwrap()
}

#[test]
fn a_request_is_validated_and_leaves_out_read_only_members() {
    let server = Server::new("https://example.com").unwrap();
    let mut operation = GetPet::new("1");
    assert_eq!(operation.build(&server).unwrap().body(), br#"{"name":"Rex"}"#);
    operation.body = crate::read(r#"{"name":"Rex","color":"PINK","x":1.0}"#).unwrap();
    let error = operation.build(&server).unwrap_err();
    let text = "/body/color: is none of the values RED, BLUE\n/body/x: the property is not known";
    assert_eq!(error.to_string(), text);
    operation.allow_unknown = true;
    assert_eq!(operation.build(&server).unwrap().body(), br#"{"name":"Rex","color":"PINK","x":1.0}"#);
    operation.body.name = "x".to_owned();
    assert!(matches!(operation.build(&server), Err(BuildError::Violations(_))));
    assert!(operation.build_unchecked(&server).is_ok());
    operation.body.weight = Some(f64::NAN);
    assert!(matches!(operation.build_unchecked(&server), Err(BuildError::Body(_))));
}

#[test]
fn successes() {
    for content_type in [
        None,
        Some("application/json"),
        Some("Application/JSON; charset=\"utf-8\""),
        Some("application/vnd.pets.2024-01-01+json"),
        Some("application/vnd.pets.2030-01-01+json;q=1"),
    ] {
        let reply = GetPet::decode(response(200, content_type, r#"{"name":"Rex"}"#)).unwrap();
        assert_eq!(reply.body.name, "Rex");
        assert_eq!(reply.headers.limit, Some(7));
        assert_eq!(reply.raw_headers["x-other"], "SECRET");
    }
    assert!(GetPet::decode(response(200, None, "\u{feff}{\"name\":\"Rex\"}")).is_ok());
}

#[test]
fn failures_keep_everything_and_show_nothing() {
    let json = Some("application/json");
    let table = [
        (404, json, r#"{"name":"Rex"}"#, "status 404: the request failed"),
        (503, Some("text/html"), "oops", "status 503: the request failed"),
        (418, json, "SECRET", "status 418: the status is not documented"),
        (
            200,
            Some("text/html; x=SECRET"),
            "<SECRET>",
            "status 200: the content type is not application/vnd.pets.2024-01-01+json",
        ),
        (
            200,
            Some("nonsense"),
            "{}",
            "status 200: the content type is not application/vnd.pets.2024-01-01+json",
        ),
        (200, json, "", "status 200: the body does not fit: EOF while parsing a value at line 1 column 0"),
        (
            200,
            json,
            r#"{"name":"Rex","tags":[["SECRET"],"SECRET"]}"#,
            "status 200: the body does not fit: /tags/1: expected an array, found a string at line 1 column 41",
        ),
        (
            200,
            json,
            r#"{"name":"SECRET","tags":[["SEC"#,
            "status 200: the body does not fit: /tags/0/0: EOF while parsing a string at line 1 column 30",
        ),
        (
            404,
            json,
            r#"{"name":7}"#,
            "status 404: the body does not fit: /name: expected a string, found a number at line 1 column 9",
        ),
    ];
    for (status, content_type, body, text) in table {
        let error = GetPet::decode(response(status, content_type, body)).unwrap_err();
        assert_eq!(error.to_string(), text);
        assert_eq!(error.status().as_u16(), status);
        assert_eq!(error.headers().limit, Some(7));
        assert_eq!(error.response().body(), body.as_bytes());
        assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
    }
}

#[test]
fn what_is_made_by_hand_is_what_a_response_gives() {
    let (text, pet) = (r#"{"name":"Rex"}"#, || crate::read(r#"{"name":"Rex"}"#).unwrap());
    let read = GetPet::decode(response(200, None, text)).unwrap();
    let made = GetPet::new_reply(response(200, None, "").map(|_| pet()));
    assert_eq!(format!("{made:?}"), format!("{read:?}"));
    assert_eq!(made.raw_headers, read.raw_headers);
    let read = GetPet::decode(response(404, None, text)).unwrap_err();
    let made = GetPet::new_failure(response(404, None, "").map(|_| GetPetFailure::NotFound(pet())));
    assert_eq!((made.to_string(), format!("{made:?}")), (read.to_string(), format!("{read:?}")));
    assert_eq!(made.headers().limit, read.headers().limit);
    assert_eq!(made.response().body(), b"");
    assert!(matches!(made.into_failure(), Some(GetPetFailure::NotFound(pet)) if pet.name == "Rex"));
}

#[test]
fn the_kind_says_what_went_wrong() {
    let error = GetPet::decode(response(200, None, r#"{"name":"x","age":[]}"#)).unwrap_err();
    let ResponseErrorKind::Body(decode) = error.kind() else { panic!("{error:?}") };
    assert_eq!(decode.pointer(), "/age");
    assert!(decode.message().starts_with("expected an integer, found an array"));
    let error = GetPet::decode(response(404, None, r#"{"name":"x"}"#)).unwrap_err();
    assert!(matches!(error.into_failure(), Some(GetPetFailure::NotFound(pet)) if pet.name == "x"));
    let error = GetPet::decode(response(500, None, "x")).unwrap_err();
    assert!(matches!(error.failure(), Some(GetPetFailure::ServerError(text)) if text == "x"));
}
