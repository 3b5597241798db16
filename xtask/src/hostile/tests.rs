//! The same documents, smaller, in this process: what becomes of each is in the snapshot, and none may panic.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::thread;

use codegen::diagnostic::Severity;
use codegen::folder::{Folder, Unreadable};
use codegen::{Limit, Options, Output, Source, generate_from};

use super::cases::{self, Case};

/// As much as the first thread of a program has.
const STACK: usize = 8 << 20;

struct InMemory(HashMap<String, String>);

impl Folder for InMemory {
    fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
        let text = self.0.get(path).ok_or(Unreadable::NotFound)?;
        if text.len() > most { Err(Unreadable::TooLarge) } else { Ok(text.clone().into_bytes()) }
    }

    fn files(&self) -> Vec<String> {
        Vec::new()
    }
}

fn generate(case: &Case) -> Output {
    let mut files = (case.files)(case.small).into_iter();
    let (name, text) = files.next().unwrap();
    let source = Source { name, bytes: text.into_bytes() };
    let mut options = Options::default();
    // So that small documents reach them too.
    for (limit, value) in
        [(Limit::Steps, 20_000), (Limit::Values, 50_000), (Limit::Aliases, 20_000), (Limit::Items, 2000)]
    {
        options.limits.set(limit, value);
    }
    generate_from(&source, &InMemory(files.collect()), &options)
}

/// What became of a document: the first error, or else how much was said.
fn outcome(output: &Output) -> String {
    let of = |severity| output.diagnostics.iter().filter(move |it| it.severity == severity);
    if let Some(error) = of(Severity::Error).next() {
        return format!("error[{}]: {}", error.code.as_str(), error.message);
    }
    assert!(!output.files.is_empty());
    format!("done, {} warnings, {} notes", of(Severity::Warning).count(), of(Severity::Note).count())
}

#[test]
fn what_becomes_of_each_is_known() {
    let cases = cases::all();
    let next = Mutex::new(cases.iter().enumerate());
    let outcomes = Mutex::new(vec![String::new(); cases.len()]);
    thread::scope(|scope| {
        for _ in 0..2 {
            let work = || {
                loop {
                    let Some((at, case)) = next.lock().unwrap().next() else { return };
                    let outcome = outcome(&generate(case));
                    outcomes.lock().unwrap()[at] = super::table::shortened(&outcome);
                }
            };
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).unwrap();
        }
    });
    let mut table = String::new();
    for (case, outcome) in cases.iter().zip(outcomes.into_inner().unwrap()) {
        writeln!(table, "{}, {}: {outcome}", case.name, case.small).unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = cases::all().iter().map(|case| case.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}
