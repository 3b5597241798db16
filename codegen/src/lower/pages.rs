//! Operations that give a list page by page: those that are made so, and those whose document says so (`x-pages`).
//!
//! Invariant: what is recognised by its looks only reads: it is a `GET`.

use std::collections::HashMap;

use super::Lower;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{
    Api, ContentFormat, Model, ModelKind, Object, Operation, Pages, ParameterLocation, Pointer, Property,
    StatusPattern, Type, Value,
};
use crate::json::Json;
use crate::openapi::{Fields, Node};

/// What a document says of the pages of an operation.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// There are none.
    Nothing,
    /// Parameters and members have these names.
    Names(Pointer, Names),
}

/// The names of what makes up pages; of those that are not given, the usual ones are looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    page: Option<String>,
    size: Option<String>,
    items: Option<String>,
    total: Option<String>,
}

/// Usual names, in lower case and without what separates words.
const PAGE: &[&str] = &["pagenum", "page", "pagenumber", "pageno"];
const SIZE: &[&str] = &["itemsperpage", "perpage", "pagesize", "limit", "size"];
const ITEMS: &[&str] = &["results", "items", "data"];
const TOTAL: &[&str] = &["totalcount", "total", "totalitems", "totalresults"];

impl<'d> Lower<'d, '_> {
    /// Takes what `x-pages` says.
    pub(super) fn read_pages(&mut self, node: Option<&Node<'d>>, operation: &str) {
        let Some(node) = node else { return };
        if *node.json == Json::Bool(false) {
            self.pages.insert(operation.to_owned(), Said::Nothing);
            return;
        }
        let mut fields = Fields::new(node, "x-pages", self.diagnostics);
        let mut name = |key| fields.string(key, self.diagnostics).map(str::to_owned);
        let names =
            Names { page: name("page"), size: name("size"), items: name("items"), total: name("total") };
        fields.finish(self.diagnostics);
        self.pages.insert(operation.to_owned(), Said::Names(node.pointer.clone(), names));
    }
}

/// Finds the operations that give pages, now that all models are known.
pub(super) fn settle(api: &mut Api, said: &HashMap<Pointer, Said>, diagnostics: &mut Diagnostics) {
    let pages = |operation: &Operation| match said.get(&operation.pointer) {
        Some(Said::Names(pointer, names)) => {
            find(api, operation, names).map(Some).map_err(|missing| (pointer.clone(), missing))
        }
        None if operation.method == "GET" => Ok(find(api, operation, &Names::default()).ok()),
        Some(Said::Nothing) | None => Ok(None),
    };
    let found: Vec<_> = api.operations.iter().map(pages).collect();
    for (operation, pages) in api.operations.iter_mut().zip(found) {
        match pages {
            Ok(pages) => operation.pages = pages,
            Err((pointer, missing)) => {
                let message = format!("this operation gives no pages: it has no {missing}");
                let help = "see `docs/extensions.md` for what `x-pages` needs";
                diagnostics.warn(Code::Ignored, Place::Value(pointer), message, help);
            }
        }
    }
}

/// What makes up the pages of an operation, or else what is missing.
fn find(api: &Api, operation: &Operation, names: &Names) -> Result<Pages, &'static str> {
    let number = |name: &Option<String>, usual: &[&str]| {
        let mut parameters = operation.parameters.iter().enumerate();
        let is_it = |wire: &str| is_named(wire, name.as_deref(), usual);
        let found = parameters.find(|(_, parameter)| {
            parameter.location == ParameterLocation::Query
                && parameter.source.is_none()
                && is_it(&parameter.wire)
                && is_integer(api, &parameter.value)
        });
        found.map(|(index, _)| index)
    };
    let page = number(&names.page, PAGE).ok_or("integer query parameter for the number of the page")?;
    let body = body(api, operation).ok_or("single success whose JSON is an object")?;
    let property = |name: &Option<String>, usual: &[&str], is_it: &dyn Fn(&Property) -> bool| {
        let mut usual = usual.iter().map(std::slice::from_ref);
        usual.find_map(|usual| {
            let fits = |it: &&Property| is_named(&it.wire, name.as_deref(), usual) && is_it(it);
            body.properties.iter().find(fits).map(|it| it.wire.clone())
        })
    };
    let items = property(&names.items, ITEMS, &is_list).ok_or("member of its reply that is a list")?;
    let is_total = |it: &Property| !it.value.nullable && is_integer(api, &it.value);
    let total = property(&names.total, TOTAL, &is_total);
    let size = number(&names.size, SIZE).filter(|size| *size != page);
    Ok(Pages { page, size, items, total })
}

fn is_named(wire: &str, name: Option<&str>, usual: &[&str]) -> bool {
    if let Some(name) = name {
        return wire == name;
    }
    let letters: String = wire.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    usual.contains(&letters.as_str())
}

/// The object that the only success of an operation holds.
fn body<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Object> {
    let is_success = |status| matches!(status, StatusPattern::Exact(200..=299) | StatusPattern::Class(2));
    let mut successes = operation.responses.iter().filter(|response| is_success(response.status));
    let success = successes.next().filter(|it| it.bodiless.is_empty())?;
    let [content] = success.content.as_slice() else { return None };
    if successes.next().is_some() || content.format != ContentFormat::Json {
        return None;
    }
    match &resolve(api, &content.value)?.kind {
        ModelKind::Object(object) => Some(object),
        _ => None,
    }
}

/// The model that a value is, through aliases that add nothing.
fn resolve<'a>(api: &'a Api, value: &Value) -> Option<&'a Model> {
    let mut value = value;
    // A chain of aliases is no longer than the list of models.
    for _ in 0..=api.models.len() {
        let Type::Model(id) = value.ty else { return None };
        if value.nullable || value.boxed {
            return None;
        }
        match &api.model(id).kind {
            ModelKind::Alias(target) => value = target,
            _ => return Some(api.model(id)),
        }
    }
    None
}

fn is_integer(api: &Api, value: &Value) -> bool {
    let mut value = value;
    for _ in 0..=api.models.len() {
        match value.ty {
            Type::Integer { unsigned } => return !unsigned,
            Type::Model(id) => match &api.model(id).kind {
                ModelKind::Alias(target) if !target.nullable => value = target,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

/// Whether a member is a list that may be taken out of its object.
fn is_list(property: &Property) -> bool {
    matches!(property.value.ty, Type::Array(_)) && !property.value.nullable && !property.value.boxed
}
