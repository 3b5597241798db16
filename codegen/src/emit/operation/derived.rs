//! Checks of parameters that repeat a value of the body.
//!
//! Invariant: such a parameter is held to its own schema, however wide that of the body is.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Subject, content};
use crate::emit::{types, validator};
use crate::ir::{ModelKind, Parameter, Type, Value, ValueSource};

/// Whether a parameter is sensitive, by itself or because of the property that it repeats.
pub(super) fn is_sensitive(subject: &Subject<'_>, parameter: &Parameter) -> bool {
    let api = subject.scope.api;
    let repeated = match parameter.source {
        Some(ValueSource::BodyProperty(index)) => property(subject, index),
        Some(ValueSource::BodyTag) | None => None,
    };
    types::is_secret(api, &parameter.value) || repeated.is_some_and(|(_, value)| types::is_secret(api, value))
}

/// The checks of one parameter, if it repeats a value and there is something to check.
pub(super) fn emit(subject: &Subject<'_>, parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    match (&parameter.source, text_enum(subject, &parameter.value)) {
        (None, _) => TokenStream::new(),
        (Some(ValueSource::BodyTag), Some(ty)) => quote! {
            if let Some(value) = self.body.tag() {
                let value = &#ty::from(value);
                report.member(at, #wire, value);
            }
        },
        (Some(ValueSource::BodyTag), None) => {
            validator::emit_member(subject.scope, wire, &quote!(self.body.tag()), true, &parameter.value)
        }
        (Some(ValueSource::BodyProperty(index)), ty) => {
            let Some((field, value)) = property(subject, *index) else { return TokenStream::new() };
            let place = quote!(self.body.#field);
            let own = Value { sensitive: is_sensitive(subject, parameter), ..parameter.value.clone() };
            match ty {
                Some(ty) => {
                    let value = quote!(&#ty::from(#place.as_str()));
                    quote!(report.member(at, #wire, #value);)
                }
                None if text_enum(subject, value).is_some() => {
                    let text = quote!((*#place.as_str()));
                    validator::emit_member(subject.scope, wire, &text, false, &own)
                }
                None => validator::emit_member(subject.scope, wire, &place, false, &own),
            }
        }
    }
}

/// The path of a type, if it is an enumeration.
fn text_enum(subject: &Subject<'_>, value: &Value) -> Option<TokenStream> {
    match value.ty {
        Type::Model(id) if matches!(subject.scope.api.model(id).kind, ModelKind::Enum(_)) => {
            Some(subject.scope.model(id))
        }
        _ => None,
    }
}

/// The field and the value of a property of the body.
fn property<'a>(subject: &Subject<'a>, index: usize) -> Option<(&'a crate::name::Ident, &'a Value)> {
    let Type::Model(id) = subject.it.body.as_ref().and_then(content::of_body)?.value.ty else { return None };
    let ModelKind::Object(object) = &subject.scope.api.model(id).kind else { return None };
    Some((&subject.scope.names.model(id).fields[index].field, &object.properties[index].value))
}
