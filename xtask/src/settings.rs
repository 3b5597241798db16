//! What a run is to do: the command line, and where it says nothing, `codegen.toml`.
//!
//! Invariant: a file that is not asked for is only read where the document is the workspace's own.

use std::path::{Path, PathBuf};

use codegen::{Formats, Options};

use crate::cargo_toml;
use crate::cli::CodegenArguments;
use crate::config::{self, Config};
use crate::console::Console;
use crate::failure::Failure;
use crate::report::Texts;
use crate::target::{Target, from_here, single_document, workspace};

/// What a run is to do.
pub(crate) struct Settings {
    /// The command line, with what the file adds to it.
    pub(crate) arguments: CodegenArguments,
    /// The document and the folder.
    pub(crate) target: Target,
    /// What is generated.
    pub(crate) options: Options,
    config: Option<Config>,
    config_path: Option<PathBuf>,
}

impl Settings {
    /// Reads the file, if there is one, and the document.
    pub(crate) fn read(arguments: &CodegenArguments, console: &mut Console<'_>) -> Result<Self, Failure> {
        let config_path = file(arguments);
        let config = match &config_path {
            Some(path) => Some(Config::read(path, console)?),
            None => None,
        };
        let mut options = options(arguments);
        let mut arguments = arguments.clone();
        if let Some(config) = &config {
            config.apply(&mut options);
            arguments.spec = arguments.spec.or_else(|| config.document.clone());
            arguments.out = arguments.out.or_else(|| config.output.clone());
            arguments.crate_name = arguments.crate_name.or_else(|| config.crate_name.clone());
            arguments.deny = arguments.deny.or(config.deny);
        }
        let target = Target::read(&arguments, &options.limits)?;
        options.package = cargo_toml::crate_name(&target.out, arguments.crate_name.as_deref());
        Ok(Self { arguments, target, options, config, config_path })
    }

    /// The file of choices, if there is one.
    pub(crate) fn config_path(&self) -> Option<&Path> {
        self.config_path.as_deref()
    }

    /// The texts that messages are about.
    pub(crate) fn texts<'a>(&'a self, others: &'a [codegen::Source]) -> Texts<'a> {
        let texts = Texts::new(&self.target.shown, &self.target.source.bytes, others);
        match &self.config {
            Some(config) => texts.with_choices(&config.shown, &config.text, &config.places),
            None => texts,
        }
    }
}

/// What is generated from documents that stand in for each other: the file counts that is named, or else that of the
/// workspace, if one of them is the document of the workspace.
pub(crate) fn options_for(
    arguments: &CodegenArguments,
    documents: &[&Path],
    console: &mut Console<'_>,
) -> Result<Options, Failure> {
    let root = workspace().canonicalize().ok();
    let is_inside = |path: &&Path| {
        path.canonicalize().ok().zip(root.clone()).is_some_and(|(path, root)| path.starts_with(root))
    };
    // What is wrong with the file is of no concern for documents from elsewhere.
    let is_near = arguments.choice.config.is_some() || documents.iter().any(is_inside);
    let config = match file(arguments).filter(|_| is_near) {
        Some(path) => Some(Config::read(&path, console)?),
        None => None,
    };
    let is_own = || {
        let document = config.as_ref().and_then(|config| config.document.clone());
        let own = document.or_else(|| single_document(&workspace().join("spec")).ok());
        let own = own.and_then(|path| path.canonicalize().ok());
        own.is_some() && documents.iter().any(|path| path.canonicalize().ok() == own)
    };
    let mut options = options(arguments);
    if let Some(config) = config.as_ref().filter(|_| arguments.choice.config.is_some() || is_own()) {
        config.apply(&mut options);
    }
    Ok(options)
}

/// The file of choices: the one that is named, or else that of the workspace for a document of the workspace.
fn file(arguments: &CodegenArguments) -> Option<PathBuf> {
    if arguments.choice.config.is_some() || arguments.spec.is_some() {
        return arguments.choice.config.clone();
    }
    let path: PathBuf = workspace().join(Path::new(config::FILE));
    path.exists().then(|| from_here(&path))
}

/// What the command line alone asks for.
fn options(arguments: &CodegenArguments) -> Options {
    let mut options = Options::default();
    options.operations.extend(arguments.choice.operations.iter().cloned());
    options.tags.extend(arguments.choice.tags.iter().cloned());
    if arguments.choice.annotate_formats {
        options.formats = Formats::Annotate;
    }
    for (limit, value) in &arguments.choice.limits {
        options.limits.set(*limit, *value);
    }
    options.ledger = arguments.report.is_some();
    options
}
