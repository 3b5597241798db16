//! What a crate has, as plain data for a page: operations, types, who uses what, what is enforced, sizes.
//!
//! Invariant: everything is told from the IR, its names and the emitted files; nothing is decided here.

mod enforced;
mod members;
mod operation;
mod owner;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use self::enforced::{Enforced, KeywordCounts, Means};
pub use self::members::Member;
pub use self::operation::{OperationOverview, Use};
use self::owner::Owners;
pub use self::owner::{Owner, keyword_of};
use crate::GeneratedFile;
use crate::ir::{Api, Model, ModelId, ModelKind, Pointer};
use crate::name::Names;
use crate::origin::{self, Subject};

/// A crate at a glance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The operations, in document order.
    pub operations: Vec<OperationOverview>,
    /// The types of `models`, in document order.
    pub types: Vec<TypeOverview>,
    /// The files of the crate, sorted by path.
    pub files: Vec<FileOverview>,
    /// How many places are enforced, by keyword.
    pub keywords: BTreeMap<String, KeywordCounts>,
    owners: Owners,
}

impl Overview {
    /// The type or operation that a place in the document belongs to: the innermost one around it.
    #[must_use]
    pub fn owner(&self, pointer: &str) -> Option<Owner> {
        self.owners.find(pointer)
    }
}

/// A type of `models`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOverview {
    /// Its name in Rust.
    pub name: String,
    /// What it is: `struct`, `open enum`…
    pub kind: &'static str,
    /// Its place in the document.
    pub pointer: Pointer,
    /// The first paragraph that the document says about it.
    pub about: Option<String>,
    /// Whether the document says not to use it any more.
    pub deprecated: bool,
    /// Whether `Debug` and errors never show what it holds.
    pub sensitive: bool,
    /// Its fields, branches or values, in document order.
    pub members: Vec<Member>,
    /// The types that it mentions, in the order of its members: indices into [`Overview::types`].
    pub uses: Vec<usize>,
    /// The types that mention it, sorted: indices into [`Overview::types`].
    pub used_by: Vec<usize>,
    /// The operations that mention it, sorted: indices into [`Overview::operations`].
    pub operations: Vec<usize>,
    /// How many operations reach it, directly or by way of other types.
    pub reached_by: usize,
    /// The keywords that are enforced in it.
    pub enforced: BTreeSet<Enforced>,
    /// The file that it is in: an index into [`Overview::files`].
    pub file: usize,
}

/// A file of the crate.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileOverview {
    /// Its path below the crate's folder.
    pub path: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// How many lines it has.
    pub lines: usize,
    /// The types in it: indices into [`Overview::types`].
    pub types: Vec<usize>,
    /// The operation in it: an index into [`Overview::operations`].
    pub operation: Option<usize>,
}

/// Looks at a crate. `files` are what [`render`](crate::render) makes of the same API.
///
/// # Examples
///
/// ```
/// use codegen::diagnostic::Diagnostics;
/// use codegen::folder::NoFolder;
/// use codegen::overview::overview;
/// use codegen::{Options, Source, analyse, render};
///
/// let text = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\ncomponents: {schemas: {\
///             Pet: {type: object, properties: {tag: {$ref: '#/components/schemas/Tag'}}}, \
///             Tag: {type: string, enum: [cat, dog]}}}\n";
/// let source = Source { name: "pets.yaml".into(), bytes: text.into() };
/// let analysis = analyse(&source, &NoFolder, &Options::default(), &mut Diagnostics::default());
/// let (api, names) = analysis.api.zip(analysis.names).unwrap();
/// let (files, _) = render(&api, &names, "pets.yaml");
/// let overview = overview(&api, &names, &files);
/// let [pet, tag] = &overview.types[..] else { panic!("there are two types") };
/// assert_eq!((pet.name.as_str(), &pet.uses[..]), ("Pet", &[1][..]));
/// assert_eq!((tag.kind, &tag.used_by[..]), ("open enum", &[0][..]));
/// ```
#[must_use]
pub fn overview(api: &Api, names: &Names, files: &[GeneratedFile]) -> Overview {
    let view = View::new(api, names);
    let mut counts = enforced::Counts::default();
    let mut types: Vec<TypeOverview> = view.shown.iter().map(|id| view.type_of(*id, &mut counts)).collect();
    let operations: Vec<OperationOverview> =
        (0..api.operations.len()).map(|index| view.operation(index, &mut counts)).collect();
    let uses: Vec<Vec<usize>> = types.iter().map(|it| it.uses.clone()).collect();
    for (index, used) in uses.iter().enumerate() {
        used.iter().filter(|it| **it != index).for_each(|it| types[*it].used_by.push(index));
    }
    for (index, operation) in operations.iter().enumerate() {
        operation.types().into_iter().for_each(|it| types[it].operations.push(index));
    }
    let mut files: Vec<FileOverview> = files.iter().map(FileOverview::of).collect();
    let paths: HashMap<String, usize> =
        files.iter().enumerate().map(|(index, file)| (file.path.clone(), index)).collect();
    for (index, id) in view.shown.iter().enumerate() {
        let module = &names.model_files[names.model(*id).file].module;
        let file = paths[&format!("src/models/{}.rs", module.as_str())];
        types[index].file = file;
        files[file].types.push(index);
    }
    for (index, names) in names.operations.iter().enumerate() {
        files[paths[&format!("src/operations/{}.rs", names.module.as_str())]].operation = Some(index);
    }
    let owners = Owners::of(&types, &operations);
    let (title, version, description) = (api.title.clone(), api.version.clone(), api.description.clone());
    Overview { title, version, description, operations, types, files, keywords: counts.by_keyword(), owners }
}

impl FileOverview {
    fn of(file: &GeneratedFile) -> Self {
        let (bytes, lines) = (file.content.len(), file.content.lines().count());
        Self { path: file.path.clone(), bytes, lines, types: Vec::new(), operation: None }
    }
}

/// What is looked at.
struct View<'a> {
    api: &'a Api,
    names: &'a Names,
    subject: Subject<'a>,
    /// The models that are types of their own, in document order.
    shown: Vec<ModelId>,
    /// The index of each model among these. One that is only another name for its twin has the twin's.
    index: Vec<usize>,
}

impl<'a> View<'a> {
    fn new(api: &'a Api, names: &'a Names) -> Self {
        let mut shown: Vec<ModelId> = names.model_files.iter().flat_map(|file| file.models.clone()).collect();
        shown.sort();
        let by_name: HashMap<&str, usize> =
            shown.iter().enumerate().map(|(index, id)| (names.model(*id).ty.as_str(), index)).collect();
        let index = names.models.iter().map(|model| by_name[model.ty.as_str()]).collect();
        Self { api, names, subject: Subject::new(api, names), shown, index }
    }

    fn type_of(&self, id: ModelId, counts: &mut enforced::Counts) -> TypeOverview {
        let model = self.api.model(id);
        let members = self.members(id);
        let mut uses: Vec<usize> = Vec::new();
        let mentioned = members.iter().filter_map(|member| member.uses);
        for used in mentioned.chain(model.write_of.map(|read| self.index[read.0])) {
            if !uses.contains(&used) {
                uses.push(used);
            }
        }
        TypeOverview {
            name: self.names.model(id).ty.to_string(),
            kind: kind(model),
            pointer: model.pointer.clone(),
            about: first_paragraph(model.docs.title.as_deref(), model.docs.description.as_deref()),
            deprecated: model.docs.deprecated,
            sensitive: model.sensitive,
            members,
            uses,
            used_by: Vec::new(),
            operations: Vec::new(),
            reached_by: self.subject.users.get(&id).map_or(0, Vec::len),
            enforced: enforced::of_model(self.api, model, counts),
            file: 0,
        }
    }

    /// The type that a value is made of.
    fn used(&self, value: &crate::ir::Value) -> Option<usize> {
        origin::model_of(value).map(|id| self.index[id.0])
    }
}

/// What a type is, in a word or two.
fn kind(model: &Model) -> &'static str {
    match &model.kind {
        ModelKind::Object(_) => "struct",
        ModelKind::Enum(_) => "open enum",
        ModelKind::TaggedUnion(_) => "tagged union",
        ModelKind::UntaggedUnion(union) if union.looks.is_empty() => "union of views",
        ModelKind::UntaggedUnion(_) => "untagged union",
        ModelKind::Alias(_) => "alias",
    }
}

/// What people are told first: the title, or else the first paragraph of the description, in one line.
fn first_paragraph(title: Option<&str>, description: Option<&str>) -> Option<String> {
    let paragraph = |text: &str| {
        let text = text.trim_start();
        let end = text.find("\n\n").unwrap_or(text.len());
        text[..end].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    [title, description].into_iter().flatten().map(paragraph).find(|text| !text.is_empty())
}
