//! Waits where the server asks to wait, with an HTTP client of your own choice. Here it is an agent of `ureq`; none of the
//! crate's clients is used, which do all of this by themselves.
//!
//! ```sh
//! export ATLAS_GROUP_ID=32b6e34b3d91647abb20e7b8
//! export ATLAS_ACCESS_TOKEN=…  # of a service account
//! export DATADOG_API_KEY=…
//! cargo run -p generated --example wait_for_rate_limit --features ureq
//! ```
//!
//! `ATLAS_BASE_URL` stands for another server than that of the document.

use std::error::Error;
use std::thread;
use std::time::Duration;

use generated::credentials::{self, Credentials};
use generated::models::Datadog;
use generated::operations::{
    UpdateGroupIntegration, UpdateGroupIntegrationFailure as Failure,
    UpdateGroupIntegrationHeaders as Headers,
};
use generated::{Operation, ResponseError, Server};
use http::{Request, Response};

/// So many attempts are enough.
const ATTEMPTS: u32 = 3;

/// Who is to wait for longer wants to be asked.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::var("ATLAS_BASE_URL").map_or_else(|_| Ok(Server::default()), Server::new)?;
    let credentials =
        Credentials::new().with(credentials::service_accounts_token(env("ATLAS_ACCESS_TOKEN")?));
    let datadog = Datadog::new(env("DATADOG_API_KEY")?);
    let operation = UpdateGroupIntegration::new(env("ATLAS_GROUP_ID")?, datadog);
    println!("{}", update(&operation, &server, &credentials, send)?);
    Ok(())
}

/// The whole client: a request goes out, and a response comes in.
pub(crate) fn send(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Box<dyn Error>> {
    // To an agent of `ureq`, a status such as 429 is an error without a body. To the decoder, it is a reply like others.
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(Response::from_parts(head, body.read_to_vec()?))
}

/// Sends an operation until the server takes it, and says what came of it.
pub(crate) fn update(
    operation: &UpdateGroupIntegration,
    server: &Server,
    credentials: &Credentials,
    send: impl Fn(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Box<dyn Error>>,
) -> Result<String, Box<dyn Error>> {
    let mut attempt = 1;
    loop {
        let mut request = operation.build(server)?;
        credentials.apply(operation, &mut request)?;
        let error = match UpdateGroupIntegration::decode(send(request)?) {
            Ok(reply) => {
                let left = reply.headers.rate_limit_remaining;
                let left = left.map_or_else(|| "unknown".to_owned(), |left| left.to_string());
                return Ok(format!("Updated at attempt {attempt}. Requests left: {left}"));
            }
            Err(error) => error,
        };
        match pause(&error, attempt) {
            Some(pause) => thread::sleep(pause),
            None => return Err(error.into()),
        }
        attempt += 1;
    }
}

/// How long to wait before the next attempt. None if there is to be none.
pub(crate) fn pause(error: &ResponseError<Failure, Headers>, attempt: u32) -> Option<Duration> {
    // A PUT can be sent twice. After any other failure, the second attempt would fare like the first.
    let Failure::TooManyRequests(_) = error.failure()? else { return None };
    // A header that is not there, or is no number of seconds, leaves the choice to us.
    let asked = error.headers().retry_after.and_then(|seconds| u64::try_from(seconds).ok());
    let pause = asked.map_or(Duration::from_secs(1) * attempt, Duration::from_secs);
    (attempt < ATTEMPTS && pause <= LONGEST_WAIT).then_some(pause)
}

/// A variable of the environment. Its value is not shown, whatever is wrong with it.
fn env(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} must be set"))
}
