//! The command lines for operations: what they show, and that a shell and `curl` read them as they are meant.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

#[expect(dead_code, reason = "the tests of the clients need more of it")]
#[path = "clients/server.rs"]
mod server;

use generated::models::{ThirdPartyIntegration, VictorOps};
use generated::operations::UpdateGroupIntegration;
use generated::{BuildError, Operation, Server};
use server::{Received, Scripted, Turn};

const SECRET: &str = "s3cr3t-value";
const HEXADECIMAL_SECRET: &str = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2";

const BODIES: &[&str] = &[
    r#"{"type":"PAGER_DUTY","serviceKey":"s3cr3t-value","region":"US"}"#,
    r#"{"type":"SLACK","apiToken":"s3cr3t-value","channelName":"alerts","teamName":"MongoDB"}"#,
    r#"{"type":"DATADOG","apiKey":"s3cr3t-value","region":"US1_FED","sendDatabaseMetrics":true}"#,
    r#"{"type":"NEW_RELIC","accountId":"bcc3c81b344a6030a3935c2527e2216535af7718","licenseKey":"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2","readToken":"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2","writeToken":"5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2"}"#,
    r#"{"type":"OPS_GENIE","apiKey":"s3cr3t-value"}"#,
    r#"{"type":"VICTOR_OPS","apiKey":"s3cr3t-value","routingKey":"s3cr3t-value"}"#,
    r#"{"type":"WEBHOOK","url":"https://s3cr3t-value","secret":"s3cr3t-value","bodyTemplate":"s3cr3t-value","headersTemplate":"s3cr3t-value"}"#,
    r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"http","username":"prom","password":"s3cr3t-value"}"#,
    r#"{"type":"MICROSOFT_TEAMS","microsoftTeamsWebhookUrl":"https://s3cr3t-value"}"#,
    r#"{"type":"NEW_KIND","credential":"s3cr3t-value","nested":{"deep":["s3cr3t-value"]},"nothing":null}"#,
    r#"{"type":"DATADOG","apiKey":"s3cr3t-value","region":"s3cr3t-value","newCredential":"s3cr3t-value","API_KEY":7}"#,
];

fn operation(body: &str) -> UpdateGroupIntegration {
    let body: ThirdPartyIntegration = serde_json::from_str(body).unwrap();
    UpdateGroupIntegration::new("32b6e34b3d91647abb20e7b8", body).allow_unknown()
}

#[test]
fn commands_read_like_the_documentation() {
    let commands: Vec<String> =
        BODIES.iter().map(|body| operation(body).to_curl(&Server::default()).unwrap()).collect();
    let commands = commands.join("\n\n") + "\n";
    assert!(commands == include_str!("curl/commands.sh"), "{commands}");
    assert!(!commands.contains(SECRET) && !commands.contains(HEXADECIMAL_SECRET));
}

#[test]
fn another_alternative_has_its_own_credentials() {
    let operation = operation(BODIES[4]);
    let digest = UpdateGroupIntegration::SECURITY[1];
    let command = operation.to_curl_with(&Server::default(), digest).unwrap();
    assert!(
        command.contains(" \\\n  --digest --user \"${DIGEST_USER:?}:${DIGEST_PASSWORD:?}\" \\\n"),
        "{command}"
    );
    assert!(!command.contains("Authorization"), "{command}");
    let command = operation.to_curl_with(&Server::default(), &[]).unwrap();
    assert!(!command.contains("--user") && !command.contains("Authorization"), "{command}");
}

#[test]
fn the_text_of_a_request_shows_no_more_than_its_command() {
    for body in BODIES {
        let security = UpdateGroupIntegration::SECURITY[0];
        let text = operation(body).to_http_with(&Server::default(), security).unwrap();
        assert!(!text.contains(SECRET) && !text.contains(HEXADECIMAL_SECRET), "{text}");
    }
    let text = operation(BODIES[4]).to_http_with(&Server::default(), &[]).unwrap();
    assert_eq!(
        text,
        "PUT /api/atlas/v2/groups/32b6e34b3d91647abb20e7b8/integrations/OPS_GENIE HTTP/1.1\n\
         Host: cloud.mongodb.com\n\
         Accept: application/vnd.atlas.2023-01-01+json\n\
         Content-Type: application/vnd.atlas.2023-01-01+json\n\n\
         {\"apiKey\":\"${API_KEY}\",\"type\":\"OPS_GENIE\"}"
    );
}

#[test]
fn there_is_no_command_for_what_would_not_be_sent() {
    let operation = UpdateGroupIntegration::new("bad group", VictorOps::new(SECRET).routing_key(SECRET));
    let error = operation.to_curl(&Server::default()).unwrap_err();
    assert!(matches!(error, BuildError::Violations(_)), "{error}");
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The variables of a command.
fn variables(command: &str) -> Vec<&str> {
    command.split("${").skip(1).map(|rest| rest.split_once(":?}").unwrap().0).collect()
}

fn shell(command: &str, variables: &BTreeMap<&str, String>) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-u", "-c", command]).envs(variables);
    shell
}

/// The words that `curl` gets from a shell.
fn words(name: &str, command: &str, variables: &BTreeMap<&str, String>) -> Vec<String> {
    let folder = folder(name);
    let (curl, out) = (folder.join("curl"), folder.join("words"));
    fs::write(&curl, "#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done > \"$OUT\"\n").unwrap();
    assert!(Command::new("chmod").arg("+x").arg(&curl).status().unwrap().success());
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let Output { status, stderr, .. } =
        shell(command, variables).env("PATH", path).env("OUT", &out).output().unwrap();
    assert!(status.success() && stderr.is_empty(), "{command}\n{}", String::from_utf8_lossy(&stderr));
    let words = String::from_utf8(fs::read(out).unwrap()).unwrap();
    words.split_terminator('\0').map(str::to_owned).collect()
}

/// Checks that a command is for the same request as the one that is built.
#[track_caller]
fn assert_same(name: &str, operation: &UpdateGroupIntegration, variables: &BTreeMap<&str, String>) {
    let command = operation.to_curl(&Server::default()).unwrap();
    let request = operation.build(&Server::default()).unwrap();
    let words = words(name, &command, variables);
    let mut expected = vec!["--request".to_owned(), request.method().to_string(), request.uri().to_string()];
    for name in ["Accept", "Content-Type"] {
        let value = request.headers()[name].to_str().unwrap();
        expected.extend(["--header".to_owned(), format!("{name}: {value}")]);
    }
    expected.extend(["--header", "Authorization: Bearer t0ken", "--data-raw"].map(str::to_owned));
    expected.push(String::from_utf8(request.into_body()).unwrap());
    assert_eq!(words, expected, "{command}");
}

#[test]
fn a_shell_makes_the_same_request_of_it() {
    for body in &BODIES[..9] {
        let operation = operation(body);
        let command = operation.to_curl(&Server::default()).unwrap();
        let mut values: BTreeMap<&str, String> =
            variables(&command).into_iter().map(|name| (name, SECRET.to_owned())).collect();
        values.insert("ACCESS_TOKEN", "t0ken".to_owned());
        for name in ["LICENSE_KEY", "READ_TOKEN", "WRITE_TOKEN"] {
            values.entry(name).and_modify(|value| HEXADECIMAL_SECRET.clone_into(value));
        }
        for name in ["URL", "MICROSOFT_TEAMS_WEBHOOK_URL"] {
            values.entry(name).and_modify(|value| *value = format!("https://{SECRET}"));
        }
        assert_same("same", &operation, &values);
    }
}

const HOSTILE: &[&str] = &[
    "'",
    "''\"'\"''",
    "\"; touch pwned; \"",
    "$(touch pwned) `touch pwned` ${HOME} $HOME $((1+1))",
    "\\ \\\\ \\' \\n \\",
    "!! !$ ^a^b",
    "a\nb\r\nc\td",
    "\u{0}\u{1}\u{7}\u{1b}[31m\u{7f}\u{9b}31m",
    "\u{202e}gnp.exe\u{2066}\u{feff}",
    "@/etc/passwd",
    "< /etc/passwd; & | > * ? [a-z] {a,b} ~ #",
    "${ACCESS_TOKEN:?}",
    "M0123456789abcdefvACCESS_TOKEN~",
    "ünï©ødé 🦀",
    "",
];

#[test]
fn no_value_means_anything_to_a_shell() {
    for text in HOSTILE {
        let secret = serde_json::to_string(text).unwrap();
        let body = serde_json::json!({
            "type": "SLACK", "apiToken": "k", "channelName": format!("#{text}"), "teamName": text,
        });
        let operation = operation(&body.to_string());
        let command = operation.to_curl(&Server::default()).unwrap();
        assert!(!command.chars().any(|it| it.is_control() && it != '\n' || it == '\u{202e}'), "{command:?}");
        let values = [("ACCESS_TOKEN", "t0ken".to_owned()), ("API_TOKEN", "k".to_owned())];
        assert_same("hostile", &operation, &values.into());
        // What a variable holds is a part of its word too, and is not looked at again.
        let body = format!(r#"{{"type":"SLACK","apiToken":{secret},"channelName":"c"}}"#);
        let values = [("ACCESS_TOKEN", "t0ken"), ("API_TOKEN", secret.trim_matches('"'))];
        let values = values.map(|(name, value)| (name, value.to_owned())).into();
        if !text.is_empty() && !secret.ends_with("\\\"\"") {
            assert_same("hostile", &self::operation(&body), &values);
        }
    }
}

/// A value that looks like a mark is none: marks are chosen so that they do not occur in the request.
#[test]
fn a_mark_can_not_be_forged() {
    let plain = operation(r#"{"type":"SLACK","apiToken":"k","channelName":"c"}"#);
    let command = plain.to_curl(&Server::default()).unwrap();
    let mut body = String::from("c");
    for _ in 0..4 {
        let text = format!(r#"{{"type":"SLACK","apiToken":"k","channelName":"{body}"}}"#);
        let shown = operation(&text).to_curl(&Server::default()).unwrap();
        assert_eq!(variables(&shown), variables(&command));
        assert!(shown.contains(&format!("\"channelName\":\"{body}\"")), "{shown}");
        body += "M0000000000000000vPATH~";
    }
}

#[test]
fn nothing_is_sent_before_all_variables_are_set() {
    let command = operation(BODIES[2]).to_curl(&Server::default()).unwrap();
    let output = shell(&command, &BTreeMap::new()).env_remove("ACCESS_TOKEN").output().unwrap();
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("ACCESS_TOKEN"), "{error}");
}

#[test]
fn curl_sends_the_same_request() {
    if Command::new("curl").arg("--version").output().is_err() {
        #[expect(clippy::print_stderr, reason = "whoever runs the test should know")]
        {
            eprintln!("skipped: there is no `curl` on this machine");
        }
        return;
    }
    let answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    let scripted = Scripted::start([Turn::Say(answer.to_owned())]);
    let server = scripted.server();
    let operation = operation(r#"{"type":"PROMETHEUS","enabled":true,"serviceDiscovery":"http","username":"@it's [a-z] $HOME","password":"s3cr3t-value"}"#)
        .pretty(true);
    let command = operation.to_curl(&server).unwrap();
    let values = [("ACCESS_TOKEN", "t0ken".to_owned()), ("PASSWORD", SECRET.to_owned())].into();
    let output = shell(&command, &values)
        .envs([("no_proxy", "*"), ("CURL_HOME", env!("CARGO_TARGET_TMPDIR"))])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let received = scripted.received();
    let [Received { head, body, .. }] = received.as_slice() else { panic!("{received:?}") };
    let request = operation.build(&server).unwrap();
    let target = request.uri().path_and_query().unwrap();
    assert!(head.starts_with(&format!("PUT {target} HTTP/1.1\r\n").to_lowercase()), "{head}");
    for line in [
        "Accept: application/vnd.atlas.2023-01-01+json\r\n",
        "Content-Type: application/vnd.atlas.2023-01-01+json\r\n",
        "Authorization: Bearer t0ken\r\n",
    ] {
        assert_eq!(head.matches(&line.to_lowercase()).count(), 1, "{head}");
    }
    assert_eq!(body.as_bytes(), request.body());
}
