//! How far `--all` is, for whoever waits at a terminal.
//!
//! Invariant: it stands on one line of standard error, if that is a terminal, and is gone before anything else is written.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::Command as Node;

/// How many characters the bar has.
const BAR: usize = 20;

/// A line that is written again and again. It goes when this does.
#[derive(Debug)]
pub(super) struct Progress {
    is_shown: bool,
    /// How long the line is that stands there.
    width: usize,
    /// How many characters there is room for. A line that is broken could not be written again.
    room: usize,
}

impl Progress {
    /// Begins with nothing.
    pub(super) fn new() -> Self {
        let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_shown = io::stderr().is_terminal() && !is_dumb;
        Self { is_shown, width: 0, room: if is_shown { room() } else { 0 } }
    }

    /// Tells which page is asked for, how many items have come, how many the first page had, and how many there are if the
    /// server says.
    pub(super) fn tell(&mut self, page: i64, items: usize, size: usize, total: Option<i64>) {
        let total = total.and_then(|total| usize::try_from(total).ok()).filter(|total| *total >= items.max(1));
        let Some((total, size)) = total.zip(Some(size).filter(|size| *size > 0)) else {
            return self.write(&format!("page {page}, {} items", grouped(items)));
        };
        let done = BAR * items / total;
        let bar = format!("{}{}", "#".repeat(done), "-".repeat(BAR - done));
        let pages = total.div_ceil(size);
        self.write(&format!("[{bar}] page {page} of {pages}, {} of {} items", grouped(items), grouped(total)));
    }

    /// Blanks and not an escape sequence take away what stood there: the line is plain text.
    fn write(&mut self, line: &str) {
        if !self.is_shown {
            return;
        }
        let mut stream = io::stderr().lock();
        let line: String = line.chars().take(self.room).collect();
        let width = self.width;
        // There is nobody to tell that nobody looks.
        let _ = write!(stream, "\r{line:width$}").and_then(|()| stream.flush());
        self.width = line.len();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.width > 0 {
            self.write("");
            let _ = write!(io::stderr(), "\r");
        }
    }
}

/// How many characters a line of the terminal takes. Only `clap` knows, which breaks the lines of texts; the last column is
/// left free, for some terminals go on from there.
fn room() -> usize {
    const WORDS: usize = 100;
    let mut words = Node::new("").help_template("{about}").about("- ".repeat(WORDS));
    let text = words.render_help().to_string();
    text.lines().map(str::len).max().unwrap_or(WORDS).saturating_sub(1)
}

/// A number as people read it: `1,651`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups.map(String::from_utf8_lossy).collect::<Vec<_>>().join(",")
}
