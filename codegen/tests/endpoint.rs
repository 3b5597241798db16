//! The project's own document: its output is pinned, and depends on nothing that means nothing.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::json::Json;
use codegen::{Options, Output, Source};

const SPEC: &str = "spec/atlas-third-party-integrations.yaml";

fn spec() -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(SPEC);
    Source { name: SPEC.to_owned(), bytes: std::fs::read(path).unwrap() }
}

fn generate(source: &Source) -> Output {
    let output = codegen::generate(source, &Options::default());
    let found: Vec<_> = output.diagnostics.iter().collect();
    assert!(found.is_empty(), "{found:?}");
    output
}

#[test]
fn the_output_is_pinned() {
    let output = generate(&spec());
    let file = |path: &str| {
        let file = output.files.iter().find(|file| file.path == path);
        file.unwrap_or_else(|| panic!("no {path}")).content.clone()
    };
    insta::assert_snapshot!("datadog", file("src/models/datadog.rs"));
    insta::assert_snapshot!("third_party_integration", file("src/models/third_party_integration.rs"));
    insta::assert_snapshot!("update_group_integration", file("src/operations/update_group_integration.rs"));
    let paths: Vec<_> = output.files.iter().map(|file| file.path.as_str()).collect();
    insta::assert_snapshot!("files", paths.join("\n"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(generate(&spec()) == generate(&spec()));
}

#[test]
fn the_order_of_components_means_nothing() {
    let source = spec();
    let Json::Object(mut root) = codegen::load::load(&source, &mut Diagnostics::default()).unwrap() else {
        panic!("the document is no object")
    };
    for (key, value) in &mut root {
        if let ("components", Json::Object(kinds)) = (key.as_str(), value) {
            kinds.reverse();
            for (_, components) in kinds {
                if let Json::Object(components) = components {
                    components.reverse();
                }
            }
        }
    }
    let reordered = Source { bytes: Json::Object(root).to_text().into_bytes(), ..source };
    let (found, expected) = (generate(&reordered).files, generate(&spec()).files);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found.path, expected.path);
        assert!(found.content == expected.content, "{} depends on the order of components", found.path);
    }
}
