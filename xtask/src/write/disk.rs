//! The effects on the file system, one function each.
//!
//! Invariant: nothing in the writer changes the disk except through here, and a hook runs before each change, so
//! that a test can stop a run at every single one of them.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Called before every effect with a description of it. An error stops the effect.
pub(crate) type Hook<'a> = &'a mut dyn FnMut(&str) -> io::Result<()>;

/// The file system.
pub(crate) struct Disk<'a> {
    before: Hook<'a>,
}

impl<'a> Disk<'a> {
    /// A file system with a hook.
    pub(crate) fn new(before: Hook<'a>) -> Self {
        Self { before }
    }

    /// Makes a folder. It may exist.
    pub(crate) fn create_folder(&mut self, path: &Path) -> Result<(), Failure> {
        if path.is_dir() {
            return Ok(());
        }
        self.effect("create the folder", path, || fs::create_dir(path))
    }

    /// Writes a new file, which [`Disk::sync`] brings to the disk.
    pub(crate) fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.effect("create", path, || fs::File::create_new(path))?;
        self.effect("write", path, || file.write_all(bytes))
    }

    /// Waits until files have reached the disk.
    ///
    /// Many are waited for at once, because the operating system then writes them in one go: one after the other, a
    /// thousand files take seconds. None is kept open until then, because a process may not open so many.
    pub(crate) fn sync(&mut self, folder: &Path, paths: &[PathBuf]) -> Result<(), Failure> {
        const WAITING: usize = 16;
        (self.before)(&format!("sync {}", folder.display())).map_err(Failure::io("write", folder))?;
        let share = paths.len().div_ceil(WAITING).max(1);
        std::thread::scope(|scope| {
            let threads: Vec<_> = paths.chunks(share).map(|paths| scope.spawn(|| sync_each(paths))).collect();
            threads
                .into_iter()
                .try_for_each(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }

    /// Gives a file the permissions of another.
    pub(crate) fn copy_permissions(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.effect("set the permissions of", to, || {
            fs::set_permissions(to, fs::metadata(from)?.permissions())
        })
    }

    /// Gives a file a second name, or a copy where the file system can not do that.
    pub(crate) fn link(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.effect("create", to, || {
            fs::hard_link(from, to).or_else(|_| {
                fs::copy(from, to)?;
                fs::File::open(to)?.sync_all()
            })
        })
    }

    /// Renames a file over another.
    pub(crate) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        self.effect("write", to, || fs::rename(from, to))
    }

    /// Removes a file. It may be gone already.
    pub(crate) fn remove(&mut self, path: &Path) -> Result<(), Failure> {
        self.effect("remove", path, || gone_is_fine(fs::remove_file(path)))
    }

    /// Removes a folder with the files directly in it. It may be gone already.
    pub(crate) fn remove_folder(&mut self, path: &Path) -> Result<(), Failure> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Failure::io("read", path)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(Failure::io("read", path))?;
            self.remove(&entry.path())?;
        }
        self.effect("remove", path, || gone_is_fine(fs::remove_dir(path)))
    }

    /// Removes a folder if nothing is in it, and says whether it is gone.
    pub(crate) fn remove_if_empty(&mut self, path: &Path) -> Result<bool, Failure> {
        match fs::read_dir(path).map(|mut entries| entries.next().is_some()) {
            Ok(false) => self.effect("remove", path, || gone_is_fine(fs::remove_dir(path))).map(|()| true),
            Ok(true) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(Failure::io("read", path)(error)),
        }
    }

    /// Waits until the names in a folder have reached the disk, where the operating system offers that.
    pub(crate) fn sync_folder(&mut self, path: &Path) -> Result<(), Failure> {
        self.effect("write", path, || if cfg!(unix) { fs::File::open(path)?.sync_all() } else { Ok(()) })
    }

    fn effect<T>(
        &mut self,
        doing: &'static str,
        path: &Path,
        act: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Failure> {
        (self.before)(&format!("{doing} {}", path.display()))
            .and_then(|()| act())
            .map_err(Failure::io(doing, path))
    }
}

fn sync_each(paths: &[PathBuf]) -> Result<(), Failure> {
    let sync = |path: &PathBuf| fs::File::options().write(true).open(path)?.sync_all();
    paths.iter().try_for_each(|path| sync(path).map_err(Failure::io("write", path)))
}

fn gone_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
