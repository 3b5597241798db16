//! Shows in what the output on the disk differs from what would be generated.
//!
//! Invariant: every file that differs is named; only the length of each diff is bounded.

use std::fmt::Write;
use std::time::Duration;

use serde_json::json;
use similar::TextDiff;

use crate::cli::MessageFormat;
use crate::console::Console;
use crate::report::clean;
use crate::write::Plan;

/// How many lines of a file's diff are shown.
const MOST_LINES: usize = 120;
/// How long to look for a short diff of a file before a longer one will do.
const PATIENCE: Duration = Duration::from_millis(500);

/// Prints the difference of every file, and gives their number.
pub(crate) fn print(console: &mut Console<'_>, plan: &Plan) -> usize {
    for change in &plan.changes {
        let state = if change.old.is_some() { "changed" } else { "missing" };
        print_file(console, change.path.as_str(), state, change.old.as_deref(), Some(&change.new));
    }
    for leftover in &plan.leftovers {
        print_file(console, leftover.path.as_str(), "left-over", Some(&leftover.old), None);
    }
    plan.changes.len() + plan.leftovers.len()
}

fn print_file(console: &mut Console<'_>, path: &str, state: &str, old: Option<&[u8]>, new: Option<&[u8]>) {
    let diff = diff(path, old, new);
    match console.format() {
        MessageFormat::Human => console.print(&diff),
        MessageFormat::Json => {
            console.json(&json!({ "type": "stale", "file": path, "state": state, "diff": diff }));
        }
    }
}

/// A unified diff, bounded and fit for a terminal.
fn diff(path: &str, old: Option<&[u8]>, new: Option<&[u8]>) -> String {
    let name = |side: &str, content: Option<&[u8]>| {
        if content.is_some() { format!("{side}/{path}") } else { "/dev/null".to_owned() }
    };
    let (from, to) = (name("a", old), name("b", new));
    let old = String::from_utf8_lossy(old.unwrap_or_default());
    let new = String::from_utf8_lossy(new.unwrap_or_default());
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old.as_ref(), new.as_ref());
    let text = diff.unified_diff().header(&from, &to).to_string();
    let mut bounded = String::new();
    for line in text.lines().take(MOST_LINES) {
        bounded.push_str(&shown_line(line));
        bounded.push('\n');
    }
    let more = text.lines().count().saturating_sub(MOST_LINES);
    if more > 0 {
        let lines = if more == 1 { "line" } else { "lines" };
        // Writing to a string does not fail.
        let _ = writeln!(bounded, "… cut here: {more} more {lines} in the diff of {path}");
    }
    bounded
}

/// A line with tabs as they are, and of a bearable length.
fn shown_line(line: &str) -> String {
    const MOST: usize = 400;
    let mut shown: String = line.split('\t').map(clean::line).collect::<Vec<_>>().join("\t");
    if let Some((at, _)) = shown.char_indices().nth(MOST) {
        shown.truncate(at);
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_is_unified() {
        let text = diff("src/lib.rs", Some(b"a\nb\n"), Some(b"a\nc\n"));
        assert_eq!(text, "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
    }

    #[test]
    fn missing_and_left_over_files_are_told_apart() {
        assert!(diff("x", None, Some(b"a\n")).starts_with("--- /dev/null\n+++ b/x\n"));
        assert!(diff("x", Some(b"a\n"), None).starts_with("--- a/x\n+++ /dev/null\n"));
    }

    #[test]
    fn a_long_diff_says_that_it_was_cut() {
        let text = diff("x", None, Some("line\n".repeat(1000).as_bytes()));
        assert_eq!(text.lines().count(), MOST_LINES + 1);
        assert!(text.ends_with("… cut here: 883 more lines in the diff of x\n"), "{text}");
    }

    #[test]
    fn harmful_characters_of_a_file_do_not_reach_the_terminal() {
        let text = diff("x", Some(b"\x1b[2J\n"), Some("\tb\u{202e}\n".as_bytes()));
        assert!(text.contains("-\\u{1b}[2J\n+\tb\\u{202e}\n"), "{text}");
    }
}
