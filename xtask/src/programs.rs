//! Outputs → programs that say what the models of them make of instances.
//!
//! The models of an output are a module beside the one runtime of a program, so that the models of several can share it.
//! Models only refer to each other, to `crate::runtime` and to their patterns, so that nearly nothing changes in them.
//!
//! Invariant: a folder that something else was written to is left alone.

mod build;
mod execute;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::{Dependency, GeneratedFile, Output};
use serde_json::json;

pub(crate) use self::build::build;
pub(crate) use self::execute::execute;
use crate::failure::Failure;
use crate::target::workspace;

/// What the models of an output crate share, if there is any of it.
const SHARED: [&str; 2] = ["patterns", "rules"];

/// A program.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The name of its crate.
    pub(crate) name: String,
    folder: PathBuf,
}

/// Makes the workspace of some programs. `command` is what marks it as our own.
pub(crate) fn prepare(out: &Path, command: &str, names: &[String]) -> Result<Vec<Program>, Failure> {
    let mark = format!("# Written by `cargo xtask {command}`.\n");
    let manifest = out.join("Cargo.toml");
    match fs::read_to_string(&manifest) {
        Ok(text) if text.starts_with(&mark) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        _ => return Err(Failure::NotGenerated { path: manifest }),
    }
    put(&manifest, &format!("{mark}[workspace]\nmembers = {}\nresolver = \"3\"\n", json!(names)))?;
    // The versions of this workspace: nothing is downloaded that is not there.
    match fs::copy(workspace().join("Cargo.lock"), out.join("Cargo.lock")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        result => result.map(drop).map_err(Failure::io("write", &out.join("Cargo.lock")))?,
    }
    Ok(names.iter().map(|name| Program { name: name.clone(), folder: out.join(name) }).collect())
}

impl Program {
    /// The file of its instances.
    pub(crate) fn instances(&self) -> PathBuf {
        self.folder.join("instances.jsonl")
    }

    /// Writes its manifest and the runtime, which are the same whichever of its outputs they are taken from.
    pub(crate) fn start(&self, outputs: &[&Output]) -> Result<(), Failure> {
        match fs::remove_dir_all(self.folder.join("src")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Failure::io("remove", &self.folder)(error));
            }
            _ => {}
        }
        put(&self.folder.join("Cargo.toml"), &manifest(&self.name, outputs))?;
        let runtime = outputs.first().into_iter().flat_map(|output| &output.files);
        let mut runtime = runtime.filter(|file| file.path.starts_with("src/runtime/"));
        runtime.try_for_each(|file| put(&self.folder.join(&file.path), &file.content))
    }

    /// Writes the models of an output as the module with this number.
    pub(crate) fn add_models(&self, number: usize, output: &Output) -> Result<(), Failure> {
        let module = module(number);
        for file in output.files.iter().filter(|file| is_of_models(file)) {
            let path = file.path.trim_start_matches("src/");
            // What was the root of a crate is a module here.
            let content = SHARED.iter().fold(file.content.clone(), |content, name| {
                content.replace(&format!("crate::{name}::"), &format!("crate::{module}::{name}::"))
            });
            put(&self.folder.join("src").join(&module).join(path), &content)?;
        }
        Ok(())
    }

    /// Writes what calls the models, and what it reads: a program, and what is to be added to it.
    pub(crate) fn write(&self, program: &str, rest: &str, instances: &str) -> Result<(), Failure> {
        let main = format!("#![allow(warnings)]\n{program}\n{rest}");
        put(&self.folder.join("src/main.rs"), &main)?;
        put(&self.instances(), instances)
    }
}

/// The item that makes the models of an output the module with this number.
pub(crate) fn module_item(number: usize, output: &Output) -> String {
    let shared =
        SHARED.iter().filter(|name| output.files.iter().any(|it| it.path == format!("src/{name}.rs")));
    let shared = shared.fold(String::new(), |shared, name| format!("{shared} pub mod {name};"));
    format!("mod {} {{\n    pub mod models;{shared}\n}}\n", module(number))
}

/// The name of the module with this number.
pub(crate) fn module(number: usize) -> String {
    format!("group_{number}")
}

/// The number of the module that a path is in.
fn number_of(path: &str) -> Option<usize> {
    path.split(['/', '\\']).find_map(|part| part.strip_prefix("group_")?.parse().ok())
}

/// Whether models need a file, the runtime aside.
fn is_of_models(file: &GeneratedFile) -> bool {
    let shared = |name| file.path == format!("src/{name}.rs");
    file.path == "src/models.rs" || file.path.starts_with("src/models/") || SHARED.into_iter().any(shared)
}

/// The manifest of a program: it needs what any of its outputs needs.
fn manifest(name: &str, outputs: &[&Output]) -> String {
    let mut needed: BTreeMap<&str, (&Dependency, BTreeSet<&str>)> = BTreeMap::new();
    for dependency in outputs.iter().flat_map(|output| &output.dependencies).filter(|it| !it.optional) {
        let (_, features) = needed.entry(dependency.name).or_insert((dependency, BTreeSet::new()));
        features.extend(dependency.features);
    }
    let mut text = format!(
        "[package]\nname = {}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n",
        json!(name)
    );
    for (name, (dependency, features)) in needed {
        let (version, default) = (json!(dependency.version), dependency.default_features);
        let features = json!(features);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{name} = {{ version = {version}, default-features = {default}, features = {features} }}"
        );
    }
    // What belongs to some tags only is there too.
    let features: BTreeSet<&String> = outputs.iter().flat_map(|output| &output.features).collect();
    let _ = writeln!(text, "\n[features]\ndefault = {}", json!(features));
    for feature in features {
        let _ = writeln!(text, "{} = []", json!(feature));
    }
    text
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(Failure::io("create the folder", folder))?;
    fs::write(path, text).map_err(Failure::io("write", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_to_its_module() {
        assert_eq!(number_of(&format!("bundle-0/src/{}/models/subject.rs", module(12))), Some(12));
        assert_eq!(number_of("bundle-0\\src\\group_3\\models.rs"), Some(3));
        assert_eq!(number_of("bundle-0/src/runtime/read.rs"), None);
    }
}
