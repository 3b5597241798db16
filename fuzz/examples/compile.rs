//! Has a compiler judge what changed documents become: `cargo run -p fuzz --example compile -- FOLDER COUNT SEED`.
//!
//! Each output becomes a crate of one workspace, checked with warnings denied. Documents stand beside their crates.
#![expect(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use arbitrary::Unstructured;
use codegen::{Dependency, Options, Output};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let count: usize = arguments.next().ok_or("how many?")?.parse()?;
    let first: u64 = arguments.next().ok_or("which seed?")?.parse()?;
    let _ = fs::remove_dir_all(folder.join("crates"));
    let (mut written, mut refused) = (0, 0);
    for seed in first << 32.. {
        if written == count {
            break;
        }
        let mut rng = fastrand::Rng::with_seed(seed);
        let bytes: Vec<u8> = (0..rng.usize(64..512)).map(|_| rng.u8(..)).collect();
        let document = fuzz::mutate::document(&mut Unstructured::new(&bytes))?;
        let mut options = Options::default();
        let name = format!("c{written}");
        options.package = Some(name.clone());
        let output = codegen::generate(&fuzz::emit::source(&document), &options);
        if output.files.is_empty() {
            refused += 1;
            continue;
        }
        write_crate(&folder.join("crates").join(&name), &name, &output)?;
        fs::write(folder.join("crates").join(&name).join("input.json"), document.to_pretty())?;
        written += 1;
    }
    println!("{written} crates; {refused} documents were refused");
    fs::write(folder.join("Cargo.toml"), "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n")?;
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"), folder.join("Cargo.lock"))?;
    let status = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--tests", "--offline", "--keep-going", "--quiet"])
        .current_dir(&folder)
        .env("RUSTFLAGS", "-Dwarnings -Dmissing_docs -Dunused_qualifications")
        .env("CARGO_PROFILE_DEV_DEBUG", "none")
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    println!("{}", if status.success() { "all compile" } else { "some do not compile" });
    Ok(())
}

/// Writes an output as a crate of its own.
fn write_crate(folder: &Path, name: &str, output: &Output) -> Result<(), Box<dyn Error>> {
    for file in &output.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().ok_or("a file has no folder")?)?;
        fs::write(path, &file.content)?;
    }
    let package = format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
    // The clients are the same for all documents; what sends is not needed here.
    let is_wanted = |name: &str| {
        !["reqwest", "ureq", "tokio", "futures-core", "tracing", "httpdate", "url"].contains(&name)
    };
    let dependencies = output.dependencies.iter().filter(|it| is_wanted(it.name)).map(|it| {
        let Dependency { name, version, default_features, features, optional } = it;
        let features = format!("default-features = {default_features}, features = {features:?}");
        format!("{name} = {{ version = {version:?}, {features}, optional = {optional} }}\n")
    });
    let mut features: Vec<String> = output.features.iter().map(|it| format!("{it} = []\n")).collect();
    features.extend(
        output
            .optional_features
            .iter()
            .filter(|it| !is_wanted(it.name))
            .map(|it| format!("{} = []\n", it.name)),
    );
    let features = format!("[features]\ndefault = {:?}\n{}", output.features, features.concat());
    let text = format!("{package}\n{features}\n[dependencies]\n{}", dependencies.collect::<String>());
    Ok(fs::write(folder.join("Cargo.toml"), text)?)
}
