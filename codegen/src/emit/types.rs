//! The Rust type of a value.
//!
//! Invariant: a bound never changes a type.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::ir::{Api, ModelKind, Type, Value};

/// The type of a value that is there: `Option` if it may be null.
pub(super) fn of(scope: &Scope<'_>, value: &Value) -> TokenStream {
    let ty = not_null(scope, value);
    if value.nullable {
        let option = scope.option();
        quote!(#option<#ty>)
    } else {
        ty
    }
}

/// The type of a value that is there and not null.
pub(super) fn not_null(scope: &Scope<'_>, value: &Value) -> TokenStream {
    let ty = bare(scope, &value.ty);
    if value.boxed {
        let boxed = scope.boxed();
        quote!(#boxed<#ty>)
    } else {
        ty
    }
}

fn bare(scope: &Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Any => quote!(runtime::RawJson),
        Type::AnyObject => quote!(runtime::RawObject),
        Type::Boolean => quote!(bool),
        Type::Integer { unsigned: true } => quote!(u64),
        Type::Integer { unsigned: false } => quote!(i64),
        Type::Number => quote!(f64),
        Type::String => scope.string(),
        Type::Formatted(format) => {
            let ident = Ident::new(format.type_name(), Span::call_site());
            quote!(runtime::#ident)
        }
        Type::Binary => quote!(runtime::File),
        Type::Array(items) => {
            let (vec, items) = (scope.vec(), of(scope, items));
            quote!(#vec<#items>)
        }
        Type::Map(members) => {
            let members = of(scope, members);
            quote!(runtime::Map<#members>)
        }
        Type::Model(id) => scope.model(*id),
    }
}

/// Looks through aliases. An alias of something that may be null is left alone.
pub(super) fn resolve<'a>(api: &'a Api, mut value: &'a Value) -> &'a Value {
    // A chain of aliases is no longer than the list of models; a loop would be.
    for _ in 0..api.models.len() {
        match &value.ty {
            Type::Model(id) => match &api.model(*id).kind {
                ModelKind::Alias(target) if !target.nullable && !value.nullable && !value.boxed => {
                    value = target;
                }
                _ => return value,
            },
            _ => return value,
        }
    }
    value
}

/// Whether `Debug` may not show a value, by itself or because of its type.
pub(super) fn is_sensitive(api: &Api, value: &Value) -> bool {
    if value.sensitive {
        return true;
    }
    let resolved = resolve(api, value);
    match &resolved.ty {
        Type::Array(inner) | Type::Map(inner) => resolved.sensitive || is_sensitive(api, inner),
        // A model hides its own parts.
        _ => resolved.sensitive,
    }
}

/// Whether no part of a value may be shown, because of its type too.
pub(super) fn is_secret(api: &Api, value: &Value) -> bool {
    is_secret_within(api, value, api.models.len())
}

/// An alias of an alias leads on, but no further than there are models.
fn is_secret_within(api: &Api, value: &Value, steps: usize) -> bool {
    value.sensitive
        || match &value.ty {
            Type::Array(inner) | Type::Map(inner) => is_secret_within(api, inner, steps),
            Type::Model(id) => match &api.model(*id).kind {
                _ if api.model(*id).sensitive => true,
                ModelKind::Alias(target) => steps > 0 && is_secret_within(api, target, steps - 1),
                _ => false,
            },
            _ => false,
        }
}

/// Whether two values could be swapped without the compiler noticing, because any text can be given for both.
pub(super) fn swappable(api: &Api, a: &Value, b: &Value) -> bool {
    let is_text = |value: &Value| {
        let value = resolve(api, value);
        value.ty.is_text() && !value.nullable && !value.boxed
    };
    same(api, a, b) || is_text(a) && is_text(b)
}

/// Whether two values are of one type.
pub(super) fn same(api: &Api, a: &Value, b: &Value) -> bool {
    let (a, b) = (resolve(api, a), resolve(api, b));
    a.nullable == b.nullable
        && match (&a.ty, &b.ty) {
            (Type::Array(a), Type::Array(b)) | (Type::Map(a), Type::Map(b)) => same(api, a, b),
            (a, b) => a == b,
        }
}
