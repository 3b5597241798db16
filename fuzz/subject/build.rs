//! Generates the crate from its document, as the command line would.

use std::error::Error;
use std::fs;
use std::path::Path;

use codegen::{Options, Source};

const DOCUMENT: &str = "document.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let source = Source { name: DOCUMENT.to_owned(), bytes: fs::read(DOCUMENT)? };
    let output = codegen::generate(&source, &Options::default());
    if output.diagnostics.has_errors() {
        return Err(format!("{:#?}", output.diagnostics).into());
    }
    let folder = std::env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?;
    for file in &output.files {
        let path = Path::new(&folder).join(&file.path);
        fs::create_dir_all(path.parent().ok_or("a file has no folder")?)?;
        // What is said of the crate as a whole can only stand at the very beginning of it.
        let is_kept =
            |line: &&str| file.path != "src/lib.rs" || !line.starts_with("//!") && !line.starts_with("#![");
        let content: Vec<&str> = file.content.lines().filter(is_kept).collect();
        fs::write(path, content.join("\n"))?;
    }
    Ok(())
}
