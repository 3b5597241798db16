//! How a parameter goes into a request.
//!
//! Invariant: a scalar in the style of its place goes straight into the request; the runtime takes everything else
//! apart.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::emit::docs::Doc;
use crate::emit::{markdown, types};
use crate::ir::{Api, ModelKind, Parameter, ParameterLocation, Style, Type, Value};

/// What there is to say about a parameter: of which part it is, too, since a description rarely does.
pub(super) fn docs(parameter: &Parameter) -> Doc {
    let (place, name) = (parameter.location.as_str(), markdown::code(&parameter.wire));
    let Some(part) = &parameter.part else {
        return Doc::of(&parameter.docs, &format!("The {place} parameter {name}."));
    };
    let (name, property) = (markdown::code(&part.name), markdown::code(&part.property));
    let title = format!("The header {name} of the part {property}, sent with every part of this name.");
    let docs = Doc::of(&parameter.docs, &title);
    if parameter.docs.description.is_some() { docs.and(&title) } else { docs }
}

/// Whether a value is a list of values that become text.
pub(super) fn is_array(api: &Api, value: &Value) -> bool {
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
            Type::Boolean | Type::Integer { .. } | Type::Number | Type::String | Type::Formatted(_) => true,
            Type::Model(id) => matches!(api.model(id).kind, ModelKind::Enum(_)),
            _ => false,
        }
}

/// The statement that writes a value, which is a reference.
pub(super) fn emit(api: &Api, parameter: &Parameter, sensitive: bool, value: &TokenStream) -> TokenStream {
    let name = &parameter.wire;
    let scalar = parameter.source.is_some() || is_scalar(api, &parameter.value);
    let array = parameter.source.is_none() && is_array(api, &parameter.value);
    let direct = !parameter.allow_reserved
        && match parameter.location {
            ParameterLocation::Path | ParameterLocation::Header => scalar && parameter.style == Style::Simple,
            ParameterLocation::Query => {
                parameter.style == Style::Form && (scalar || array)
                    || scalar && matches!(parameter.style, Style::SpaceDelimited | Style::PipeDelimited)
            }
            ParameterLocation::Cookie => scalar && parameter.style == Style::Form,
            ParameterLocation::QueryString | ParameterLocation::Part => false,
        };
    let request = request(sensitive);
    if !direct {
        return emit_value(parameter, &request, value);
    }
    match (parameter.location, array, parameter.explode) {
        (ParameterLocation::Path, ..) => quote!(#request.path_segment(#name, #value);),
        (ParameterLocation::Header, ..) => quote!(#request.header(#name, #value)?;),
        (ParameterLocation::Cookie, ..) => quote!(#request.cookie(#name, #value);),
        (_, true, true) => quote!(#request.query_exploded(#name, #value);),
        (_, true, false) => quote!(#request.query_joined(#name, #value);),
        (_, false, _) => quote!(#request.query(#name, #value);),
    }
}

/// The request that takes a parameter or a body.
pub(super) fn request(sensitive: bool) -> TokenStream {
    if sensitive { quote!(request.sensitive()) } else { quote!(request) }
}

fn emit_value(parameter: &Parameter, request: &TokenStream, value: &TokenStream) -> TokenStream {
    let (name, encoding) =
        (&parameter.wire, encoding(parameter.style, parameter.explode, parameter.allow_reserved));
    match parameter.location {
        ParameterLocation::Path => quote!(#request.path_value(#name, #encoding, #value);),
        ParameterLocation::Query => quote!(#request.query_value(#name, #encoding, #value);),
        ParameterLocation::Header => quote!(#request.header_value(#name, #encoding, #value)?;),
        ParameterLocation::Cookie => quote!(#request.cookie_value(#name, #encoding, #value);),
        ParameterLocation::QueryString => match (parameter.style, &parameter.value.ty) {
            (Style::Json, _) => quote!(#request.query_json(#name, #value);),
            (_, ty) if ty.is_text() => quote!(#request.query_text(#value);),
            _ => quote!(#request.query_form(#name, #value);),
        },
        ParameterLocation::Part => {
            let (part, name) = parameter.part.as_ref().map(|it| (&it.property, &it.name)).unzip();
            quote!(#request.part_header(#part, #name, #encoding, #value)?;)
        }
    }
}

/// The runtime's description of how a value becomes text.
pub(super) fn encoding(style: Style, explode: bool, allow_reserved: bool) -> TokenStream {
    let style = match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Form => "Form",
        Style::Simple => "Simple",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
        Style::Json => "Json",
    };
    let style = Ident::new(style, Span::call_site());
    let reserved = if allow_reserved { quote!(.allow_reserved()) } else { TokenStream::new() };
    quote!(runtime::Encoding::new(runtime::Style::#style, #explode)#reserved)
}
