//! The conversions to and from `jiff`, for crates with dates, times or durations.
//!
//! Invariant: nobody pays for them who does not ask for them by the Cargo feature.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Content, File};
use crate::ir::{Additional, Api, Model, ModelKind, Operation, Type, Value};

/// Whether a crate has anything to convert.
pub(super) fn is_needed(api: &Api) -> bool {
    api.models.iter().any(in_model) || api.operations.iter().any(in_operation)
}

/// The file of the conversions.
pub(super) fn file() -> File {
    let content = Content::Verbatim(include_str!("../with_jiff.rs").into());
    File { path: "src/with_jiff.rs".to_owned(), content, models: BTreeSet::new() }
}

/// The line of the crate's root that mounts the file.
pub(super) fn emit_module() -> TokenStream {
    quote! {
        #[cfg(feature = "jiff")]
        #[rustfmt::skip]
        mod with_jiff;
    }
}

fn in_model(model: &Model) -> bool {
    match &model.kind {
        ModelKind::Object(object) => {
            let additional = match &object.additional {
                Additional::Typed(value) => Some(&**value),
                Additional::Open | Additional::Closed(_) => None,
            };
            object.properties.iter().map(|property| &property.value).chain(additional).any(in_value)
        }
        ModelKind::UntaggedUnion(union) => union.branches.iter().any(|branch| in_value(&branch.value)),
        ModelKind::Alias(value) => in_value(value),
        ModelKind::Enum(_) | ModelKind::TaggedUnion(_) => false,
    }
}

fn in_operation(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.value);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let replies = operation.responses.iter().flat_map(|response| &response.content);
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let contents = bodies.chain(replies).map(|content| &content.value);
    parameters.chain(contents).chain(headers.map(|header| &header.value)).any(in_value)
}

fn in_value(value: &Value) -> bool {
    match &value.ty {
        Type::Formatted(format) => format.has_jiff_type(),
        Type::Array(inner) | Type::Map(inner) => in_value(inner),
        _ => false,
    }
}
