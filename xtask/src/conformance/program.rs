//! Written by `cargo xtask conformance`: says of each instance of a file what the models say about it.
//!
//! Arguments: the file, which has a number and the text of an instance per line, and how many lines to pass over.
//! Prints a line per instance, at once, so that it shows which of them was the last.

mod runtime;

use std::panic;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the first argument is a file");
    let done = arguments.next().expect("the second argument is a number").parse().expect("it is a number");
    let lines = std::fs::read_to_string(path).expect("the file can be read");
    panic::set_hook(Box::new(|_| {}));
    for line in lines.lines().skip(done) {
        let (group, text): (usize, String) = serde_json::from_str(line).expect("each line is a pair");
        let judged = panic::catch_unwind(|| judge_of(group)(&text));
        let (verdict, reason) = judged.unwrap_or(("panic", String::new()));
        println!("{}", serde_json::json!([verdict, reason]));
    }
}

fn judge<T: serde::de::DeserializeOwned + runtime::Validate>(text: &str) -> (&'static str, String) {
    let value = match serde_json::from_str::<T>(text) {
        Ok(value) => value,
        Err(error) => return ("unreadable", error.to_string()),
    };
    match value.validate() {
        Ok(()) => ("valid", String::new()),
        Err(violations) => {
            let words = |it: &runtime::Violation| format!("{it} ({})", it.keyword_location());
            ("invalid", violations.iter().map(words).collect::<Vec<_>>().join("; "))
        }
    }
}

