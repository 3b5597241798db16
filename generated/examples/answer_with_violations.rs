//! The other side: a server that takes the same requests, and answers with the error of the document.
//!
//! ```sh
//! cargo run -p generated --example answer_with_violations
//! cargo run -p generated --example answer_with_violations -- '{"type":"SLACK","apiToken":"t","channelName":""}'
//! ```

use std::error::Error;

use generated::models::{
    ApiError, BadRequestDetail, FieldViolation, FieldViolationRequired, ThirdPartyIntegration,
};
use generated::{DecodeError, Validate, Violations};

/// A body with a mistake.
const WRONG: &str = r#"{"type":"PAGER_DUTY","serviceKey":"secret","region":"MOON"}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let body = std::env::args().nth(1).unwrap_or_else(|| WRONG.to_owned());
    match receive(body.as_bytes()) {
        Ok(integration) => println!("200: {}", integration.tag().unwrap_or("no type")),
        Err(error) => println!("400: {}", serde_json::to_string(&error)?),
    }
    Ok(())
}

/// Reads and checks a body.
pub(crate) fn receive(body: &[u8]) -> Result<ThirdPartyIntegration, Box<ApiError>> {
    let integration = serde_json::from_slice::<ThirdPartyIntegration>(body)
        .map_err(|error| unreadable(&DecodeError::new(&error)))?;
    integration.validate().map_err(|violations| invalid(&violations))?;
    Ok(integration)
}

/// The answer to a body that is not what the document describes. Reading stops at the first mistake.
fn unreadable(error: &DecodeError) -> ApiError {
    bad_request("The body can not be read.", vec![field(error.pointer(), error.message().to_owned())])
}

/// The answer to a body that breaks rules of the document: one field violation for each place. No message quotes a value,
/// so that no secret is sent back.
pub(crate) fn invalid(violations: &Violations) -> ApiError {
    let places = violations.by_location().into_iter();
    let fields = places.map(|(place, violations)| {
        let messages: Vec<&str> = violations.iter().map(|violation| violation.message()).collect();
        field(place, messages.join("; "))
    });
    let detail = match violations.omitted() {
        0 => "The body is not valid.".to_owned(),
        more => format!("The body is not valid. There are {more} more violations."),
    };
    bad_request(&detail, fields.collect())
}

fn field(place: &str, description: String) -> FieldViolation {
    FieldViolation::new(FieldViolationRequired { description, field: place.to_owned() })
}

fn bad_request(detail: &str, fields: Vec<FieldViolation>) -> ApiError {
    ApiError::new(400, "VALIDATION_ERROR")
        .reason("Bad Request")
        .detail(detail)
        .bad_request_detail(BadRequestDetail::new().fields(fields))
}
