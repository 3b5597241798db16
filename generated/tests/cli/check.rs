//! What is checked before anything is sent, and what is shown of a request.

use insta::assert_snapshot;

use crate::{SECRET, TOKEN, UPDATE, file, plain, run, update};

#[test]
fn everything_that_is_wrong_is_told_at_once_and_where() {
    let words = ["datadog", "--region=XX", "--items-per-page=1000", "--page-num=x", "--validate-only"];
    let run = plain(&[&UPDATE[..2], &["--group-id", "XX"], &words, &["--api-key", SECRET]].concat());
    assert_eq!(run.status, 3);
    assert_snapshot!(run.shown(), @r"
    status 3
    --- out
    --- err
    error: the request does not satisfy the document in 4 ways; nothing was sent
      --page-num: is no number
      --region: is none of the values US, EU, US3, US5, AP1, US1_FED
      --group-id: does not match the pattern ^([a-f0-9]{24})$
      --items-per-page: 1000 is greater than the maximum 500
    ");
}

#[test]
fn what_is_missing_is_told_at_once() {
    let run = plain(&[&UPDATE[..2], &["new-relic", "--account-id", "a"]].concat());
    assert_snapshot!(run.shown(), @r"
    status 3
    --- out
    --- err
    error: the request does not satisfy the document in 4 ways; nothing was sent
      --group-id: is required
      --license-key: is required
      --read-token: is required
      --write-token: is required
    ");
    assert_snapshot!(update(&[]).err, @"
    error: the request does not satisfy the document; nothing was sent
      --body: is required: choose its kind by a subcommand, or give a file with `--body @FILE`
    ");
}

#[test]
fn a_body_is_blamed_by_its_pointers() {
    let body = format!(
        r#"{{"type":"NEW_RELIC","accountId":"{SECRET}","licenseKey":"{SECRET}","readToken":"r","writeToken":"w"}}"#
    );
    let run = update(&["--validate-only", "--body", &format!("@{}", file("new-relic", &body, 0o600))]);
    assert_snapshot!(run.shown(), @r"
    status 3
    --- out
    --- err
    error: the request does not satisfy the document in 2 ways; nothing was sent
      --body /accountId: does not match the pattern ^([0-9a-f]){40}$
      --body /licenseKey: does not match the pattern ^([0-9a-f]){40}$
    ");
    let run = update(&["--body", r#"{"type":"SLACK","apiToken":5}"#]);
    assert_eq!((run.status, run.out.as_str()), (3, ""));
    assert!(
        run.err.contains("--body /apiToken: expected a string, found a number at line 1 column 28\n"),
        "{}",
        run.err
    );
    let run = update(&["--body", r#"{"type":"NEW_RELIC","accountId":"a","readToken":"r"}"#]);
    assert!(run.err.contains("/licenseKey: is required\n  --body /writeToken: is required\n"), "{}", run.err);
    let run = update(&["--body", r#"{"apiToken":5,"type":"#]);
    let broken = "--body: is no JSON: EOF while parsing a value at line 1 column 21\n";
    assert!(run.err.contains(broken) && !run.err.contains("apiToken"), "{}", run.err);
    let run = update(&["--body", "@/nowhere"]);
    assert!(run.err.contains("--body: the file `/nowhere` can not be read: "), "{}", run.err);
}

#[test]
fn all_members_of_wrong_types_are_told_at_once() {
    let body = r#"{"type":"DATADOG","apiKey":1,"region":[],"sendCollectionLatencyMetrics":"yes","sendDatabaseMetrics":0}"#;
    assert_snapshot!(update(&["--body", body]).err, @"
    error: the request does not satisfy the document in 4 ways; nothing was sent
      --body /apiKey: expected a string, found a number at line 1 column 28
      --body /region: expected a string, found an array
      --body /sendCollectionLatencyMetrics: expected a boolean, found a string
      --body /sendDatabaseMetrics: expected a boolean, found a number
    ");
    let words = ["datadog", "--send-database-metrics=maybe", "--region", "XX", "--set", "apiKey=7"];
    assert_snapshot!(update(&words).err, @"
    error: the request does not satisfy the document in 2 ways; nothing was sent
      --send-database-metrics: is neither `true` nor `false`
      --region: is none of the values US, EU, US3, US5, AP1, US1_FED
    ");
}

#[test]
fn what_follows_a_flag_is_its_value_whatever_it_begins_with() {
    let run = update(&["datadog", "--api-key", "--SECRETkey-1", "--validate-only"]);
    assert_eq!(run.status, 0, "{run:?}");
    let run = plain(&[&UPDATE[..2], &["--group-id", "-1", "datadog", "--api-key", "-k"]].concat());
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.err.contains("--group-id: does not match the pattern"), "{}", run.err);
}

#[test]
fn a_flag_is_no_value_of_another() {
    for flag in ["--dry-run", "--region", "--body", "--help"] {
        let run = update(&["datadog", "--api-key", flag]);
        assert_eq!(run.status, 3, "{run:?}");
        assert!(run.err.contains("--api-key: has another flag in place of its value\n"), "{}", run.err);
    }
}

#[test]
fn words_without_a_flag_are_not_repeated() {
    for words in [
        &[SECRET][..],
        &["datadog", SECRET],
        &["datadog", "--api-key", "k", "--SecretKey1"],
        &["datadog", "--api-key", "k", "--other=SECRETkey"],
    ] {
        let run = update(words);
        assert_eq!((run.status, run.err.to_lowercase().contains("secret")), (2, false), "{}", run.err);
    }
    let run = update(&["datadog", "--send-database-metrics", "false"]);
    assert!(run.err.contains("`--flag=false`"), "{}", run.err);
}

#[test]
fn a_valid_request_is_told_so() {
    let run = update(&["datadog", "--api-key", SECRET, "--validate-only"]);
    let said = "ok: the request satisfies the document; nothing was sent\n";
    assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, "", said));
}

#[test]
fn a_dry_run_shows_the_request_without_secrets() {
    let words = ["datadog", "--api-key", SECRET, "--region", "US", "--pretty", "--dry-run"];
    let variables = [("GENERATED_SERVICE_ACCOUNTS_TOKEN", TOKEN)];
    let shown = run(&[UPDATE, &words].concat(), &variables, "");
    assert_snapshot!(shown.shown(), @r#"
    status 0
    --- out
    PUT /api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG?pretty=true HTTP/1.1
    Host: cloud.mongodb.com
    Accept: application/vnd.atlas.2023-01-01+json
    Content-Type: application/vnd.atlas.2023-01-01+json
    Authorization: Bearer ${ACCESS_TOKEN}

    {"apiKey":"${API_KEY}","region":"US","type":"DATADOG"}
    --- err
    "#);
}

#[test]
fn a_command_of_curl_has_the_credentials_that_there_are() {
    let words = ["datadog", "--api-key", SECRET, "--curl", "--server", "https://example.com/base/"];
    let variables = [("GENERATED_DIGEST_AUTH_USER", "user"), ("GENERATED_DIGEST_AUTH_PASSWORD", SECRET)];
    assert_snapshot!(run(&[UPDATE, &words].concat(), &variables, "").shown(), @r#"
    status 0
    --- out
    curl --request PUT 'https://example.com/base/api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/DATADOG' \
      --digest --user "${DIGEST_USER:?}:${DIGEST_PASSWORD:?}" \
      --header 'Accept: application/vnd.atlas.2023-01-01+json' \
      --header 'Content-Type: application/vnd.atlas.2023-01-01+json' \
      --data-raw '{"apiKey":"'"${API_KEY:?}"'","type":"DATADOG"}'
    --- err
    "#);
}

#[test]
fn flags_go_into_the_body_and_change_nothing_else() {
    let dry = |words: &[&str], input: &str| {
        let shown = run(&[UPDATE, words, &["--dry-run", "--allow-unknown"]].concat(), &[], input);
        assert_eq!(shown.status, 0, "{shown:?}");
        shown.out.lines().last().unwrap().to_owned()
    };
    let slack = r#"{"teamName":"old","apiToken":"t","type":"PAGER_DUTY","channelName":"c"}"#;
    assert_eq!(
        dry(&["--body", "-", "--set", "channelName=5", "slack", "--team-name", "new"], slack),
        r#"{"apiToken":"${API_TOKEN}","channelName":"5","teamName":"new","type":"SLACK"}"#
    );
    assert_eq!(
        dry(
            &["--body", "-", "--set", "/teamName=x=y", "--set", "id=null"],
            &slack.replace("PAGER_DUTY", "SLACK")
        ),
        r#"{"apiToken":"${API_TOKEN}","channelName":"c","id":null,"teamName":"x=y","type":"SLACK"}"#
    );
    assert_eq!(
        dry(&["prometheus", "--enabled=false", "--service-discovery=http", "--username=u"], ""),
        r#"{"enabled":false,"serviceDiscovery":"http","type":"PROMETHEUS","username":"u"}"#
    );
}

#[test]
fn what_can_not_be_set_is_told() {
    for (set, said) in [
        ("apiKey", "--set: is not of the form PATH=VALUE\n"),
        ("=5", "--set: is not of the form PATH=VALUE\n"),
        ("apiKey.a=5", "--set apiKey.a: there is no object that could have `a`\n"),
    ] {
        let run = update(&["datadog", "--api-key", SECRET, "--set", set]);
        assert_eq!(run.status, 3);
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn a_server_is_a_url() {
    let run = update(&["slack", "--api-token", "a", "--channel-name", "c", "--server", "nowhere"]);
    assert_eq!((run.status, run.err.as_str()), (2, "error: --server: the URL is not absolute\n"));
}

#[test]
fn a_path_without_end_is_a_fault() {
    let set = format!("{}a=1", "a.".repeat(50_000));
    let run = update(&["datadog", "--api-key", SECRET, "--set", &set]);
    assert_eq!(run.status, 3);
    assert!(run.err.contains("--set: leads through more than 127 levels"), "{}", run.err);
}

#[test]
fn an_operation_without_its_tag_is_found() {
    for word in ["update-group-integration", "updateGroupIntegration"] {
        let run = plain(&[word]);
        assert_eq!(run.status, 2);
        assert!(run.err.contains("'third-party-integrations update-group-integration'"), "{}", run.err);
    }
}
