//! What a maintainer chooses: plain data, by names and places of the document.
//!
//! Invariant: nothing in here becomes code unless it was checked to be an identifier.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::ir::Pointer;
use crate::limits::Limits;

/// What to generate.
///
/// # Examples
///
/// A type with another name, and a warning that is settled:
///
/// ```
/// use codegen::diagnostic::Code;
/// use codegen::{Options, Source, Waiver, generate};
///
/// let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n\
///             components: {schemas: {PetV2: {type: string, enum: [cat], format: whiskers}}}\n";
/// let source = Source { name: "pets.yaml".into(), bytes: text.into() };
/// let mut options = Options::default();
/// options.names.insert(("/components/schemas/PetV2".into(), "Pet".into()));
/// options.waivers.push(Waiver {
///     code: Code::NotEnforced,
///     pointer: "/components/schemas/PetV2/format".into(),
///     below: false,
/// });
/// let output = generate(&source, &options);
/// assert!(output.files.iter().any(|file| file.path == "src/models/pet.rs"));
/// assert!(output.diagnostics.iter().next().is_none());
/// assert_eq!(output.waived.iter().count(), 1);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// Only the operations with these ids, and the components they reach. All where both sets are empty.
    pub operations: BTreeSet<String>,
    /// Only the operations with these tags, and the components they reach.
    pub tags: BTreeSet<String>,
    /// Without the operations with these ids, and the components that only they reach.
    pub excluded_operations: BTreeSet<String>,
    /// Without the operations with one of these tags, and the components that only they reach.
    pub excluded_tags: BTreeSet<String>,
    /// Names to use instead of derived ones, each with the place of what it names. Types and variants are in Pascal
    /// case, fields in snake case, so that a place that has a type and a field can be named twice.
    pub names: BTreeSet<(Pointer, String)>,
    /// The places of schemas and parameters whose values are never shown: as if each had `x-sensitive: true`.
    pub sensitive: BTreeSet<Pointer>,
    /// Warnings and notes that are settled.
    pub waivers: Vec<Waiver>,
    /// Whether names, sensitive places and waivers may be about something that is not there: where only a part of what
    /// they were written for is generated.
    pub allow_unused: bool,
    /// What is made of `format`s.
    pub formats: Formats,
    /// The name of the package that the files are for, where it is known: examples in its documentation use it.
    pub package: Option<String>,
    /// How much of everything there may be.
    pub limits: Limits,
    /// Whether to say what became of every part of the document.
    pub ledger: bool,
}

impl Options {
    /// Whether only some operations are asked for.
    pub(crate) fn has_include(&self) -> bool {
        !(self.operations.is_empty() && self.tags.is_empty())
    }

    /// Whether some operations are not asked for.
    pub(crate) fn is_choice(&self) -> bool {
        self.has_include() || !(self.excluded_operations.is_empty() && self.excluded_tags.is_empty())
    }
}

/// What is made of `format`s (JSON Schema Validation, section 7.2).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Formats {
    /// They choose types and are checked.
    #[default]
    Assert,
    /// They choose types, and nothing is checked.
    Annotate,
}

/// Diagnostics that are known and settled. Errors never are.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiver {
    /// Their code.
    pub code: Code,
    /// Their place; empty for that of the document as a whole.
    pub pointer: Pointer,
    /// Whether all that stands below the place is meant too.
    pub below: bool,
}

impl Waiver {
    /// Whether it is about this diagnostic.
    pub(crate) fn covers(&self, diagnostic: &Diagnostic) -> bool {
        if diagnostic.severity == Severity::Error || diagnostic.code != self.code {
            return false;
        }
        let Some(pointer) = diagnostic.place.pointer() else { return false };
        // A file, and the value at its root.
        let whole =
            |pointer| if str::starts_with(pointer, '/') { pointer } else { pointer.trim_end_matches('#') };
        let rest = whole(pointer).strip_prefix(whole(&self.pointer));
        rest.is_some_and(|rest| rest.is_empty() || self.below && rest.starts_with(['/', '#']))
    }
}

/// One of the [`Options`], as the place that a diagnostic is about.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Choice {
    /// One of [`Options::operations`].
    Operation(String),
    /// One of [`Options::tags`].
    Tag(String),
    /// One of [`Options::excluded_operations`].
    ExcludedOperation(String),
    /// One of [`Options::excluded_tags`].
    ExcludedTag(String),
    /// One of [`Options::names`].
    Name(Pointer, String),
    /// One of [`Options::sensitive`].
    Sensitive(Pointer),
    /// One of [`Options::waivers`], by index.
    Waiver(usize),
}

impl From<Choice> for Place {
    fn from(choice: Choice) -> Self {
        Self::Choice(choice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiver_is_about_a_place_and_maybe_all_below() {
        let diagnostic = |severity, code, pointer: &str| Diagnostic {
            code,
            severity,
            place: Place::Key(pointer.to_owned()),
            message: String::new(),
            help: None,
        };
        let warning = |pointer: &str| diagnostic(Severity::Warning, Code::Ignored, pointer);
        let waiver =
            |pointer: &str, below| Waiver { code: Code::Ignored, pointer: pointer.to_owned(), below };
        for (at, below, pointer, expected) in [
            ("/a/b", false, "/a/b", true),
            ("/a/b", false, "/a/b/c", false),
            ("/a/b", true, "/a/b", true),
            ("/a/b", true, "/a/b/c", true),
            ("/a/b", true, "/a/bc", false),
            ("", true, "/a", true),
            ("", false, "/a", false),
            ("", true, "pet.yaml#/a", false),
            ("pet.yaml#", true, "pet.yaml#/a", true),
            ("pet.yaml", true, "pet.yaml#/a", true),
            ("pet.yaml#", false, "pet.yaml", true),
            ("pet.yaml#", false, "pet.yaml#", true),
            ("pet.yaml#", false, "pet.yaml#/a", false),
        ] {
            let covers = waiver(at, below).covers(&warning(pointer));
            assert_eq!(covers, expected, "{at} {below} {pointer}");
        }
        assert!(!waiver("/a", true).covers(&diagnostic(Severity::Error, Code::Ignored, "/a")));
        assert!(!waiver("/a", true).covers(&diagnostic(Severity::Note, Code::BadDefault, "/a")));
        assert!(waiver("/a", true).covers(&diagnostic(Severity::Note, Code::Ignored, "/a")));
    }
}
