//! How a parameter goes into a request.
//!
//! Invariant: [`supported`] names exactly what [`emit`] can write.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types;
use crate::ir::{Api, ModelKind, Parameter, ParameterLocation, Style, Type, Value};

/// Whether requests can hold a parameter. `lower` reports the others.
#[must_use]
pub fn supported(api: &Api, parameter: &Parameter) -> bool {
    use ParameterLocation::{Cookie, Header, Path, Query};
    let array = is_array(api, &parameter.value);
    let fits = match (parameter.location, parameter.style) {
        (Path | Header, Style::Simple) | (Cookie, Style::Form) => !array,
        (Query, Style::Form) => true,
        _ => false,
    };
    let tag = parameter.source.is_some();
    fits && !parameter.allow_reserved && (tag || array || is_scalar(api, &parameter.value))
}

fn is_array(api: &Api, value: &Value) -> bool {
    match &types::resolve(api, value).ty {
        Type::Array(items) => !items.nullable && is_scalar(api, items),
        _ => false,
    }
}

/// Whether a value becomes text on its own.
pub(super) fn is_scalar(api: &Api, value: &Value) -> bool {
    let resolved = types::resolve(api, &Value { nullable: false, ..value.clone() }).clone();
    !resolved.nullable
        && match resolved.ty {
            Type::Boolean | Type::Integer { .. } | Type::Number | Type::String => true,
            Type::Model(id) => matches!(api.model(id).kind, ModelKind::Enum(_)),
            _ => false,
        }
}

/// The statement that writes a value, which is a reference.
pub(super) fn emit(api: &Api, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let name = &parameter.wire;
    let array = parameter.source.is_none() && is_array(api, &parameter.value);
    match (parameter.location, array, parameter.explode) {
        (ParameterLocation::Path, ..) => quote!(request.path_segment(#name, #value);),
        (ParameterLocation::Query, true, true) => quote!(request.query_exploded(#name, #value);),
        (ParameterLocation::Query, true, false) => quote!(request.query_joined(#name, #value);),
        (ParameterLocation::Query, false, _) => quote!(request.query(#name, #value);),
        (ParameterLocation::Header, ..) => quote!(request.header(#name, #value)?;),
        (ParameterLocation::Cookie, ..) => quote!(request.cookie(#name, #value);),
    }
}
