//! Setters: one per optional property, and one more where it may be null.
//!
//! Invariant: a setter never unsets anything.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;
use crate::emit::constructor::{argument_type, convert};
use crate::emit::docs::{Doc, deprecated};
use crate::emit::markdown;
use crate::ir::{Property, Value};
use crate::name::{FieldNames, Ident};

pub(super) fn emit(subject: &Subject<'_>, property: &Property, names: &FieldNames) -> TokenStream {
    let (field, setter) = (&names.field, &names.setter);
    let plain = Value { nullable: false, ..property.value.clone() };
    let argument = argument_type(subject.scope, &plain);
    let value = convert(subject.scope, &plain, &quote!(value));
    let value = if property.value.nullable { quote!(Some(#value)) } else { value };
    let wire = markdown::code(&property.wire);
    let docs = Doc::new(&format!("Sets {wire}.")).outer();
    let deprecated = deprecated(&property.docs);
    let null = if property.value.nullable {
        emit_null(&wire, field, names, &deprecated)
    } else {
        TokenStream::new()
    };
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self, value: #argument) -> Self {
            self.#field = Some(#value);
            self
        }

        #null
    }
}

fn emit_null(wire: &str, field: &Ident, names: &FieldNames, deprecated: &TokenStream) -> TokenStream {
    let setter = &names.null_setter;
    let docs = Doc::new(&format!("Sets {wire} to null.")).outer();
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #setter(mut self) -> Self {
            self.#field = Some(None);
            self
        }
    }
}
