//! Packages of other registries → programs below `target/`.
//!
//! Invariant: an installation that was not completed, or is of other versions, is made anew; one that is there is used.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::leash::Leashed;
use crate::failure::Failure;

/// The file that says what was installed, written last.
const MARK: &str = "installed";
const PACKAGE: &str = include_str!("../../e2e/package.json");
const PACKAGE_LOCK: &str = include_str!("../../e2e/package-lock.json");
const REQUIREMENTS: &str = include_str!("../../e2e/requirements.txt");
/// What starts the one server that has no program for what the tests need.
const OAUTH2: &str = include_str!("../../e2e/oauth2.mjs");

/// What has to be there already, by version: an installation serves one.
#[derive(Debug)]
pub(crate) struct Tools {
    node: String,
    python: String,
}

impl Tools {
    /// Looks for all of it before anything is installed.
    pub(crate) fn find() -> Result<Self, Failure> {
        let node = "Node.js 20.19 or newer, which brings `node` and `npm`";
        let python = "Python 3.10 or newer with its modules `venv` and `pip`";
        version("npm", node)?;
        Ok(Self { node: version("node", node)?, python: version("python3", python)? })
    }

    /// A folder of packages for Node.js, with the versions of `package-lock.json`.
    pub(crate) fn install_node(&self, out: &Path, limit: Duration) -> Result<PathBuf, Failure> {
        let folder = out.join("node");
        let mark = format!("{}{PACKAGE_LOCK}", self.node);
        if !is_installed(&folder, &mark) {
            clear(&folder)?;
            write(&folder.join("package.json"), PACKAGE)?;
            write(&folder.join("package-lock.json"), PACKAGE_LOCK)?;
            let mut npm = Command::new("npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            npm.current_dir(&folder);
            run(&npm, &folder, limit)?;
            write(&folder.join(MARK), &mark)?;
        }
        write(&folder.join("oauth2.mjs"), OAUTH2)?;
        Ok(folder)
    }

    /// A virtual environment of Python, with the versions of `requirements.txt`.
    pub(crate) fn install_python(&self, out: &Path, limit: Duration) -> Result<PathBuf, Failure> {
        let folder = out.join("python");
        let mark = format!("{}{REQUIREMENTS}", self.python);
        if !is_installed(&folder, &mark) {
            clear(&folder)?;
            let requirements = folder.join("requirements.txt");
            write(&requirements, REQUIREMENTS)?;
            let mut venv = Command::new("python3");
            venv.args(["-m", "venv"]).arg(folder.join("venv"));
            run(&venv, &folder, limit)?;
            let mut pip = Command::new(folder.join("venv/bin/python"));
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]);
            pip.arg("--requirement").arg(&requirements);
            run(&pip, &folder, limit)?;
            write(&folder.join(MARK), &mark)?;
        }
        Ok(folder.join("venv"))
    }
}

/// The version of a program, which must be there.
fn version(program: &'static str, what: &'static str) -> Result<String, Failure> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        _ => Err(Failure::NoProgram { program, what }),
    }
}

fn is_installed(folder: &Path, mark: &str) -> bool {
    fs::read_to_string(folder.join(MARK)).is_ok_and(|installed| installed == mark)
}

fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::io("remove", folder)(error));
        }
        _ => {}
    }
    fs::create_dir_all(folder).map_err(Failure::io("create the folder", folder))
}

fn run(command: &Command, folder: &Path, limit: Duration) -> Result<(), Failure> {
    let (stdout, stderr) = (folder.join("install.out"), folder.join("install.err"));
    let status = Leashed::start(command, &stdout, &stderr)?.finish(limit);
    if status.is_some_and(|status| status.success()) {
        return Ok(());
    }
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or_default().to_owned();
    if status.is_none() {
        return Err(Failure::NotInstalled { program, said: "it took too long".into() });
    }
    // Python says some of it on the one, npm on the other.
    let said = [stderr, stdout].map(|path| fs::read_to_string(path).unwrap_or_default()).concat();
    let said = said.lines().filter(|line| !line.trim().is_empty()).take(5).collect::<Vec<_>>().join("; ");
    Err(Failure::NotInstalled { program, said })
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::io("write", path))
}
