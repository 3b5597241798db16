//! The command line: reads a document, runs `codegen`, and writes or compares the output.
//!
//! Invariant: this crate is the only one of the workspace that touches disk and terminal.

mod cargo_toml;
mod check;
#[cfg(unix)]
mod ci;
mod cli;
mod codegen_command;
mod config;
mod conformance;
mod console;
mod corpus;
mod denied;
mod diff_command;
#[cfg(feature = "differential")]
mod differential;
mod documents;
#[cfg(unix)]
mod e2e;
mod explain;
mod failure;
mod folder;
mod hostile;
mod ledger;
mod lint;
mod out_folder;
mod page;
mod process;
mod programs;
mod progress;
mod report;
mod report_command;
mod reported;
mod semver;
mod settings;
mod slice_command;
mod target;
mod upstream_command;
mod whole_file;
mod write;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command, MessageFormat};
use crate::console::Console;

fn main() -> ExitCode {
    let (format, result) = match Cli::parse().command {
        Command::Codegen(arguments) => {
            let mut console = Console::stderr(arguments.message_format).quiet(arguments.quiet);
            let result = codegen_command::run(&arguments, &mut console, codegen::generate_from);
            (arguments.message_format, result)
        }
        Command::Lint(arguments) => {
            let mut console = Console::stderr(arguments.message_format).quiet(arguments.quiet);
            (arguments.message_format, lint::run(&arguments, &mut console))
        }
        Command::Report(arguments) => {
            let mut console = Console::stderr(arguments.message_format);
            (arguments.message_format, report_command::run(&arguments, &mut console))
        }
        Command::Slice(arguments) => {
            let mut console = Console::stderr(arguments.message_format);
            (arguments.message_format, slice_command::run(&arguments, &mut console))
        }
        Command::Upstream(arguments) => {
            let mut console = Console::stderr(arguments.message_format);
            (arguments.message_format, upstream_command::run(&arguments, &mut console))
        }
        Command::Diff(arguments) => {
            let format = arguments.message_format.of_messages();
            (format, diff_command::run(&arguments, &mut Console::stderr(format)))
        }
        Command::Corpus(arguments) => {
            (MessageFormat::Human, corpus::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        Command::Conformance(arguments) => {
            (MessageFormat::Human, conformance::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        Command::Semver(arguments) => {
            (MessageFormat::Human, semver::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        Command::Hostile(arguments) => {
            (MessageFormat::Human, hostile::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        #[cfg(feature = "differential")]
        Command::Differential(arguments) => {
            (MessageFormat::Human, differential::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        #[cfg(unix)]
        Command::E2e(arguments) => {
            (MessageFormat::Human, e2e::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        #[cfg(unix)]
        Command::Ci(arguments) => (MessageFormat::Human, ci::run(&arguments)),
        Command::Measure(arguments) => (MessageFormat::Json, corpus::measure(&arguments)),
        Command::Completions(arguments) => {
            (MessageFormat::Human, console::print(&cli::completions::script(arguments)).map(|()| true))
        }
        Command::Explain(arguments) => {
            (MessageFormat::Human, explain::run(&arguments, &mut Console::stderr(MessageFormat::Human)))
        }
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            Console::stderr(format).failure(&failure);
            ExitCode::from(2)
        }
    }
}
