//! What every command can be told: where to, what to do, and how to show what comes back.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{EnumValueParser, PossibleValue};
use clap::{Arg, ArgAction, ArgMatches, Command as Node, ValueEnum, ValueHint, value_parser};

use super::commands::{SCHEMES, SERVERS};
use super::{flags, shells, target};

/// How a response is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Format {
    /// As it came.
    Raw,
    /// As JSON with indentation.
    Pretty,
    /// As a table, if it is a list.
    Table,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Raw, Self::Pretty, Self::Table]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Raw => "raw",
            Self::Pretty => "pretty",
            Self::Table => "table",
        }))
    }
}

/// What to do with a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Task {
    /// Send it.
    Send,
    /// Show it.
    DryRun,
    /// Show the command that sends it.
    Curl,
    /// Say whether it satisfies the document.
    ValidateOnly,
}

/// What a command was told.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) server: Option<String>,
    pub(super) format: Option<Format>,
    pub(super) task: Task,
    pub(super) credentials: Option<PathBuf>,
    /// Where tokens are bought.
    pub(super) token_url: Option<String>,
    pub(super) allows_unknown: bool,
    /// Whether the request has to satisfy the document.
    pub(super) validates: bool,
    pub(super) timeout: Option<Duration>,
    /// Whether all pages of a list are wanted.
    pub(super) all: bool,
}

impl Settings {
    /// What these matches hold.
    pub(super) fn new(matches: &ArgMatches) -> Self {
        let is_set = |name: &str| matches.get_flag(name);
        let task = match () {
            () if is_set("validate-only") => Task::ValidateOnly,
            () if is_set("dry-run") => Task::DryRun,
            () if is_set("curl") => Task::Curl,
            () => Task::Send,
        };
        Self {
            server: matches.get_one("server").cloned(),
            format: matches.get_one("output").copied(),
            task,
            credentials: matches.get_one("credentials").cloned(),
            token_url: matches.try_get_one("token-url").ok().flatten().cloned(),
            allows_unknown: is_set("allow-unknown"),
            validates: !is_set("no-validate"),
            timeout: matches.get_one("timeout").copied(),
            all: matches.try_get_one::<bool>("all").ok().flatten().copied().unwrap_or_default(),
        }
    }
}

/// The flags that every command has.
pub(super) fn flags() -> Vec<Arg> {
    let new = |name: &'static str, help: &str| {
        Arg::new(name).long(name).help(help.to_owned()).global(true).help_heading("Common options")
    };
    let flag = |name, help| new(name, help).action(ArgAction::SetTrue);
    let common = |arg: Arg| arg.global(true).help_heading("Common options");
    let mut all = vec![common(target::flag(&SERVERS))];
    all.extend(SERVERS.variables.iter().map(|variable| common(flags::flag(variable))));
    if SCHEMES.iter().flat_map(|scheme| scheme.ways).any(|way| way.token_url.is_some()) {
        let help = "Where tokens are bought: a URL, or a path of the server [default: the document's]";
        all.push(new("token-url", help).value_name("URL"));
    }
    all.extend([
        new("output", "How responses are written, whole errors too [default: pretty on a terminal, else raw]")
            .long_help(
                "How the response is written [default: pretty on a terminal, else raw]\n\nWith this flag, the whole body of \
                 an error is written too, and in it is whatever secret the server repeats.",
            )
            .short('o')
            .value_name("FORMAT")
            .value_parser(EnumValueParser::<Format>::new()),
        flag("dry-run", "Prints the HTTP request, without secrets, and sends nothing"),
        flag("curl", "Prints the command of curl that sends it, secrets as variables; sends nothing")
            .conflicts_with("dry-run"),
        flag("validate-only", "Says whether the request satisfies the document, and sends nothing")
            .conflicts_with_all(["curl", "dry-run"]),
        new("credentials", "A file of mode 600 with credentials, one `NAME=value` a line")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .value_parser(value_parser!(PathBuf)),
        flag("allow-unknown", "Lets pass what the document does not know, such as newer values"),
        flag("no-validate", "Sends what does not satisfy the document, too; violations become warnings")
            .conflicts_with("validate-only"),
        new("timeout", "How many seconds each try may take; GET, PUT and the like have three [default: 30]")
            .value_name("SECONDS")
            .value_parser(timeout),
    ]);
    all
}

/// How long to wait, in seconds. Not to wait at all is not to get a response.
fn timeout(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    let timeout = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let timeout = timeout.filter(|timeout| !timeout.is_zero());
    timeout.ok_or_else(|| "a number of seconds above 0 is needed, such as 0.5 or 60".to_owned())
}

/// The commands that are no operations.
pub(super) fn commands() -> [Node; 2] {
    let shell = Arg::new("shell").value_parser(shells::NAMES).required(true);
    // What the scripts ask by: the word at the cursor, and those before it.
    let current = Arg::new("current").long("current").value_name("WORD").hide(true).allow_hyphen_values(true);
    let before = Arg::new("before").value_name("WORDS").num_args(0..).last(true).hide(true);
    let words = Arg::new("command").value_name("COMMAND").num_args(0..).help("Words of the command");
    [
        Node::new("completions")
            .about("Prints what lets a shell complete commands and flags")
            .display_order(1000)
            .after_help(shells::HELP.replace("PROGRAM", &shells::program()))
            .args([shell, current, before]),
        Node::new("man")
            .about("Prints the manual page of the program, or of a command")
            .display_order(1000)
            .arg(words),
    ]
}
