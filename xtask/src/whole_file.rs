//! Writes a file in one go.
//!
//! Invariant: the file holds what it held before, or all of what it is to hold.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Writes a file: all of it, or nothing where that fails. One that holds that already is not touched.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
        && fs::read(path).is_ok_and(|old| old == text.as_bytes())
    {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary().tempfile_in(folder).map_err(Failure::io("write", path))?;
    file.write_all(text.as_bytes()).map_err(Failure::io("write", path))?;
    file.persist(path).map_err(|error| Failure::io("write", path)(error.error))?;
    Ok(())
}

/// A file that gets the rights of any other new file, and not those of a temporary one.
fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, "one").unwrap();
        let first = fs::metadata(&path).unwrap().modified().unwrap();
        write(&path, "one").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), first);
        write(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert!(write(&folder.path().join("b/c"), "three").is_err());
        fs::create_dir_all(folder.path().join("d/e")).unwrap();
        assert!(write(&folder.path().join("d"), "four").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_they_may_read_of_any_new_file() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        fs::write(folder.path().join("a"), "one").unwrap();
        write(&folder.path().join("b"), "one").unwrap();
        assert_eq!(mode("a"), mode("b"));
    }
}
