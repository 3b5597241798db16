//! Open enums, from strings with listed values.
//!
//! Invariant: every text has a value, and every value gives its text back.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::scope::Scope;
use super::{literal, markdown, model, types, union};
use crate::ir::{Api, Model, ModelId, Parameter, StringEnum, Type, Value, ValueSource};
use crate::name::ModelNames;

struct Subject<'a> {
    scope: &'a Scope<'a>,
    names: &'a ModelNames,
    model: &'a Model,
    it: &'a StringEnum,
}

/// Emits the enum and everything that goes with it.
pub(super) fn emit(scope: &Scope<'_>, id: ModelId, it: &StringEnum) -> TokenStream {
    let subject = Subject { scope, names: scope.names.model(id), model: scope.api.model(id), it };
    let parts = [
        emit_enum(&subject),
        emit_text(&subject),
        emit_conversions(&subject),
        emit_open_enum(&subject),
        emit_uses(&subject, id),
        emit_json(&subject),
        model::emit_serde(scope, id),
        emit_debug(&subject),
    ];
    parts.into_iter().collect()
}

fn emit_enum(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let docs = model::docs(subject.model, "One of several strings.").outer();
    let deprecated = deprecated(&subject.model.docs);
    let debug = if subject.model.sensitive { TokenStream::new() } else { quote!(Debug,) };
    let variants = subject.names.variants.iter().zip(&subject.it.values).map(|(variant, value)| {
        let docs = Doc::new(&format!("{}.", markdown::code(value))).outer();
        quote! {
            #docs
            #variant,
        }
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #ty {
            #(#variants)*
            #[doc = " A value that the document does not know."]
            Unknown(runtime::UnknownValue),
        }
    }
}

fn emit_text(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let (variants, values) = (&subject.names.variants, &subject.it.values);
    let list = literal::strings(values);
    quote! {
        impl #ty {
            #[doc = " The values that the document lists."]
            pub const VALUES: &'static [&'static str] = &#list;

            #[doc = " The value as it is written."]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }
    }
}

fn emit_conversions(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let (variants, values) = (&subject.names.variants, &subject.it.values);
    let from = subject.scope.from();
    quote! {
        impl std::fmt::Display for #ty {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl #from<&str> for #ty {
            fn from(text: &str) -> Self {
                match text {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(runtime::UnknownValue::new(text)),
                }
            }
        }
    }
}

fn emit_open_enum(subject: &Subject<'_>) -> TokenStream {
    let ty = &subject.names.ty;
    let keyword = &subject.it.keyword;
    quote! {
        impl runtime::OpenEnum for #ty {
            const VALUES: &'static [&'static str] = Self::VALUES;

            fn from_text(text: &str) -> Self {
                text.into()
            }

            fn text(&self) -> &str {
                self.as_str()
            }

            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        impl runtime::Validate for #ty {
            fn check(&self, at: &runtime::Location<'_>, report: &mut runtime::Report) {
                report.one_of(at, self, #keyword);
            }
        }
    }
}

/// Only what travels outside of bodies needs to become text, or be made from it.
fn emit_uses(subject: &Subject<'_>, id: ModelId) -> TokenStream {
    let ty = &subject.names.ty;
    let api = subject.scope.api;
    let mut parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let is_property = |it: &Parameter| matches!(it.source, Some(ValueSource::BodyProperty(_)));
    let mut responses = api.operations.iter().flat_map(|operation| &operation.responses);
    // What is taken from a body can be of any enum.
    let parameter = if parameters.any(|it| is_property(it) || mentions(api, &it.value, id)) {
        quote! {
            impl runtime::Parameter for #ty {
                fn text(&self) -> std::borrow::Cow<'_, str> {
                    self.as_str().into()
                }
            }
        }
    } else {
        TokenStream::new()
    };
    if !responses.any(|response| response.headers.iter().any(|it| mentions(api, &it.value, id))) {
        return parameter;
    }
    let option = subject.scope.option();
    quote! {
        #parameter

        impl runtime::FromHeader for #ty {
            fn from_header(text: &str) -> #option<Self> {
                Some(text.into())
            }
        }
    }
}

/// Whether a value, or an item of it, is of a model.
fn mentions(api: &Api, value: &Value, id: ModelId) -> bool {
    match &types::resolve(api, value).ty {
        Type::Model(found) => *found == id,
        Type::Array(items) => mentions(api, items, id),
        _ => false,
    }
}

fn emit_json(subject: &Subject<'_>) -> TokenStream {
    let (ty, result) = (&subject.names.ty, subject.scope.result());
    quote! {
        impl runtime::Read for #ty {
            fn read<'de, D: serde::Deserializer<'de>>(input: D) -> #result<Self, D::Error> {
                runtime::read_enum(input)
            }
        }

        impl runtime::Write for #ty {
            fn write<S: serde::Serializer>(
                &self,
                serializer: S,
                _mode: runtime::Mode,
            ) -> #result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    }
}

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    if subject.model.sensitive { union::emit_redacted_debug(subject.names) } else { TokenStream::new() }
}
