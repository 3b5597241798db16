//! `effective_x()`: the value of an optional property, or its default.
//!
//! Invariant: a default is never written; it only stands in for a value that is not there.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::scope::Scope;
use super::{literal, markdown, types};
use crate::ir::{Api, ModelKind, Property, Type, Value};
use crate::json::{Json, Number};
use crate::name::{FieldNames, Names};

/// A default that has a literal: what is returned, and how to get it.
struct Effective {
    ty: TokenStream,
    body: TokenStream,
}

/// Emits the accessor, if the property may be left out and its default has a literal.
pub(super) fn emit(scope: &Scope<'_>, property: &Property, names: &FieldNames) -> TokenStream {
    let effective = match &property.default {
        Some(default) if !property.required && !property.value.nullable => {
            effective(scope, &property.value, default, names)
        }
        _ => None,
    };
    let Some(Effective { ty, body }) = effective else { return TokenStream::new() };
    let name = &names.effective;
    let docs =
        Doc::new(&format!("The value of {}, or else its default.", markdown::code(&property.wire))).outer();
    let deprecated = deprecated(&property.docs);
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(&self) -> #ty {
            #body
        }
    }
}

fn effective(scope: &Scope<'_>, value: &Value, default: &Json, names: &FieldNames) -> Option<Effective> {
    let field = &names.field;
    let resolved = types::resolve(scope.api, value);
    if value.boxed || resolved.boxed || resolved.nullable {
        return None;
    }
    let copied = |ty, literal: TokenStream| Effective { ty, body: quote!(self.#field.unwrap_or(#literal)) };
    Some(match (&resolved.ty, default) {
        (Type::Boolean, Json::Bool(default)) => copied(quote!(bool), quote!(#default)),
        (Type::Integer { unsigned: true }, Json::Number(Number::Integer(default))) => {
            copied(quote!(u64), literal::integer(u64::try_from(*default).ok()?.into()))
        }
        (Type::Integer { unsigned: false }, Json::Number(Number::Integer(default))) => {
            copied(quote!(i64), literal::integer(i64::try_from(*default).ok()?.into()))
        }
        (Type::Number, Json::Number(default)) => copied(quote!(f64), literal::float(*default)),
        (Type::String, Json::String(default)) => {
            Effective { ty: quote!(&str), body: quote!(self.#field.as_deref().unwrap_or(#default)) }
        }
        (Type::Formatted(_), Json::String(default)) => {
            let ty = types::of(scope, resolved);
            let default = quote!(const { &#ty::from_static(#default) });
            Effective { ty: quote!(&#ty), body: quote!(self.#field.as_ref().unwrap_or(#default)) }
        }
        (Type::Model(_), Json::String(default)) => {
            let variant = variant(scope.api, scope.names, resolved, default)?;
            let ty = types::of(scope, resolved);
            Effective { ty: quote!(&#ty), body: quote!(self.#field.as_ref().unwrap_or(&#ty::#variant)) }
        }
        _ => return None,
    })
}

/// The variant of an enum that a string stands for.
fn variant<'a>(api: &Api, names: &'a Names, value: &Value, text: &str) -> Option<&'a crate::name::Ident> {
    let Type::Model(id) = value.ty else { return None };
    let ModelKind::Enum(it) = &api.model(id).kind else { return None };
    let at = it.values.iter().position(|value| value == text)?;
    names.model(id).variants.get(at)
}
