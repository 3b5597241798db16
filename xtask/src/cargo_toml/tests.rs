//! Tests of the edits to `Cargo.toml`.

use super::section::MARK;
use super::*;

const SERDE: Dependency = Dependency {
    name: "serde",
    version: "1.0",
    default_features: true,
    features: &["derive"],
    optional: false,
};
const HTTP: Dependency =
    Dependency { name: "http", version: "1.5", default_features: true, features: &[], optional: false };

fn updated(text: &str, dependencies: &[Dependency]) -> Result<(String, Vec<String>), Failure> {
    let mut notes = Vec::new();
    let wanted = WantedCargoToml { crate_name: None, dependencies, features: &[], optional_features: &[] };
    let text = update(Path::new("/tmp/pets"), Some(text.as_bytes()), &wanted, &mut notes)?;
    Ok((text, notes))
}

fn updated_features(text: &str, features: &[&str]) -> (String, Vec<String>) {
    let mut notes = Vec::new();
    let features: Vec<String> = features.iter().map(ToString::to_string).collect();
    let wanted =
        WantedCargoToml { crate_name: None, dependencies: &[], features: &features, optional_features: &[] };
    let text = update(Path::new("/tmp/pets"), Some(text.as_bytes()), &wanted, &mut notes).unwrap();
    (text, notes)
}

fn update_text(text: &str, dependencies: &[Dependency]) -> String {
    updated(text, dependencies).unwrap().0
}

#[test]
fn a_new_file_takes_the_name_of_its_folder() {
    let wanted = WantedCargoToml {
        crate_name: None,
        dependencies: &[HTTP, SERDE],
        features: &[],
        optional_features: &[],
    };
    let text = update(Path::new("/nowhere/acme-pets"), None, &wanted, &mut Vec::new()).unwrap();
    assert!(text.starts_with("[package]\nname = \"acme-pets\"\nversion = \"0.1.0\"\nedition = \"2024\"\n"));
    assert!(text.contains("publish = false\n\n[dependencies]\nhttp = \"1.5\" # @generated"), "{text}");
    assert!(text.ends_with(&format!("serde = {{ version = \"1.0\", features = [\"derive\"] }} {MARK}\n")));
    assert_eq!(update_text(&text, &[HTTP, SERDE]), text);
    let bad = update(Path::new("/nowhere/a b"), None, &wanted, &mut Vec::new());
    assert!(matches!(bad, Err(Failure::BadPackageName { .. })));
}

#[test]
fn everything_of_the_user_stays_byte_for_byte() {
    let user = "\u{feff}# top\r\n[package] # p\r\nname   =  'x'\nedition.workspace = true\n\n  [dependencies]  # mine\n# about zlib\n zlib =\t\"1\" # z\n\n[features]\ndefault = [ ]\n# end";
    let text = update_text(user, &[HTTP, SERDE]);
    let kept: String = text.split_inclusive('\n').filter(|line| !line.contains("@generated")).collect();
    assert_eq!(kept, user);
    assert_eq!(update_text(&text, &[]), user);
    let parsed = Document::parse(text.trim_start_matches('\u{feff}')).unwrap();
    assert_eq!(parsed["dependencies"]["http"].as_str(), Some("1.5"));
}

#[test]
fn a_table_is_added_where_none_is() {
    for (user, gap) in [
        ("[package]\nname = \"x\"\nedition = \"2024\"", "\n\n"),
        ("[package]\nname = \"x\"\nedition = \"2024\"\n", "\n"),
        ("[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies.zlib]\nversion = \"1\"\n", "\n"),
    ] {
        assert_eq!(update_text(user, &[HTTP]), format!("{user}{gap}[dependencies]\nhttp = \"1.5\" {MARK}\n"));
    }
    assert_eq!(
        update_text("[package]\nname = \"x\"\nedition = \"2024\"", &[]),
        "[package]\nname = \"x\"\nedition = \"2024\""
    );
}

#[test]
fn a_file_without_a_last_line_break_is_continued() {
    let user = "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]";
    let text = update_text(user, &[HTTP, SERDE]);
    assert!(text.starts_with(&format!("{user}\nhttp = \"1.5\" {MARK}\nserde = ")), "{text}");
    let user =
        "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]\na.version = \"1\"\na.features = []";
    assert!(update_text(user, &[HTTP]).starts_with(&format!("{user}\nhttp")));
}

#[test]
fn only_what_says_something_else_changes() {
    let text = format!(
        "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]\nserde={{features=['derive'],version='1.0'}} {MARK}\nmine = \"1\"\nhttp = \"0.2\" {MARK} kept\nold = \"1\" {MARK}\n# below\n"
    );
    assert_eq!(
        update_text(&text, &[HTTP, SERDE]),
        format!(
            "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]\nserde={{features=['derive'],version='1.0'}} {MARK}\nmine = \"1\"\nhttp = \"1.5\" {MARK} kept\n# below\n"
        )
    );
}

#[test]
fn new_lines_go_in_order_among_the_marked_ones() {
    let text = format!(
        "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]\nzlib = \"1\"\nhttp = \"1.5\" {MARK}\nmine = \"1\"\n"
    );
    let lines = update_text(&text, &[Dependency { name: "a", ..HTTP }, HTTP, SERDE]);
    let keys: Vec<&str> = lines.lines().skip(4).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(keys, ["zlib", "a", "http", "serde", "mine"]);
}

#[test]
fn a_line_without_the_mark_is_the_users() {
    let text = "[package]\nname = \"x\"\nedition = \"2024\"\n[dependencies]\nserde = \"=1.0.100\"\nhttp = { workspace = true }\n";
    let (new, notes) = updated(text, &[HTTP, SERDE]).unwrap();
    assert_eq!(new, text);
    assert!(notes.len() == 1 && notes[0].contains("`serde`") && notes[0].contains("`derive`"), "{notes:?}");
}

#[test]
fn what_is_optional_has_a_feature_of_its_name() {
    const JIFF: Dependency =
        Dependency { name: "jiff", version: "1", default_features: true, features: &[], optional: true };
    let text = update_text(USER, &[JIFF]);
    assert!(text.ends_with(&format!("jiff = {{ version = \"1\", optional = true }} {MARK}\n")), "{text}");
    let (kept, notes) = updated(&format!("{USER}\n[dependencies]\njiff = \"1\"\n"), &[JIFF]).unwrap();
    assert!(!kept.contains(MARK));
    assert!(notes.len() == 1 && notes[0].contains("`optional = true`"), "{notes:?}");
}

#[test]
fn an_older_edition_is_refused() {
    for text in ["[package]\nname = \"x\"\n", "[package]\nname = \"x\"\nedition = \"2021\"\n"] {
        let Err(Failure::BadCargoToml { reason, .. }) = updated(text, &[HTTP]) else { panic!("{text}") };
        assert!(reason.contains("2024"), "{reason}");
    }
}

#[test]
fn files_that_can_not_take_the_section_are_refused() {
    for text in [
        "[workspace]\n",
        "[package\n",
        "dependencies = { a = \"1\" }\n[package]\nname = \"x\"\nedition = \"2024\"\n",
        "dependencies.a = \"1\"\n[package]\nname = \"x\"\nedition = \"2024\"\n",
    ] {
        assert!(matches!(updated(text, &[HTTP]), Err(Failure::BadCargoToml { .. })), "{text}");
    }
}

#[test]
fn another_name_is_refused() {
    let wanted =
        WantedCargoToml { crate_name: Some("y"), dependencies: &[], features: &[], optional_features: &[] };
    let result = update(
        Path::new("x"),
        Some(b"[package]\nname = \"x\"\nedition = \"2024\"\n"),
        &wanted,
        &mut Vec::new(),
    );
    assert!(matches!(result, Err(Failure::OtherPackageName { .. })));
}

const USER: &str = "[package]\nname = \"x\"\nedition = \"2024\"\n";

#[test]
fn features_are_all_on_by_default() {
    let (text, notes) = updated_features(USER, &["tag-a", "tag-b"]);
    assert_eq!(
        text,
        format!(
            "{USER}\n[features]\ndefault = [\n    \"tag-a\",\n    \"tag-b\",\n] {MARK}\ntag-a = [] {MARK}\ntag-b = [] {MARK}\n"
        )
    );
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(updated_features(&text, &["tag-a", "tag-b"]).0, text);
    let (text, _) = updated_features(&text, &["tag-b", "tag-c", "untagged"]);
    let keys: Vec<&str> =
        text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect();
    assert_eq!(keys, ["name", "edition", "default", "tag-b", "tag-c", "untagged"]);
    let document = Document::parse(text.as_str()).unwrap();
    assert_eq!(document["features"]["default"].as_array().map(Array::len), Some(3));
    assert_eq!(updated_features(&text, &[]).0, format!("{USER}\n[features]\n"));
}

#[test]
fn features_of_the_user_stay() {
    let user =
        format!("{USER}\n[features]\nextra = []\ndefault = [\"tag-a\"] # mine\nuntagged = [\"extra\"]\n");
    let (text, notes) = updated_features(&user, &["tag-a", "tag-b", "untagged"]);
    assert_eq!(text, format!("{user}tag-a = [] {MARK}\ntag-b = [] {MARK}\n"));
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("`tag-b`, `untagged`") && !notes[0].contains("`tag-a`"), "{notes:?}");
    assert!(updated_features(&user, &[]).1.is_empty());
}

#[test]
fn examples_call_a_crate_as_its_users_do() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("pets");
    assert_eq!(crate_name(&root, None).as_deref(), Some("pets"), "a new one is called like its folder");
    assert_eq!(crate_name(&root, Some("acme")).as_deref(), Some("acme"));
    assert_eq!(crate_name(&root, Some("fn")), None, "Cargo would not take it");
    std::fs::create_dir(&root).unwrap();
    let package = "[package]\nname = \"acme-pets\"\nedition = \"2024\"\n";
    for (text, name) in [
        (package.to_owned(), Some("acme-pets")),
        (format!("{package}[lib]\nname = \"zoo\"\n"), Some("zoo")),
        (format!("{package}[lib]\npath = \"src/lib.rs\"\n"), Some("acme-pets")),
        ("[workspace]\n".to_owned(), None),
        ("no TOML".to_owned(), None),
    ] {
        std::fs::write(root.join("Cargo.toml"), &text).unwrap();
        assert_eq!(crate_name(&root, None).as_deref(), name, "{text}");
    }
}

#[test]
fn a_file_as_made_is_told_from_one_that_was_edited() {
    let wanted = WantedCargoToml {
        crate_name: Some("pets"),
        dependencies: &[HTTP, SERDE],
        features: &["a".to_owned()],
        optional_features: &[],
    };
    let made = update(Path::new("/tmp/pets"), None, &wanted, &mut Vec::new()).unwrap();
    assert!(is_as_made(made.as_bytes()), "{made}");
    for edited in [
        made.replace("publish = false\n", ""),
        made.replace("0.1.0", "0.2.0"),
        format!("{made}rand = \"1\"\n"),
        format!("{made}\n[lints]\n"),
        String::new(),
    ] {
        assert!(!is_as_made(edited.as_bytes()), "{edited}");
    }
}
