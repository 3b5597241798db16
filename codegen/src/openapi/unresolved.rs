//! Why a reference leads to no place of the document, and what to say about it.

use super::files::{File, Files};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::folder::Unreadable;
use crate::json::{Json, escape};
use crate::limits::Limit;
use crate::suggest::nearest;

/// Why a reference leads nowhere.
pub(super) enum Unresolved {
    /// The file has no such value.
    Nothing {
        /// What was meant instead, perhaps.
        help: String,
    },
    /// It leads to a whole OpenAPI description, which stands for nothing in another one.
    Whole,
    /// The file has no content, which is reported for the file.
    Broken,
    /// The file is not in the folder of the document.
    Outside,
    /// It is a URL that is none of the document's own.
    Remote,
    /// The file can not be read.
    Unreadable {
        /// Its path.
        path: String,
        /// The path of the file that the reference stands in.
        from: String,
        /// The reason.
        why: Unreadable,
    },
}

impl Unresolved {
    /// No value of a file is called so. The reference stands in `from`.
    pub(super) fn no_value(from: &File, file: &File, pointer: &str) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", pointer));
        let siblings = file.value(parent).and_then(Json::as_object).unwrap_or_default();
        let near = || nearest(name, siblings.iter().map(|(key, _)| key.as_str()));
        let help = match file.may_compare(siblings.len()).then(near).flatten() {
            Some(near) => format!("did you mean `{}#{parent}/{}`?", reference(from, file), escape(near)),
            None => "check the spelling of the JSON Pointer after `#`".to_owned(),
        };
        Self::Nothing { help }
    }

    /// No schema of a file has an anchor of this name. The reference stands in `from`.
    pub(super) fn no_anchor(from: &File, file: &File, name: &str) -> Self {
        let anchors = file.identifiers().names.iter().map(String::as_str);
        let help = match nearest(name, anchors) {
            Some(near) => format!("did you mean `{}#{near}`?", reference(from, file)),
            None if file.json().is_some_and(|json| json.get(name).is_some()) => {
                format!("a JSON Pointer begins with a slash: `#/{name}`")
            }
            None => {
                format!("give a schema `$anchor: {name}`, or write a JSON Pointer, which begins with `/`")
            }
        };
        Self::Nothing { help }
    }

    /// Says so. `place` is the reference.
    pub(super) fn report(
        self,
        reference: &str,
        place: &str,
        files: &Files<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let is_gap = matches!(self, Self::Nothing { .. } | Self::Whole);
        let (code, message, help) = match self {
            Self::Nothing { help } => {
                (Code::UnresolvedReference, format!("reference `{reference}` points to nothing"), help)
            }
            Self::Whole => (
                Code::UnresolvedReference,
                format!("reference `{reference}` leads to the document itself, which is no schema and no other part"),
                "it is taken for one that leads nowhere: write which part is meant, as in `#/components/schemas/…`"
                    .to_owned(),
            ),
            Self::Broken => return,
            Self::Outside | Self::Unreadable { why: Unreadable::Outside, .. } => (
                Code::UnsupportedReference,
                format!("reference `{reference}` leaves the folder of the document"),
                "move the file into the folder, or begin with a document in a folder above both".to_owned(),
            ),
            Self::Remote => (
                Code::UnsupportedReference,
                format!("reference `{reference}` leads to a URL, and nothing is fetched"),
                "save the file in the folder of the document, and refer to it by a relative path".to_owned(),
            ),
            Self::Unreadable { path, from, why: Unreadable::NotFound } => {
                let message = format!("reference `{reference}` leads to `{path}`, and there is no such file");
                let help = help_for_component(reference, &from, files)
                    .unwrap_or_else(|| help_for_file(&path, &from, files.paths()));
                (Code::UnresolvedReference, message, help)
            }
            Self::Unreadable { path, why: Unreadable::TooLarge, .. } => (
                Code::TooLarge,
                format!("the file `{path}` is too large: with it, the document has more than {} bytes", files.limits().get(Limit::Bytes)),
                format!("check that it is the right file, or {}", Limit::Bytes.raise()),
            ),
            Self::Unreadable { path, why: Unreadable::Because(reason), .. } => (
                Code::UnreadableFile,
                format!("the file `{path}` can not be read, because {reason}"),
                String::new(),
            ),
            Self::Unreadable { path, why: Unreadable::TooMany, .. } => (
                Code::TooLarge,
                format!("the document has more than {} files: `{path}` is one too many", files.limits().get(Limit::Files)),
                format!("check that the reference is right, or {}", Limit::Files.raise()),
            ),
        };
        // What is missing inside a document leaves a gap in it; a missing file may be most of it.
        let place = Place::Value(place.to_owned());
        if is_gap {
            diagnostics.warn(code, place, message, help);
        } else {
            diagnostics.error(code, place, message, help);
        }
    }
}

/// The component that a bare name was most likely meant for.
fn help_for_component(reference: &str, from: &str, files: &Files<'_>) -> Option<String> {
    let components = files.root().get("components")?.as_object()?;
    let has = |(_, members): &&(String, Json)| members.get(reference).is_some();
    let schemas = components.iter().filter(|(kind, _)| kind == "schemas");
    let (kind, _) = schemas.chain(components).find(has)?;
    let root = &files.of_pointer("").path;
    let file = if from == root { String::new() } else { relative(from, root) };
    Some(format!("did you mean `{file}#/components/{kind}/{}`?", escape(reference)))
}

fn help_for_file(path: &str, from: &str, others: &[String]) -> String {
    match meant(path, others) {
        _ if path.contains('\\') => "write `/` between the names of folders and files".to_owned(),
        Some(near) => format!("did you mean `{}`?", relative(from, near)),
        None => format!("paths are relative to the file that they stand in, which is `{from}`"),
    }
}

/// The file that was most likely meant: one of the same folder that is called alike, or else one of the same name.
fn meant<'a>(path: &str, others: &'a [String]) -> Option<&'a str> {
    let split = |path| str::rsplit_once(path, '/').unwrap_or(("", path));
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let (folder, name) = split(path);
    let others = || others.iter().map(|other| (other.as_str(), split(other)));
    let beside = || others().filter(|(_, (other, _))| *other == folder);
    let near = || nearest(name, beside().map(|(_, (_, name))| name));
    let (other, _) = beside()
        .find(|(_, (_, other))| stem(other) == stem(name))
        .or_else(|| near().and_then(|near| beside().find(|(_, (_, other))| *other == near)))
        .or_else(|| others().find(|(_, (_, other))| *other == name))?;
    Some(other)
}

/// The reference to a file from another one, empty if they are the same.
fn reference(from: &File, to: &File) -> String {
    if from.path == to.path { String::new() } else { relative(&from.path, &to.path) }
}

/// The path of a file as seen from another one.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let shared = from[..from.len() - 1].iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = "../".repeat(from.len() - 1 - shared);
    let start = if up.is_empty() { "./" } else { &up };
    format!("{start}{}", to[shared..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_was_meant_is_named_as_a_reference() {
        let others: Vec<String> =
            ["api.yaml", "schemas/pet.yaml", "schemas/dog/breed.yaml"].map(str::to_owned).into();
        for (path, from, expected) in [
            ("schemas/pett.yaml", "api.yaml", "did you mean `./schemas/pet.yaml`?"),
            ("schemas/pet.json", "schemas/dog/breed.yaml", "did you mean `../pet.yaml`?"),
            ("breed.yaml", "api.yaml", "did you mean `./schemas/dog/breed.yaml`?"),
            ("schemas\\owner.yaml", "api.yaml", "write `/` between the names of folders and files"),
            (
                "owner.yaml",
                "api.yaml",
                "paths are relative to the file that they stand in, which is `api.yaml`",
            ),
        ] {
            assert_eq!(help_for_file(path, from, &others), expected);
        }
    }
}
