//! Files with credentials: a line `NAME=value` for each, empty lines, and comments behind `#`.
//!
//! Invariant: no message quotes a value, and a file that others can read is not read.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::super::runtime::credentials::Secret;
use super::terminal;

/// What has more bytes is no file of credentials.
const LARGEST: u64 = 1 << 20;

/// Reads a file, of which these names are known.
pub(super) fn read(path: &Path, known: &[String]) -> Result<HashMap<String, Secret>, String> {
    let name = terminal::clean(&path.display().to_string());
    let unreadable =
        |error: std::io::Error| format!("the credentials file `{name}` can not be read: {error}");
    let file = File::open(path).map_err(unreadable)?;
    check_mode(&file, &name)?;
    let mut text = String::new();
    let read = file.take(LARGEST + 1).read_to_string(&mut text).map_err(unreadable)?;
    if read as u64 > LARGEST {
        return Err(format!("the credentials file `{name}` has more than {LARGEST} bytes: is it the right one?"));
    }
    let mut found = HashMap::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("the credentials file `{name}`, line {}", index + 1);
        let Some((key, value)) = line.split_once('=') else {
            return Err(format!("{place}: is not of the form NAME=value"));
        };
        let key = key.trim();
        if !known.iter().any(|known| known == key) {
            return Err(format!("{place}: there is no such name; there are {}", known.join(", ")));
        }
        if found.insert(key.to_owned(), Secret::new(value.trim())).is_some() {
            return Err(format!("{place}: {key} comes again"));
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn check_mode(file: &File, name: &str) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;

    let metadata = file.metadata().map_err(|error| format!("`{name}` can not be read: {error}"))?;
    let mode = metadata.mode() & 0o777;
    if metadata.is_file() && mode & 0o077 != 0 {
        return Err(format!(
            "the credentials file `{name}` is open to others (mode {mode:03o}): take that away with `chmod 600`"
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_mode(_file: &File, _name: &str) -> Result<(), String> {
    Ok(())
}
