//! A type that keeps the JSON of a value that may be of several branches, and shows it as each of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;
use crate::emit::docs::{Doc, deprecated};
use crate::emit::{model, types, validator};
use crate::ir::{ModelId, Value};

pub(super) fn emit(subject: &Subject<'_>, id: ModelId) -> TokenStream {
    let parts = [
        emit_struct(subject),
        emit_conversions(subject),
        emit_json(subject),
        model::emit_serde(subject.scope, id),
        emit_validate(subject),
    ];
    parts.into_iter().collect()
}

fn emit_struct(subject: &Subject<'_>) -> TokenStream {
    let (ty, result) = (&subject.names.ty, subject.scope.result());
    let docs = model::docs(subject.model, "A value of one or several types.").outer();
    let deprecated = deprecated(&subject.model.docs);
    let views = subject.branches().zip(&subject.names.fields).map(|((branch, _), names)| {
        let method = &names.field;
        let value = Value { boxed: false, ..branch.value.clone() };
        let view = types::of(subject.scope, &value);
        let name = crate::emit::markdown::code(&branch.name);
        let docs = Doc::new(&format!("The value as {name}.")).outer();
        quote! {
            #docs
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " If it is of another type."]
            pub fn #method(&self) -> #result<#view, runtime::DecodeError> {
                runtime::view(&self.0)
            }
        }
    });
    quote! {
        #docs
        #[doc = ""]
        #[doc = " Nothing tells its types apart, so it is kept as JSON and can be seen as each of them."]
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        pub struct #ty(runtime::RawJson);

        impl #ty {
            #[doc = " The JSON text."]
            #[must_use]
            pub fn get(&self) -> &str {
                self.0.get()
            }

            #(#views)*
        }
    }
}

fn emit_conversions(subject: &Subject<'_>) -> TokenStream {
    let (ty, from, result) = (&subject.names.ty, subject.scope.from(), subject.scope.result());
    let conversions = subject.distinct().map(|(branch, _)| {
        let value = Value { boxed: false, ..branch.value.clone() };
        let inner = types::of(subject.scope, &value);
        quote! {
            impl TryFrom<&#inner> for #ty {
                type Error = serde_json::Error;

                fn try_from(value: &#inner) -> #result<Self, Self::Error> {
                    runtime::RawJson::written(value).map(Self)
                }
            }
        }
    });
    quote! {
        impl #from<runtime::RawJson> for #ty {
            fn from(value: runtime::RawJson) -> Self {
                Self(value)
            }
        }

        #(#conversions)*
    }
}

fn emit_json(subject: &Subject<'_>) -> TokenStream {
    let (ty, result) = (&subject.names.ty, subject.scope.result());
    quote! {
        impl runtime::Read for #ty {
            fn read<'de, D: serde::Deserializer<'de>>(input: D) -> #result<Self, D::Error> {
                runtime::Read::read(input).map(Self)
            }
        }

        impl runtime::Write for #ty {
            fn write<S: serde::Serializer>(
                &self,
                serializer: S,
                mode: runtime::Mode,
            ) -> #result<S::Ok, S::Error> {
                runtime::Write::write(&self.0, serializer, mode)
            }
        }
    }
}

/// Rules say which of the types it may be, because more than one may fit.
fn emit_validate(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let place = model::emit_place(subject.model);
    let rules = validator::rules::emit(&subject.model.rules, &quote!(&self.0));
    let unused = if rules.is_empty() { quote!(let _ = (at, report);) } else { TokenStream::new() };
    quote! {
        impl runtime::Validate for #ty {
            fn check(&self, at: &runtime::Location<'_>, report: &mut runtime::Report) {
                #place
                #unused
                #rules
            }
        }
    }
}
