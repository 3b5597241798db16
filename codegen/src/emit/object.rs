//! Structs, from objects with named properties.
//!
//! Invariant: the table of keys, the writer and the reader list the properties in the same order.

mod debug;
mod read;
mod setters;
mod validate;
mod write;

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{self, Argument};
use super::docs::{Doc, deprecated};
use super::scope::Scope;
use super::{default, model, types};
use crate::ir::{Additional, Direction, Model, ModelId, Object, Property};
use crate::name::{FieldNames, ModelNames};

/// An object on its way to a struct.
struct Subject<'a> {
    scope: &'a Scope<'a>,
    names: &'a ModelNames,
    id: ModelId,
    model: &'a Model,
    object: &'a Object,
}

impl<'a> Subject<'a> {
    /// The properties that have a field: the index of each, itself and its names.
    fn fields(&self) -> impl Iterator<Item = (usize, &'a Property, &'a FieldNames)> {
        let properties = self.object.properties.iter().zip(&self.names.fields).enumerate();
        properties.filter(|(_, (it, _))| it.constant.is_none()).map(|(index, (it, names))| (index, it, names))
    }
}

/// Emits the struct of an object and everything that goes with it.
pub(super) fn emit(scope: &Scope<'_>, id: ModelId, object: &Object) -> TokenStream {
    let subject = Subject { scope, names: scope.names.model(id), id, model: scope.api.model(id), object };
    let parts = [
        emit_struct(&subject),
        constructor::emit_required(scope, &subject.names.required, &subject.names.ty, &arguments(&subject)),
        emit_impl(&subject),
        read::emit(&subject),
        emit_json(&subject),
        validate::emit(&subject),
        debug::emit(&subject),
    ];
    parts.into_iter().collect()
}

fn emit_struct(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let docs = model::docs(subject.model, "An object of the document.").outer();
    let deprecated = deprecated(&subject.model.docs);
    let derives = derives(subject);
    let fields = subject.fields().map(|(_, property, names)| emit_field(subject, property, names));
    quote! {
        #docs
        #deprecated
        #[derive(#derives)]
        #[non_exhaustive]
        pub struct #ty {
            #(#fields)*
            unknown_fields: runtime::UnknownFields,
        }
    }
}

fn derives(subject: &Subject<'_>) -> TokenStream {
    let debug = if debug::is_derived(subject) { quote!(Debug,) } else { TokenStream::new() };
    let default =
        if subject.fields().any(|(_, it, _)| it.required) { TokenStream::new() } else { quote!(Default,) };
    quote!(Clone, #debug #default PartialEq)
}

fn emit_field(subject: &Subject<'_>, property: &Property, names: &FieldNames) -> TokenStream {
    let field = &names.field;
    let docs = field_docs(subject, property).outer();
    let deprecated = deprecated(&property.docs);
    let ty = field_type(subject.scope, property);
    quote! {
        #docs
        #deprecated
        pub #field: #ty,
    }
}

fn field_docs(subject: &Subject<'_>, property: &Property) -> Doc {
    let wire = super::markdown::code(&property.wire);
    let sensitive = types::is_sensitive(subject.scope.api, &property.value);
    let doc = Doc::of(&property.docs, &format!("The property {wire}."));
    let doc = doc.details(&property.docs, sensitive).default(property.default.as_ref(), sensitive);
    match property.direction {
        Direction::Both => doc,
        Direction::ReadOnly => doc.and("Read-only: requests leave it out."),
        Direction::WriteOnly => doc.and("Write-only: responses leave it out."),
    }
}

/// The type of a property's field: an `Option` around that of its value if it may be left out.
fn field_type(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let ty = types::of(scope, &property.value);
    if property.required {
        return ty;
    }
    let option = scope.option();
    quote!(#option<#ty>)
}

/// The required properties, as arguments of `new`.
fn arguments<'a>(subject: &Subject<'a>) -> Vec<Argument<'a>> {
    let required = subject.fields().filter(|(_, property, _)| property.required);
    required
        .map(|(_, property, names)| Argument {
            ident: &names.field,
            value: &property.value,
            ty: types::of(subject.scope, &property.value),
            docs: field_docs(subject, property),
            deprecated: property.docs.deprecated,
            into: false,
        })
        .collect()
}

fn emit_impl(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let new = emit_new(subject);
    let setters = subject
        .fields()
        .filter(|(_, property, _)| !property.required)
        .map(|(_, property, names)| setters::emit(subject, property, names));
    let defaults = subject.fields().map(|(_, property, names)| default::emit(subject.scope, property, names));
    let additional = emit_additional(subject);
    quote! {
        impl #ty {
            #new

            #(#setters)*

            #(#defaults)*

            #additional
        }
    }
}

/// Reading and writing, which are the same for all objects.
fn emit_json(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    quote!(runtime::object!(#ty);)
}

/// The members beside the named properties, where they have a type.
fn emit_additional(subject: &Subject<'_>) -> TokenStream {
    let Additional::Typed(value) = &subject.object.additional else { return TokenStream::new() };
    let (ty, result) = (types::of(subject.scope, value), subject.scope.result());
    quote! {
        #[doc = " The members beside the named properties, in order. Set one by"]
        #[doc = " [`insert_typed`](runtime::UnknownFields::insert_typed) of the unknown fields."]
        pub fn additional_properties(
            &self,
        ) -> impl Iterator<Item = (&str, #result<#ty, runtime::DecodeError>)> {
            self.unknown_fields.typed()
        }
    }
}

fn emit_new(subject: &Subject<'_>) -> TokenStream {
    let arguments = arguments(subject);
    if arguments.is_empty() {
        let default = subject.scope.default_trait();
        return quote! {
            #[doc = " A value in which nothing is set."]
            #[must_use]
            pub fn new() -> Self {
                <Self as #default>::default()
            }
        };
    }
    let new = constructor::Signature::of(subject.scope, &subject.names.required, &arguments);
    let parameters = &new.parameters;
    let fields = subject.fields().map(|(_, property, names)| {
        let field = &names.field;
        if property.required { new.init(&names.field) } else { quote!(#field: None) }
    });
    quote! {
        #[doc = " A value with its required properties. The others are left out until they are set."]
        #[must_use]
        pub fn new(#parameters) -> Self {
            Self { #(#fields,)* unknown_fields: runtime::UnknownFields::default() }
        }
    }
}
