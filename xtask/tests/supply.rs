//! What comes from outside: few crates, each for a reason, from one place, and none of ours with `unsafe`.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml_edit::{Document, Item, Table, TableLike};

/// How many crates the output may bring along, itself included, where nobody asks for a feature.
const MOST_CRATES: usize = 18;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages that are no part of the workspace, because they compare with others.
const OTHERS: &[&str] = &["benchmarks/large", "benchmarks/validators"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn toml(path: &str) -> Document<String> {
    text(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The folders of the workspace's packages.
fn packages() -> Vec<String> {
    let workspace = toml("Cargo.toml");
    let members = at(&workspace, &["workspace", "members"]).and_then(Item::as_array).unwrap();
    let members: Vec<String> = members.iter().map(|member| member.as_str().unwrap().to_owned()).collect();
    assert!(["codegen", "generated", "xtask"].iter().all(|name| members.iter().any(|it| it == name)));
    members
}

/// The value at the end of these keys.
fn at<'a>(document: &'a Document<String>, keys: &[&str]) -> Option<&'a Item> {
    let (first, others) = keys.split_first()?;
    others.iter().try_fold(document.get(first)?, |item, key| item.get(key))
}

#[test]
fn few_crates_come_with_the_output() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--package", "generated", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    // A name and a version each; what follows says that a crate was shown before.
    let crates: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap()))
        .collect();
    assert!(crates.len() <= MOST_CRATES, "{} crates: {tree}", crates.len());
    let names: Vec<&str> = crates.iter().map(|(name, _)| *name).collect();
    assert!(names.contains(&"generated") && names.contains(&"http"), "{tree}");
    for forbidden in ["hyper", "reqwest", "serde_derive", "syn", "tokio", "ureq"] {
        assert!(!names.contains(&forbidden), "{tree}");
    }
}

#[test]
fn all_crates_come_from_one_place_with_a_checksum() {
    let lock = toml("Cargo.lock");
    let locked = lock["package"].as_array_of_tables().unwrap();
    let get = |package: &Table, key: &str| package.get(key).and_then(Item::as_str).map(str::to_owned);
    let mut ours = Vec::new();
    for package in locked {
        let name = get(package, "name").unwrap();
        let Some(source) = get(package, "source") else {
            ours.push(name);
            continue;
        };
        assert_eq!(source, CRATES_IO, "{name}");
        let checksum = get(package, "checksum").unwrap_or_default();
        assert!(checksum.len() == 64 && checksum.chars().all(|c| c.is_ascii_hexdigit()), "{name}");
    }
    let names = packages().into_iter().map(|package| {
        let manifest = toml(&format!("{package}/Cargo.toml"));
        at(&manifest, &["package", "name"]).and_then(Item::as_str).unwrap().to_owned()
    });
    assert_eq!(BTreeSet::from_iter(ours), names.collect());
}

/// Those that look at pages and run servers come from npm.
#[test]
fn all_packages_of_npm_have_a_checksum() {
    for path in ["xtask/browser/package-lock.json", "xtask/e2e/package-lock.json"] {
        let lock: serde_json::Value = serde_json::from_str(&text(path)).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        assert!(packages.len() > 1, "{path}");
        for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
            let sum = package["integrity"].as_str().unwrap_or_default();
            assert!(sum.starts_with("sha512-"), "{path}: {name}");
        }
    }
}

#[test]
fn unsafe_is_forbidden_everywhere() {
    let workspace = toml("Cargo.toml");
    let forbids = |item: Option<&Item>| item.and_then(Item::as_str) == Some("forbid");
    assert!(forbids(at(&workspace, &["workspace", "lints", "rust", "unsafe_code"])));
    let others = OTHERS.iter().map(|&package| package.to_owned());
    for package in packages().into_iter().chain(others) {
        let manifest = toml(&format!("{package}/Cargo.toml"));
        let inherits = at(&manifest, &["lints", "workspace"]).and_then(Item::as_bool) == Some(true);
        assert!(inherits || forbids(at(&manifest, &["lints", "rust", "unsafe_code"])), "{package}");
    }
}

/// When a dependency is there: `always`, in `tests`, or with some features.
type Dependencies = BTreeMap<String, String>;

fn declared(package: &str) -> Dependencies {
    let manifest = toml(&format!("{package}/Cargo.toml"));
    let features = manifest.get("features").and_then(Item::as_table_like);
    let features = || features.into_iter().flat_map(TableLike::iter);
    let names = |list: &Item, name: &str| {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(|it| it.as_str()?.strip_prefix("dep:")).any(|it| it == name)
    };
    let when = |name: &str, item: &Item| {
        if item.get("optional").and_then(Item::as_bool) != Some(true) {
            return "always".to_owned();
        }
        let enabling: Vec<&str> =
            features().filter(|(_, list)| names(list, name)).map(|(feature, _)| feature).collect();
        // One that no feature names is a feature itself.
        if enabling.is_empty() { format!("`{name}`") } else { format!("`{}`", enabling.join("`, `")) }
    };
    let table = |name: &str| manifest.get(name).and_then(Item::as_table_like);
    let from_outside = |(_, item): &(&str, &Item)| item.get("path").is_none();
    let of = |name: &str| table(name).into_iter().flat_map(TableLike::iter).filter(from_outside);
    let mut found = Dependencies::new();
    found.extend(of("dev-dependencies").map(|(name, _)| (name.to_owned(), "tests".to_owned())));
    found.extend(of("dependencies").map(|(name, item)| (name.to_owned(), when(name, item))));
    found
}

/// The table of a package in ARCHITECTURE.md.
fn explained(package: &str) -> Dependencies {
    let text = text("ARCHITECTURE.md");
    let (_, section) = text.split_once("\n## Dependencies\n").unwrap();
    let section = section.split_once(&format!("\n### `{package}`\n")).map_or("", |(_, section)| section);
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    let mut found = Dependencies::new();
    for row in rows {
        let [name, when, why] = row.split(" | ").collect::<Vec<_>>().try_into().unwrap();
        assert!(!why.trim().is_empty(), "{row}");
        let known = found.insert(name.trim_end_matches('`').to_owned(), when.to_owned());
        assert_eq!(known, None, "`{name} is explained twice");
    }
    found
}

#[test]
fn each_dependency_has_its_reason_in_the_architecture() {
    for package in packages() {
        assert_eq!(explained(&package), declared(&package), "of `{package}`; the left is ARCHITECTURE.md");
    }
}

#[test]
fn each_dependency_is_used() {
    for package in packages() {
        let folder = root().join(&package);
        let mut files = Vec::new();
        list(&folder, &mut files);
        let is_test = |path: &Path| {
            let folders = ["tests", "benches", "examples"].map(|name| folder.join(name));
            folders.iter().any(|folder| path.starts_with(folder))
        };
        let (tests, code): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| is_test(path));
        let code = texts(&code);
        // What is generated while it is built is not here to be looked at.
        if code.contains("OUT_DIR") {
            continue;
        }
        let tests = texts(&tests) + &code;
        for (name, when) in declared(&package) {
            let text = if when == "tests" { &tests } else { &code };
            let path = format!("{}::", name.replace('-', "_"));
            let is_whole = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let used = text.match_indices(&path).any(|(at, _)| is_whole(at));
            assert!(used, "`{package}` does not use `{name}`");
        }
    }
}

fn texts(files: &[PathBuf]) -> String {
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// The Rust files below a folder.
fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// A document starts nothing and fetches nothing: what could is in the commands that run what was generated.
#[test]
fn only_commands_that_judge_start_programs() {
    let mut files = Vec::new();
    for folder in ["codegen/src", "xtask/src"] {
        list(&root().join(folder), &mut files);
    }
    for path in files {
        let name = path.to_str().unwrap().replace('\\', "/");
        let (_, name) = name.rsplit_once("/../").unwrap();
        let judges =
            ["ci", "corpus/", "e2e", "hostile/child", "process", "programs/", "semver/", "write/tests"];
        if judges.iter().any(|judge| name.strip_prefix("xtask/src/").is_some_and(|it| it.starts_with(judge)))
        {
            continue;
        }
        let code = fs::read_to_string(&path).unwrap();
        for word in ["Command::new", "std::net", "TcpStream"] {
            assert!(!code.contains(word), "{name}: {word}");
        }
    }
}

/// What SECURITY.md promises is tried by what it names.
#[test]
fn all_that_security_refers_to_is_there() {
    let text = text("SECURITY.md");
    for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
        assert!(root().join(link).exists(), "{link}");
    }
    let mut files = Vec::new();
    for package in packages() {
        list(&root().join(package), &mut files);
    }
    let tests = texts(&files);
    let names = text.split('`').skip(1).step_by(2).filter(|name| name.matches('_').count() > 2);
    for name in names {
        assert!(name.contains(' ') || tests.contains(name), "there is no test `{name}`");
    }
}
