//! Two documents → what they mean, with the same choices.
//!
//! Invariant: what is chosen has to be in one of both documents, not in each.

use std::collections::HashSet;

use crate::compare::{self, Said};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::folder::Folder;
use crate::ir::Api;
use crate::name::Names;
use crate::openapi::{Document, Files};
use crate::version::Version;
use crate::{Limits, Options, Source, name_all, open, understand};

/// A document that was read, as far as that goes.
#[derive(Default)]
pub(super) struct Read<'f> {
    pub(super) whole: Option<Whole<'f>>,
    pub(super) faults: Diagnostics,
    /// Its files, where it is not whole.
    files: Option<Files<'f>>,
}

/// A document in which nothing is wrong.
pub(super) struct Whole<'f> {
    pub(super) files: Files<'f>,
    pub(super) api: Api,
    pub(super) names: Names,
    version: Version,
}

impl Whole<'_> {
    pub(super) fn document(&self) -> Document<'_> {
        Document { files: &self.files, version: self.version }
    }
}

/// Reads both.
pub(super) fn read_both<'f>(
    old: (&Source, &'f dyn Folder),
    new: (&Source, &'f dyn Folder),
    options: &Options,
) -> (Read<'f>, Read<'f>) {
    let (old, new) = (Opened::new(old, &options.limits), Opened::new(new, &options.limits));
    let renamed = match (old.document(), new.document()) {
        (Some(old), Some(new)) if options.is_choice() => compare::renamed(old, new),
        _ => Vec::new(),
    };
    let options = &with_both_names(options, &renamed);
    let (mut old, mut new) = (old.understand(options), new.understand(options));
    let (of_old, of_new) = (old.unknown(), new.unknown());
    // A document that can not be read has nothing to say of what is chosen.
    let (is_old, is_new) = (old.understood.is_some(), new.understood.is_some());
    old.faults.take_if(|it| is_new && is_unknown(it) && !of_new.contains(&it.place));
    new.faults.take_if(|it| is_old && is_unknown(it) && !of_old.contains(&it.place));
    (old.finish(options), new.finish(options))
}

/// The choice of an operation is one of both, whatever it is called in the other document.
fn with_both_names(options: &Options, renamed: &[(String, String)]) -> Options {
    let mut options = options.clone();
    for chosen in [&mut options.operations, &mut options.excluded_operations] {
        let own: Vec<&String> = renamed
            .iter()
            .flat_map(|(old, new)| [(old, new), (new, old)])
            .filter_map(|(name, other)| chosen.contains(name).then_some(other))
            .collect();
        chosen.extend(own.into_iter().cloned());
    }
    options
}

/// A document whose text was read.
struct Opened<'f> {
    files: Option<(Files<'f>, Version)>,
    faults: Diagnostics,
}

impl<'f> Opened<'f> {
    fn new((source, folder): (&Source, &'f dyn Folder), limits: &Limits) -> Self {
        let mut faults = Diagnostics::default();
        Self { files: open(source, folder, limits, &mut faults), faults }
    }

    fn document(&self) -> Option<Document<'_>> {
        self.files.as_ref().map(|(files, version)| Document { files, version: *version })
    }

    fn understand(self, options: &Options) -> Begun<'f> {
        let Self { files, mut faults } = self;
        let understood = files.map(|(files, version)| {
            let (api, _) = understand(Document { files: &files, version }, options, &mut faults);
            (files, version, api)
        });
        Begun { understood, faults }
    }
}

/// A document without names.
struct Begun<'f> {
    understood: Option<(Files<'f>, Version, Api)>,
    faults: Diagnostics,
}

impl<'f> Begun<'f> {
    /// The choices that are about nothing.
    fn unknown(&self) -> HashSet<Place> {
        self.faults.iter().filter(|it| is_unknown(it)).map(|it| it.place.clone()).collect()
    }

    fn finish(self, options: &Options) -> Read<'f> {
        let Self { understood, mut faults } = self;
        let Some((files, version, api)) = understood else { return Read { faults, ..Read::default() } };
        let names = name_all(&api, &files, options, &mut faults);
        faults.sort(|place| files.order(place));
        match names.filter(|_| !faults.has_errors()) {
            Some(names) => Read { whole: Some(Whole { files, api, names, version }), faults, files: None },
            None => Read { whole: None, faults, files: Some(files) },
        }
    }
}

fn is_unknown(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, Code::UnknownOperation | Code::UnknownTag)
}

impl Read<'_> {
    /// What there is to say about it.
    pub(super) fn said(self) -> Said {
        let files = self.whole.map(|whole| whole.files).or(self.files);
        let sources = files.map(Files::into_sources).unwrap_or_default();
        Said { sources, diagnostics: self.faults }
    }
}
