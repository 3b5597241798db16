//! The files of a document: each is read when something first refers to it, once.
//!
//! A file that can not be read is remembered too, so that it is reported once and hides nothing of the others.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use super::identifiers::Identifiers;
use super::uri;
use crate::Source;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::folder::{Folder, Unreadable};
use crate::ir::{Pointer, split_pointer};
use crate::json::{Index, Json};
use crate::limits::{Limit, Limits};
use crate::load::{Left, load_within};

/// How many names of a file are compared to find those that were meant. A suggestion is worth so much and no more.
const MOST_COMPARISONS: usize = 1_000_000;

/// How long the path of a file can be. References that lead from folder to folder could go on for ever.
const LONGEST_PATH: usize = 1024;

/// The files of a document.
pub struct Files<'f> {
    folder: &'f dyn Folder,
    /// The files in the order of their first use, the root first. The slots make that files can be added while
    /// others are borrowed.
    slots: Vec<OnceCell<Box<File>>>,
    /// How many of them have one.
    count: Cell<usize>,
    /// Where each file is, by its path; why not, for those that were not found.
    index: RefCell<HashMap<String, Result<usize, Unreadable>>>,
    left: RefCell<Left>,
    identified: RefCell<Identified>,
    /// The paths of the folder, for suggestions.
    paths: OnceCell<Vec<String>>,
    /// What there is to say about files that were read and have no content.
    faults: RefCell<Diagnostics>,
}

/// The schemas of all files that say what their URI is.
#[derive(Default)]
struct Identified {
    /// How many files were looked through.
    known: usize,
    /// The index of the file and the place in it, by URI.
    places: HashMap<String, (usize, Pointer)>,
}

/// A file of a document.
pub(super) struct File {
    /// Its path in the folder.
    pub(super) path: String,
    /// How pointers name it: empty for the root.
    pub(super) name: String,
    bytes: Vec<u8>,
    json: Option<Json>,
    index: OnceCell<Index>,
    /// How many names may still be compared to find one that was meant.
    comparisons: Cell<usize>,
    identifiers: OnceCell<Identifiers>,
}

impl File {
    /// Its content. None if there is none, which is reported elsewhere.
    pub(super) fn json(&self) -> Option<&Json> {
        self.json.as_ref()
    }

    /// The value at a place of it.
    pub(super) fn value(&self, local: &str) -> Option<&Json> {
        self.json.as_ref().and_then(|json| self.index(json).pointer(json, local))
    }

    /// Whether so many more names may be compared with one that was perhaps meant to be one of them.
    pub(super) fn may_compare(&self, names: usize) -> bool {
        let left = self.comparisons.get().checked_sub(names);
        self.comparisons.set(left.unwrap_or_default());
        left.is_some()
    }

    fn index(&self, json: &Json) -> &Index {
        self.index.get_or_init(|| Index::of(json))
    }

    /// Whether it is an OpenAPI description as a whole, and no schema or other part of one.
    pub(super) fn is_description(&self) -> bool {
        self.json.as_ref().is_some_and(|json| json.get("openapi").is_some_and(|it| it.as_object().is_none()))
    }

    /// The identifiers of its schemas.
    pub(super) fn identifiers(&self) -> &Identifiers {
        let find = || self.json.as_ref().map(|json| Identifiers::find(json, &self.path));
        self.identifiers.get_or_init(|| find().unwrap_or_default())
    }
}

impl<'f> Files<'f> {
    /// Begins with the root of a document, called `name` in its folder.
    #[must_use]
    pub(crate) fn new(name: &str, root: Json, folder: &'f dyn Folder, left: Left) -> Self {
        let path = name.rsplit('/').next().unwrap_or_default().to_owned();
        let mut slots = vec![OnceCell::new()];
        slots.resize_with(left.limits().get(Limit::Files).max(1), OnceCell::new);
        let file = File {
            path: path.clone(),
            name: String::new(),
            bytes: Vec::new(),
            json: Some(root),
            index: OnceCell::new(),
            comparisons: Cell::new(MOST_COMPARISONS),
            identifiers: OnceCell::new(),
        };
        slots[0] = OnceCell::from(Box::new(file));
        Self {
            folder,
            slots,
            count: Cell::new(1),
            index: RefCell::new(HashMap::from([(path, Ok(0))])),
            left: RefCell::new(left),
            identified: RefCell::default(),
            paths: OnceCell::new(),
            faults: RefCell::default(),
        }
    }

    /// The content of all files that were read, the root first, each with how pointers into it begin.
    pub fn contents(&self) -> Vec<(Pointer, &Json)> {
        let files = self.slots.iter().map_while(|slot| slot.get());
        let prefix =
            |file: &File| if file.name.is_empty() { String::new() } else { format!("{}#", file.name) };
        files.filter_map(|file| Some((prefix(file), file.json()?))).collect()
    }

    /// The content of the root.
    #[must_use]
    pub fn root(&self) -> &Json {
        self.slots[0].get().and_then(|file| file.json()).unwrap_or(&Json::Null)
    }

    /// The file at a path of the folder, read now if it was not before.
    pub(super) fn at_path(&self, path: &str) -> Result<&File, Unreadable> {
        let known = self.index.borrow().get(path).cloned();
        let index = known.unwrap_or_else(|| {
            let too_long = || Err(Unreadable::Because("its path is too long".to_owned()));
            let read = if path.len() > LONGEST_PATH { too_long() } else { self.read(path) };
            self.index.borrow_mut().insert(path.to_owned(), read.clone());
            read
        });
        index.map(|index| self.at(index))
    }

    /// The file that a pointer names.
    pub(super) fn of_pointer(&self, pointer: &str) -> &File {
        self.at(self.index_of(split_pointer(pointer).0))
    }

    /// The file and the place of the schema that says that this is its URI.
    pub(super) fn identified(&self, uri: &str) -> Option<(&File, Pointer)> {
        let Identified { known, places } = &mut *self.identified.borrow_mut();
        for (index, file) in self.iter().enumerate().skip(*known) {
            // Of a URI that comes twice, the first one counts.
            for (uri, place) in &file.identifiers().by_uri {
                places.entry(uri.clone()).or_insert_with(|| (index, place.clone()));
            }
            *known = index + 1;
        }
        places.get(uri).map(|(index, place)| (self.at(*index), place.clone()))
    }

    /// How much there may be.
    pub(super) fn limits(&self) -> Limits {
        self.left.borrow().limits().clone()
    }

    /// The paths of the folder, as far as they are known.
    pub(super) fn paths(&self) -> &[String] {
        self.paths.get_or_init(|| self.folder.files())
    }

    /// The value at a place of the root.
    #[must_use]
    pub fn root_value(&self, local: &str) -> Option<&Json> {
        self.slots[0].get().and_then(|file| file.value(local))
    }

    /// All files that were read so far.
    pub(super) fn iter(&self) -> impl Iterator<Item = &File> {
        self.slots.iter().map_while(|slot| slot.get().map(Box::as_ref))
    }

    /// What to compare for the order of places: first the root, then the other files as they were first used.
    #[must_use]
    pub fn order(&self, place: &Place) -> Vec<usize> {
        match place {
            Place::Value(pointer) | Place::Key(pointer) | Place::Character(pointer, _) => {
                self.order_of(pointer)
            }
            Place::Document | Place::File(_) | Place::Text { .. } | Place::Choice(_) => {
                vec![self.index_of(place.file())]
            }
        }
    }

    /// What to compare for the order of values.
    #[must_use]
    pub fn order_of(&self, pointer: &str) -> Vec<usize> {
        let (file, local) = split_pointer(pointer);
        let index = self.index_of(file);
        let mut order = vec![index];
        let file = self.at(index);
        if let Some(json) = file.json() {
            order.extend(file.index(json).way(json, local));
        }
        order
    }

    /// What there is to say about the files as such.
    #[must_use]
    pub fn take_faults(&self) -> Diagnostics {
        self.faults.take()
    }

    /// The texts of all files but the root, called as pointers call them.
    #[must_use]
    pub fn into_sources(self) -> Vec<Source> {
        let files = self.slots.into_iter().map_while(OnceCell::into_inner);
        files.skip(1).map(|file| Source { name: file.name, bytes: file.bytes }).collect()
    }

    fn at(&self, index: usize) -> &File {
        self.slots[index].get().expect("only slots with a file have an index")
    }

    fn index_of(&self, name: &str) -> usize {
        if name.is_empty() {
            return 0;
        }
        let path = uri::decode(name);
        self.index.borrow().get(&path).and_then(|index| index.clone().ok()).unwrap_or_default()
    }

    fn read(&self, path: &str) -> Result<usize, Unreadable> {
        let bytes = self.folder.read(path, self.left.borrow().bytes())?;
        let index = self.count.get();
        if index >= self.slots.len() {
            return Err(Unreadable::TooMany);
        }
        let name = uri::name_of_file(path);
        let source = Source { name: path.to_owned(), bytes };
        let mut diagnostics = Diagnostics::default();
        let json = load_within(&source, &mut self.left.borrow_mut(), &mut diagnostics);
        for Diagnostic { code, severity, place, message, help } in diagnostics {
            let place = place.in_file(&name);
            self.faults.borrow_mut().push(Diagnostic { code, severity, place, message, help });
        }
        let Source { name: path, bytes } = source;
        let (lookup, identifiers) = (OnceCell::new(), OnceCell::new());
        let comparisons = Cell::new(MOST_COMPARISONS);
        let file = File { path, name, bytes, json, index: lookup, comparisons, identifiers };
        self.slots[index].get_or_init(|| Box::new(file));
        self.count.set(index + 1);
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::diagnostic::Code;
    use crate::{Options, Output, generate_from};

    /// A folder in which every file has the same content, and which notes what is read.
    struct Same(&'static str, RefCell<Vec<String>>);

    impl Folder for Same {
        fn read(&self, path: &str, most: usize) -> Result<Vec<u8>, Unreadable> {
            self.1.borrow_mut().push(path.to_owned());
            if self.0.len() > most { Err(Unreadable::TooLarge) } else { Ok(self.0.into()) }
        }

        fn files(&self) -> Vec<String> {
            Vec::new()
        }
    }

    fn generate(folder: &Same, references: impl Iterator<Item = String>) -> Output {
        let mut root = "openapi: 3.1.0\ninfo: {title: a, version: b}\ncomponents:\n  schemas:\n".to_owned();
        for (index, reference) in references.enumerate() {
            writeln!(root, "    S{index}: {{$ref: '{reference}'}}").unwrap();
        }
        let source = Source { name: "spec/root.yaml".into(), bytes: root.into() };
        generate_from(&source, folder, &Options::default())
    }

    #[test]
    fn each_file_is_read_once_and_only_if_something_refers_to_it() {
        let folder =
            Same("a: {type: string}\nb: {$ref: other.yaml#/a}\nc: {$ref: unused.yaml}", RefCell::default());
        let references =
            ["x/a.yaml#/a", "./x/../x/a.yaml#/b", "root.yaml#/components/schemas/S0", "x/%61.yaml#/a"];
        let output = generate(&folder, references.into_iter().map(str::to_owned));
        assert!(!output.diagnostics.has_errors(), "{:?}", output.diagnostics);
        assert_eq!(*folder.1.borrow(), ["x/a.yaml", "x/other.yaml"]);
        let names: Vec<_> = output.sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["x/a.yaml", "x/other.yaml"]);
    }

    #[test]
    fn more_files_than_any_document_has_are_an_error() {
        let start = Instant::now();
        let folder = Same("type: string", RefCell::default());
        let output =
            generate(&folder, (0..Limit::Files.default_value()).map(|index| format!("{index}.yaml")));
        let errors: Vec<_> = output.diagnostics.iter().filter(|it| it.code == Code::TooLarge).collect();
        assert_eq!(errors.len(), 1);
        assert!(errors[0].message.starts_with("the document has more than 4096 files"), "{errors:?}");
        assert!(start.elapsed() < Duration::from_secs(60));
    }

    #[test]
    fn files_that_only_lead_on_end_soon() {
        let start = Instant::now();
        // A circle of references, and each file refers to another one of a longer path.
        for content in
            ["$ref: '#'", "$ref: next.yaml", "$ref: x/a.yaml", "allOf: [{$ref: x/a.yaml}, {$ref: y/a.yaml}]"]
        {
            let folder = Same(content, RefCell::default());
            let output = generate(&folder, std::iter::once("a.yaml".to_owned()));
            assert!(output.diagnostics.iter().next().is_some(), "{content}");
        }
        assert!(start.elapsed() < Duration::from_secs(60));
    }
}
