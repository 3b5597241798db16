//! What the program says of itself.

use insta::assert_snapshot;

use crate::{UPDATE, plain};

#[test]
fn every_level_has_help() {
    assert_snapshot!("root", plain(&["--help"]).shown());
    assert_snapshot!("tag", plain(&[UPDATE[0], "--help"]).shown());
    assert_snapshot!("operation", plain(&[UPDATE[0], UPDATE[1], "--help"]).shown());
    assert_snapshot!("branch", plain(&[UPDATE[0], UPDATE[1], "datadog", "-h"]).shown());
}

#[test]
fn names_are_those_of_the_document_too() {
    let there = plain(&["Third-Party Integrations", "updateGroupIntegration", "DATADOG", "-h"]);
    assert_eq!(there.shown(), plain(&[UPDATE[0], UPDATE[1], "datadog", "-h"]).shown());
    let helped = plain(&["help", UPDATE[0], UPDATE[1], "datadog"]);
    assert_eq!(helped.shown(), plain(&[UPDATE[0], UPDATE[1], "datadog", "--help"]).shown());
}

#[test]
fn without_words_there_is_help_and_no_success() {
    for words in [&[][..], &UPDATE[..1]] {
        let run = plain(words);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("Usage: generated"), "{}", run.err);
    }
}

#[test]
fn mistakes_are_told_with_what_is_near() {
    let run = plain(&["third-party-integration"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("'third-party-integrations'"), "{}", run.err);
}

#[test]
fn manual_pages_are_there() {
    let page = plain(&["man", UPDATE[0], UPDATE[1], "datadog"]);
    assert_eq!((page.status, page.err.as_str()), (0, ""));
    assert!(page.out.contains(r"\-\-send\-database\-metrics"), "{}", page.out);
    assert_eq!(plain(&["man", "nothing"]).status, 2);
}

#[test]
fn nothing_is_colored_where_nobody_looks() {
    let shown = format!("{}{}", plain(&["--help"]).shown(), plain(&["nothing"]).shown());
    assert!(!shown.contains('\u{1b}'), "{shown}");
}
