//! Writes outputs as crates and compiles them, with every warning an error.

use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::GeneratedFile;
use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;

use super::{endpoint, torture};

const MANIFEST: &str = r#"
[package]
name = "NAME"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
http = "1"
percent-encoding = "2"
serde = "1"
serde_json = { version = "1", features = ["float_roundtrip", "raw_value"] }

[features]
cli = []
reqwest = []
tracing = []
ureq = []

[lints.rust]
missing_docs = "deny"
unreachable_pub = "deny"
unsafe_code = "forbid"
warnings = "deny"
"#;

pub(crate) fn generate(api: &Api) -> Vec<GeneratedFile> {
    let names = codegen::name::name(api, &mut Diagnostics::default());
    codegen::render(api, &names, "spec/test.yaml").0
}

fn write_crate(name: &str, api: &Api, tests: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(root.join("src"));
    for file in generate(api) {
        let path = root.join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.content).unwrap();
    }
    std::fs::create_dir_all(root.join("tests")).unwrap();
    std::fs::write(root.join("tests/use.rs"), tests).unwrap();
    std::fs::write(root.join("Cargo.toml"), MANIFEST.replace("NAME", name)).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, root.join("Cargo.lock")).unwrap();
    root
}

fn cargo(root: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("target");
    let output = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(arguments)
        .arg("--offline")
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn endpoint_compiles_and_works() {
    let root = write_crate("endpoint_crate", &endpoint::api(), include_str!("use_endpoint.rs.txt"));
    cargo(&root, &["test"]);
    cargo(&root, &["doc", "--no-deps"]);
}

#[test]
fn hostile_names_and_texts_compile() {
    let root = write_crate("torture_crate", &torture::api(), include_str!("use_torture.rs.txt"));
    cargo(&root, &["test"]);
    cargo(&root, &["doc", "--no-deps"]);
}
