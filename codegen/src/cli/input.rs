//! Files and standard input, from which values and bodies come.

use std::fs::File;
use std::io::{self, Read};

/// What has more bytes is refused.
const LARGEST: u64 = 1 << 30;

/// What is read. Standard input can be read once.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    has_read: bool,
}

impl Inputs {
    /// The bytes of a file, or with `-` those of standard input.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let read = if name == "-" {
            if std::mem::replace(&mut self.has_read, true) {
                return Err("standard input is taken already: only one `-` can be".to_owned());
            }
            io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)
        } else {
            File::open(name).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        };
        let name = shown(name);
        let read = read.map_err(|error| format!("{name} can not be read: {error}"))?;
        if read as u64 > LARGEST {
            return Err(format!("{name} has more than {LARGEST} bytes"));
        }
        Ok(bytes)
    }

    /// The text of a file, without the end of its last line.
    pub(super) fn text(&mut self, name: &str) -> Result<String, String> {
        let text = String::from_utf8(self.read(name)?).map_err(|_| format!("{} is no UTF-8", shown(name)))?;
        let end = text.strip_suffix('\n').map_or(text.len(), |text| text.trim_end_matches('\r').len());
        Ok(text[..end].to_owned())
    }
}

fn shown(name: &str) -> String {
    if name == "-" { "standard input".to_owned() } else { format!("the file `{name}`") }
}
