//! Cuts a document down to chosen operations and all that they need: text in, text out.
//!
//! What is needed is what the generator reads for these operations, so that the two can not disagree. Entries that
//! nothing needs are cut out of the text; what stays is as it was, with its comments and its format.
//!
//! Invariant: the result means the same to the generator as the whole document does, for the same operations. It is
//! looked at before it is given away.

mod cut;
mod layout;
mod need;
mod references;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics, Place, Severity};
use crate::folder::Folder;
use crate::ir::{Api, split_pointer};
use crate::json::Json;
use crate::ledger::Entry;
use crate::openapi::Document;
use crate::{Analysis, Options, Source, analyse, is_rendered_alike, open, understand};

/// A document that was cut down.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Slice {
    /// The text of its root. None where a diagnostic is an error.
    pub text: Option<String>,
    /// Its other files, which are as they were: as in [`Output::sources`](crate::Output::sources).
    pub sources: Vec<Source>,
    /// Which of these the slice needs beside it, by name.
    pub beside: Vec<String>,
    /// Whether one of those refers back to the root, which then has to keep its name.
    pub names_root: bool,
    /// What there is to say about the whole document, in document order.
    pub diagnostics: Diagnostics,
}

/// Cuts a document down to the operations of `options`, which should choose some.
///
/// Cut are entries of `paths`, `webhooks` and the maps of `components`, methods of path items, and `tags`, with the
/// comments directly above them, and maps of which nothing is left. All else stays as it is, extensions too. References
/// to other files stay: only the root is cut. Links to operations stay too, whether these do or not.
///
/// # Examples
///
/// ```
/// use codegen::folder::NoFolder;
/// use codegen::slice::slice;
/// use codegen::{Options, Source};
///
/// let text = "\
/// openapi: 3.1.0
/// info: {title: Pets, version: '1'}
/// paths:
///   /pets: # all of them
///     get: {operationId: listPets}
///     ## careful
///     delete: {operationId: deletePets}
/// ";
/// let source = Source { name: "pets.yaml".into(), bytes: text.into() };
/// let mut options = Options::default();
/// options.operations.insert("listPets".into());
/// let cut = "    # careful\n    delete: {operationId: deletePets}\n";
/// assert_eq!(slice(&source, &NoFolder, &options).text, Some(text.replace(cut, "")));
/// ```
#[must_use]
pub fn slice(source: &Source, folder: &dyn Folder, options: &Options) -> Slice {
    let mut diagnostics = Diagnostics::default();
    let Some((files, version)) = open(source, folder, &options.limits, &mut diagnostics) else {
        return Slice { diagnostics, ..Slice::default() };
    };
    let document = Document { files: &files, version };
    let (api, entries) = understand(document, options, &mut diagnostics);
    let mut result = Slice::default();
    if !diagnostics.has_errors() {
        let entries = with_earlier(document, options, &api).unwrap_or((api.clone(), entries));
        let found = cut_text(source, document, &entries.0, &entries.1);
        let whole = Whole { api: &api, diagnostics: &diagnostics };
        match found.and_then(|text| whole.check(source, folder, options, text)) {
            Ok((text, beside)) => {
                result.names_root = refers_back(document, &beside);
                (result.text, result.beside) = (Some(text), beside);
            }
            Err(why) => {
                let help = "write out what its aliases stand for, or convert it to JSON; if that does not help, it is a \
                            fault of the generator: please report it with the document";
                let message = format!("the document can not be cut: {why}");
                diagnostics.error(Code::NotSliced, Place::Document, message, help);
            }
        }
    }
    diagnostics.sort(|place| files.order(place));
    Slice { sources: files.into_sources(), diagnostics, ..result }
}

/// Cuts the text of the root.
fn cut_text(source: &Source, document: Document<'_>, api: &Api, entries: &[Entry]) -> Result<String, String> {
    let text = std::str::from_utf8(&source.bytes).map_err(|error| error.to_string())?;
    let mut need = need::Need::new(document, api, entries);
    let layout = layout::Layout::read(text, &need.containers())?;
    loop {
        let cut = need.cut();
        // An alias may need what nothing else does.
        let tied = layout.tied(&cut);
        if !need.keep(&tied) {
            return Ok(cut::apply(text, &layout, &cut));
        }
    }
}

/// Of operations with the same id, the first has it, and those behind it are named otherwise: so the first has to stay
/// where one of the others does. What is understood with it, if there is any.
fn with_earlier(document: Document<'_>, options: &Options, api: &Api) -> Option<(Api, Vec<Entry>)> {
    let own = |pointer: &str| {
        let (file, local) = split_pointer(pointer);
        let json =
            document.files.contents().into_iter().find(|(prefix, _)| prefix.trim_end_matches('#') == file)?;
        json.1.pointer(local)?.get("operationId")?.as_str().filter(|id| !id.is_empty()).map(str::to_owned)
    };
    let others = api.operations.iter().filter_map(|it| own(&it.pointer).filter(|id| *id != it.id));
    let others: BTreeSet<String> =
        others.filter(|id| !api.operations.iter().any(|it| it.id == *id)).collect();
    if others.is_empty() {
        return None;
    }
    let mut options = options.clone();
    options.operations.extend(others);
    let mut said = Diagnostics::default();
    let found = understand(document, &options, &mut said);
    (!said.has_errors()).then_some(found)
}

/// Whether one of these files of the document refers to a place in its root.
fn refers_back(document: Document<'_>, files: &[String]) -> bool {
    let contents = document.files.contents();
    let is_one = |prefix: &str| files.iter().any(|file| file == prefix.trim_end_matches('#'));
    contents.iter().filter(|(prefix, _)| is_one(prefix)).any(|(prefix, json)| {
        let found = references::find(document, prefix, json);
        found.iter().any(|place| split_pointer(place).0.is_empty())
    })
}

/// What the whole document means.
struct Whole<'a> {
    api: &'a Api,
    diagnostics: &'a Diagnostics,
}

impl Whole<'_> {
    /// Makes sure that a text means the same, and that there is nothing new to say about it. Gives the files that it
    /// needs beside it too.
    fn check(
        &self,
        source: &Source,
        folder: &dyn Folder,
        options: &Options,
        text: String,
    ) -> Result<(String, Vec<String>), String> {
        let source = Source { name: source.name.clone(), bytes: text.into_bytes() };
        let mut diagnostics = Diagnostics::default();
        let Analysis { api, sources, .. } = analyse(&source, folder, options, &mut diagnostics);
        // What is suggested depends on what else there is.
        let is_known = |place: &Place, code: Code| {
            self.diagnostics.iter().any(|known| known.place == *place && known.code == code)
        };
        let mut new =
            diagnostics.iter().filter(|it| it.severity != Severity::Note && it.code != Code::NameClash);
        if let Some(new) = new.find(|it| !is_known(&it.place, it.code)) {
            return Err(format!("what is left would have a fault of its own: {}", new.message));
        }
        // In which order files are first looked at depends on all that refers to them, and makes no difference in the end.
        if !api.is_some_and(|api| api == *self.api || is_rendered_alike(&api, self.api)) {
            return Err("what is left would mean something else".to_owned());
        }
        let text = String::from_utf8(source.bytes).map_err(|error| error.to_string())?;
        Ok((text, sources.into_iter().map(|source| source.name).collect()))
    }
}

/// The members of an object that are no extensions.
fn members(json: Option<&Json>) -> impl Iterator<Item = (&str, &Json)> {
    let members = json.and_then(Json::as_object).unwrap_or_default();
    members.iter().filter(|(key, _)| !key.starts_with("x-")).map(|(key, value)| (key.as_str(), value))
}

#[cfg(test)]
mod tests;
