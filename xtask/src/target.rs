//! Which document is read, and into which folder it goes.
//!
//! Invariant: the name that generated files give their document depends neither on the machine nor on the folder
//! that the command is run from.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use codegen::{Limit, Limits, Source};

use crate::cli::CodegenArguments;
use crate::failure::{Failure, shown};
use crate::folder::DiskFolder;

/// A document that was read.
#[derive(Debug)]
pub(crate) struct Input {
    /// The document.
    pub(crate) source: Source,
    /// The folder that the document stands in.
    pub(crate) folder: DiskFolder,
    /// How messages name the document: so that a terminal can open it.
    pub(crate) shown: String,
    /// Its path.
    pub(crate) path: PathBuf,
}

impl Input {
    /// Reads a document: the one in `spec/`, if no other is named.
    pub(crate) fn read(spec: Option<&Path>) -> Result<Self, Failure> {
        Self::read_within(spec, &Limits::default())
    }

    /// The same, within these limits.
    fn read_within(spec: Option<&Path>, limits: &Limits) -> Result<Self, Failure> {
        let workspace = workspace();
        let path = match spec {
            Some(path) => path.to_owned(),
            None => from_here(&single_document(&workspace.join("spec"))?),
        };
        let bytes = read_document(&path, limits.get(Limit::Bytes))?;
        let source = Source { name: stable_name(&path, &workspace), bytes };
        // A link to a document stands for the document itself: other files are found from there.
        let folder = DiskFolder::of(&path.canonicalize().unwrap_or_else(|_| path.clone()));
        Ok(Self { source, folder, shown: shown(&path), path })
    }
}

/// A document and an output folder.
#[derive(Debug)]
pub(crate) struct Target {
    /// The document.
    pub(crate) source: Source,
    /// The folder that the document stands in.
    pub(crate) folder: DiskFolder,
    /// How messages name the document: so that a terminal can open it.
    pub(crate) shown: String,
    /// The path of the document.
    pub(crate) path: PathBuf,
    /// The output folder.
    pub(crate) out: PathBuf,
}

impl Target {
    /// Finds the document and reads it.
    pub(crate) fn read(arguments: &CodegenArguments, limits: &Limits) -> Result<Self, Failure> {
        let out = arguments.out.clone().unwrap_or_else(|| from_here(&workspace().join("generated")));
        match fs::metadata(&out) {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(Failure::InTheWay { path: out, wanted: "folder" });
            }
            _ => {}
        }
        let Input { source, folder, shown, path } = Input::read_within(arguments.spec.as_deref(), limits)?;
        Ok(Self { source, folder, shown, path, out })
    }
}

/// The folder of the workspace. Cargo says where this package is now; the path of its build is second best.
pub(crate) fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .filter(|folder| Path::new(folder).file_name() == Some(OsStr::new("xtask")))
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map_or(package.clone(), Path::to_owned)
}

/// A path as seen from the current folder, if it is below.
pub(crate) fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let relative = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    relative.unwrap_or_else(|| path.to_owned())
}

/// The one document of a folder.
pub(crate) fn single_document(folder: &Path) -> Result<PathBuf, Failure> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(Failure::io("read", folder))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Failure::io("read", folder)(error)),
    };
    let mut documents: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|path| is_document(path)).collect();
    documents.sort();
    match documents.as_slice() {
        [document] => Ok(document.clone()),
        _ => Err(Failure::NoSingleDocument {
            folder: from_here(folder),
            found: documents
                .iter()
                .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
                .collect(),
        }),
    }
}

fn is_document(path: &Path) -> bool {
    path.is_file() && has_document_extension(path)
}

/// Whether a file with this name can be a document.
pub(crate) fn has_document_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    matches!(extension.as_deref(), Some("yaml" | "yml" | "json"))
}

/// The content of a document: no more of it than tells the generator that it has too much.
fn read_document(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let doing = "read the document";
    // Opening a pipe that nobody writes to would wait forever.
    let metadata = fs::metadata(path).map_err(Failure::io(doing, path))?;
    if !metadata.is_file() {
        return Err(Failure::NotADocument { path: path.to_owned() });
    }
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or_default());
    let file = fs::File::open(path).map_err(Failure::io(doing, path))?;
    file.take(limit).read_to_end(&mut bytes).map_err(Failure::io(doing, path))?;
    Ok(bytes)
}

/// The path inside the workspace, or else only the file's name.
fn stable_name(spec: &Path, workspace: &Path) -> String {
    let spec = spec.canonicalize().unwrap_or_else(|_| spec.to_owned());
    let inside = || Some(spec.strip_prefix(workspace.canonicalize().ok()?).ok()?.to_owned());
    let name = || PathBuf::from(spec.file_name().unwrap_or(spec.as_os_str()));
    shown(&inside().unwrap_or_else(name))
}
