//! Each stage knows nothing of its neighbours' means.

use std::fs;
use std::path::{Path, PathBuf};

/// A stage, and the words that its source may not hold.
const LAYERS: &[(&str, &[&str])] = &[
    ("json", &["quote", "proc_macro2", "openapi", "std::fs"]),
    ("openapi", &["quote", "proc_macro2", "serde_yaml", "crate::emit", "crate::name", "std::fs"]),
    ("lower", &["quote", "proc_macro2", "serde_yaml", "crate::emit", "crate::name", "std::fs"]),
    ("name", &["serde_yaml", "crate::openapi", "crate::lower", "crate::emit", "std::fs"]),
    ("emit", &["serde_yaml", "crate::openapi", "crate::lower", "crate::load", "std::fs"]),
    ("slice", &["quote", "proc_macro2", "serde_yaml", "crate::emit", "crate::name", "std::fs"]),
    ("compare", &["quote", "proc_macro2", "serde_yaml", "crate::emit", "crate::name", "std::fs"]),
    ("diff", &["serde_yaml", "proc_macro2", "crate::lower", "crate::load", "std::fs"]),
    ("overview", &["quote", "proc_macro2", "serde_yaml", "crate::emit", "crate::lower", "std::fs"]),
    ("pattern", &["quote!", "crate::emit", "crate::lower", "std::fs"]),
    // Copied into every output crate, where there is no generator.
    ("runtime", &["crate::", "std::fs", "std::net", "unsafe"]),
];

fn sources(layer: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![root.join(format!("{layer}.rs"))];
    let mut folders = vec![root.join(layer)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.retain(|path| path.exists());
    found
}

#[test]
fn layers_hold() {
    for (layer, forbidden) in LAYERS {
        let sources = sources(layer);
        assert!(!sources.is_empty(), "there is no `{layer}`");
        for path in sources {
            let text = fs::read_to_string(&path).expect("a source file is text");
            // Tests may read files, to compare with.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            // A macro of the runtime stands in generated files, and finds its way back from there.
            let code = code.replace("$crate::runtime::", "");
            let word = forbidden.iter().find(|word| code.contains(**word));
            assert_eq!(word, None, "in {}", path.display());
        }
    }
}
