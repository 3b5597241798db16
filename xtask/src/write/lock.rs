//! Keeps two runs from writing to one output folder at once.
//!
//! Invariant: whoever holds a [`Lock`] holds it on the file that has the lock's name now. A run removes the file
//! when it is done, so one that waited may find itself with a lock on a file that has lost its name; it then tries
//! again.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::path::kind;
use crate::failure::Failure;

/// The name of the lock file in an output folder.
pub(crate) const NAME: &str = ".codegen-lock";

/// The right to write to an output folder, until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
    remove: bool,
}

impl Lock {
    /// Takes the lock of a folder to write in it. Calls `waiting` once if another run holds it.
    pub(crate) fn exclusive(root: &Path, waiting: &mut dyn FnMut()) -> Result<Self, Failure> {
        let path = root.join(NAME);
        let mut waiting = Some(waiting);
        loop {
            refuse_link(&path)?;
            let file = File::options().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(Failure::io("write", &path))?;
            wait(&path, &file, &mut waiting, File::try_lock, File::lock)?;
            if is_current(&path, &file) {
                return Ok(Self { path, file, remove: cfg!(unix) });
            }
        }
    }

    /// Takes the lock of a folder to read in it, and does not leave a trace there. `None` if nobody writes.
    pub(crate) fn shared(root: &Path, waiting: &mut dyn FnMut()) -> Result<Option<Self>, Failure> {
        let path = root.join(NAME);
        let mut waiting = Some(waiting);
        loop {
            refuse_link(&path)?;
            let file = match File::open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(error) => return Err(Failure::io("read", &path)(error)),
            };
            wait(&path, &file, &mut waiting, File::try_lock_shared, File::lock_shared)?;
            if is_current(&path, &file) {
                return Ok(Some(Self { path, file, remove: false }));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.remove {
            // A lock file that stays behind is harmless: the next run takes it over.
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

fn refuse_link(path: &Path) -> Result<(), Failure> {
    match kind(path)? {
        Some(kind) if kind.is_symlink() => Err(Failure::SymbolicLink { path: path.to_owned() }),
        Some(kind) if !kind.is_file() => Err(Failure::InTheWay { path: path.to_owned(), wanted: "file" }),
        _ => Ok(()),
    }
}

fn wait(
    path: &Path,
    file: &File,
    waiting: &mut Option<&mut dyn FnMut()>,
    attempt: fn(&File) -> Result<(), TryLockError>,
    block: fn(&File) -> io::Result<()>,
) -> Result<(), Failure> {
    match attempt(file) {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            if let Some(say) = waiting.take() {
                say();
            }
            block(file).map_err(Failure::io("lock", path))
        }
        Err(TryLockError::Error(error)) => Err(Failure::io("lock", path)(error)),
    }
}

#[cfg(unix)]
fn is_current(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(path), file.metadata()) {
        (Ok(named), Ok(held)) => named.dev() == held.dev() && named.ino() == held.ino(),
        _ => false,
    }
}

/// Elsewhere a file can not be told from its successor, so the lock file stays.
#[cfg(not(unix))]
fn is_current(_path: &Path, _file: &File) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_second_run_waits_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::exclusive(folder.path(), &mut || panic!("nobody holds it")).unwrap();
        let (said, hears) = mpsc::channel();
        let released = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                let lock = Lock::exclusive(folder.path(), &mut || said.send(()).unwrap()).unwrap();
                assert!(released.load(Ordering::SeqCst), "it went on while the first held the lock");
                drop(lock);
            });
            hears.recv_timeout(Duration::from_secs(20)).unwrap();
            released.store(true, Ordering::SeqCst);
            drop(first);
            second.join().unwrap();
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), usize::from(!cfg!(unix)));
    }

    #[test]
    fn many_runs_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let inside = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _lock = Lock::exclusive(folder.path(), &mut || ()).unwrap();
                        assert!(!inside.swap(true, Ordering::SeqCst), "two at once");
                        std::thread::yield_now();
                        inside.store(false, Ordering::SeqCst);
                    }
                });
            }
        });
    }

    #[test]
    fn a_reader_leaves_no_lock_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Lock::shared(folder.path(), &mut || ()).unwrap().is_none());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
