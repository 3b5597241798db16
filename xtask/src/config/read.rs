//! Text of TOML → what it says, and all that is wrong with it.
//!
//! Invariant: a value that is not as it should be is a fault, and has no effect.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use codegen::diagnostic::Code;
use codegen::suggest::nearest;
use codegen::{Choice, Formats, Limit, Waiver};
use toml_edit::Document;

use super::table::{Table, Text, kind, one_or_many};
use super::{Config, Fault};
use crate::cargo_toml::package_name;
use crate::cli::Deny;

const KEYS: &[&str] = &[
    "document",
    "output",
    "crate-name",
    "include",
    "exclude",
    "names",
    "sensitive",
    "formats",
    "deny",
    "limits",
    "waiver",
];

/// Reads a text. Paths in it start at `folder`.
pub(super) fn read(text: &str, folder: &Path) -> (Config, Vec<Fault>) {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let message = error.message().lines().collect::<Vec<_>>().join(": ");
            let place = error.span().unwrap_or_default();
            return (
                Config::default(),
                vec![Fault { message, help: "correct it as TOML".to_owned(), place }],
            );
        }
    };
    let mut reader = Reader { config: Config::default(), faults: Vec::new() };
    reader.read(&Table::root(document.as_table()), folder);
    let Reader { config, mut faults } = reader;
    faults.sort_by_key(|fault| fault.place.start);
    (config, faults)
}

struct Reader {
    config: Config,
    faults: Vec<Fault>,
}

impl Reader {
    fn read(&mut self, root: &Table<'_>, folder: &Path) {
        root.allow_only(KEYS, &mut self.faults);
        self.config.document = self.path(root, "document", folder);
        self.config.output = self.path(root, "output", folder);
        self.config.crate_name = self.crate_name(root);
        self.selection(root);
        self.names(root);
        for (pointer, place) in root.texts("sensitive", &mut self.faults) {
            if let Some(pointer) = self.pointer((pointer, place.clone())) {
                self.choose(Choice::Sensitive(pointer.clone()), place);
                self.config.options.sensitive.insert(pointer);
            }
        }
        let formats = [("check", Formats::Assert), ("annotate", Formats::Annotate)];
        self.config.options.formats = self.one_of(root, "formats", &formats).unwrap_or_default();
        self.config.deny = self.one_of(root, "deny", &[("warnings", Deny::Warnings)]);
        self.limits(root);
        for waiver in root.tables("waiver", &mut self.faults) {
            self.waiver(&waiver);
        }
    }

    fn fault(&mut self, place: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Fault { message: message.into(), help: help.into(), place });
    }

    /// Remembers where a choice stands. One that is there twice is a fault.
    fn choose(&mut self, choice: Choice, place: Range<usize>) {
        match self.config.places.entry(choice) {
            Entry::Occupied(_) => self.fault(place, "this is said twice", "keep one of them"),
            Entry::Vacant(entry) => {
                entry.insert(place);
            }
        }
    }

    /// A path below the folder of the file. Others would make the file mean something else on another machine.
    fn path(&mut self, root: &Table<'_>, key: &str, folder: &Path) -> Option<PathBuf> {
        let (text, place) = root.text(key, &mut self.faults)?;
        let path = Path::new(text);
        let is_inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        let is_sound = !text.is_empty() && !text.contains(['\\', '\0']) && path.components().all(is_inside);
        if !is_sound {
            let message = format!("`{key}` leaves the folder of this file");
            let help = "write a relative path without `..`, with `/` between its parts; for other folders there are `--spec` and `--out`";
            self.fault(place, message, help);
            return None;
        }
        Some(folder.join(path))
    }

    fn crate_name(&mut self, root: &Table<'_>) -> Option<String> {
        let (name, place) = root.text("crate-name", &mut self.faults)?;
        if let Err(failure) = package_name::check(name) {
            self.fault(place, failure.to_string(), "choose another name");
            return None;
        }
        Some(name.to_owned())
    }

    fn selection(&mut self, root: &Table<'_>) {
        type Make = fn(String) -> Choice;
        let sections: [(&'static str, Make, Make); 2] = [
            ("include", Choice::Operation, Choice::Tag),
            ("exclude", Choice::ExcludedOperation, Choice::ExcludedTag),
        ];
        for (section, operation, tag) in sections {
            let Some(table) = root.table(section, &mut self.faults) else { continue };
            table.allow_only(&["operations", "tags"], &mut self.faults);
            for (key, make) in [("operations", operation), ("tags", tag)] {
                for (name, place) in table.texts(key, &mut self.faults) {
                    self.choose(make(name.to_owned()), place);
                }
            }
        }
        let options = &mut self.config.options;
        for choice in self.config.places.keys().cloned().collect::<BTreeSet<_>>() {
            match choice {
                Choice::Operation(id) => options.operations.insert(id),
                Choice::Tag(tag) => options.tags.insert(tag),
                Choice::ExcludedOperation(id) => options.excluded_operations.insert(id),
                Choice::ExcludedTag(tag) => options.excluded_tags.insert(tag),
                Choice::Name(..) | Choice::Sensitive(_) | Choice::Waiver(_) => false,
            };
        }
    }

    /// Whether a name is an identifier is for the generator to say, which knows what it names.
    fn names(&mut self, root: &Table<'_>) {
        let Some(table) = root.table("names", &mut self.faults) else { return };
        for (key, item) in table.entries() {
            let Some(pointer) = self.pointer(key.clone()) else { continue };
            let Some(names) = one_or_many(item) else {
                let help =
                    "write a text, or a list of two: the name of a type `LikeThis`, of a field `like_this`";
                self.fault(item.span().unwrap_or(key.1), format!("this name is {}", kind(item)), help);
                continue;
            };
            for (name, place) in names {
                self.choose(Choice::Name(pointer.clone(), name.to_owned()), place);
                self.config.options.names.insert((pointer.clone(), name.to_owned()));
            }
        }
    }

    fn limits(&mut self, root: &Table<'_>) {
        let Some(table) = root.table("limits", &mut self.faults) else { return };
        let names: Vec<&str> = Limit::ALL.iter().map(|limit| limit.as_str()).collect();
        table.allow_only(&names, &mut self.faults);
        for ((key, place), item) in table.entries() {
            let Some(limit) = Limit::named(key) else { continue };
            if let Some(number) = item.as_integer().and_then(|number| usize::try_from(number).ok()) {
                self.config.options.limits.set(limit, number);
            } else {
                let message = format!("this limit is {}", kind(item));
                let help = "write a number that is not negative, such as `1_000_000`";
                self.fault(item.span().unwrap_or(place), message, help);
            }
        }
    }

    fn waiver(&mut self, table: &Table<'_>) {
        table.allow_only(&["code", "pointer", "reason"], &mut self.faults);
        let mut required = |key| {
            let before = self.faults.len();
            let found = table.text(key, &mut self.faults);
            if found.is_none() && self.faults.len() == before {
                let message = format!("this waiver has no `{key}`");
                let help = "a waiver has a `code`, a `pointer` and a `reason`".to_owned();
                self.faults.push(Fault { message, help, place: table.place() });
            }
            found
        };
        let (code, pointer, reason) = (required("code"), required("pointer"), required("reason"));
        if let Some((text, place)) = reason
            && text.trim().is_empty()
        {
            self.fault(place, "the reason is empty", "say why the diagnostic is of no concern");
        }
        let code = code.and_then(|code| self.code(&code));
        let Some((text, place)) = pointer else { return };
        let (exact, below) = text.strip_suffix("/**").map_or((text, false), |exact| (exact, true));
        let pointer = self.pointer((exact, place));
        if let Some((code, pointer)) = code.zip(pointer) {
            let waivers = &mut self.config.options.waivers;
            waivers.push(Waiver { code, pointer, below });
            let choice = Choice::Waiver(waivers.len() - 1);
            self.choose(choice, table.place());
        }
    }

    fn code(&mut self, (text, place): &Text<'_>) -> Option<Code> {
        let code = Code::ALL.iter().find(|code| code.as_str() == *text);
        if code.is_none() {
            let near = nearest(text, Code::ALL.iter().map(|code| code.as_str()));
            let help = near.map_or_else(
                || "`cargo xtask explain` lists every code".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            self.fault(place.clone(), format!("there is no diagnostic code `{text}`"), help);
        }
        code.copied()
    }

    /// A JSON Pointer, as the generator writes it. The `#` of a reference may come first.
    fn pointer(&mut self, (text, place): Text<'_>) -> Option<String> {
        let pointer = text.strip_prefix('#').unwrap_or(text);
        let local =
            pointer.split_once('#').filter(|_| !pointer.starts_with('/')).map_or(pointer, |(_, it)| it);
        let tildes_are_sound = local.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        if (local.is_empty() || local.starts_with('/')) && tildes_are_sound {
            return Some(pointer.to_owned());
        }
        let help = "write it like `/components/schemas/Pet/properties/name`, with `~1` for `/` and `~0` for `~` in keys, and in another file like `schemas/pet.yaml#/properties/name`";
        self.fault(place, format!("`{text}` is no JSON Pointer"), help);
        None
    }

    fn one_of<T: Copy>(&mut self, root: &Table<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let (text, place) = root.text(key, &mut self.faults)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.fault(
                place,
                format!("`{key}` can not be `{text}`"),
                format!("write `{}`", words.join("` or `")),
            );
        }
        found
    }
}
