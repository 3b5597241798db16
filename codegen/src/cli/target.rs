//! Where a request goes: a server of the document, by its number or its URL and with values for its variables, or any other.
//!
//! Invariant: what is secret goes to the server that was named, or else to that of the document, and not to one that only
//! an operation has.

use clap::{Arg, ArgMatches};
use http::Uri;

use super::super::runtime::{Server, ServerTemplate};
use super::command::{Command, Servers, Value};
use super::commands::{self, SERVERS};
use super::terminal::clean;

/// Where a request goes.
#[derive(Debug)]
pub(super) struct Target {
    /// What the request is made for.
    pub(super) server: Server,
    /// The server whose origin gets what is secret.
    pub(super) trusted: Server,
    /// Whether the document names it, or one of its origin.
    is_documented: bool,
}

impl Target {
    /// Whether an absolute URL of the document may get what is secret: it stands beside servers that the document names, or
    /// leads to the one that was named.
    pub(super) fn may_use(&self, url: &str) -> bool {
        self.is_documented || origin(url) == origin(self.server.as_str())
    }

    /// Whether credentials go where a request goes.
    pub(super) fn trusts(&self, uri: &Uri) -> bool {
        origin(&uri.to_string()) == origin(self.trusted.as_str())
    }
}

/// Where a request of an operation goes.
pub(super) fn find(
    command: &'static Command,
    given: Option<&str>,
    matches: &ArgMatches,
) -> Result<Target, String> {
    let has_own = !command.servers.templates.is_empty();
    let servers = if has_own { &command.servers } else { &SERVERS };
    let values = values(command, matches);
    let has_all = |template: &&ServerTemplate| {
        let has = |wire| template.variables.iter().any(|variable| variable.name == wire);
        template.build(&[]).is_ok() && values.iter().all(|(variable, _)| has(variable.wire))
    };
    let template = match (given, values.first()) {
        (None, None) => None,
        (None, Some((variable, _))) => {
            let none =
                || format!("--{}: no server of this operation has all of these variables", variable.flag);
            Some(servers.templates.iter().find(has_all).ok_or_else(none)?)
        }
        (Some(given), _) => named(servers, given)?,
    };
    let server = match (template, given) {
        (Some(template), _) => build(template, &values)?,
        (None, None) => default(servers)?,
        (None, Some(given)) => Server::new(given).map_err(|error| format!("--server: {error}"))?,
    };
    if let (None, Some((variable, _))) = (template, values.first()) {
        return Err(format!("--{}: the URL that --server gives has no variables", variable.flag));
    }
    let trusted = if given.is_none() && has_own { default(servers)? } else { server.clone() };
    // A variable that can have any value may lead anywhere.
    let is_listed = |template: &ServerTemplate| {
        let mut open = template.variables.iter().filter(|variable| variable.values.is_empty());
        !open.any(|open| values.iter().any(|(variable, _)| variable.wire == open.name))
    };
    let is_at = |template: &ServerTemplate| {
        template.build(&[]).is_ok_and(|it| origin(it.as_str()) == origin(server.as_str()))
    };
    let mut documented = SERVERS.templates.iter().chain(command.servers.templates);
    let is_documented = template.is_some_and(is_listed) || documented.any(is_at);
    Ok(Target { server, trusted, is_documented })
}

/// The server of the document, for operations of which these are the servers.
fn default(servers: &Servers) -> Result<Server, String> {
    commands::server().ok_or_else(|| nowhere(servers))
}

/// The server with this number or this URL, if it is one of these. Any other URL is none of them.
fn named(servers: &Servers, given: &str) -> Result<Option<&'static ServerTemplate>, String> {
    if let Ok(number) = given.parse::<usize>() {
        let template = servers.templates.get(number.wrapping_sub(1));
        return match template {
            Some(template) => Ok(Some(template)),
            None => Err(format!("--server: there is no such number{}", listed(servers))),
        };
    }
    let plain = |url: &str| url.trim_end_matches('/').to_owned();
    Ok(servers.templates.iter().find(|template| plain(template.url) == plain(given)))
}

/// The values of variables that were given.
fn values(command: &'static Command, matches: &ArgMatches) -> Vec<(&'static Value, String)> {
    let mut values: Vec<(&'static Value, String)> = Vec::new();
    for variable in SERVERS.variables.iter().chain(command.servers.variables) {
        let given = matches.try_get_one::<String>(variable.flag).ok().flatten();
        if values.iter().all(|(known, _)| known.flag != variable.flag) {
            values.extend(given.map(|given| (variable, given.clone())));
        }
    }
    values
}

fn build(template: &ServerTemplate, values: &[(&'static Value, String)]) -> Result<Server, String> {
    if template.url.starts_with('/') || !template.url.contains("://") {
        return Err(format!("--server: `{}` is relative: give the whole URL", clean(template.url)));
    }
    for (value, given) in values {
        let variable = template.variables.iter().find(|variable| variable.name == value.wire);
        let Some(variable) = variable else {
            return Err(format!(
                "--{}: the server `{}` has no such variable",
                value.flag,
                clean(template.url)
            ));
        };
        if !variable.values.is_empty() && !variable.values.contains(&given.as_str()) {
            return Err(format!("--{}: is none of {}", value.flag, clean(&variable.values.join(", "))));
        }
    }
    let pairs: Vec<(&str, &str)> = values.iter().map(|(value, given)| (value.wire, given.as_str())).collect();
    template.build(&pairs).map_err(|error| format!("--server: {error}"))
}

/// What to say where nobody has said where to.
fn nowhere(servers: &Servers) -> String {
    if servers.templates.is_empty() {
        return "the document names no server: say where to with --server URL".to_owned();
    }
    format!("say where to with --server URL, or by a number{}", listed(servers))
}

/// The servers with their numbers, each on a line of its own.
pub(super) fn listed(servers: &Servers) -> String {
    let lines = servers.templates.iter().enumerate().map(|(index, template)| {
        let about = servers.abouts.get(index).filter(|about| !about.is_empty());
        let about = about.map(|about| format!("  {about}")).unwrap_or_default();
        format!("\n  {}  {}{about}", index + 1, clean(template.url))
    });
    lines.collect()
}

/// The flag that names one of these servers, or any other.
pub(super) fn flag(servers: &Servers) -> Arg {
    let arg = Arg::new("server").long("server");
    if servers.templates.is_empty() {
        return arg.value_name("URL").help("Where to: the URL of the server; the document names none");
    }
    if let ([only], [""]) = (servers.templates, servers.abouts)
        && only.build(&[]).is_ok()
    {
        let help = format!("Where to: the URL of a server [default: {}]", clean(only.url));
        return arg.value_name("URL").help(help);
    }
    let default = servers.templates.iter().position(|template| template.build(&[]).is_ok());
    let default = default.map(|index| format!(" [default: {}]", index + 1)).unwrap_or_default();
    let urls: Vec<String> =
        (1..).zip(servers.templates).map(|(number, it)| format!("{number} is {}", clean(it.url))).collect();
    arg.value_name("URL|NUMBER")
        .help(format!("Where to: the URL of a server, or a number: {}{default}", urls.join(", ")))
        .long_help(format!(
            "Where to: the URL of a server, or the number of one of these{default}:{}",
            listed(servers)
        ))
}

/// Scheme, host and port of a URL.
fn origin(url: &str) -> Option<(String, String, u16)> {
    let uri: Uri = url.parse().ok()?;
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let port = uri.port_u16().or(match scheme.as_str() {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    })?;
    Some((scheme, uri.host()?.to_ascii_lowercase(), port))
}
