//! Validating a struct: what it was read with, each property, and the object as a whole.
//!
//! Invariant: a property that the document says nothing about takes no line.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;
use crate::emit::{literal, model, types, validator};
use crate::ir::{Additional, Property};
use crate::name::FieldNames;

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let additional = emit_additional(subject);
    let whole = validator::object::emit(&subject.object.assertions, &emit_count(subject));
    let place = model::emit_place(subject.model);
    let rules = validator::rules::emit(&subject.model.rules, &quote!(self));
    let properties = subject.fields().map(|(_, property, names)| emit_property(subject, property, names));
    quote! {
        impl runtime::Validate for #ty {
            fn check(&self, at: &runtime::Location<'_>, report: &mut runtime::Report) {
                #place
                report.object(at, self);
                #additional
                #whole
                #(#properties)*
                #rules
            }
        }
    }
}

fn emit_additional(subject: &Subject<'_>) -> TokenStream {
    let Additional::Typed(value) = &subject.object.additional else { return TokenStream::new() };
    let (ty, keyword) = (types::of(subject.scope, value), &value.pointer);
    let checks = validator::emit_bound(subject.scope, value);
    let check = if checks.is_empty() {
        quote!(|_: &#ty, _, _| {})
    } else {
        quote!(|value: &#ty, at, report| { #checks })
    };
    quote!(report.additional(at, &self.unknown_fields, #check, #keyword);)
}

/// How many members the object has when it is written.
fn emit_count(subject: &Subject<'_>) -> TokenStream {
    let always = subject.object.properties.iter().filter(|it| it.constant.is_some() || it.required).count();
    let always = Some(always).filter(|count| *count > 0).map(|count| {
        let count = literal::integer(count as i128);
        quote!(+ #count)
    });
    let optional = subject.fields().filter(|(_, property, _)| !property.required).map(|(_, _, names)| {
        let field = &names.field;
        quote!(+ usize::from(self.#field.is_some()))
    });
    quote!(runtime::count_members(self, self.unknown_fields.len() #always #(#optional)*))
}

fn emit_property(subject: &Subject<'_>, property: &Property, names: &FieldNames) -> TokenStream {
    let field = &names.field;
    validator::emit_member(
        subject.scope,
        &property.wire,
        &quote!(self.#field),
        !property.required,
        &property.value,
    )
}
