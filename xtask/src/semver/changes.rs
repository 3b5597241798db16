//! The changes that are tried, as they stand in `xtask/semver/`.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::target::workspace;

/// A change of the document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Attempt {
    /// What it is called.
    pub(super) name: String,
    /// The whole document with it.
    pub(super) document: String,
}

/// Reads the document and its changes.
pub(super) fn read() -> Result<(String, Vec<Attempt>), Failure> {
    let text = |name: &str| {
        let path = folder().join(name);
        fs::read_to_string(&path).map_err(Failure::io("read", &path))
    };
    let document = text("document.yaml")?;
    let attempts = parse(&document, &text("changes.txt")?);
    attempts
        .map(|attempts| (document, attempts))
        .map_err(|reason| Failure::BadTable { path: folder().join("changes.txt"), reason })
}

fn folder() -> PathBuf {
    workspace().join("xtask/semver")
}

fn parse(document: &str, table: &str) -> Result<Vec<Attempt>, String> {
    let rows = table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(|row| {
        let mut columns = row.split(" | ");
        let (Some(name), Some(old), Some(new), None) =
            (columns.next(), columns.next(), columns.next(), columns.next())
        else {
            return Err(format!("`{row}` has not three columns"));
        };
        let (old, new) = (old.replace("\\n", "\n"), new.replace("\\n", "\n"));
        match document.matches(&old).count() {
            1 => Ok(Attempt { name: name.to_owned(), document: document.replace(&old, &new) }),
            count => Err(format!("the old text of `{name}` is there {count} times")),
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_can_be_made_and_every_document_is_sound() {
        let (document, attempts) = read().unwrap();
        assert!(attempts.len() > 50);
        for text in attempts.iter().map(|it| &it.document).chain([&document]) {
            let source = codegen::Source { name: "a.yaml".into(), bytes: text.clone().into() };
            let output = codegen::generate(&source, &codegen::Options::default());
            assert!(!output.diagnostics.has_errors(), "{:?}\n{text}", output.diagnostics);
        }
    }

    #[test]
    fn a_row_that_fits_nowhere_is_an_error() {
        assert_eq!(parse("a b a", "x | b | c").unwrap()[0].document, "a c a");
        assert!(parse("a b a", "x | a | c").unwrap_err().contains("2 times"));
        assert!(parse("a b a", "x | a").unwrap_err().contains("three columns"));
    }
}
