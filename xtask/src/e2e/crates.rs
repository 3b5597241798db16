//! Documents of what servers offer → crates, beside a package whose tests call them.
//!
//! Invariant: the tests are compiled from where they stand, with the versions of this workspace.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::cli::{CodegenArguments, MessageFormat};
use crate::codegen_command;
use crate::console::{Console, print};
use crate::failure::Failure;
use crate::target::workspace;

/// The features of generated crates that the tests need.
const FEATURES: [&str; 4] = ["cli", "digest_auth", "reqwest", "ureq"];

/// The programs of tests. Those that are named after a document call what is generated from it.
pub(crate) const PROGRAMS: [&str; 4] = ["prism", "httpbin", "oauth2", "cli"];

/// Writes all of it. False where a document has an error, which has been shown.
pub(crate) fn write(out: &Path) -> Result<bool, Failure> {
    for name in documents() {
        let arguments = CodegenArguments {
            spec: Some(sources().join(format!("{name}.yaml"))),
            out: Some(out.join(name)),
            crate_name: Some((*name).to_owned()),
            ..CodegenArguments::default()
        };
        let mut said = Vec::new();
        let mut console = Console::to(&mut said, MessageFormat::Human);
        let is_fine = codegen_command::run(&arguments, &mut console, codegen::generate_from)?;
        drop(console);
        if !is_fine {
            print(&String::from_utf8_lossy(&said))?;
            return Ok(false);
        }
    }
    put(&out.join("Cargo.toml"), &manifest())?;
    let lock = out.join("Cargo.lock");
    fs::copy(workspace().join("Cargo.lock"), &lock).map(|_| true).map_err(Failure::io("write", &lock))
}

/// The folder of documents and tests.
pub(crate) fn sources() -> std::path::PathBuf {
    workspace().join("xtask/e2e")
}

fn documents() -> &'static [&'static str] {
    &PROGRAMS[1..]
}

/// The programs of all crates, as they are generated.
fn programs() -> String {
    let folders = documents().iter().map(|name| (*name, std::path::PathBuf::from(name)));
    folders.chain([("generated", workspace().join("generated"))]).fold(
        String::new(),
        |text, (name, folder)| {
            let path = json!(folder.join(format!("src/bin/{name}.rs")));
            format!("{text}\n[[bin]]\nname = \"{name}-cli\"\npath = {path}\ndoc = false\ntest = false\n")
        },
    )
}

fn manifest() -> String {
    let path = |path: std::path::PathBuf| json!(path);
    let sources = sources();
    let lib = path(sources.join("src/lib.rs"));
    let (features, programs) = (json!(FEATURES), programs());
    let generated = path(workspace().join("generated"));
    let documents = documents().iter().fold(String::new(), |text, name| {
        // A document without digest authentication has no such feature.
        let features = json!(
            FEATURES.iter().filter(|it| *name == "httpbin" || **it != "digest_auth").collect::<Vec<_>>()
        );
        format!("{text}{name} = {{ path = \"{name}\", features = {features} }}\n")
    });
    let tests = PROGRAMS.iter().fold(String::new(), |text, name| {
        let path = path(sources.join("tests").join(name).join("main.rs"));
        format!("{text}\n[[test]]\nname = \"{name}\"\npath = {path}\n")
    });
    format!(
        "# Written by `cargo xtask e2e`.\n[workspace]\nresolver = \"3\"\n\n\
         [package]\nname = \"e2e\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\nautotests = false\n\n\
         [features]\ndefault = [\"cli\"]\ncli = []\n\n\
         [lib]\npath = {lib}\ndoctest = false\ntest = false\n{programs}\n\
         [dependencies]\nhttp = \"1\"\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", default-features = false, features = [\"rt\"] }}\n\
         generated = {{ path = {generated}, features = {features} }}\n{documents}{tests}\n\
         [lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"forbid\"\n\n\
         [lints.clippy]\npedantic = {{ level = \"warn\", priority = -1 }}\nunwrap_used = \"allow\"\n"
    )
}

/// Writes a file whose text differs, so that nothing is compiled again without need.
fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(Failure::io("write", path))
}
