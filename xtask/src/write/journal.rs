//! The list of changes that a transaction has promised to make.
//!
//! Invariant: a journal is on the disk either completely or not at all, and making its changes a second time
//! changes nothing.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use super::disk::Disk;
use super::path::{OutputPath, kind};
use super::trust;
use crate::failure::Failure;

/// The folder inside the output folder that holds the journal and the new files.
pub(crate) const STAGE: &str = ".codegen-stage";
const NAME: &str = "journal";
const DRAFT: &str = "journal-draft";
const VERSION: u64 = 1;

/// More bytes than the paths of any crate have.
const LARGEST: u64 = 64 << 20;

/// Changes to make.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Journal {
    /// Names of files in the staging folder, and where they go.
    pub(crate) renames: Vec<(String, OutputPath)>,
    /// Files to remove.
    pub(crate) removals: Vec<OutputPath>,
}

impl Journal {
    /// Writes the journal. From its last step on the changes are promised.
    pub(crate) fn write(&self, disk: &mut Disk<'_>, root: &Path) -> Result<(), Failure> {
        let stage = root.join(STAGE);
        let draft = stage.join(DRAFT);
        disk.remove(&draft)?;
        disk.write(&draft, self.to_json().to_string().as_bytes())?;
        disk.sync(&stage, std::slice::from_ref(&draft))?;
        disk.sync_folder(&stage)?;
        disk.rename(&draft, &stage.join(NAME))?;
        disk.sync_folder(&stage)
    }

    /// Reads the journal of an interrupted run, if one is there.
    pub(crate) fn read(root: &Path) -> Result<Option<Self>, Failure> {
        let stage = root.join(STAGE);
        match kind(&stage)? {
            None => return Ok(None),
            Some(kind) if kind.is_symlink() => return Err(Failure::SymbolicLink { path: stage }),
            Some(kind) if !kind.is_dir() => return Err(Failure::InTheWay { path: stage, wanted: "folder" }),
            Some(_) => {}
        }
        let path = stage.join(NAME);
        let journal = match kind(&path)? {
            None => return Ok(None),
            Some(kind) if kind.is_file() => Self::from_json(&read_bounded(&path)?),
            // A pipe would be waited for, and a link may lead to what has no end.
            Some(_) => None,
        };
        match journal {
            Some(journal) if trust::is_trusted(&journal, root)? => Ok(Some(journal)),
            _ => Err(Failure::BadJournal { path }),
        }
    }

    /// Makes the changes, some of which may have been made before.
    ///
    /// Removals come first: where case does not count, a file may be renamed to what is removed.
    pub(crate) fn apply(&self, disk: &mut Disk<'_>, root: &Path) -> Result<(), Failure> {
        for path in self.removals.iter().chain(self.renames.iter().map(|(_, path)| path)) {
            path.inspect(root)?;
        }
        for path in &self.removals {
            disk.remove(&path.below(root))?;
        }
        for (staged, path) in &self.renames {
            let staged = root.join(STAGE).join(staged);
            if kind(&staged)?.is_some() {
                for folder in path.folders(root) {
                    disk.create_folder(&folder)?;
                }
                disk.rename(&staged, &path.below(root))?;
            }
        }
        self.remove_empty_folders(disk, root)?;
        self.sync(disk, root)
    }

    /// Removes the journal: the promise is kept.
    pub(crate) fn remove(disk: &mut Disk<'_>, root: &Path) -> Result<(), Failure> {
        let stage = root.join(STAGE);
        disk.remove(&stage.join(NAME))?;
        disk.sync_folder(&stage)
    }

    fn remove_empty_folders(&self, disk: &mut Disk<'_>, root: &Path) -> Result<(), Failure> {
        for path in &self.removals {
            for folder in path.folders(root).iter().rev() {
                if !disk.remove_if_empty(folder)? {
                    break;
                }
            }
        }
        Ok(())
    }

    fn sync(&self, disk: &mut Disk<'_>, root: &Path) -> Result<(), Failure> {
        let changed = self.removals.iter().chain(self.renames.iter().map(|(_, path)| path));
        let mut folders: Vec<_> = changed.flat_map(|path| path.folders(root)).collect();
        folders.push(root.to_owned());
        folders.sort();
        folders.dedup();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            disk.sync_folder(folder)?;
        }
        Ok(())
    }

    fn to_json(&self) -> Value {
        let renames: Vec<Value> =
            self.renames.iter().map(|(staged, path)| json!([staged, path.as_str()])).collect();
        let removals: Vec<&str> = self.removals.iter().map(OutputPath::as_str).collect();
        json!({ "version": VERSION, "renames": renames, "removals": removals })
    }

    /// The text may come with a cloned repository, so its paths are checked like any others.
    fn from_json(bytes: &[u8]) -> Option<Self> {
        let json: Value = serde_json::from_slice(bytes).ok()?;
        if json.get("version")?.as_u64()? != VERSION {
            return None;
        }
        let path = |value: &Value| OutputPath::new(value.as_str()?).ok();
        let rename = |pair: &Value| {
            let staged = pair.get(0)?.as_str().filter(|name| is_staged_name(name))?;
            Some((staged.to_owned(), path(pair.get(1)?)?))
        };
        Some(Self {
            renames: json.get("renames")?.as_array()?.iter().map(rename).collect::<Option<_>>()?,
            removals: json.get("removals")?.as_array()?.iter().map(path).collect::<Option<_>>()?,
        })
    }
}

/// The first bytes of a file. What is cut off is no JSON.
fn read_bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
    read.map_err(Failure::io("read", path))?;
    Ok(bytes)
}

fn is_staged_name(name: &str) -> bool {
    let number = name.strip_prefix("new-").or_else(|| name.strip_prefix("old-"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_reads_back() {
        let journal = Journal {
            renames: vec![("new-0".into(), OutputPath::new("src/lib.rs").unwrap())],
            removals: vec![OutputPath::new("src/old.rs").unwrap()],
        };
        assert_eq!(Journal::from_json(journal.to_json().to_string().as_bytes()), Some(journal));
    }

    #[test]
    fn a_hostile_journal_is_refused() {
        for text in [
            r#"{"version":1,"renames":[],"removals":["../x"]}"#,
            r#"{"version":1,"renames":[["../../etc/passwd","src/lib.rs"]],"removals":[]}"#,
            r#"{"version":1,"renames":[["new-0","/x"]],"removals":[]}"#,
            r#"{"version":2,"renames":[],"removals":[]}"#,
            r#"{"version":1,"renames":["#,
            "",
        ] {
            assert_eq!(Journal::from_json(text.as_bytes()), None, "{text}");
        }
    }
}
