//! The output for the endpoint, as text.

use super::compile::generate;
use super::endpoint;

fn file(path: &str) -> String {
    generate(&endpoint::api()).into_iter().find(|file| file.path == path).unwrap().content
}

#[test]
fn crate_root() {
    insta::assert_snapshot!(file("src/lib.rs"));
}

#[test]
fn object_with_an_inline_enum() {
    insta::assert_snapshot!(file("src/models/datadog.rs"));
}

#[test]
fn tagged_union() {
    insta::assert_snapshot!(file("src/models/third_party_integration.rs"));
}

#[test]
fn operation() {
    insta::assert_snapshot!(file("src/operations/update_group_integration.rs"));
}

#[test]
fn examples() {
    insta::assert_snapshot!(file("src/examples.rs"));
}

#[test]
fn is_deterministic() {
    assert!(generate(&endpoint::api()) == generate(&endpoint::api()));
}
