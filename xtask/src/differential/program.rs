//! Written by `cargo xtask differential`: says of each instance of a file what the models make of it.
//!
//! Arguments: the file, which has the number of a type and the text of an instance per line, and how many lines to pass
//! over. Prints a line per instance, at once, so that it shows which of them was the last.

mod runtime;

use std::panic;

/// What is wrong with an instance that was read, and the instance as it is written back; or why it is not read.
type Judged = Result<(Option<runtime::Violations>, Result<String, String>), String>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the first argument is a file");
    let done = arguments.next().expect("the second argument is a number").parse().expect("it is a number");
    let lines = std::fs::read_to_string(path).expect("the file can be read");
    panic::set_hook(Box::new(|_| {}));
    for line in lines.lines().skip(done) {
        let (index, text): (usize, String) = serde_json::from_str(line).expect("each line is a pair");
        println!("{}", said(panic::catch_unwind(|| JUDGES[index](&text)).ok()));
    }
}

fn said(judged: Option<Judged>) -> serde_json::Value {
    let violation = |it: &runtime::Violation| {
        serde_json::json!([it.instance_location(), it.keyword_location(), it.message()])
    };
    match judged {
        None => serde_json::json!({ "panics": true }),
        Some(Err(reason)) => serde_json::json!({ "unreadable": reason }),
        Some(Ok((violations, written))) => serde_json::json!({
            "violations": violations.iter().flat_map(runtime::Violations::iter).map(violation).collect::<Vec<_>>(),
            "written": written.as_ref().ok(),
            "unwritable": written.as_ref().err(),
        }),
    }
}

fn judge<T: serde::de::DeserializeOwned + serde::Serialize + runtime::Validate>(text: &str) -> Judged {
    let value = serde_json::from_str::<T>(text).map_err(|error| error.to_string())?;
    let written = serde_json::to_string(&value).map_err(|error| error.to_string());
    Ok((value.validate().err(), written))
}
