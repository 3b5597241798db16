//! Connects a project to Datadog. An API key calls, whose two parts answer the challenge of HTTP digest, by way of the
//! client on `ureq`.
//!
//! ```sh
//! export ATLAS_GROUP_ID=32b6e34b3d91647abb20e7b8
//! export ATLAS_PUBLIC_KEY=… ATLAS_PRIVATE_KEY=…
//! export DATADOG_API_KEY=…
//! cargo run -p generated --example connect_datadog_with_api_key --features ureq,digest_auth
//! ```
//!
//! `ATLAS_BASE_URL` stands for another server than that of the document.

use std::error::Error;

use generated::client::Options;
use generated::client::ureq::Client;
use generated::models::{Datadog, DatadogRegion};
use generated::operations::UpdateGroupIntegration;
use generated::{Server, credentials};

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::var("ATLAS_BASE_URL").map_or_else(|_| Ok(Server::default()), Server::new)?;
    let client = client(server, env("ATLAS_PUBLIC_KEY")?, env("ATLAS_PRIVATE_KEY")?);
    println!("{}", connect(&client, env("ATLAS_GROUP_ID")?, env("DATADOG_API_KEY")?)?);
    Ok(())
}

/// A client whose first request is refused with a challenge. It answers, and goes on with the answer.
pub(crate) fn client(server: Server, public_key: String, private_key: String) -> Client {
    let api_key = credentials::digest_auth(public_key, private_key);
    Client::new(Options::new(server).credential(api_key))
}

/// Sends the settings, and says what came of it.
pub(crate) fn connect(client: &Client, group_id: String, api_key: String) -> Result<String, Box<dyn Error>> {
    let datadog = Datadog::new(api_key).region(DatadogRegion::Us).send_database_metrics(true);
    let reply = client.send(UpdateGroupIntegration::new(group_id, datadog))?;
    Ok(format!("Datadog is connected. Integrations on the page: {}", reply.body.results.len()))
}

/// A variable of the environment. Its value is not shown, whatever is wrong with it.
fn env(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} must be set"))
}
