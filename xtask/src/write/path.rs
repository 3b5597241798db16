//! The paths that may be written below an output folder.
//!
//! Invariant: an [`OutputPath`] names a file below the folder on every operating system, and means the same file
//! on all of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A relative path with `/` between its parts, none of which leads anywhere surprising.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct OutputPath(String);

/// What stands at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Found {
    /// Nothing.
    Nothing,
    /// A file.
    File,
}

impl OutputPath {
    /// Checks a path.
    pub(crate) fn new(path: &str) -> Result<Self, Failure> {
        match path.split('/').find_map(fault) {
            Some(reason) => Err(Failure::UnsafePath { path: path.to_owned(), reason }),
            None => Ok(Self(path.to_owned())),
        }
    }

    /// The path as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below a folder.
    pub(crate) fn below(&self, root: &Path) -> PathBuf {
        root.join(self.0.split('/').collect::<PathBuf>())
    }

    /// The folders between `root` and the file, the outermost first.
    pub(crate) fn folders(&self, root: &Path) -> Vec<PathBuf> {
        let mut folder = root.to_owned();
        let parts: Vec<&str> = self.0.split('/').collect();
        parts[..parts.len() - 1]
            .iter()
            .map(|part| {
                folder.push(part);
                folder.clone()
            })
            .collect()
    }

    /// A key that is equal for two paths that are one file where case does not count.
    pub(crate) fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// What the file at the path holds, if one is there.
    pub(crate) fn read(&self, root: &Path) -> Result<Option<Vec<u8>>, Failure> {
        match self.inspect(root)? {
            Found::Nothing => Ok(None),
            Found::File => {
                let path = self.below(root);
                fs::read(&path).map(Some).map_err(Failure::io("read", &path))
            }
        }
    }

    /// Looks at what stands at the path, and refuses what must not be written through or over.
    pub(crate) fn inspect(&self, root: &Path) -> Result<Found, Failure> {
        for folder in self.folders(root) {
            match kind(&folder)? {
                None => return Ok(Found::Nothing),
                Some(kind) if kind.is_symlink() => return Err(Failure::SymbolicLink { path: folder }),
                Some(kind) if !kind.is_dir() => {
                    return Err(Failure::InTheWay { path: folder, wanted: "folder" });
                }
                Some(_) => {}
            }
        }
        let path = self.below(root);
        match kind(&path)? {
            None => Ok(Found::Nothing),
            Some(kind) if kind.is_symlink() => Err(Failure::SymbolicLink { path }),
            Some(kind) if !kind.is_file() => Err(Failure::InTheWay { path, wanted: "file" }),
            Some(_) => Ok(Found::File),
        }
    }
}

/// What stands at a path, links not followed.
pub(crate) fn kind(path: &Path) -> Result<Option<fs::FileType>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("look at", path)(error)),
    }
}

/// What is wrong with one part of a path.
fn fault(part: &str) -> Option<&'static str> {
    if part.is_empty() {
        Some("it is absolute or has an empty part")
    } else if part == "." || part == ".." {
        Some("it has a `.` or `..` part")
    } else if part.chars().any(|c| c.is_control() || r#"\:<>"|?*"#.contains(c)) {
        Some("it has a character that file names can not have on every machine")
    } else if part.ends_with(['.', ' ']) {
        Some("a part ends in a period or a space, which Windows drops")
    } else if part.len() > 255 {
        Some("a part is longer than 255 bytes")
    } else if is_reserved(part) {
        Some("Windows reserves the name for a device")
    } else {
        None
    }
}

/// Whether a file name is one of the devices of Windows, which count with any extension.
pub(crate) fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let Some(number) = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) else { return false };
    let mut digits = number.chars();
    matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_relative_paths_are_taken() {
        for path in
            ["src/lib.rs", "Cargo.toml", "src/models/r#type.rs", "src/.codegen-manifest", "src/com.rs"]
        {
            assert_eq!(OutputPath::new(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn paths_that_could_lead_elsewhere_are_refused() {
        let long = "a".repeat(256);
        for path in [
            "",
            "/etc/passwd",
            "../lib.rs",
            "src/../../x",
            "src/./x",
            "src//x",
            "src/",
            "src\\x",
            "C:/x",
            "src/x:stream",
            "src/a\0b",
            "src/a\nb",
            "src/nul",
            "src/AUX.rs",
            "src/com1.txt",
            "src/LPT¹",
            "src/x.",
            "src/x ",
            long.as_str(),
        ] {
            assert!(OutputPath::new(path).is_err(), "{path:?}");
        }
    }
}
