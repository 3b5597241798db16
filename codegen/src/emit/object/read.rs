//! Reading a struct: its table of keys, its slots, and how they become a value.
//!
//! Invariant: straight lines; the loop over members is the runtime's.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Subject, types};
use crate::emit::literal;
use crate::ir::{Additional, Api, Direction, Model, ModelKind, Pointer, Property, Type, join};
use crate::name::FieldNames;

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let slots = emit_slots(subject);
    let object = emit_object(subject);
    quote! {
        #slots

        #object
    }
}

fn emit_slots(subject: &Subject<'_>) -> TokenStream {
    if subject.fields().next().is_none() || is_its_own_slots(subject) {
        return TokenStream::new();
    }
    let slots = &subject.names.slots;
    let option = subject.scope.option();
    let fields = subject.fields().map(|(_, property, names)| {
        let (field, ty) = (&names.field, types::of(subject.scope, &property.value));
        quote!(#field: #option<#ty>,)
    });
    quote! {
        #[doc(hidden)]
        #[derive(Default)]
        pub struct #slots {
            #(#fields)*
        }
    }
}

/// Whether nothing is required, so that a value can be filled in place.
fn is_its_own_slots(subject: &Subject<'_>) -> bool {
    !subject.fields().any(|(_, property, _)| property.required)
}

fn emit_object(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let keys =
        subject.object.properties.iter().map(|property| emit_key(subject.scope.api, subject.model, property));
    let (read_member, read_tag, finish) =
        (emit_read_member(subject), emit_read_tag(subject), emit_finish(subject));
    let slots = &subject.names.slots;
    let slots = match subject.fields().next() {
        None => quote!(()),
        Some(_) if is_its_own_slots(subject) => quote!(Self),
        Some(_) => quote!(#slots),
    };
    let schema = &subject.model.pointer;
    let closed = match &subject.object.additional {
        Additional::Closed(pointer) => {
            let option = subject.scope.option();
            quote!(const CLOSED: #option<&'static str> = Some(#pointer);)
        }
        Additional::Open | Additional::Typed(_) => TokenStream::new(),
    };
    let write_members = super::write::emit_members(subject);
    quote! {
        impl runtime::Object for #ty {
            const KEYS: &'static [runtime::Key] = &[#(#keys),*];
            const SCHEMA: &'static str = #schema;
            #closed
            type Slots = #slots;

            #read_member

            #read_tag

            #finish

            fn unknown(&self) -> &runtime::UnknownFields {
                &self.unknown_fields
            }

            #write_members
        }
    }
}

fn emit_key(api: &Api, model: &Model, property: &Property) -> TokenStream {
    let wire = &property.wire;
    let key = if let Some(value) = &property.constant {
        quote!(runtime::Key::constant(#wire, #value))
    } else {
        quote!(runtime::Key::new(#wire))
    };
    let required = if property.required { quote!(.required()) } else { TokenStream::new() };
    let read_only = matches!(property.direction, Direction::ReadOnly);
    let read_only = if read_only { quote!(.read_only()) } else { TokenStream::new() };
    let secret = property.constant.is_none() && types::is_secret(api, &property.value);
    let sensitive = if secret { quote!(.sensitive()) } else { TokenStream::new() };
    let place = place(api, model, property).map(|place| quote!(.at(#place)));
    quote!(#key #required #read_only #sensitive #place)
}

/// Where the document says what a member is, in case it holds a null or another constant: the keyword that allows the
/// constant alone, or `type`, where there must be one, or else the schema. None where the runtime can tell it from the name.
fn place(api: &Api, model: &Model, property: &Property) -> Option<Pointer> {
    let schema = &property.value.pointer;
    if property.constant.is_some() {
        return Some(schema.clone());
    }
    if property.required || property.value.nullable {
        return None;
    }
    let has_type = !api.untyped.contains(schema)
        && matches!(
            property.value.ty,
            Type::Boolean | Type::Integer { .. } | Type::Number | Type::String | Type::Formatted(_)
        );
    let place = if has_type { join(schema, "type") } else { schema.clone() };
    let usual = join(&join(&join(&model.pointer, "properties"), &property.wire), "type");
    (place != usual).then_some(place)
}

fn emit_read_member(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let mut arms: Vec<(TokenStream, TokenStream)> = subject
        .fields()
        .map(|(index, property, names)| {
            let index = literal::integer(index as i128);
            (index, emit_read_field(subject, property, names))
        })
        .collect();
    // The runtime asks for no other key, so the last arm takes the rest.
    let last = arms.pop().map(|(_, read)| read);
    let (slots, key, body) = match last {
        None => {
            (quote!(_slots), quote!(_key), quote!(runtime::required(&mut None::<runtime::RawJson>, value)))
        }
        Some(read) if arms.is_empty() => (quote!(slots), quote!(_key), read),
        Some(read) => {
            let arms = arms.iter().map(|(index, read)| quote!(#index => #read,));
            (quote!(slots), quote!(key), quote!(match key { #(#arms)* _ => #read, }))
        }
    };
    quote! {
        fn read_member<'de, D: serde::Deserializer<'de>>(
            #slots: &mut Self::Slots,
            #key: usize,
            value: D,
        ) -> #result<runtime::Held, D::Error> {
            #body
        }
    }
}

fn emit_read_field(subject: &Subject<'_>, property: &Property, names: &FieldNames) -> TokenStream {
    let field = &names.field;
    // Any JSON may be null, and is what it is.
    if types::resolve(subject.scope.api, &property.value).ty == Type::Any && !property.value.nullable {
        return quote!(runtime::required(&mut slots.#field, value));
    }
    match (property.required, property.value.nullable) {
        (true, _) => quote!(runtime::required(&mut slots.#field, value)),
        (false, false) => quote!(runtime::optional(&mut slots.#field, value)),
        (false, true) => quote!(runtime::optional_nullable(&mut slots.#field, value)),
    }
}

/// Only a text can be the tag of a union, and the runtime only offers one to branches of a union.
fn emit_read_tag(subject: &Subject<'_>) -> TokenStream {
    let arms: Vec<TokenStream> = subject.fields().filter_map(|field| emit_tag_arm(subject, field)).collect();
    if arms.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn read_tag(slots: &mut Self::Slots, key: usize, tag: &str) {
            match key {
                #(#arms)*
                _ => {}
            }
        }
    }
}

fn emit_tag_arm(
    subject: &Subject<'_>,
    (index, property, names): (usize, &Property, &FieldNames),
) -> Option<TokenStream> {
    let api = subject.scope.api;
    let is_tag = api.models.iter().any(|model| match &model.kind {
        ModelKind::TaggedUnion(union) => {
            union.tag == property.wire && union.branches.iter().any(|branch| branch.model == subject.id)
        }
        _ => false,
    });
    let value = match &types::resolve(api, &property.value).ty {
        Type::String => quote!(tag.to_owned()),
        Type::Formatted(_) => quote!(tag.into()),
        Type::Model(id) if matches!(api.model(*id).kind, ModelKind::Enum(_)) => quote!(tag.into()),
        _ => return None,
    };
    let value = if property.value.nullable { quote!(Some(#value)) } else { value };
    let (index, field) = (literal::integer(index as i128), &names.field);
    is_tag.then(|| quote!(#index => slots.#field = Some(#value),))
}

fn emit_finish(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let fields = subject.fields().map(|(index, property, names)| {
        let field = &names.field;
        let index = literal::integer(index as i128);
        if property.required {
            quote!(#field: slots.#field.ok_or(runtime::Missing(#index))?)
        } else {
            quote!(#field: slots.#field)
        }
    });
    let slots = if subject.fields().next().is_none() { quote!(_slots) } else { quote!(slots) };
    if is_its_own_slots(subject) && subject.fields().next().is_some() {
        return quote! {
            fn finish(
                slots: Self,
                unknown_fields: runtime::UnknownFields,
            ) -> #result<Self, runtime::Missing> {
                Ok(Self { unknown_fields, ..slots })
            }
        };
    }
    quote! {
        fn finish(
            #slots: Self::Slots,
            unknown_fields: runtime::UnknownFields,
        ) -> #result<Self, runtime::Missing> {
            Ok(Self { #(#fields,)* unknown_fields })
        }
    }
}
