//! From a type that is received to the one that is sent, where a schema is used both ways.
//!
//! Invariant: what only travels one way is left behind, and nothing else.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::ir::{Api, ModelId, ModelKind, Object, Property, Type, Value};

/// Emits the conversion to a model that is sent, if there is one.
pub(super) fn emit(scope: &Scope<'_>, id: ModelId) -> TokenStream {
    let model = scope.api.model(id);
    let Some(source) = model.write_of else { return TokenStream::new() };
    let body = match (&model.kind, &scope.api.model(source).kind) {
        (ModelKind::Object(to), ModelKind::Object(from)) => emit_object(scope, (id, to), (source, from)),
        (ModelKind::TaggedUnion(union), _) => {
            let values = union.branches.iter().map(|branch| {
                let boxed = branch.boxed;
                let (ty, pointer) = (Type::Model(branch.model), String::new());
                Value { pointer, ty, nullable: false, boxed, sensitive: false, assertions: Vec::new() }
            });
            emit_variants(scope, id, source, &values.collect::<Vec<_>>())
        }
        (ModelKind::UntaggedUnion(union), _) if union.looks.is_empty() => quote!(Self(value.0)),
        (ModelKind::UntaggedUnion(union), _) => {
            let values: Vec<Value> = union.branches.iter().map(|branch| branch.value.clone()).collect();
            emit_variants(scope, id, source, &values)
        }
        _ => return TokenStream::new(),
    };
    let (from, to) = (scope.model(source), scope.model(id));
    let from_trait = scope.from();
    quote! {
        impl #from_trait<#from> for #to {
            fn from(value: #from) -> Self {
                #body
            }
        }
    }
}

fn emit_object(scope: &Scope<'_>, to: (ModelId, &Object), from: (ModelId, &Object)) -> TokenStream {
    let (names, source_names) = (scope.names.model(to.0), scope.names.model(from.0));
    let fields = to.1.properties.iter().zip(&names.fields).filter(|(it, _)| it.constant.is_none());
    let fields = fields.map(|(property, names)| {
        let field = &names.field;
        let at = from.1.properties.iter().position(|other| other.wire == property.wire);
        let source = at.map_or(field, |at| &source_names.fields[at].field);
        let value = field_value(scope, property, &quote!(value.#source));
        quote!(#field: #value)
    });
    let (from, to) = (scope.model(from.0), scope.model(to.0));
    quote! {
        let unknown_fields = value.unknown_fields.carried(
            <#from as runtime::Object>::KEYS,
            <#to as runtime::Object>::KEYS,
        );
        Self { #(#fields,)* unknown_fields }
    }
}

fn field_value(scope: &Scope<'_>, property: &Property, place: &TokenStream) -> TokenStream {
    if property.required {
        return convert(scope, &property.value, place);
    }
    map(scope, place, &property.value)
}

fn emit_variants(scope: &Scope<'_>, id: ModelId, source: ModelId, values: &[Value]) -> TokenStream {
    let (to, from) = (scope.names.model(id), scope.names.model(source));
    let ty = scope.model(source);
    let arms = values.iter().zip(&to.variants).zip(&from.variants).map(|((value, to), from)| {
        let converted = convert(scope, value, &quote!(value));
        quote!(#ty::#from(value) => Self::#to(#converted),)
    });
    quote! {
        match value {
            #(#arms)*
            #ty::Unknown(value) => Self::Unknown(value),
        }
    }
}

/// A value that is there, which may be null.
fn convert(scope: &Scope<'_>, value: &Value, place: &TokenStream) -> TokenStream {
    if !is_divided(scope.api, value, 0) {
        return quote!(#place);
    }
    if value.nullable {
        return map(scope, place, &Value { nullable: false, ..value.clone() });
    }
    if value.boxed {
        let inner = convert(scope, &Value { boxed: false, ..value.clone() }, &quote!((*#place)));
        let boxed = scope.boxed();
        return quote!(#boxed::new(#inner));
    }
    match &value.ty {
        Type::Model(id) => {
            if let ModelKind::Alias(target) = &scope.api.model(*id).kind {
                convert(scope, target, place)
            } else {
                quote!(#place.into())
            }
        }
        Type::Array(items) => {
            let items = map(scope, &quote!(#place.into_iter()), items);
            quote!(#items.collect())
        }
        Type::Map(members) => {
            let member = convert(scope, members, &quote!(value));
            quote!(#place.into_iter().map(|(key, value)| (key, #member)).collect())
        }
        _ => quote!(#place),
    }
}

/// The same for each value in something that has `map`.
fn map(scope: &Scope<'_>, place: &TokenStream, value: &Value) -> TokenStream {
    if !is_divided(scope.api, value, 0) {
        return quote!(#place);
    }
    let plain = !value.nullable && !value.boxed;
    let is_model = |id: &ModelId| !matches!(scope.api.model(*id).kind, ModelKind::Alias(_));
    match &value.ty {
        Type::Model(id) if plain && is_model(id) => {
            let into = scope.into();
            quote!(#place.map(#into::into))
        }
        _ => {
            let inner = convert(scope, value, &quote!(value));
            quote!(#place.map(|value| #inner))
        }
    }
}

/// Whether what is sent has another type than what is received. An alias leads to one, in few steps.
fn is_divided(api: &Api, value: &Value, depth: usize) -> bool {
    match &value.ty {
        Type::Model(id) => match &api.model(*id).kind {
            ModelKind::Alias(target) => depth < 32 && is_divided(api, target, depth + 1),
            _ => api.model(*id).write_of.is_some(),
        },
        Type::Array(inner) | Type::Map(inner) => is_divided(api, inner, depth),
        _ => false,
    }
}
