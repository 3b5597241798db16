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
    let parts = [emit_enum(&subject), emit_text(&subject), emit_uses(&subject, id), emit_debug(&subject)];
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
    let (ty, keyword) = (&subject.names.ty, &subject.it.keyword);
    let (variants, values) = (&subject.names.variants, &subject.it.values);
    let rules = match subject.model.rules.as_slice() {
        [] => TokenStream::new(),
        rules => {
            let names = literal::strings(rules);
            quote!((&crate::rules::RULES, &#names),)
        }
    };
    quote! {
        runtime::string_enum! {
            #ty, #keyword,
            #rules
            #(#variants = #values,)*
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

                fn is_known(&self) -> bool {
                    runtime::OpenEnum::is_known(self)
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

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    if subject.model.sensitive { union::emit_redacted_debug(subject.names) } else { TokenStream::new() }
}
