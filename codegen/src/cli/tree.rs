//! The tree of commands: tags, their operations, and the branches of a body.
//!
//! Invariant: what stands below a command is made only if the command is named or looked into, so that a document with
//! hundreds of operations starts as fast as one with a few.

use std::collections::HashSet;

use clap::Command as Node;
use clap::builder::Styles;

use super::command::{Branch, Command, Servers, Tag, Value};
use super::commands::{ABOUT, COMMANDS, SERVERS, TAGS, TITLE, VERSION};
use super::{access, exit, flags, prose, settings, target};

/// A flag with more letters has what it is below it.
const LONGEST: usize = 36;

/// The words of a command line, among which are the names of commands.
type Words = HashSet<String>;

/// The whole, for a command line of these words. What they name is made at once, so that its own flags come before those
/// that every command has; the rest is made when it is needed.
pub(super) fn root(words: &Words) -> Node {
    let own = ["completions", "help", "man"];
    let names = TAGS.iter().map(|tag| tag.name).chain(untagged().map(|it| it.name)).chain(own);
    let mut taken: HashSet<&str> = names.collect();
    let tags: Vec<Node> = TAGS.iter().map(|tag| self::tag(tag, &mut taken, words)).collect();
    let untagged: Vec<Node> = untagged().map(|command| operation(command, &mut taken, words)).collect();
    Node::new(env!("CARGO_PKG_NAME"))
        .version(VERSION)
        .about(TITLE)
        .long_about(prose::reflowed(if ABOUT.is_empty() { TITLE } else { ABOUT }))
        .after_help(format!("{}\n\n{}", access::help(), exit::HELP))
        .styles(Styles::styled())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("TAG")
        .args(settings::flags())
        .subcommands(tags)
        .subcommands(untagged)
        .subcommands(settings::commands())
}

/// The operation of a command.
pub(super) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// Whether a word is a flag that can stand behind an operation.
pub(super) fn is_flag(command: &'static Command, word: &str) -> bool {
    let Some(name) = word.strip_prefix("--") else { return false };
    let (own, common) = (with_values(Node::new(command.name)), settings::flags());
    let below = own.get_subcommands().flat_map(Node::get_arguments);
    name == "help" || own.get_arguments().chain(below).chain(&common).any(|arg| arg.get_long() == Some(name))
}

fn untagged() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(|command| command.tags.is_empty())
}

/// A command that can be called by its name in the document too, unless one beside it has that word.
fn word(name: &'static str, wire: &'static str, taken: &mut HashSet<&str>) -> Node {
    let command = Node::new(name);
    if !wire.is_empty() && taken.insert(wire) { command.alias(wire) } else { command }
}

fn tag(tag: &'static Tag, taken: &mut HashSet<&str>, words: &Words) -> Node {
    let about = if tag.about.is_empty() { tag.wire.to_owned() } else { prose::reflowed(tag.about) };
    let command = word(tag.name, tag.wire, taken)
        .about(prose::first_sentence(&about).to_owned())
        .long_about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("OPERATION");
    if words.contains(tag.name) || words.contains(tag.wire) {
        return with_operations(command, words);
    }
    command.defer(|command| with_operations(command, &Words::new()))
}

fn with_operations(word: Node, words: &Words) -> Node {
    let wire = TAGS.iter().find(|tag| tag.name == word.get_name()).map(|tag| tag.wire);
    let below: Vec<&'static Command> =
        COMMANDS.iter().filter(|command| wire.is_some_and(|wire| command.tags.contains(&wire))).collect();
    let mut taken: HashSet<&str> = below.iter().map(|command| command.name).collect();
    word.subcommands(below.into_iter().map(|command| operation(command, &mut taken, words)))
}

fn operation(command: &'static Command, taken: &mut HashSet<&str>, words: &Words) -> Node {
    let about =
        if command.about.is_empty() { command.path.to_owned() } else { prose::reflowed(command.about) };
    let about = prose::first_sentence(&about);
    let about = if command.deprecated { format!("(deprecated) {about}") } else { about.to_owned() };
    let word = word(command.name, command.id, taken).about(about).disable_help_subcommand(true);
    if words.contains(command.name) || words.contains(command.id) {
        return with_values(word);
    }
    word.defer(with_values)
}

fn with_values(word: Node) -> Node {
    let Some(command) = find(word.get_name()) else { return word };
    let parameters = command.parameters.iter().map(|value| flags::flag(value).help_heading("Parameters"));
    let main = command.media().first().map(|media| media.media_type);
    let fields = command.fields().into_iter().map(|(media, value)| {
        if main == Some(media.media_type) {
            flags::flag(value).help_heading("Fields of the body")
        } else {
            flags::of_other(media, value).help_heading("Fields of the body with another --content-type")
        }
    });
    let all = command.is_list.then(flags::all);
    let body = command.body.iter().flat_map(flags::body);
    let mut word = word;
    if let Some(about) = word.get_about().map(ToString::to_string) {
        let (details, request) =
            (prose::reflowed(command.details), format!("{} {}", command.method, command.path));
        // Without a title, it is how the details begin.
        let about = if details.starts_with(&about) { String::new() } else { about };
        let servers = match command.servers.templates {
            [] => String::new(),
            _ => format!("Servers of its own, for --server:{}", target::listed(&command.servers)),
        };
        let texts = [about, details, request, servers];
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        word = word.long_about(texts.join("\n\n"));
    }
    // The document's own variables are everywhere.
    let is_new = |variable: &&Value| SERVERS.variables.iter().all(|known| known.flag != variable.flag);
    let variables = command.servers.variables.iter().filter(is_new);
    let variables = variables.map(|variable| flags::flag(variable).help_heading("Common options"));
    let branches = command.branches();
    // What belongs to the operation can stand behind the branch, too.
    let is_global = !branches.is_empty();
    let arguments = parameters.chain(all).chain(body).chain(variables).map(|arg| arg.global(is_global));
    let word = with_servers(word, &command.servers, is_global);
    let word = roomy(word.args(arguments).args(fields));
    if branches.is_empty() {
        return word;
    }
    let mut taken: HashSet<&str> = branches.iter().map(|branch| branch.name).collect();
    word.subcommand_value_name("KIND")
        .subcommand_help_heading("Kinds of the body")
        .subcommands(branches.iter().map(|it| branch(it, &mut taken)))
}

/// A command whose servers are its own: their numbers stand in place of those of the document.
fn with_servers(word: Node, servers: &Servers, is_global: bool) -> Node {
    if servers.templates.is_empty() {
        return word;
    }
    let flag = target::flag(servers).help_heading("Common options").global(is_global);
    // What is made late has the flags that every command has already.
    if word.get_arguments().any(|arg| arg.get_id() == flag.get_id()) {
        return word.mut_arg("server", |_| flag);
    }
    word.arg(flag)
}

fn branch(branch: &'static Branch, taken: &mut HashSet<&str>) -> Node {
    let fields = branch.fields.iter().map(|value| flags::flag(value).help_heading("Fields of the body"));
    let about = prose::reflowed(branch.about);
    let short = prose::first_sentence(&about).to_owned();
    roomy(word(branch.name, branch.value, taken).about(short).long_about(about).args(fields))
}

/// A command that says below its flags what they are, where some are so long that there is no room beside them.
fn roomy(command: Node) -> Node {
    let is_long = |arg: &clap::Arg| arg.get_long().is_some_and(|long| long.len() > LONGEST);
    let has_long = command.get_arguments().any(is_long);
    command.next_line_help(has_long)
}
