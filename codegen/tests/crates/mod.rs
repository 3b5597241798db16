//! Outputs as crates on disk, for Cargo.

use std::fs;
use std::path::Path;
use std::process::Command;

use codegen::{Dependency, Output};

/// Writes an output as a crate of its own.
pub(crate) fn write_crate(folder: &Path, name: &str, output: &Output, behaviour: Option<&str>) {
    let dependencies: Vec<String> = output
        .dependencies
        .iter()
        .map(|it| {
            let Dependency { name, version, default_features, features, optional } = it;
            format!(
                "{name} = {{ version = {version:?}, default-features = {default_features}, features = {features:?}, optional = {optional} }}\n"
            )
        })
        .collect();
    let package = format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    let mut features: Vec<String> =
        output.features.iter().map(|feature| format!("{feature} = []\n")).collect();
    features.extend(output.optional_features.iter().map(|it| format!("{} = {:?}\n", it.name, it.enables)));
    let features = format!("[features]\ndefault = {:?}\n{}", output.features, features.concat());
    let manifest = format!("{package}\n{features}\n[dependencies]\n{}", dependencies.concat());
    let root = folder.join(name);
    for file in &output.files {
        let path = root.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.content).unwrap();
    }
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    if let Some(behaviour) = behaviour {
        fs::create_dir_all(root.join("tests")).unwrap();
        fs::write(root.join("tests/behaviour.rs"), behaviour).unwrap();
    }
}

/// Runs Cargo in a workspace, and gives what it printed.
pub(crate) fn run(workspace: &Path, arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--target-dir"])
        .arg(workspace.join("target"))
        .current_dir(workspace)
        .env("RUSTFLAGS", "-Dwarnings -Dmissing_docs -Dunused_qualifications")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(ran.status.success(), "{arguments:?}\n{}\n{}", text(&ran.stdout), text(&ran.stderr));
    text(&ran.stdout)
}
