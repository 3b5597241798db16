//! `cargo xtask e2e`: generated crates and their clients against servers that nobody here wrote.
//!
//! Invariant: nothing that was started is left when the command is over, whatever ends it.

mod crates;
mod install;
mod leash;
mod server;
mod table;
mod trial;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use self::install::Tools;
use self::server::{Recipe, Server};
use self::table::Times;
use crate::cli::E2eArguments;
use crate::console::{Console, print};
use crate::failure::{Failure, shown};
use crate::progress::Progress;
use crate::target::{single_document, workspace};

/// The vendor's own document, where it is there.
const VENDOR: &str = "../shared/corpus/atlas.yaml";

/// Runs the command. Whether all tests passed.
pub(crate) fn run(arguments: &E2eArguments, console: &Console<'_>) -> Result<bool, Failure> {
    let start = Instant::now();
    let limit = Duration::from_secs(arguments.time_limit);
    let documents = Documents::find(arguments.vendor.as_deref())?;
    let tools = Tools::find()?;
    let out = workspace().join("target/e2e");
    let logs = out.join("logs");
    std::fs::create_dir_all(&logs).map_err(Failure::io("create the folder", &logs))?;
    let progress = Progress::steps(console.shows_progress(), 4 + crates::PROGRAMS.len());

    progress.step("installing servers");
    let node = tools.install_node(&out, limit)?;
    let python = tools.install_python(&out, limit)?;
    let installed = start.elapsed();
    progress.step("generating");
    if !crates::write(&out)? {
        return Ok(false);
    }
    progress.step("compiling");
    // Servers get ready meanwhile.
    let recipes = recipes(&node, &python, &documents);
    let mut servers =
        recipes.into_iter().map(|recipe| Server::start(recipe, &logs)).collect::<Result<Vec<_>, _>>()?;
    if let Some(said) = trial::build(&out, limit)? {
        print(&said)?;
        return Ok(false);
    }
    progress.step("waiting for servers");
    servers.iter_mut().try_for_each(|server| server.wait(limit))?;
    let ready = start.elapsed();

    let mut variables: Vec<_> = servers.iter().flat_map(Server::variables).collect();
    variables.push(("E2E_SOURCES".into(), shown(&crates::sources())));
    let mut trials = Vec::new();
    for name in crates::PROGRAMS {
        progress.step(&format!("testing {name}"));
        trials.push(trial::run(&out, name, &variables, limit)?);
    }
    drop(servers);
    drop(progress);
    let times = Times { installed, ready, all: start.elapsed() };
    print(&table::text(&trials, documents.vendor.is_some(), &times))?;
    Ok(trials.iter().all(|trial| trial.is_fine))
}

/// What Prism is given.
struct Documents {
    ours: PathBuf,
    vendor: Option<PathBuf>,
}

impl Documents {
    fn find(vendor: Option<&Path>) -> Result<Self, Failure> {
        let ours = single_document(&workspace().join("spec"))?;
        let vendor = match vendor {
            Some(path) if path.is_file() => {
                Some(std::path::absolute(path).map_err(Failure::io("find", path))?)
            }
            Some(path) => return Err(Failure::NotADocument { path: path.to_owned() }),
            None => Some(workspace().join(VENDOR)).filter(|path| path.is_file()),
        };
        Ok(Self { ours, vendor })
    }
}

fn recipes(node: &Path, python: &Path, documents: &Documents) -> Vec<Recipe> {
    let prism = |name, document: &Path| {
        let (node, document) = (node.to_owned(), document.to_owned());
        let command = move |ports: &[u16]| {
            let mut command = Command::new("node");
            command.arg(node.join("node_modules/@stoplight/prism-cli/dist/index.js"));
            command.args(["mock", "--host", "127.0.0.1", "--port", &ports[0].to_string()]).arg(&document);
            command
        };
        Recipe { name, ports: 1, command: Box::new(command) }
    };
    let python = python.join("bin/python");
    let httpbin = move |ports: &[u16]| {
        let mut command = Command::new(&python);
        command.args([
            "-m",
            "gunicorn",
            "--worker-class",
            "gthread",
            "--threads",
            "16",
            "--no-control-socket",
        ]);
        for port in ports {
            command.args(["--bind", &format!("127.0.0.1:{port}")]);
        }
        command.arg("httpbin:app");
        command
    };
    let script = node.join("oauth2.mjs");
    let oauth2 = move |ports: &[u16]| {
        let mut command = Command::new("node");
        command.arg(&script).arg(ports[0].to_string());
        command
    };
    let mut all = vec![
        prism("prism", &documents.ours),
        // Two ports are two origins.
        Recipe { name: "httpbin", ports: 2, command: Box::new(httpbin) },
        prism("prism-cli", &crates::sources().join("cli.yaml")),
        Recipe { name: "oauth2", ports: 1, command: Box::new(oauth2) },
    ];
    all.extend(documents.vendor.as_deref().map(|document| prism("prism-vendor", document)));
    all
}
