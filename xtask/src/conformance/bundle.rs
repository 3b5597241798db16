//! The models of many groups → a few programs that judge instances with them.
//!
//! Each group is a module beside the one runtime that all share: so the runtime is compiled once per program and not
//! once per group. Models only refer to each other and to `crate::runtime`, so that they stay as they are.
//!
//! Invariant: a folder that something else was written to is left alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::{GeneratedFile, Output};
use serde_json::json;

use super::Trial;
use crate::failure::Failure;
use crate::target::workspace;

/// How many groups a program has.
const GROUPS: usize = 80;
const MARK: &str = "# Written by `cargo xtask conformance`.\n";
const PROGRAM: &str = include_str!("program.rs");

/// A program.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The name of its crate.
    pub(super) name: String,
    /// Its groups, as indices of trials.
    pub(super) groups: Vec<usize>,
    folder: PathBuf,
}

/// Writes the workspace of all programs.
pub(super) fn write(out: &Path, trials: &[Trial<'_>]) -> Result<Vec<Bundle>, Failure> {
    let with_models: Vec<usize> = (0..trials.len()).filter(|&index| trials[index].fault.is_none()).collect();
    let bundles: Vec<Bundle> = with_models
        .chunks(GROUPS)
        .enumerate()
        .map(|(index, groups)| {
            let name = format!("bundle-{index}");
            Bundle { folder: out.join(&name), groups: groups.to_vec(), name }
        })
        .collect();
    prepare(out, &bundles)?;
    for bundle in &bundles {
        bundle.write(trials)?;
    }
    Ok(bundles)
}

fn prepare(out: &Path, bundles: &[Bundle]) -> Result<(), Failure> {
    let manifest = out.join("Cargo.toml");
    match fs::read_to_string(&manifest) {
        Ok(text) if text.starts_with(MARK) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        _ => return Err(Failure::NotGenerated { path: manifest }),
    }
    let members: Vec<&str> = bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    put(&manifest, &format!("{MARK}[workspace]\nmembers = {}\nresolver = \"3\"\n", json!(members)))?;
    // The versions of this workspace: nothing is downloaded that is not there.
    match fs::copy(workspace().join("Cargo.lock"), out.join("Cargo.lock")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result.map(drop).map_err(Failure::io("write", &out.join("Cargo.lock"))),
    }
}

/// What the models of an output crate share, if there is any of it.
const SHARED: [&str; 2] = ["patterns", "rules"];

/// Whether models need a file, the runtime aside.
fn is_of_models(file: &GeneratedFile) -> bool {
    let shared = |name| file.path == format!("src/{name}.rs");
    file.path == "src/models.rs" || file.path.starts_with("src/models/") || SHARED.into_iter().any(shared)
}

impl Bundle {
    /// The file of its instances.
    pub(super) fn instances(&self) -> PathBuf {
        self.folder.join("instances.jsonl")
    }

    /// Takes out the groups that have a fault by now.
    pub(super) fn retain_sound(&mut self, trials: &[Trial<'_>]) -> Result<(), Failure> {
        self.groups.retain(|&index| trials[index].fault.is_none());
        self.write_program(trials)
    }

    fn write(&self, trials: &[Trial<'_>]) -> Result<(), Failure> {
        match fs::remove_dir_all(self.folder.join("src")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::io("remove", &self.folder)(error));
            }
            _ => {}
        }
        let Some(&first) = self.groups.first() else { return Ok(()) };
        put(&self.folder.join("Cargo.toml"), &manifest(&self.name, &trials[first].output))?;
        for file in &trials[first].output.files {
            if file.path.starts_with("src/runtime/") {
                put(&self.folder.join(&file.path), &file.content)?;
            }
        }
        for &index in &self.groups {
            let module = module(index);
            for file in trials[index].output.files.iter().filter(|file| is_of_models(file)) {
                let path = file.path.trim_start_matches("src/");
                // What was the root of a crate is a module here.
                let content = SHARED.iter().fold(file.content.clone(), |content, name| {
                    content.replace(&format!("crate::{name}::"), &format!("crate::{module}::{name}::"))
                });
                put(&self.folder.join("src").join(&module).join(path), &content)?;
            }
        }
        self.write_program(trials)
    }

    /// Writes what calls the models, and what it reads.
    fn write_program(&self, trials: &[Trial<'_>]) -> Result<(), Failure> {
        let (mut modules, mut arms, mut instances) = (String::new(), String::new(), String::new());
        for &index in &self.groups {
            let module = module(index);
            // Writing to a string does not fail.
            let files = &trials[index].output.files;
            let shared =
                SHARED.iter().filter(|name| files.iter().any(|it| it.path == format!("src/{name}.rs")));
            let shared = shared.fold(String::new(), |shared, name| format!("{shared} pub mod {name};"));
            let _ = writeln!(modules, "mod {module} {{\n    pub mod models;{shared}\n}}");
            let _ = writeln!(arms, "        {index} => judge::<{module}::models::Subject>,");
            for test in &trials[index].group.tests {
                let instance = format!(r#"{{"value": {}}}"#, test.instance);
                let _ = writeln!(instances, "{}", json!([index, instance]));
            }
        }
        let judge = format!(
            "fn judge_of(group: usize) -> fn(&str) -> (&'static str, String) {{\n    match group {{\n{arms}        \
             _ => unreachable!(\"the file names groups of this program\"),\n    }}\n}}\n"
        );
        put(
            &self.folder.join("src/main.rs"),
            &format!("#![allow(warnings)]\n{PROGRAM}\n{modules}\n{judge}"),
        )?;
        put(&self.instances(), &instances)
    }
}

/// The name of the module of a group.
fn module(index: usize) -> String {
    format!("group_{index}")
}

/// The group whose module a path is in.
pub(super) fn group_of(path: &str) -> Option<usize> {
    path.split(['/', '\\']).find_map(|part| part.strip_prefix("group_")?.parse().ok())
}

fn manifest(name: &str, output: &Output) -> String {
    let dependencies: BTreeMap<&str, String> = output
        .dependencies
        .iter()
        .map(|it| {
            (it.name, format!("{{ version = {}, features = {} }}", json!(it.version), json!(it.features)))
        })
        .collect();
    let mut text = format!(
        "[package]\nname = {}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n",
        json!(name)
    );
    for (name, version) in dependencies {
        let _ = writeln!(text, "{name} = {version}");
    }
    text
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::io("create the folder", folder))?;
    }
    fs::write(path, text).map_err(Failure::io("write", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_to_its_group() {
        assert_eq!(group_of(&format!("bundle-0/src/{}/models/subject.rs", module(12))), Some(12));
        assert_eq!(group_of("bundle-0\\src\\group_3\\models.rs"), Some(3));
        assert_eq!(group_of("bundle-0/src/runtime/read.rs"), None);
    }
}
