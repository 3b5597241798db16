//! Turns an OpenAPI document into the source of a Rust crate: text in, files or diagnostics out.
//!
//! The stages, in order; data only moves forward:
//!
//! | stage | takes → gives |
//! |---|---|
//! | [`load`] | text → [`json::Json`], file by file through a [`folder`] |
//! | [`openapi`] | JSON → a typed document in which every key is accounted for |
//! | [`lower`] | the typed document → [`ir::Api`] |
//! | [`name`] | IR → one Rust identifier per item |
//! | [`emit`] | named IR → tokens |
//! | [`format`](mod@format) | tokens → source text |
//!
//! The crate never touches disk, network or terminal.
#![recursion_limit = "256"]

pub mod compare;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod folder;
pub mod format;
mod invisible;
pub mod ir;
pub mod json;
pub mod ledger;
mod limits;
pub mod load;
pub mod lower;
pub mod name;
pub mod openapi;
mod options;
pub mod origin;
pub mod overview;
mod parallel;
pub mod pattern;
pub mod position;
pub mod runtime;
pub mod slice;
pub mod suggest;
pub mod version;
// Public, so that what no test uses is not called dead.
#[cfg(test)]
#[allow(dead_code, unexpected_cfgs, reason = "the features are those of output crates")]
pub mod client;
// For the same reason.
#[cfg(test)]
pub mod with_digest_auth;
#[cfg(test)]
mod with_digest_auth_tests;
#[cfg(test)]
mod with_jiff;

use std::sync::atomic::{AtomicUsize, Ordering};

use diagnostic::{Code, Diagnostics, Severity};
use folder::{Folder, NoFolder};
pub use limits::{Limit, Limits};
pub use options::{Choice, Formats, Options, Waiver};

/// The text of a document, as it was read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Source {
    /// How messages and generated files name it: a path, with `/` on every machine.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Turns a document of one file into the files of a crate, or into diagnostics that say why not.
#[must_use]
pub fn generate(source: &Source, options: &Options) -> Output {
    generate_from(source, &NoFolder, options)
}

/// Turns a document into the files of a crate, or into diagnostics that say why not. Its other files are asked for
/// when something refers to them.
///
/// # Examples
///
/// ```
/// use codegen::folder::{Folder, Unreadable};
/// use codegen::{Options, Source, generate_from};
///
/// struct Pets;
///
/// impl Folder for Pets {
///     fn read(&self, path: &str, _: usize) -> Result<Vec<u8>, Unreadable> {
///         match path {
///             "pet.yaml" => Ok(b"type: object\nproperties: {name: {type: string}}".into()),
///             _ => Err(Unreadable::NotFound),
///         }
///     }
///
///     fn files(&self) -> Vec<String> {
///         vec!["pet.yaml".into()]
///     }
/// }
///
/// let root = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n\
///             components: {schemas: {Pet: {$ref: ./pet.yaml}}}\n";
/// let source = Source { name: "pets.yaml".into(), bytes: root.into() };
/// let output = generate_from(&source, &Pets, &Options::default());
/// assert!(output.files.iter().any(|file| file.path == "src/models/pet.rs"));
/// ```
#[must_use]
pub fn generate_from(source: &Source, folder: &dyn Folder, options: &Options) -> Output {
    let mut diagnostics = Diagnostics::default();
    let Analysis { api, names, sources, ledger, waived } = analyse(source, folder, options, &mut diagnostics);
    let Some((api, names)) = api.zip(names) else {
        return Output { sources, ledger, waived, diagnostics, ..Output::default() };
    };
    let rendered = render_within(&api, &names, &source.name, options.limits.get(Limit::Output));
    let Some((files, features)) = rendered else {
        let words = ("bytes of output", "choose some operations with `--operation` or `--tag`");
        options.limits.report(Limit::Output, words, diagnostic::Place::Document, &mut diagnostics);
        return Output { sources, ledger, waived, diagnostics, ..Output::default() };
    };
    let (dependencies, counts) = (emit::dependencies(&api), Counts::of(&api));
    let optional_features = emit::optional_features(&api);
    Output { files, dependencies, features, optional_features, sources, ledger, counts, waived, diagnostics }
}

/// The files of an output crate, sorted by path, and its Cargo features: the stages after the names.
///
/// `source` is how the files name the document.
#[must_use]
pub fn render(api: &ir::Api, names: &name::Names, source: &str) -> (Vec<GeneratedFile>, Vec<String>) {
    // No output has more bytes than there are addresses.
    render_within(api, names, source, usize::MAX).unwrap_or_default()
}

/// [`render`], if the files have no more than so many bytes.
fn render_within(
    api: &ir::Api,
    names: &name::Names,
    source: &str,
    most: usize,
) -> Option<(Vec<GeneratedFile>, Vec<String>)> {
    let header = format::header(source);
    // Whichever file goes beyond the limit, the sum of all does.
    let bytes = AtomicUsize::new(0);
    let emitted = emit::emit(api, names, |file| {
        let within = bytes.load(Ordering::Relaxed) <= most;
        let file = within.then(|| format::format(file, &header))?;
        bytes.fetch_add(file.content.len(), Ordering::Relaxed);
        Some(file)
    });
    let mut files: Vec<GeneratedFile> = emitted.files.into_iter().collect::<Option<_>>()?;
    if bytes.into_inner() > most {
        return None;
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Some((files, emitted.features.iter().map(ToString::to_string).collect()))
}

/// Whether two meanings become the same files.
fn is_rendered_alike(left: &ir::Api, right: &ir::Api) -> bool {
    let files = |api| render(api, &name::name(api, &mut Diagnostics::default()), "");
    files(left) == files(right)
}

/// What a document means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Its meaning. None where a diagnostic is an error.
    pub api: Option<ir::Api>,
    /// The names of all that is in it, where it has a meaning.
    pub names: Option<name::Names>,
    /// Its other files, as in [`Output::sources`].
    pub sources: Vec<Source>,
    /// What became of each part of it, as in [`Output::ledger`].
    pub ledger: Vec<ledger::Entry>,
    /// What is settled, as in [`Output::waived`].
    pub waived: Diagnostics,
}

/// What a document means, and what its items are called: the stages up to the names.
pub fn analyse(
    source: &Source,
    folder: &dyn Folder,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Analysis {
    let opened = open(source, folder, &options.limits, diagnostics);
    let Some((files, version)) = opened else { return Analysis::default() };
    let document = openapi::Document { files: &files, version };
    let (api, settled) = understand(document, options, diagnostics);
    let ledger = if options.ledger { settled } else { Vec::new() };
    let is_complete = !diagnostics.has_errors();
    let names = name_all(&api, &files, options, diagnostics);
    diagnostics.sort(|place| files.order(place));
    let waived = waive(options, is_complete, diagnostics);
    let (api, names) = Some(api).zip(names).filter(|_| !diagnostics.has_errors()).unzip();
    Analysis { api, names, sources: files.into_sources(), ledger, waived }
}

/// What all items are called. None if something is wrong with the document.
fn name_all(
    api: &ir::Api,
    files: &openapi::Files<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<name::Names> {
    if diagnostics.has_errors() {
        return None;
    }
    let text = |pointer: &str| text_at(files, pointer);
    let given = name::Given::new(&options.names, text, diagnostics);
    let package = options.package.as_deref().and_then(name::name_package);
    let names = name::Names { package, ..name::name_with(api, &given, diagnostics) };
    if !options.allow_unused {
        given.report_unused(diagnostics);
    }
    Some(names)
}

/// The text of the string at a place.
fn text_at(files: &openapi::Files<'_>, pointer: &str) -> Option<String> {
    let (file, local) = ir::split_pointer(pointer);
    let prefix = ir::in_file(file, "");
    let contents = files.contents();
    let (_, json) = contents.iter().find(|(known, _)| *known == prefix)?;
    json.pointer(local)?.as_str().map(str::to_owned)
}

/// Takes out what is waived. That a waiver is about nothing is only known of a document that was read to its end.
fn waive(options: &Options, is_complete: bool, diagnostics: &mut Diagnostics) -> Diagnostics {
    let mut used = vec![false; options.waivers.len()];
    let waived = diagnostics.take_if(|diagnostic| {
        // All that cover it are of use, so that their order makes no difference.
        let covering: Vec<usize> =
            (0..used.len()).filter(|index| options.waivers[*index].covers(diagnostic)).collect();
        for index in &covering {
            used[*index] = true;
        }
        !covering.is_empty()
    });
    let unused = used.iter().enumerate().filter(|(_, used)| !**used && is_complete && !options.allow_unused);
    for (index, _) in unused {
        let Waiver { code, pointer, below } = &options.waivers[index];
        let or_below = if *below { " or below" } else { "" };
        let message = format!("there is no warning or note `{}` at `{pointer}`{or_below}", code.as_str());
        let of_code = diagnostics.iter().filter(|it| it.code == *code && it.severity != Severity::Error);
        let places: Vec<&str> = of_code.filter_map(|it| it.place.pointer()).collect();
        let near = suggest::nearest(pointer, places.iter().copied());
        let help = near.map_or_else(
            || "take the waiver out".to_owned(),
            |near| format!("take the waiver out, or write `{near}`"),
        );
        diagnostics.error(Code::UnusedWaiver, Choice::Waiver(index).into(), message, help);
    }
    waived
}

/// Loads a document: its files, of which only the root was read, and its version.
fn open<'f>(
    source: &Source,
    folder: &'f dyn Folder,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<(openapi::Files<'f>, version::Version)> {
    let mut left = load::Left::new(limits);
    let root = load::load_within(source, &mut left, diagnostics)?;
    let version = version::detect(&root, diagnostics)?;
    Some((openapi::Files::new(&source.name, root, folder, left), version))
}

/// What a document means, as far as nothing is wrong with it, and what became of each part of it.
fn understand(
    document: openapi::Document<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> (ir::Api, Vec<ledger::Entry>) {
    let api = lower::lower(document, options, diagnostics);
    document.files.take_faults().into_iter().for_each(|fault| diagnostics.push(fault));
    let taken = diagnostics.take_ledger();
    let unread = if options.is_choice() { ledger::Fate::Unused } else { ledger::Fate::Left };
    let settled = ledger::settle(&document.files.contents(), &taken, diagnostics, unread);
    // Where there was too much to read, what was not read is no news.
    if diagnostics.iter().all(|diagnostic| diagnostic.code != Code::TooLarge) {
        ledger::report(&settled, diagnostics);
    }
    (api, settled)
}

/// A file of the output crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GeneratedFile {
    /// Its path below the crate's folder, with `/` between parts: `src/models/pet.rs`.
    pub path: String,
    /// Its whole content.
    pub content: String,
}

/// The output of a run.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Output {
    /// The files, sorted by path. Empty if a diagnostic is an error.
    pub files: Vec<GeneratedFile>,
    /// The dependencies that the output crate needs, sorted by name.
    pub dependencies: Vec<Dependency>,
    /// The Cargo features that the output crate needs, sorted; all of them are meant to be on by default. Empty
    /// where none would make a difference.
    pub features: Vec<String>,
    /// The Cargo features that are off by default, sorted by name.
    pub optional_features: Vec<OptionalFeature>,
    /// The texts of the document's other files, in the order of their first use. They are called as
    /// [`Place::file`](diagnostic::Place::file) calls them.
    pub sources: Vec<Source>,
    /// What became of every part of the document, where [`Options::ledger`] asks for it.
    pub ledger: Vec<ledger::Entry>,
    /// How much there is of what.
    pub counts: Counts,
    /// What there would be to say, had [`Options::waivers`] not settled it; in document order.
    pub waived: Diagnostics,
    /// What there is to say about the document, in document order.
    pub diagnostics: Diagnostics,
}

/// A Cargo feature of an output crate that is off by default.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OptionalFeature {
    /// Its name.
    pub name: &'static str,
    /// What it turns on, as `Cargo.toml` spells it.
    pub enables: &'static [&'static str],
}

/// What an output holds, for statistics.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// The operations.
    pub operations: usize,
    /// The types that have the name of a component.
    pub schemas: usize,
}

impl Counts {
    fn of(api: &ir::Api) -> Self {
        let is_component = |model: &&ir::Model| matches!(model.name, ir::ModelName::Component(_));
        Self { operations: api.operations.len(), schemas: api.models.iter().filter(is_component).count() }
    }
}

/// A dependency of the output crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dependency {
    /// The name of the package.
    pub name: &'static str,
    /// The version requirement.
    pub version: &'static str,
    /// Whether its default features are on.
    pub default_features: bool,
    /// The features to turn on beside these.
    pub features: &'static [&'static str],
    /// Whether it is only compiled where the Cargo feature of its name is on, which is off by default.
    pub optional: bool,
}

/// The examples of the README are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
