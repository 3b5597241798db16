//! `lint`, and warnings that are denied.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

mod workspace;
use workspace::Workspace;

/// Three warnings of two kinds, and a note.
const WARNED: &str = r#"openapi: 3.1.1
info: {title: Pets, version: "1", x-logo: {url: "https://example.com/a.png"}}
components:
  schemas:
    Pet:
      type: object
      required: [gone]
      properties:
        id: {type: string, format: hex}
        tag: {type: string, format: hex}
  parameters:
    unused: {name: a, in: query, schema: {type: string}}
paths: {}
"#;

const CLEAN: &str = r#"openapi: 3.1.1
info: {title: Pets, version: "1"}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
paths: {}
"#;

#[test]
fn a_lint_says_everything_and_writes_nothing() {
    let workspace = Workspace::with(WARNED);
    let before = workspace.files("");
    let (status, said) = workspace.run(&["lint"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!("everything", said);
    assert!(workspace.files("") == before, "something was written");
}

#[test]
fn a_lint_of_a_clean_document_is_short() {
    let workspace = Workspace::with(CLEAN);
    let (status, said) = workspace.run(&["lint", "--spec", "spec/api.yaml"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!("clean", said);
}

#[test]
fn tools_get_the_same_as_json() {
    let workspace = Workspace::with(WARNED);
    let (status, said) = workspace.run(&["lint", "--message-format", "json"]);
    assert_eq!(status, 0, "{said}");
    let lines: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, diagnostics) = lines.split_last().unwrap();
    assert_eq!(diagnostics.len(), 4, "{said}");
    assert_eq!(summary["ok"], true);
    assert_eq!([&summary["errors"], &summary["warnings"], &summary["notes"]], [0, 3, 1]);
    assert_eq!(summary["values"]["left"], 0);
    assert_eq!(summary["notEnforced"]["not-enforced"], 2);
}

#[test]
fn errors_are_counted_also_where_the_document_can_not_be_read() {
    let workspace = Workspace::with("openapi: 9\n");
    let (status, said) = workspace.run(&["lint"]);
    assert_eq!(status, 1);
    assert!(said.ends_with("\n\nerror: 1 error, 1 warning\n"), "{said}");
}

#[test]
fn denied_warnings_stop_everything_and_are_named() {
    let workspace = Workspace::with(WARNED);
    let (status, said) = workspace.run(&["codegen", "--deny", "warnings", "--quiet"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!("denied", said);
    assert!(!workspace.path("generated").exists());
    let (status, said) = workspace.run(&["lint", "--deny", "warnings"]);
    assert_eq!(status, 1);
    assert!(said.contains("error: 3 warnings are denied"), "{said}");
    let (status, said) = workspace.run(&["lint", "--deny", "warnings", "--message-format", "json"]);
    assert!(status == 1 && said.lines().last().unwrap().contains(r#""ok":false"#), "{said}");
    let (_, said) = workspace.run(&["codegen", "--deny", "warnings", "--message-format", "json"]);
    assert!(said.lines().last().unwrap().contains("3 warnings are denied"), "{said}");
    let (status, said) = workspace.run(&["codegen", "--deny", "notes"]);
    assert!(status == 2 && said.contains("warnings"), "{said}");
}

#[test]
fn nothing_is_denied_where_nothing_is_wrong() {
    let workspace = Workspace::with(CLEAN);
    let (status, said) = workspace.run(&["codegen", "--deny", "warnings"]);
    assert_eq!(status, 0, "{said}");
    assert!(workspace.path("generated/src/lib.rs").exists());
}

#[test]
fn a_quiet_run_says_nothing_but_errors() {
    let workspace = Workspace::with(WARNED);
    for command in ["lint", "codegen"] {
        assert_eq!(workspace.run(&[command, "--quiet"]), (0, String::new()));
        assert_eq!(workspace.run(&[command, "--quiet", "--message-format", "json"]), (0, String::new()));
        assert_eq!(workspace.run(&[command, "--quiet", "--verbose"]).0, 2);
    }
    workspace.write("spec/api.yaml", "openapi: 9\n");
    for command in ["lint", "codegen"] {
        let (status, said) = workspace.run(&[command, "--quiet"]);
        assert!(status == 1 && said.starts_with("error[unsupported-version]"), "{said}");
    }
}
