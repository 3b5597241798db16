//! A first call of an operation, for the crate's documentation.
//!
//! Invariant: what is called compiles, and satisfies the document.

use proc_macro2::TokenStream;
use quote::quote;

use super::content;
use super::parameter::{is_array, is_scalar};
use crate::emit::sample::{self, Sample};
use crate::emit::scope::Scope;
use crate::emit::types;
use crate::ir::{
    self, Api, ContentFormat, ModelKind, Parameter, ParameterLocation, RequestBody, Style, Type, Value,
    ValueSource,
};
use crate::json::Json;
use crate::name::Names;

/// The expression that makes a request with what it needs, if that can be said.
pub(in crate::emit) fn emit(api: &Api, names: &Names, index: usize) -> Option<TokenStream> {
    let scope = Scope::elsewhere(api, names);
    let (it, names) = (&api.operations[index], &names.operations[index]);
    if it.docs.deprecated || !it.parameters.iter().all(|parameter| is_simple(api, it, parameter)) {
        return None;
    }
    let needed = it.parameters.iter().zip(&names.parameters);
    let needed = needed.filter(|(parameter, _)| parameter.required && parameter.source.is_none());
    let values: Vec<Value> =
        needed.clone().map(|(it, _)| Value { nullable: false, ..it.value.clone() }).collect();
    let mut samples: Vec<Sample<'_>> = needed
        .zip(&values)
        .map(|((it, names), value)| Sample {
            ident: &names.field,
            value,
            wire: &it.wire,
            json: sample::first(&it.docs.examples).or(it.default.as_ref()),
        })
        .collect();
    if let Some(body) = it.body.as_ref().filter(|body| body.required) {
        let content = only_content(body)?;
        let json = sample::first(&content.examples);
        samples.push(Sample { ident: &names.body.field, value: &content.value, wire: "body", json });
    }
    let (ty, required) = (&names.ty, &names.required);
    let arguments = sample::emit_arguments(&scope, &quote!(operations::#required), &samples)?;
    Some(quote!(operations::#ty::new(#arguments)))
}

/// The content of a body that is made of properties, in one media type.
fn only_content(body: &RequestBody) -> Option<&ir::Content> {
    let content = content::of_body(body).filter(|_| body.content.len() == 1)?;
    matches!(content.format, ContentFormat::Json | ContentFormat::Form).then_some(content)
}

/// Whether a parameter is not needed, or is easily given.
fn is_simple(api: &Api, it: &ir::Operation, parameter: &Parameter) -> bool {
    let value = &parameter.value;
    match parameter.source {
        None => !parameter.required || !parameter.docs.deprecated && is_easy(api, parameter),
        Some(ValueSource::BodyTag) => it.body.as_ref().is_some_and(|body| takes_tag(api, value, body)),
        Some(ValueSource::BodyProperty(_)) => false,
    }
}

/// Whether anything that satisfies the document can stand where a parameter goes.
fn is_easy(api: &Api, parameter: &Parameter) -> bool {
    let value = &parameter.value;
    match parameter.location {
        // An empty list would leave an empty segment.
        ParameterLocation::Path => is_scalar(api, value) && !parameter.allow_reserved,
        ParameterLocation::Query | ParameterLocation::Header => is_scalar(api, value) || is_array(api, value),
        ParameterLocation::Cookie => is_scalar(api, value) && parameter.style != Style::Cookie,
        ParameterLocation::QueryString | ParameterLocation::Part => false,
    }
}

/// Whether a parameter may have the tag of the body that is shown.
fn takes_tag(api: &Api, value: &Value, body: &RequestBody) -> bool {
    let tag = || {
        let content = only_content(body).filter(|_| body.required)?;
        let Type::Model(id) = types::resolve(api, &content.value).ty else { return None };
        let ModelKind::TaggedUnion(union) = &api.model(id).kind else { return None };
        let json = sample::first(&content.examples);
        let json: Option<&Json> = json.or_else(|| sample::first(&api.model(id).docs.examples));
        sample::branch(union, json)?.tags.first()
    };
    let Type::Model(id) = types::resolve(api, value).ty else { return false };
    let ModelKind::Enum(list) = &api.model(id).kind else { return false };
    tag().is_some_and(|tag| list.values.contains(tag))
}
