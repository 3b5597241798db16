//! Which of the media types of a body are worth a choice, and which come first.
//!
//! Invariant: the first is what a caller gets who does not choose: the newest stable version, or else the first that
//! the document lists.

use std::cmp::Reverse;

use super::media_type::{date, essence, is_plain_json};
use super::value::any;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::ir::{Additional, Api, Content, ContentFormat, ModelId, ModelKind, Type, Value};

/// Orders and merges the contents of all bodies, now that all types are known.
pub(super) fn settle(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut operations = std::mem::take(&mut api.operations);
    for operation in &mut operations {
        if let Some(body) = &mut operation.body {
            newest_first(&mut body.content);
            leave_out_repeated(api, &mut body.content, diagnostics);
        }
        for response in &mut operation.responses {
            newest_first(&mut response.content);
            response.accept = accept(&response.content);
            merge(&mut response.content);
        }
    }
    api.operations = operations;
}

/// Puts the newest stable version first, where versions have dates.
fn newest_first(content: &mut [Content]) {
    let key = |content: &Content| {
        let essence = essence(&content.media_type);
        let stable = !["preview", "beta", "alpha", "upcoming"].iter().any(|word| essence.contains(word));
        date(&essence).map(|date| (Reverse(stable), Reverse(date.to_owned())))
    };
    if content.iter().filter(|content| key(content).is_some()).count() > 1 {
        // Those without a date come last, in their order.
        content.sort_by_key(|content| key(content).map_or((true, None), |key| (false, Some(key))));
    }
}

/// What to ask for. A server that chooses the version by what is asked for is asked for one.
fn accept(content: &[Content]) -> Vec<String> {
    let newest = content.iter().position(|content| date(&essence(&content.media_type)).is_some());
    let others = content
        .iter()
        .enumerate()
        .filter(|(index, content)| Some(*index) == newest || date(&essence(&content.media_type)).is_none());
    others.map(|(_, content)| content.media_type.clone()).collect()
}

/// Leaves out media types in which a request says the same as in another one.
fn leave_out_repeated(api: &Api, content: &mut Vec<Content>, diagnostics: &mut Diagnostics) {
    let mut kept: Vec<Content> = Vec::new();
    for it in std::mem::take(content) {
        let Some(other) =
            kept.iter_mut().find(|other| other.value.ty == it.value.ty && is_repeated(other, &it))
        else {
            kept.push(it);
            continue;
        };
        // Whoever chooses a media type chooses among all of them.
        if it.format == ContentFormat::File && other.format == ContentFormat::File {
            other.media_type = format!("{}, {}", other.media_type, it.media_type);
            continue;
        }
        let files = holds_files(api, &it.value, &mut Vec::new());
        let better = is_plain_json(&essence(&it.media_type)) && !files
            || it.format == ContentFormat::Multipart && files
            || it.format == ContentFormat::Json && !matches!(other.format, ContentFormat::Json) && !files;
        let left_out = if better { std::mem::replace(other, it) } else { it };
        let message = format!("`{}` is not generated", left_out.media_type);
        let help = format!("`{}` holds the same", other.media_type);
        diagnostics.warn(Code::Ignored, Place::Key(left_out.pointer), message, help);
    }
    *content = kept;
}

/// Whether two media types of one type differ in nothing but how they are written.
fn is_repeated(a: &Content, b: &Content) -> bool {
    let names = [essence(&a.media_type), essence(&b.media_type)];
    let chosen_by_name = |name: &String| date(name).is_some();
    match (a.format, b.format) {
        (ContentFormat::Text | ContentFormat::Binary, _)
        | (_, ContentFormat::Text | ContentFormat::Binary) => false,
        (ContentFormat::Json, ContentFormat::Json) => {
            !names.iter().any(chosen_by_name) && names.iter().any(|name| is_plain_json(name))
        }
        _ => true,
    }
}

/// Merges contents that come as the same type.
fn merge(content: &mut Vec<Content>) {
    let mut merged: Vec<Content> = Vec::new();
    for it in std::mem::take(content) {
        let same = |other: &&mut Content| {
            let bytes = matches!(it.format, ContentFormat::Text | ContentFormat::Binary);
            other.format == it.format && (bytes || other.value.ty == it.value.ty)
        };
        match merged.iter_mut().find(same) {
            Some(other) => {
                other.also.push(it.media_type);
                other.examples.extend(it.examples);
            }
            None => merged.push(it),
        }
    }
    *content = merged;
}

/// Whether there are files in a value, which only parts can hold.
fn holds_files(api: &Api, value: &Value, way: &mut Vec<ModelId>) -> bool {
    match &value.ty {
        Type::Binary => true,
        Type::Array(inner) | Type::Map(inner) => holds_files(api, inner, way),
        Type::Model(id) if !way.contains(id) => {
            way.push(*id);
            match &api.model(*id).kind {
                ModelKind::Object(object) => {
                    let additional = match &object.additional {
                        Additional::Typed(value) => Some(&**value),
                        _ => None,
                    };
                    let properties = object.properties.iter().map(|property| &property.value);
                    properties.chain(additional).any(|value| holds_files(api, value, way))
                }
                ModelKind::Alias(value) => holds_files(api, value, way),
                ModelKind::UntaggedUnion(union) => {
                    union.branches.iter().any(|branch| holds_files(api, &branch.value, way))
                }
                ModelKind::TaggedUnion(union) => union.branches.iter().any(|branch| {
                    let value = Value { ty: Type::Model(branch.model), ..any(String::new()) };
                    holds_files(api, &value, way)
                }),
                ModelKind::Enum(_) => false,
            }
        }
        _ => false,
    }
}
