//! The command line: reads a document, runs `codegen`, and writes or compares the output.
//!
//! Invariant: this crate is the only one of the workspace that touches disk and terminal.

mod cargo_toml;
mod check;
mod cli;
mod codegen_command;
mod conformance;
mod console;
mod corpus;
#[cfg(feature = "differential")]
mod differential;
mod documents;
#[cfg(unix)]
mod e2e;
mod explain;
mod failure;
mod folder;
mod ledger;
mod out_folder;
mod process;
mod programs;
mod progress;
mod report;
mod reported;
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
            let mut console = Console::stderr(arguments.message_format);
            let result = codegen_command::run(&arguments, &mut console, codegen::generate_from);
            (arguments.message_format, result)
        }
        Command::Slice(arguments) => {
            let mut console = Console::stderr(arguments.message_format);
            (arguments.message_format, slice_command::run(&arguments, &mut console))
        }
        Command::Upstream(arguments) => {
            let mut console = Console::stderr(arguments.message_format);
            (arguments.message_format, upstream_command::run(&arguments, &mut console))
        }
        Command::Corpus(arguments) => {
            (MessageFormat::Human, corpus::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        Command::Conformance(arguments) => {
            (MessageFormat::Human, conformance::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        #[cfg(feature = "differential")]
        Command::Differential(arguments) => {
            (MessageFormat::Human, differential::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        #[cfg(unix)]
        Command::E2e(arguments) => {
            (MessageFormat::Human, e2e::run(&arguments, &Console::stderr(MessageFormat::Human)))
        }
        Command::Measure(arguments) => (MessageFormat::Json, corpus::measure(&arguments)),
        Command::Explain { code } => {
            let result = explain::text(code.as_deref()).map(|text| {
                console::print(&text);
                true
            });
            (MessageFormat::Human, result)
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
