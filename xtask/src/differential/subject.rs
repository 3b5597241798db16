//! A document → the types of its component schemas, in an output that can be compiled.
//!
//! A type that only has another name checks nothing by itself, and whether `null` is allowed is up to whoever has a
//! property of it; so an object is added to the document that has one.

use std::fs;
use std::path::Path;

use codegen::diagnostic::{Diagnostic, Diagnostics, Place};
use codegen::ir::{Api, ModelKind, ModelName};
use codegen::json::Json;
use codegen::version::{self, Version};
use codegen::{Formats, Options, Output, Source, analyse, emit, load, name, render};
use serde_json::{Value, json};

use super::schemas::{Schemas, escape};
use super::translate;
use crate::documents::Document;
use crate::failure::{Failure, shown};
use crate::folder::DiskFolder;
use crate::reported::Said;

/// A component schema that became a type.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// Its name in the document.
    pub(super) name: String,
    /// Where its schema stands.
    pub(super) place: String,
    /// The type that is read.
    pub(super) ty: String,
    /// Whether that type has it as the property [`WRAPPED`].
    pub(super) is_wrapped: bool,
}

/// The property that has a type which is another name.
pub(super) const WRAPPED: &str = "value";

/// What was made of a document.
#[derive(Debug, Default)]
pub(super) struct Generated {
    /// The output; without files if nothing can be made of the document.
    pub(super) output: Output,
    /// Its types, in document order.
    pub(super) subjects: Vec<Subject>,
    /// What is said about it.
    pub(super) said: Vec<Said>,
    /// Its files as they are.
    pub(super) files: Vec<(String, Json)>,
    /// Its files with schemas as the other judge reads them.
    pub(super) schemas: Schemas,
    /// Whether it is written for OpenAPI 3.0.
    pub(super) is_30: bool,
}

/// Generates from a document. None if it is not one that anything can be made of.
pub(super) fn generate(document: &Document) -> Result<Option<Generated>, Failure> {
    let bytes = fs::read(&document.path).map_err(Failure::io("read", &document.path))?;
    let file = shown(Path::new(document.path.file_name().unwrap_or_default()));
    let folder = DiskFolder::of(&document.path);
    let mut diagnostics = Diagnostics::default();
    let source = Source { name: file, bytes };
    let Some(mut root) = load::load(&source, &mut diagnostics) else { return Ok(None) };
    let Some(version) = version::detect(&root, &mut diagnostics) else { return Ok(None) };
    let options = options();
    let Some(plain) = analyse(&source, &folder, &options, &mut diagnostics).api else { return Ok(None) };
    let mut wanted = subjects_of(&plain);
    for (_, place, is_more) in &mut wanted {
        *is_more |= root.pointer(place).is_some_and(|schema| may_be_null(&root, schema, 0));
    }
    let added = wrap(&mut root, &wanted);
    let source = Source { name: source.name, bytes: root.to_text().into() };
    let mut diagnostics = Diagnostics::default();
    let analysis = analyse(&source, &folder, &options, &mut diagnostics);
    let Some(api) = analysis.api else { return Ok(None) };
    let names = name::name(&api, &mut Diagnostics::default());
    let (files, features) = render(&api, &names, &source.name);
    let types = |wanted: &str| {
        let model =
            api.models.iter().position(|model| model.pointer == wanted && model.write_of.is_none())?;
        Some(names.models[model].ty.as_str().to_owned())
    };
    let subjects = wanted.into_iter().filter_map(|(name, place, is_more)| {
        let wrapper = added.iter().find(|(of, _)| is_more && *of == place);
        let ty = types(wrapper.map_or(place.as_str(), |(_, wrapper)| wrapper))?;
        Some(Subject { name, place, ty, is_wrapped: wrapper.is_some() })
    });
    let subjects: Vec<Subject> = subjects.collect();
    let mut contents = vec![(String::new(), root)];
    for source in &analysis.sources {
        contents.extend(load::load(source, &mut diagnostics).map(|json| (source.name.clone(), json)));
    }
    let is_30 = version == Version::V30;
    let schemas = schemas(&contents, &subjects, is_30);
    let said = diagnostics.iter().map(said).collect();
    let output = Output { files, dependencies: emit::dependencies(&api), features, ..Output::default() };
    Ok(Some(Generated { output, subjects, said, files: contents, schemas, is_30 }))
}

/// Whether an object, or a part of it, says that it may be `null`.
fn may_be_null(root: &Json, schema: &Json, depth: usize) -> bool {
    const DEEPEST: usize = 8;
    let is_null = |kind: &Json| kind.as_str() == Some("null");
    let listed = schema.get("type").and_then(Json::as_array);
    let target = || root.pointer(schema.get("$ref")?.as_str()?.strip_prefix('#')?);
    let parts = ["allOf", "oneOf", "anyOf"].iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    schema.get("nullable").and_then(Json::as_bool) == Some(true)
        || listed.is_some_and(|it| it.iter().any(is_null))
        || depth < DEEPEST && parts.chain(target()).any(|part| may_be_null(root, part, depth + 1))
}

/// Formats are judged elsewhere.
fn options() -> Options {
    let mut options = Options::default();
    options.formats = Formats::Annotate;
    options
}

/// The names and places of the component schemas that became types, and whether it may be more than
/// an object.
fn subjects_of(api: &Api) -> Vec<(String, String, bool)> {
    let models = api.models.iter().filter(|model| model.write_of.is_none());
    let named = models.filter_map(|model| {
        let is_schema = |name: &&String| {
            model.pointer.contains('#') || model.pointer == format!("/components/schemas/{}", escape(name))
        };
        let name = match &model.name {
            ModelName::Component(name) => Some(name).filter(is_schema)?,
            ModelName::InFile(name) => name,
            _ => return None,
        };
        Some((name.clone(), model.pointer.clone(), !matches!(model.kind, ModelKind::Object(_))))
    });
    named.collect()
}

/// Adds an object for each type that may be more than one. Gives where the schema stands, and where the object does.
fn wrap(root: &mut Json, subjects: &[(String, String, bool)]) -> Vec<(String, String)> {
    let mut added = Vec::new();
    for (index, (_, place, _)) in subjects.iter().enumerate().filter(|(_, (_, _, is_more))| *is_more) {
        let name = format!("DifferentialSubject{index}");
        let reference = if place.contains('#') { place.clone() } else { format!("#{place}") };
        let reference = reference.replace('%', "%25").replace(' ', "%20");
        let wrapper = json!({
            "type": "object", "required": [WRAPPED], "properties": {WRAPPED: {"$ref": reference}},
        });
        let wrapper = serde_json::from_str(&wrapper.to_string()).unwrap_or(Json::Null);
        if let Some(schemas) = member(root, "components").and_then(|components| member(components, "schemas"))
        {
            added.push((place.clone(), format!("/components/schemas/{name}")));
            schemas.push((name, wrapper));
        }
    }
    added
}

/// The members of a member that is an object, which is added where there is none.
fn member<'j>(json: &'j mut impl Members, key: &str) -> Option<&'j mut Vec<(String, Json)>> {
    let members = json.members()?;
    if !members.iter().any(|(name, _)| name == key) {
        members.push((key.to_owned(), Json::Object(Vec::new())));
    }
    members.iter_mut().find(|(name, _)| name == key)?.1.members()
}

/// What may have members.
trait Members {
    /// They.
    fn members(&mut self) -> Option<&mut Vec<(String, Json)>>;
}

impl Members for Json {
    fn members(&mut self) -> Option<&mut Vec<(String, Json)>> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }
}

impl Members for Vec<(String, Json)> {
    fn members(&mut self) -> Option<&mut Vec<(String, Json)>> {
        Some(self)
    }
}

fn schemas(files: &[(String, Json)], subjects: &[Subject], is_30: bool) -> Schemas {
    let value = |json: &Json| serde_json::from_str::<Value>(&json.to_text()).unwrap_or_default();
    let mut schemas =
        Schemas { files: files.iter().map(|(name, json)| (name.clone(), value(json))).collect() };
    if is_30 {
        translate::to_draft4(&mut schemas, subjects.iter().map(|subject| subject.place.clone()).collect());
    }
    schemas
}

fn said(diagnostic: &Diagnostic) -> Said {
    let place = match &diagnostic.place {
        Place::Value(pointer) | Place::Key(pointer) => pointer.clone(),
        place => place.file().to_owned(),
    };
    let Diagnostic { code, severity, message, .. } = diagnostic.clone();
    Said { severity, code, place, message }
}
