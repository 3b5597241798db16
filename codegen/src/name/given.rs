//! Names that a maintainer gives, instead of those that are derived.
//!
//! Invariant: each is an identifier of the right case, and either it is used or an error says why not.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{clean, reserved};
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::Pointer;
use crate::options::Choice;
use crate::suggest::nearest;

/// Longer ones are no names.
const MAX_CHARS: usize = 96;

/// The names that are given.
#[derive(Debug, Default)]
pub struct Given {
    /// In Pascal case, by place.
    types: BTreeMap<Pointer, String>,
    /// In snake case, by place.
    members: BTreeMap<Pointer, String>,
    /// Those of the values of enums: by the place of the keyword and the value, with the place of the value.
    values: BTreeMap<(Pointer, String), Pointer>,
    /// What has been used so far.
    used: RefCell<BTreeSet<Choice>>,
    /// Where names could be given: for suggestions.
    known: RefCell<BTreeSet<Pointer>>,
}

/// A name that is given, with the choice that it is.
pub(super) type Name<'a> = (&'a str, Place);

impl Given {
    /// Takes the names that are fit for it. `value` is the text at a place, if one is there.
    #[must_use]
    pub fn new(
        names: &BTreeSet<(Pointer, String)>,
        value: impl Fn(&str) -> Option<String>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut given = Self::default();
        for (pointer, name) in names {
            let choice = Choice::Name(pointer.clone(), name.clone());
            let known = match case_of(name) {
                Ok(Case::Pascal) => &mut given.types,
                Ok(Case::Snake) => &mut given.members,
                Err(help) => {
                    let message = format!("`{name}` can not be a name");
                    diagnostics.error(Code::BadName, choice.into(), message, help);
                    continue;
                }
            };
            if let Some(first) = known.get(pointer) {
                let message = format!("`{name}` and `{first}` are names for the same");
                diagnostics.error(Code::BadName, choice.into(), message, "keep one of them");
                continue;
            }
            known.insert(pointer.clone(), name.clone());
            if let Some((keyword, value)) = enum_keyword(pointer).zip(value(pointer)) {
                given.values.insert((keyword.to_owned(), value), pointer.clone());
            }
        }
        given
    }

    /// The name of the type or the operation at a place.
    pub(super) fn ty(&self, pointer: &str) -> Option<Name<'_>> {
        self.take(&self.types, pointer)
    }

    /// The name of the field at a place.
    pub(super) fn member(&self, pointer: &str) -> Option<Name<'_>> {
        self.take(&self.members, pointer)
    }

    /// The name of a value of the enum at a place.
    pub(super) fn value(&self, keyword: &str, value: &str) -> Option<Name<'_>> {
        let pointer = self.values.get(&(keyword.to_owned(), value.to_owned()))?;
        self.take(&self.types, pointer)
    }

    fn take<'a>(&'a self, names: &'a BTreeMap<Pointer, String>, pointer: &str) -> Option<Name<'a>> {
        if self.types.is_empty() && self.members.is_empty() {
            return None;
        }
        self.known.borrow_mut().insert(pointer.to_owned());
        let name = names.get(pointer)?;
        let choice = Choice::Name(pointer.to_owned(), name.clone());
        self.used.borrow_mut().insert(choice.clone());
        Some((name, choice.into()))
    }

    /// Reports the names that nothing has.
    pub fn report_unused(&self, diagnostics: &mut Diagnostics) {
        let (used, known) = (self.used.borrow(), self.known.borrow());
        let types = self.types.iter().map(|entry| (entry, "type, operation or variant"));
        let members = self.members.iter().map(|entry| (entry, "property or parameter"));
        for ((pointer, name), what) in types.chain(members) {
            let choice = Choice::Name(pointer.clone(), name.clone());
            if used.contains(&choice) {
                continue;
            }
            let (message, help) = if known.contains(pointer) {
                let is_type = self.types.contains_key(pointer);
                let (cased, other) = if is_type {
                    (clean::snake(name), "a property or parameter is named in snake case")
                } else {
                    (clean::pascal(name), "a type, an operation or a variant is named in Pascal case")
                };
                (
                    format!("`{name}` is a name for a {what}, which is not what is there"),
                    format!("{other}: `{cased}`"),
                )
            } else {
                let near = nearest(pointer, known.iter().map(String::as_str));
                let help = near.map_or_else(
                    || "give the JSON Pointer of a schema, an operation, a response, a property, a parameter, a value of an `enum` or a branch of a union".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                (format!("there is no {what} at `{pointer}`"), help)
            };
            diagnostics.error(Code::UnknownPointer, choice.into(), message, help);
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Case {
    Pascal,
    Snake,
}

/// The case of a name, or what to do about one that is no identifier.
fn case_of(name: &str) -> Result<Case, String> {
    let is_ascii = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let pascal = is_ascii && name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains('_');
    let snake = is_ascii
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.contains("__")
        && !name.contains(|c: char| c.is_ascii_uppercase());
    if reserved::is_never(name) {
        Err("Rust keeps this word for itself".to_owned())
    } else if name.len() > MAX_CHARS {
        Err(format!("it has more than {MAX_CHARS} characters"))
    } else if pascal {
        Ok(Case::Pascal)
    } else if snake {
        Ok(Case::Snake)
    } else {
        Err("a type, an operation or a variant is named `LikeThis`, a property or parameter `like_this`, in ASCII letters and digits".to_owned())
    }
}

/// The place of the keyword that a value of an enum stands in.
fn enum_keyword(pointer: &str) -> Option<&str> {
    let (keyword, _) = pointer.rsplit_once('/')?;
    Some(keyword).filter(|keyword| keyword.ends_with("/enum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_identifiers_of_one_case_are_names() {
        for (name, expected) in [
            ("Pet", Some(Case::Pascal)),
            ("P", Some(Case::Pascal)),
            ("HTTPServer2", Some(Case::Pascal)),
            ("pet", Some(Case::Snake)),
            ("type", Some(Case::Snake)),
            ("pet_2_name", Some(Case::Snake)),
            ("Self", None),
            ("self", None),
            ("crate", None),
            ("", None),
            ("_", None),
            ("_pet", None),
            ("pet__name", None),
            ("petName", None),
            ("Pet_Name", None),
            ("2pet", None),
            ("Größe", None),
            ("Pet<T>", None),
            ("pet name", None),
            ("x; fn main() {}", None),
            ("r#type", None),
            ("pet\n", None),
        ] {
            assert_eq!(case_of(name).ok(), expected, "{name:?}");
        }
        assert!(case_of(&"a".repeat(97)).is_err());
    }
}
