//! What can stop a run that is not about the content of the document.
//!
//! Invariant: every failure names the path or the option it is about and says how to go on.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a run stopped. Exit status 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The folder for the document of this workspace does not hold exactly one.
    NoSingleDocument {
        /// The folder.
        folder: PathBuf,
        /// The documents in it.
        found: Vec<String>,
    },
    /// A folder without documents.
    NoDocuments {
        /// The folder.
        folder: PathBuf,
    },
    /// A name that no document of the folder has.
    UnknownDocument {
        /// The name.
        name: String,
        /// The names of all documents.
        known: Vec<String>,
    },
    /// A folder without tests of JSON Schema.
    NoSuite {
        /// The folder.
        folder: PathBuf,
    },
    /// A name that no file of tests has.
    UnknownTestFile {
        /// The name.
        name: String,
        /// The names of all files.
        known: Vec<String>,
    },
    /// A file of tests that is not as those of the suite are.
    BadTestFile {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A table of changes that is not as it should be.
    BadTable {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A name that no change of the table has.
    UnknownChange {
        /// The name.
        name: String,
        /// The names of all changes.
        known: Vec<String>,
    },
    /// A list of known disagreements that is not as it should be.
    #[cfg(feature = "differential")]
    BadList {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Cargo failed for a reason that is not in generated code.
    NotBuilt {
        /// What it said; nothing if it was stopped.
        said: String,
    },
    /// A program that is needed and not there.
    #[cfg(unix)]
    NoProgram {
        /// Its name.
        program: &'static str,
        /// What brings it.
        what: &'static str,
    },
    /// Packages of another registry that can not be installed.
    #[cfg(unix)]
    NotInstalled {
        /// The program that was to do it.
        program: String,
        /// What it said.
        said: String,
    },
    /// A script of the repository that does not do what it should.
    #[cfg(unix)]
    BadScript {
        /// Its path.
        path: PathBuf,
    },
    /// A step that `.ci/run` does not have.
    #[cfg(unix)]
    UnknownStep {
        /// Its name.
        step: String,
        /// A step that is spelt alike.
        near: Option<String>,
        /// The names of all steps.
        known: Vec<String>,
    },
    /// A server that was started and does not answer.
    #[cfg(unix)]
    NoAnswer {
        /// Its name.
        server: &'static str,
        /// What it said is in this file and the one beside it.
        log: PathBuf,
        /// The end of that.
        said: String,
    },
    /// A document that is a folder, a pipe or a device.
    NotADocument {
        /// Its path.
        path: PathBuf,
    },
    /// The file system refused something.
    Io {
        /// What was being done: `read`, `write`…
        doing: &'static str,
        /// To which path.
        path: PathBuf,
        /// The reason it gave.
        source: io::Error,
    },
    /// A change of files failed half-way, and so did putting the old ones back.
    HalfWay {
        /// The folder.
        folder: PathBuf,
        /// What failed first.
        cause: Box<Failure>,
    },
    /// The generator asked for a path that is not safely inside the output folder.
    UnsafePath {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A symbolic link stands where the output goes.
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// Something that is no file (or no folder) stands where one goes.
    InTheWay {
        /// Its path.
        path: PathBuf,
        /// What belongs there.
        wanted: &'static str,
    },
    /// What is cut out of a document would be written over it.
    OverItself {
        /// The document.
        path: PathBuf,
    },
    /// A file that the generator did not write stands where one of its own goes.
    NotGenerated {
        /// The file.
        path: PathBuf,
    },
    /// The list of an interrupted run can not be read.
    BadJournal {
        /// Its path.
        path: PathBuf,
    },
    /// A `Cargo.toml` that can not take the generated section.
    BadCargoToml {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// What to do about it.
        help: &'static str,
    },
    /// A file of choices that is not as it should be. What exactly has been said.
    BadConfig {
        /// Its path.
        path: PathBuf,
        /// How many things are wrong with it; none where it is no text at all.
        faults: usize,
    },
    /// A name that Cargo would not take for a package.
    BadPackageName {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `--crate-name` does not agree with the `Cargo.toml` that is there.
    OtherPackageName {
        /// The manifest.
        path: PathBuf,
        /// The name it gives.
        actual: String,
        /// The name that was asked for.
        wanted: String,
    },
    /// The generator reported no error, and gave no files either.
    NoFiles,
    /// A name that no item of the output has.
    UnknownItem {
        /// The name.
        asked: String,
        /// The document.
        document: String,
        /// The name that was most likely meant.
        nearest: Option<String>,
    },
    /// A diagnostic code that does not exist.
    UnknownCode {
        /// The code.
        code: String,
        /// Codes that are spelt alike.
        nearest: Vec<&'static str>,
    },
}

impl Failure {
    /// For `map_err` on a call of the file system.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match self {
            Self::NoSingleDocument { found, .. } if found.is_empty() => {
                "put the OpenAPI document there as a `.yaml`, `.yml` or `.json` file, or name one with `--spec FILE --out DIR`".into()
            }
            Self::NoSingleDocument { .. } => "keep one of them there, or name one with `--spec FILE --out DIR`".into(),
            Self::NoDocuments { .. } => {
                "a document is a `.yaml`, `.yml` or `.json` file whose root has `openapi`; give the folder that holds some".into()
            }
            Self::UnknownDocument { known, .. } => format!("the documents are `{}`", known.join("`, `")),
            Self::NoSuite { .. } => "give a checkout of the JSON Schema Test Suite, with its folder `tests`".into(),
            Self::UnknownTestFile { known, .. } => format!("the files are `{}`", known.join("`, `")),
            Self::BadTable { .. } => "a row is `name | old | new`, and old stands in the document once".into(),
            Self::UnknownChange { known, .. } => format!("the changes are `{}`", known.join("`, `")),
            Self::BadTestFile { .. } => "give a checkout of the JSON Schema Test Suite as it is".into(),
            #[cfg(feature = "differential")]
            Self::BadList { .. } => "each entry has a `document`, the place of a `schema` in it, and a `reason`".into(),
            Self::NotBuilt { .. } => {
                "dependencies have to be there or be downloaded; what takes too long needs a longer `--time-limit`".into()
            }
            #[cfg(unix)]
            Self::NoProgram { what, .. } => format!("install {what}"),
            #[cfg(unix)]
            Self::NotInstalled { .. } => "the registry has to be reachable the first time; run again once it is".into(),
            #[cfg(unix)]
            Self::BadScript { .. } => "it is to list its steps with `--list`".into(),
            #[cfg(unix)]
            Self::UnknownStep { near: Some(near), .. } => format!("did you mean `{near}`?"),
            #[cfg(unix)]
            Self::UnknownStep { known, .. } => format!("the steps are `{}`", known.join("`, `")),
            #[cfg(unix)]
            Self::NoAnswer { log, .. } => format!("all that it said is in `{}` and beside it", shown(log)),
            Self::NotADocument { .. } => "give the path of the OpenAPI document itself, a `.yaml` or `.json` file".into(),
            Self::Io { doing, source, .. } => io_help(doing, source.kind()).into(),
            Self::HalfWay { .. } => {
                "once the cause is gone, run the same command again: it puts the files in order first".into()
            }
            Self::UnsafePath { .. } | Self::NoFiles => {
                "this is a fault of the generator; please report it with the document".into()
            }
            Self::SymbolicLink { .. } => {
                "nothing is written through symbolic links; replace the link by a real file or folder, or pass the folder it leads to as `--out`".into()
            }
            Self::InTheWay { wanted: "file", .. } => "move it away, or choose another file with `-o`".into(),
            Self::InTheWay { .. } => "move it away, or choose another folder with `--out`".into(),
            Self::OverItself { .. } => "choose another file with `-o`, so that all of them stay".into(),
            Self::NotGenerated { .. } => {
                "if it is not needed, delete it and run again; otherwise move it, or choose another folder with `--out` (only the untouched `src/lib.rs` of `cargo new --lib` is replaced without asking)".into()
            }
            Self::BadJournal { path } => format!(
                "delete the folder `{}` and run again; every generated file is then written anew",
                shown(path.parent().unwrap_or(path))
            ),
            Self::BadCargoToml { help, .. } => (*help).into(),
            Self::BadConfig { faults: 0, .. } => "save it as UTF-8".into(),
            Self::BadConfig { .. } => "every key is described in docs/configuration.md; nothing was written".into(),
            Self::BadPackageName { .. } => "choose a name with `--crate-name NAME`".into(),
            Self::OtherPackageName { .. } => "leave `--crate-name` out, or change the name in the file".into(),
            Self::UnknownItem { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::UnknownItem { nearest: None, .. } => {
                "give an item as Rust spells it, such as `Pet` or `Pet::name`, or a place as messages show it; another document with `--spec FILE`".into()
            }
            Self::UnknownCode { nearest, .. } if nearest.is_empty() => {
                "`cargo xtask explain` lists every code".into()
            }
            Self::UnknownCode { nearest, .. } => {
                format!("did you mean `{}`? `cargo xtask explain` lists every code", nearest.join("` or `"))
            }
        }
    }
}

fn io_help(doing: &str, kind: io::ErrorKind) -> &'static str {
    match (doing, kind) {
        (_, io::ErrorKind::PermissionDenied) => "check who may read and write it (`ls -l`)",
        ("read the document", io::ErrorKind::NotFound) => {
            "check the spelling; a relative path starts at the current folder"
        }
        (_, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
            "free some space and run again; the output is as it was before"
        }
        (_, io::ErrorKind::ReadOnlyFilesystem) => "choose a folder on a file system that can be written",
        _ => "once the cause is gone, run again; the output is as it was before",
    }
}

/// A path as messages show it: with `/` on every machine.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSingleDocument { folder, found } if found.is_empty() => {
                write!(f, "there is no OpenAPI document in `{}`", shown(folder))
            }
            Self::NoSingleDocument { folder, found } => write!(
                f,
                "`{}` holds more than one OpenAPI document: `{}`",
                shown(folder),
                found.join("`, `")
            ),
            Self::NoDocuments { folder } => {
                write!(f, "there is no OpenAPI document in `{}` or below", shown(folder))
            }
            Self::UnknownDocument { name, .. } => write!(f, "no document is called `{name}`"),
            Self::NoSuite { folder } => write!(f, "there are no tests of JSON Schema in `{}`", shown(folder)),
            Self::UnknownTestFile { name, .. } => write!(f, "no file of tests is called `{name}`"),
            Self::BadTable { path, reason } => write!(f, "`{}` is no table: {reason}", shown(path)),
            Self::UnknownChange { name, .. } => write!(f, "no change is called `{name}`"),
            Self::BadTestFile { path, reason } => {
                write!(f, "`{}` is no file of tests: {reason}", shown(path))
            }
            #[cfg(feature = "differential")]
            Self::BadList { path, reason } => {
                write!(f, "`{}` is no list of disagreements: {reason}", shown(path))
            }
            Self::NotBuilt { said } if said.is_empty() => f.write_str("compiling took too long"),
            Self::NotBuilt { said } => write!(f, "the crates can not be compiled: {said}"),
            #[cfg(unix)]
            Self::NoProgram { program, .. } => write!(f, "`{program}` is not there, or does not run"),
            #[cfg(unix)]
            Self::NotInstalled { program, said } => write!(f, "`{program}` can not install servers: {said}"),
            #[cfg(unix)]
            Self::BadScript { path } => write!(f, "`{}` does not say what its steps are", shown(path)),
            #[cfg(unix)]
            Self::UnknownStep { step, .. } => write!(f, "there is no step `{step}`"),
            #[cfg(unix)]
            Self::NoAnswer { server, said, .. } => write!(f, "the server `{server}` does not answer: {said}"),
            Self::NotADocument { path } => write!(f, "`{}` is not a file", shown(path)),
            Self::Io { doing, path, source } => write!(f, "can not {doing} `{}`: {source}", shown(path)),
            Self::HalfWay { folder, cause } => {
                write!(f, "{cause}; the files of `{}` are half old, half new", shown(folder))
            }
            Self::UnsafePath { path, reason } => write!(f, "refused to write `{path}`: {reason}"),
            Self::SymbolicLink { path } => write!(f, "`{}` is a symbolic link", shown(path)),
            Self::InTheWay { path, wanted } => write!(f, "`{}` is not a {wanted}", shown(path)),
            Self::OverItself { path } => write!(f, "`{}` is one of the files that were read", shown(path)),
            Self::NotGenerated { path } => {
                write!(f, "`{}` is in the way: it was not written by the generator", shown(path))
            }
            Self::BadJournal { path } => {
                write!(f, "`{}`, left by an interrupted run, is damaged", shown(path))
            }
            Self::BadCargoToml { path, reason, .. } => write!(f, "`{}`: {reason}", shown(path)),
            Self::BadConfig { path, faults: 0 } => write!(f, "`{}` is not UTF-8", shown(path)),
            Self::BadConfig { path, faults } => {
                let errors = if *faults == 1 { "error" } else { "errors" };
                write!(f, "`{}` has {faults} {errors}", shown(path))
            }
            Self::BadPackageName { name, reason } => {
                write!(f, "`{name}` can not be the name of a package: {reason}")
            }
            Self::OtherPackageName { path, actual, wanted } => {
                write!(f, "`{}` names the package `{actual}`, not `{wanted}`", shown(path))
            }
            Self::NoFiles => f.write_str("the generator gave no files and no reason; nothing was written"),
            Self::UnknownItem { asked, document, .. } => {
                write!(f, "nothing that is generated from `{document}` is called `{asked}`")
            }
            Self::UnknownCode { code, .. } => write!(f, "there is no diagnostic code `{code}`"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::HalfWay { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
