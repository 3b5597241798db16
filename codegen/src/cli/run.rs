//! From the command line to the exit status, step by step.

use std::ffi::OsString;
use std::time::Duration;

use clap::ArgMatches;
use http::{Request, Response};

use super::super::client::Options;
use super::super::client::ureq::Client;
use super::super::runtime::{BuildError, RawJson, Violation, Violations};
use super::access::{self, Access};
use super::arguments::Arguments;
use super::call::{Answer, Call, Verdict};
use super::command::{Branch, Command};
use super::commands;
use super::exit::Exit;
use super::fault::{Fault, split};
use super::pages::{self, Gathered, Stop};
use super::problem::Patience;
use super::redact::Secrets;
use super::settings::{Settings, Task};
use super::target::{self, Target};
use super::{output, problem, terminal, tree, usage};

/// How long a try may take if nobody says otherwise, as `--timeout` has it.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How often a request is sent that may be sent again.
const TRIES: u32 = 3;

/// Runs a command line.
pub(super) fn run(words: impl Iterator<Item = OsString>) -> Exit {
    let words: Vec<OsString> = words.collect();
    let names = words.iter().skip(1).filter_map(|word| word.to_str().map(str::to_owned)).collect();
    let matches = match tree::root(&names).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(error),
    };
    match matches.subcommand() {
        Some(("completions", matches)) => usage::print_completions(matches),
        Some(("man", matches)) => usage::manual(matches),
        _ => match chosen(&matches) {
            Some((command, branch, matches)) => operation(command, branch, matches),
            None => problem::usage("no operation is named; `--help` lists them"),
        },
    }
}

/// The operation that was named, the branch of its body, and what was given for them.
fn chosen(matches: &ArgMatches) -> Option<(&'static Command, Option<&'static Branch>, &ArgMatches)> {
    let (mut name, mut matches) = matches.subcommand()?;
    if commands::TAGS.iter().any(|tag| tag.name == name) {
        (name, matches) = matches.subcommand()?;
    }
    let command = tree::find(name)?;
    match matches.subcommand() {
        Some((name, matches)) => {
            let branch = command.branches().iter().find(|branch| branch.name == name)?;
            Some((command, Some(branch), matches))
        }
        None => Some((command, None, matches)),
    }
}

fn operation(command: &'static Command, branch: Option<&'static Branch>, matches: &ArgMatches) -> Exit {
    let settings = Settings::new(matches);
    let mut arguments = Arguments::new(command, branch, matches, settings.allows_unknown);
    let call = (command.call)(&mut arguments);
    let violations = call.as_ref().and_then(|call| call.violations());
    let omitted = violations.as_ref().map_or(0, Violations::omitted);
    let mut faults = std::mem::take(&mut arguments.faults);
    let mut doubts: Vec<Fault> =
        violations.iter().flatten().map(|violation| located(&arguments, violation)).collect();
    // The body may have been checked already.
    doubts.retain(|fault| !faults.contains(fault));
    if settings.validates || !faults.is_empty() {
        faults.append(&mut doubts);
    }
    if call.is_none() && faults.is_empty() {
        faults.push(Fault::new("the request", "can not be made of these values"));
    }
    let call = match call {
        Some(call) if faults.is_empty() => call,
        _ => return problem::faults(&faults, omitted),
    };
    if !doubts.is_empty() {
        problem::doubts(&doubts, omitted);
    }
    if command.deprecated {
        terminal::say("warning", "the document advises against this operation: it is deprecated");
    }
    let target = match target::find(command, settings.server.as_deref(), matches) {
        Ok(target) => target,
        // Whether the rest satisfies the document is known without one.
        Err(_) if settings.task == Task::ValidateOnly && settings.server.is_none() => return valid(),
        Err(message) => return problem::usage(&message),
    };
    let request = match call.request(&target.server, settings.validates) {
        Ok(_) if settings.task == Task::ValidateOnly => return valid(),
        Ok(request) => request,
        Err(error) => return unbuilt(&arguments, &error),
    };
    let access = match access::find(settings.credentials.as_deref(), settings.token_url.as_deref()) {
        Ok(access) => access,
        Err(message) => return problem::usage(&message),
    };
    if settings.task == Task::Send
        && let Some(advice) = access.advice(call.security()).or_else(|| access.misled(call.security(), &target))
    {
        return problem::usage(&advice);
    }
    let gets_credentials = target.trusts(request.uri());
    if !gets_credentials && access.has_some(call.security()) {
        let message =
            "no credentials are sent: only this operation goes to its server; name it with --server";
        terminal::say("warning", message);
    }
    if let Some(message) = access.halves(call.security()) {
        terminal::say("warning", &message);
    }
    let security = if gets_credentials { access.chosen(call.security()) } else { &[] };
    let shown = match settings.task {
        Task::DryRun => call.http(&target.server, security, settings.validates),
        Task::Curl => call.curl(&target.server, security, settings.validates),
        Task::Send | Task::ValidateOnly => {
            return send(&*call, request, &arguments, &settings, &target, &access);
        }
    };
    match shown {
        Ok(text) if settings.task == Task::Curl => output::lines(&text),
        Ok(text) => output::lines(&terminal::clean_lines(&text)),
        Err(error) => unbuilt(&arguments, &error),
    }
}

fn valid() -> Exit {
    terminal::say("ok", "the request satisfies the document; nothing was sent");
    Exit::Done
}

fn send(
    call: &dyn Call,
    request: Request<Vec<u8>>,
    arguments: &Arguments<'_>,
    settings: &Settings,
    target: &Target,
    access: &Access,
) -> Exit {
    let mut secrets = access.secrets();
    for secret in &arguments.secrets {
        secrets.add(secret);
    }
    // What is not idempotent is sent once.
    let tries = if request.method().is_idempotent() { TRIES } else { 1 };
    let patience = Patience { timeout: settings.timeout.unwrap_or(TIMEOUT), tries };
    let options = Options::new(target.trusted.clone())
        .credentials(access.credentials.clone())
        .timeout(patience.timeout)
        .attempts(TRIES);
    let client = Client::new(options);
    if settings.all
        && let Some(mut pages) = call.pages()
    {
        let all = pages::gather(&mut *pages, &client, &target.server, settings.validates);
        access.add_bought(call.security(), &mut secrets);
        return match all {
            Ok(all) => listed(&all, settings, &secrets),
            Err(stop) => stopped(*stop, arguments, settings, patience, &secrets),
        };
    }
    let answer = call.send(&client, request);
    access.add_bought(call.security(), &mut secrets);
    match answer {
        Ok(answer) => answered(&answer, settings, &secrets),
        Err(failed) => problem::failed(&failed, patience, &secrets),
    }
}

/// Writes the items of all pages.
fn listed(all: &Gathered, settings: &Settings, secrets: &Secrets) -> Exit {
    if let Some(message) = &all.misfit {
        let pages = if all.misfits == 1 { "a page does" } else { "some pages do" };
        let message = format!("{pages} not fit the document, and came as they are: {}", secrets.redacted(message));
        terminal::say("warning", &message);
    }
    let items: Vec<&str> = all.items.iter().map(RawJson::get).collect();
    output::write(&Response::new(format!("[{}]", items.join(",\n")).into_bytes()), settings.format)
}

/// Tells why there are not all pages. What has come is not written: it would pass for the whole.
fn stopped(
    stop: Stop,
    arguments: &Arguments<'_>,
    settings: &Settings,
    patience: Patience,
    secrets: &Secrets,
) -> Exit {
    match stop {
        Stop::Unbuilt(error) => unbuilt(arguments, &error),
        Stop::Failed(failed) => problem::failed(&failed, patience, secrets),
        Stop::Endless => problem::endless(pages::MOST),
        Stop::Answer(answer) => match &answer.verdict {
            Verdict::Misfit(message) if answer.response.status().is_success() => {
                problem::not_a_page(&secrets.redacted(message))
            }
            _ => answered(&answer, settings, secrets),
        },
    }
}

/// Writes what a server has answered.
fn answered(answer: &Answer, settings: &Settings, secrets: &Secrets) -> Exit {
    let response = &answer.response;
    let is_useless = answer.verdict == Verdict::Useless;
    if is_useless || !response.status().is_success() {
        let exit = if is_useless {
            problem::useless(response, secrets)
        } else {
            problem::response(response, secrets)
        };
        // Programs that want the whole of it say so.
        if settings.format.is_some() {
            let _ = output::write(response, settings.format);
        }
        return exit;
    }
    if let Verdict::Misfit(message) = &answer.verdict {
        terminal::say(
            "warning",
            &format!("the response does not fit the document: {}", secrets.redacted(message)),
        );
    }
    output::write(response, settings.format)
}

/// A violation at the flag or the place of the body that it is about.
fn located(arguments: &Arguments<'_>, violation: &Violation) -> Fault {
    let (pointer, message) = (violation.instance_location(), violation.message());
    let Some((name, rest)) = split(pointer) else { return Fault::new("the request", message) };
    let parameter = arguments.command.parameters.iter().find(|parameter| parameter.wire == name);
    match parameter {
        Some(parameter) => Fault::at_flag(parameter.flag, rest, message),
        None if name == "body" => arguments.in_body(rest, message),
        None => Fault::new(format!("the request {pointer}"), message),
    }
}

/// Tells why there is no request.
fn unbuilt(arguments: &Arguments<'_>, error: &BuildError) -> Exit {
    let name = match error {
        BuildError::PathSegment { parameter } => parameter,
        BuildError::Header { name, .. } | BuildError::Parameter { name, .. } => name,
        // It says which part of it, and no value.
        BuildError::Body(source) => {
            return problem::faults(&[Fault::new("--body", format!("{error}: {source}"))], 0);
        }
        _ => return problem::faults(&[Fault::new("the request", error.to_string())], 0),
    };
    let parameter = arguments.command.parameters.iter().find(|it| it.wire.eq_ignore_ascii_case(name));
    let place = parameter.map_or_else(|| "the request".to_owned(), |it| format!("--{}", it.flag));
    problem::faults(&[Fault::new(place, error.to_string())], 0)
}
