//! A setting that changes alone.

#[expect(dead_code, reason = "only Cargo runs `main`")]
#[path = "../../../examples/change_one_setting.rs"]
mod example;

use generated::models::Datadog;

use super::{GROUP, assert_update, said, sold, updated};
use crate::server::Scripted;

/// A page of a server that knows more than the document: another kind, another field and another region.
const PAGE: &str = r#"{"results":[
    {"type":"CARRIER_PIGEON","ring":7},
    {"type":"DATADOG","apiKey":"****************************a23c","region":"MOON","id":"i1",
     "sendCollectionLatencyMetrics":true,"newSetting":{"deep":[1.50]}}
]}"#;

/// The integration of the page, or what the example says about it.
fn change(page: &str, key: Option<&str>) -> Result<Datadog, String> {
    example::with_database_metrics(page.as_bytes().to_vec(), key.map(str::to_owned))
        .map_err(|error| said(Err(error)))
}

#[test]
fn the_rest_stays_as_it_was() {
    let server = Scripted::start([sold(), updated()]);
    let client = example::client(server.server(), "id".to_owned(), "s3cret-account".to_owned());
    let datadog = change(PAGE, Some("s3cret-key")).unwrap();
    let said = said(example::write(&client, GROUP.to_owned(), datadog));
    assert_eq!(said, "Database metrics are on. Unknown fields that were sent back as they came: newSetting");

    let update = &server.received()[1];
    let body = r#"{"apiKey":"s3cret-key","id":"i1","region":"MOON","sendCollectionLatencyMetrics":true,"sendDatabaseMetrics":true,"type":"DATADOG","newSetting":{"deep":[1.50]}}"#;
    assert_update(update, "bearer s3cret-token", body);
}

#[test]
fn a_redacted_key_is_not_written_back() {
    for key in [None, Some("****************************a23c")] {
        let said = change(PAGE, key).unwrap_err();
        assert!(said.contains("can not be written back: set DATADOG_API_KEY"), "{said}");
        assert!(!said.contains("a23c"), "{said}");
    }
}

/// A server that shows the key as it is leaves nothing to ask for.
#[test]
fn a_key_that_is_whole_stays() {
    let page = r#"{"results":[{"type":"DATADOG","apiKey":"s3cret-key"}]}"#;
    assert_eq!(change(page, None).unwrap(), Datadog::new("s3cret-key").send_database_metrics(true));
}

#[test]
fn a_file_that_is_no_page_is_not_quoted() {
    for page in [r#"{"results":"s3cret"}"#, "s3cret", r#"{"results":[{"type":"SLACK","apiToken":"s3cret"}]}"#]
    {
        change(page, Some("s3cret-key")).unwrap_err();
    }
}
