//! `cargo xtask report`: document → one page for a browser.
//!
//! Invariant: if the document has an error, nothing is written. The document itself is never written to.

use std::path::{Path, PathBuf};

use codegen::diagnostic::Diagnostics;
use codegen::overview::overview;
use codegen::{Analysis, analyse, render};

use crate::cli::ReportArguments;
use crate::codegen_command::summarize;
use crate::console::{self, Console};
use crate::failure::{Failure, shown};
use crate::page::{Facts, page};
use crate::progress::Progress;
use crate::report::{self, Counts};
use crate::settings::Settings;
use crate::slice_command::{others, refuse};
use crate::whole_file;

/// Runs the command. Whether there is a page.
pub(crate) fn run(arguments: &ReportArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let to_stdout = arguments.out == Path::new("-");
    let mut settings = Settings::read(&arguments.to_codegen(), console)?;
    settings.options.ledger = true;
    let target = &settings.target;
    let config = settings.config_path();
    if !to_stdout {
        refuse(&arguments.out, config.into_iter().chain([target.path.as_path()]))?;
    }
    let mut diagnostics = Diagnostics::default();
    let progress = Progress::start(console.shows_progress(), format!("reading {}", target.shown));
    let analysis = analyse(&target.source, &target.folder, &settings.options, &mut diagnostics);
    let Analysis { api, names, sources, ledger, waived } = analysis;
    if !to_stdout {
        refuse(&arguments.out, others(&target.path, &sources).iter().map(PathBuf::as_path))?;
    }
    let texts = settings.texts(&sources);
    let Some((api, names)) = api.zip(names) else {
        drop(progress);
        let counts = report::print_errors(console, &texts, &diagnostics);
        summarize(console, counts, "nothing was written", false);
        return Ok(false);
    };
    let (files, _) = render(&api, &names, &target.source.name);
    let page = page(&Facts {
        document: &target.shown,
        overview: &overview(&api, &names, &files),
        ledger: &ledger,
        said: &report::positions(&texts, &diagnostics),
        waived: &report::positions(&texts, &waived),
    });
    drop(progress);
    if to_stdout {
        console::print(&page)?;
    } else {
        whole_file::write(&arguments.out, &page)?;
    }
    let out = if to_stdout { String::new() } else { format!(" to `{}`", shown(&arguments.out)) };
    summarize(console, Counts::default(), &format!("wrote {} bytes{out}", page.len()), true);
    Ok(true)
}
