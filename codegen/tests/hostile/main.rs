//! The text of a document is never code: whatever it says, wherever it says it, the compiler sees the same program, and
//! rustdoc neither runs nor shows anything of it but text.
#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test may panic like the test itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread;

use codegen::{Options, Output, Source, generate};
use quote::ToTokens as _;

mod docs;
mod payloads;
mod sinks;
mod skeleton;
use payloads::PAYLOADS;
use sinks::{Becomes, SINKS, Sink};
use skeleton::Skeleton;

fn output_of(sink: &Sink, text: &str, name: &str) -> Output {
    let bytes = serde_json::to_vec(&sink.document(text)).expect("it is JSON");
    generate(&Source { name: name.to_owned(), bytes }, &Options::default())
}

/// The files that depend on the document, by path.
type Files = BTreeMap<String, Skeleton>;

fn skeletons(output: &Output) -> Result<Files, String> {
    let is_common = |path: &str| {
        let is_served = path.starts_with("src/cli/") && !path.starts_with("src/cli/commands");
        is_served || path.contains("/runtime") || path.contains("/client/")
    };
    let own = output.files.iter().filter(|file| !is_common(&file.path));
    own.map(|file| {
        let path = &file.path;
        if let Some(odd) = file.content.chars().find(|c| is_odd(*c)) {
            return Err(format!("{path} has {odd:?}"));
        }
        if !path.split('/').all(is_plain) {
            return Err(format!("the path {path}"));
        }
        let file = syn::parse_file(&file.content).map_err(|error| format!("{path}: {error}"))?;
        Ok((path.clone(), Skeleton::of(file.into_token_stream())))
    })
    .collect()
}

/// Whether a character is hidden, or changes how the others look.
fn is_odd(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a part of a path is the name of a file on every system.
fn is_plain(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "com1" | "lpt1");
    let plain = part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    plain && !device && !part.starts_with('.') && part.len() < 200
}

/// What is wrong with the output for a text in a place.
fn faults(sink: &Sink, text: &str, benign: &Output) -> Vec<String> {
    let output = output_of(sink, text, "api.json");
    let (before, after) = match (skeletons(benign), skeletons(&output)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(fault), _) | (_, Err(fault)) => return vec![fault],
    };
    let mut faults = Vec::new();
    let tests = |files: &Files| files.values().map(|file| docs::tests(&file.docs)).sum::<usize>();
    if tests(&after) > tests(&before) {
        faults.push(format!("{} doctests, not {}", tests(&after), tests(&before)));
    }
    faults.extend(after.values().flat_map(|file| docs::faults(&file.docs)));
    // Something may be left out, which is said.
    if output.diagnostics.iter().count() > benign.diagnostics.iter().count() {
        return faults;
    }
    match sink.becomes {
        Becomes::Text => faults.extend(differences(&before, &after)),
        Becomes::Code => {}
        Becomes::Name => {
            let items = |files: &Files| {
                let mut all: BTreeMap<String, usize> = BTreeMap::new();
                for (kind, count) in files.values().flat_map(Skeleton::items) {
                    *all.entry(kind.to_owned()).or_default() += count;
                }
                all
            };
            let (before, after) = (items(&before), items(&after));
            if before != after {
                faults.push(format!("other items: {after:?}, not {before:?}"));
            }
        }
    }
    faults
}

fn differences(before: &Files, after: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let difference = |path: &String| match (before.get(path), after.get(path)) {
        (Some(before), Some(after)) => before.difference(after).map(|it| format!("{path}: {it}")),
        _ => Some(format!("{path} is in one of the outputs")),
    };
    paths.into_iter().filter_map(difference).collect()
}

/// A name that no file system takes.
fn overlong() -> String {
    "long".repeat(2000)
}

#[test]
fn text_is_never_code() {
    let found = Mutex::new(Vec::new());
    let work = Mutex::new(SINKS.iter());
    let next = || work.lock().expect("nobody panicked").next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(sink) = next() {
                    let benign = output_of(sink, "benign", "api.json");
                    assert!(!benign.files.is_empty(), "{}: {:?}", sink.name, benign.diagnostics);
                    let long = overlong();
                    for (payload, text) in PAYLOADS.iter().copied().chain([("a long text", long.as_str())]) {
                        let faults = faults(sink, text, &benign);
                        let lines = faults.iter().map(|fault| format!("{payload} as {}: {fault}", sink.name));
                        found.lock().expect("nobody panicked").extend(lines);
                    }
                }
            });
        }
    });
    let found = found.into_inner().expect("nobody panicked");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_name_of_the_file_is_never_code() {
    let sink = &SINKS[0];
    let before = skeletons(&output_of(sink, "benign", "api.json")).expect("they are Rust");
    for (payload, text) in PAYLOADS {
        match skeletons(&output_of(sink, "benign", text)) {
            Ok(after) => assert_eq!(differences(&before, &after), [""; 0], "{payload}"),
            Err(fault) => panic!("{payload}: {fault}"),
        }
    }
}
