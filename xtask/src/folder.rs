//! The folder of a document on disk: reads the other files of the document.
//!
//! Invariant: nothing outside of the folder is read, wherever its symbolic links lead.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use codegen::folder::{Folder, Unreadable};

/// How many entries of folders are looked at for a file that may be meant.
const MOST_ENTRIES: usize = 20_000;

/// How deep folders are looked at for a file that may be meant.
const DEEPEST: usize = 8;

/// The folder that a document stands in.
#[derive(Debug)]
pub(crate) struct DiskFolder {
    root: PathBuf,
}

impl DiskFolder {
    /// The folder of this document.
    pub(crate) fn of(document: &Path) -> Self {
        let folder = document.parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { root: folder.map_or_else(|| PathBuf::from("."), Path::to_owned) }
    }
}

impl Folder for DiskFolder {
    fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
        let because = |error: io::Error| Unreadable::Because(error.to_string());
        let path = match self.root.join(path).canonicalize() {
            Ok(path) => path,
            Err(error) if is_missing(&error) => return Err(Unreadable::NotFound),
            Err(error) => return Err(because(error)),
        };
        if !path.starts_with(self.root.canonicalize().map_err(because)?) {
            return Err(Unreadable::Outside);
        }
        // Opening a pipe that nobody writes to would wait forever.
        if !fs::metadata(&path).map_err(because)?.is_file() {
            return Err(Unreadable::Because("it is no file".to_owned()));
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        fs::File::open(&path).map_err(because)?.take(limit).read_to_end(&mut bytes).map_err(because)?;
        if bytes.len() > most { Err(Unreadable::TooLarge) } else { Ok(bytes) }
    }

    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![(self.root.clone(), String::new(), DEEPEST)];
        let mut left = MOST_ENTRIES;
        while let Some((folder, prefix, depth)) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                left = left.saturating_sub(1);
                let Ok(name) = entry.file_name().into_string() else { continue };
                let (path, name) = (entry.path(), format!("{prefix}{name}"));
                // A link to a folder may lead back to it, and is not followed.
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && depth > 0 => {
                        folders.push((path, format!("{name}/"), depth - 1));
                    }
                    Ok(kind) if !kind.is_dir() && is_text(&name) => found.push(name),
                    _ => {}
                }
            }
            if left == 0 {
                break;
            }
        }
        found.sort();
        found
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn is_text(name: &str) -> bool {
    [".yaml", ".yml", ".json"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting() -> (tempfile::TempDir, DiskFolder) {
        let outer = tempfile::tempdir().unwrap();
        fs::create_dir_all(outer.path().join("api/schemas")).unwrap();
        fs::write(outer.path().join("secret.yaml"), "secret").unwrap();
        fs::write(outer.path().join("api/schemas/pet.yaml"), "type: object").unwrap();
        let folder = DiskFolder::of(&outer.path().join("api/root.yaml"));
        (outer, folder)
    }

    #[test]
    fn files_are_read_up_to_a_limit() {
        let (_outer, folder) = setting();
        assert_eq!(folder.read("schemas/pet.yaml", 12), Ok(b"type: object".to_vec()));
        assert_eq!(folder.read("schemas/pet.yaml", 11), Err(Unreadable::TooLarge));
        assert!(matches!(folder.read("schemas", 9), Err(Unreadable::Because(_))));
        for missing in ["pet.yaml", "schemas/pet.yaml/x", "schemas/pets.yaml"] {
            assert_eq!(folder.read(missing, 99), Err(Unreadable::NotFound), "{missing}");
        }
        assert_eq!(folder.files(), ["schemas/pet.yaml"]);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_is_read() {
        use std::os::unix::fs::symlink;

        let (outer, folder) = setting();
        symlink(outer.path().join("secret.yaml"), outer.path().join("api/link.yaml")).unwrap();
        symlink(outer.path(), outer.path().join("api/up")).unwrap();
        symlink(outer.path().join("api/schemas"), outer.path().join("api/inside")).unwrap();
        for path in ["../secret.yaml", "link.yaml", "up/secret.yaml"] {
            assert_eq!(folder.read(path, 99), Err(Unreadable::Outside), "{path}");
        }
        assert_eq!(folder.read("inside/pet.yaml", 99), Ok(b"type: object".to_vec()));
    }
}
