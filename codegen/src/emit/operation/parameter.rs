//! How a parameter goes into a request.
//!
//! Invariant: parameters that can not be written do not arrive here; `lower` reports them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types;
use crate::ir::{Api, ModelKind, Parameter, ParameterLocation, Type, Value};

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
pub(super) fn emit(api: &Api, parameter: &Parameter, sensitive: bool, value: &TokenStream) -> TokenStream {
    let name = &parameter.wire;
    let array = parameter.source.is_none() && is_array(api, &parameter.value);
    match (parameter.location, array, parameter.explode) {
        (ParameterLocation::Path, ..) => quote!(request.path_segment(#name, #value);),
        (ParameterLocation::Query, true, true) => quote!(request.query_exploded(#name, #value);),
        (ParameterLocation::Query, true, false) => quote!(request.query_joined(#name, #value);),
        (ParameterLocation::Query, false, _) => quote!(request.query(#name, #value);),
        (ParameterLocation::Header, ..) if sensitive => quote!(request.sensitive_header(#name, #value)?;),
        (ParameterLocation::Cookie, ..) if sensitive => quote!(request.sensitive_cookie(#name, #value);),
        (ParameterLocation::Header, ..) => quote!(request.header(#name, #value)?;),
        (ParameterLocation::Cookie, ..) => quote!(request.cookie(#name, #value);),
    }
}
