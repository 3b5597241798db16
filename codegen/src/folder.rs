//! How the generator asks for the other files of a document. It reads none itself.

/// The folder that the root of a document stands in.
///
/// Paths are relative to it, have `/` between their parts, and no part is empty, `.` or `..`.
pub trait Folder {
    /// The content of a file, if it has no more than `most` bytes.
    ///
    /// # Errors
    ///
    /// If there is no such file in the folder, or it can not be read.
    fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable>;

    /// The paths of files that are there, or of some of them: one may be what a misspelt path was meant to be.
    fn files(&self) -> Vec<String>;
}

/// Why a file can not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Unreadable {
    /// There is none.
    NotFound,
    /// It is outside of the folder, where a symbolic link leads.
    Outside,
    /// It has too many bytes.
    TooLarge,
    /// The document has too many files without it.
    TooMany,
    /// For another reason, in words that follow `because`.
    Because(String),
}

/// A folder for documents that have no other files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFolder;

impl Folder for NoFolder {
    fn read(&self, _: &str, _: usize) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Because("only one file was given".to_owned()))
    }

    fn files(&self) -> Vec<String> {
        Vec::new()
    }
}
