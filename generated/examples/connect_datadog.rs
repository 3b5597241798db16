//! Connects a project to Datadog. A service account calls, by way of the client on `reqwest`.
//!
//! ```sh
//! export ATLAS_GROUP_ID=32b6e34b3d91647abb20e7b8
//! export ATLAS_CLIENT_ID=mdb_sa_id_… ATLAS_CLIENT_SECRET=mdb_sa_sk_…
//! export DATADOG_API_KEY=…
//! cargo run -p generated --example connect_datadog --features reqwest
//! ```
//!
//! `ATLAS_BASE_URL` stands for another server than that of the document.

use std::error::Error;

use generated::client::reqwest::Client;
use generated::client::{Options, SendError, TransportError};
use generated::models::{Datadog, DatadogRegion};
use generated::operations::{UpdateGroupIntegration, UpdateGroupIntegrationFailure as Failure};
use generated::{Server, credentials};

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::var("ATLAS_BASE_URL").map_or_else(|_| Ok(Server::default()), Server::new)?;
    let client = client(server, env("ATLAS_CLIENT_ID")?, env("ATLAS_CLIENT_SECRET")?)?;
    let connecting = connect(&client, env("ATLAS_GROUP_ID")?, env("DATADOG_API_KEY")?);

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    println!("{}", runtime.block_on(connecting)?);
    Ok(())
}

/// A client that buys a token before it is needed, and another one before that expires.
pub(crate) fn client(server: Server, id: String, secret: String) -> Result<Client, TransportError> {
    // A path without a host is one of the server, so that no other server than the chosen one sees the secret.
    let account = credentials::service_accounts(id, secret).token_url("/api/oauth/token");
    Client::new(Options::new(server).credential(account))
}

/// Sends the settings, and says what came of it.
pub(crate) async fn connect(
    client: &Client,
    group_id: String,
    api_key: String,
) -> Result<String, Box<dyn Error>> {
    let datadog = Datadog::new(api_key).region(DatadogRegion::Us).send_database_metrics(true);
    let error = match client.send(UpdateGroupIntegration::new(group_id, datadog)).await {
        Ok(reply) => {
            return Ok(format!(
                "Datadog is connected. Integrations on the page: {}",
                reply.body.results.len()
            ));
        }
        Err(error) => error,
    };
    Err(match (&error, error.failure()) {
        // All that is wrong, each with its place; no values.
        (SendError::Build(violations), _) => format!("nothing was sent:\n{violations}").into(),
        (_, Some(Failure::Unauthorized(said) | Failure::Forbidden(said))) => {
            format!("the account may not do this: {}", said.error_code).into()
        }
        _ => error.into(),
    })
}

/// A variable of the environment. Its value is not shown, whatever is wrong with it.
fn env(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} must be set"))
}
