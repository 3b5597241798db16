//! Changes one setting of an integration and leaves the others as they are, even those that the document does not know.
//!
//! The document has an operation to write, and none to read. What is there comes from a file: the body of an earlier
//! reply, which is a page of all integrations.
//!
//! ```sh
//! export ATLAS_GROUP_ID=32b6e34b3d91647abb20e7b8
//! export ATLAS_CLIENT_ID=mdb_sa_id_… ATLAS_CLIENT_SECRET=mdb_sa_sk_…
//! export DATADOG_API_KEY=…
//! cargo run -p generated --example change_one_setting --features ureq -- page.json
//! ```
//!
//! **A key that was read is no key.** The server shows stored keys with asterisks. Written back, the asterisks would
//! take the place of the key. So the key must be given anew, or the program refuses. Other integrations have more than
//! one secret; the same is true of each.
//!
//! `ATLAS_BASE_URL` stands for another server than that of the document.

use std::error::Error;

use generated::client::Options;
use generated::client::ureq::Client;
use generated::models::{Datadog, ThirdPartyIntegration};
use generated::operations::UpdateGroupIntegration;
use generated::{Operation, Server, credentials};

fn main() -> Result<(), Box<dyn Error>> {
    let server = std::env::var("ATLAS_BASE_URL").map_or_else(|_| Ok(Server::default()), Server::new)?;
    let page = std::fs::read(std::env::args().nth(1).ok_or("which file has the page?")?)?;
    let datadog = with_database_metrics(page, env("DATADOG_API_KEY").ok())?;
    let client = client(server, env("ATLAS_CLIENT_ID")?, env("ATLAS_CLIENT_SECRET")?);
    println!("{}", write(&client, env("ATLAS_GROUP_ID")?, datadog)?);
    Ok(())
}

/// The Datadog integration of a page, with another setting and its key.
pub(crate) fn with_database_metrics(page: Vec<u8>, key: Option<String>) -> Result<Datadog, Box<dyn Error>> {
    // What was the body of a reply reads like one. An error says where it breaks, and quotes no value.
    let page = UpdateGroupIntegration::decode(http::Response::new(page))?.body;
    let datadog = page.results.into_iter().find_map(|integration| match integration {
        ThirdPartyIntegration::Datadog(datadog) => Some(datadog),
        _ => None,
    });
    let mut datadog = datadog.ok_or("the page has no Datadog integration")?;
    // A field is changed in place: a new value would not have the fields that the document does not know.
    datadog.send_database_metrics = Some(true);
    // A variable that is set to nothing is no key either.
    if let Some(key) = key.filter(|key| !key.is_empty()) {
        datadog.api_key = key;
    }
    if is_redacted(&datadog.api_key) {
        return Err("the key is shown with asterisks and can not be written back: set DATADOG_API_KEY".into());
    }
    Ok(datadog)
}

/// Whether a server has covered a key. No key of Datadog has an asterisk.
fn is_redacted(key: &str) -> bool {
    key.contains('*')
}

/// A client of a service account.
pub(crate) fn client(server: Server, id: String, secret: String) -> Client {
    let account = credentials::service_accounts(id, secret).token_url("/api/oauth/token");
    Client::new(Options::new(server).credential(account))
}

/// Writes the integration, and says what came of it.
pub(crate) fn write(client: &Client, group_id: String, datadog: Datadog) -> Result<String, Box<dyn Error>> {
    let unknown: Vec<&str> = datadog.unknown_fields().iter().map(|(name, _)| name).collect();
    let unknown = if unknown.is_empty() { "none".to_owned() } else { unknown.join(", ") };
    // A server that is newer than the document may have sent more than the document allows to send.
    client.send(UpdateGroupIntegration::new(group_id, datadog).allow_unknown())?;
    Ok(format!("Database metrics are on. Unknown fields that were sent back as they came: {unknown}"))
}

/// A variable of the environment. Its value is not shown, whatever is wrong with it.
fn env(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} must be set"))
}
