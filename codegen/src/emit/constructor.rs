//! `new`: positional where no two arguments could be swapped, with a struct of named ones elsewhere.
//!
//! Invariant: the same rule for models and operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::scope::Scope;
use super::types;
use crate::ir::{Api, Docs, ModelKind, Object, Type, Value};
use crate::name::Ident;

/// More than this many arguments are given by name.
const MAX_POSITIONAL: usize = 3;

/// An argument of `new`.
#[derive(Clone, Debug)]
pub(super) struct Argument<'a> {
    pub(super) ident: &'a Ident,
    pub(super) value: &'a Value,
    pub(super) ty: TokenStream,
    pub(super) docs: Doc,
    pub(super) deprecated: bool,
    /// Whether it may be of another type, whatever its value says.
    pub(super) into: bool,
}

/// How `new` takes its arguments.
#[derive(Debug)]
pub(super) struct Signature {
    /// What stands between its parentheses.
    pub(super) parameters: TokenStream,
    inits: Vec<(Ident, TokenStream)>,
    positional: bool,
}

impl Signature {
    /// The signature for these arguments; `required` names the struct.
    pub(super) fn of(scope: &Scope<'_>, required: &Ident, arguments: &[Argument<'_>]) -> Self {
        if is_positional(scope.api, &values(arguments)) {
            let parameters = arguments.iter().map(|it| {
                let (ident, ty) = (it.ident, &it.ty);
                if is_into(scope, it) {
                    let into = scope.into();
                    return quote!(#ident: impl #into<#ty>);
                }
                quote!(#ident: #ty)
            });
            let inits = arguments.iter().map(|it| {
                let ident = it.ident;
                let init = if is_into(scope, it) { quote!(#ident: #ident.into()) } else { quote!(#ident) };
                (ident.clone(), init)
            });
            let inits = inits.collect();
            return Self { parameters: quote!(#(#parameters),*), inits, positional: true };
        }
        let inits = arguments.iter().map(|it| {
            let ident = it.ident;
            (ident.clone(), quote!(#ident: required.#ident))
        });
        let inits = inits.collect();
        Self { parameters: quote!(required: #required), inits, positional: false }
    }

    /// Whether the arguments stand one after the other, and not in a struct of their own.
    pub(super) const fn is_positional(&self) -> bool {
        self.positional
    }

    /// How the struct's field of an argument is filled.
    pub(super) fn init(&self, ident: &Ident) -> TokenStream {
        self.inits.iter().find(|(known, _)| known == ident).map(|(_, init)| init.clone()).unwrap_or_default()
    }
}

fn is_into(scope: &Scope<'_>, argument: &Argument<'_>) -> bool {
    argument.into || converts(scope, argument.value)
}

/// Whether no two arguments of these types could be swapped, and there are few of them.
pub(super) fn is_positional(api: &Api, values: &[&Value]) -> bool {
    let swappable =
        |(index, a): (usize, &&Value)| values[index + 1..].iter().any(|b| types::swappable(api, a, b));
    values.len() <= MAX_POSITIONAL && !values.iter().enumerate().any(swappable)
}

/// Whether the struct of an object comes with one for the arguments of `new`.
pub(super) fn has_required(api: &Api, object: &Object) -> bool {
    let required = object.properties.iter().filter(|it| it.required && it.constant.is_none());
    !is_positional(api, &required.map(|property| &property.value).collect::<Vec<_>>())
}

fn values<'a>(arguments: &[Argument<'a>]) -> Vec<&'a Value> {
    arguments.iter().map(|argument| argument.value).collect()
}

/// Emits the struct of named arguments, where `new` takes one.
pub(super) fn emit_required(
    scope: &Scope<'_>,
    ident: &Ident,
    owner: &Ident,
    arguments: &[Argument<'_>],
) -> TokenStream {
    if is_positional(scope.api, &values(arguments)) {
        return TokenStream::new();
    }
    let sensitive = arguments.iter().any(|it| types::is_sensitive(scope.api, it.value));
    let derives = if sensitive { quote!(Clone, PartialEq) } else { quote!(Clone, Debug, PartialEq) };
    let fields = arguments.iter().map(|it| {
        let (ident, ty, docs) = (it.ident, &it.ty, it.docs.outer());
        let deprecated = deprecated(&Docs { deprecated: it.deprecated, ..Docs::default() });
        quote! {
            #docs
            #deprecated
            pub #ident: #ty,
        }
    });
    let docs = Doc::new(&format!("What [`{owner}::new`] needs.")).outer();
    let debug = if sensitive { emit_debug(scope, ident, arguments) } else { TokenStream::new() };
    quote! {
        #docs
        #[derive(#derives)]
        pub struct #ident {
            #(#fields)*
        }

        #debug
    }
}

fn emit_debug(scope: &Scope<'_>, ident: &Ident, arguments: &[Argument<'_>]) -> TokenStream {
    let fields = arguments.iter().map(|it| debug_field(scope, it.ident, it.value));
    let name = ident.as_str();
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name)#(#fields)*.finish()
            }
        }
    }
}

/// A field of a `Debug` that shows nothing sensitive.
pub(super) fn debug_field(scope: &Scope<'_>, ident: &Ident, value: &Value) -> TokenStream {
    let name = ident.as_str();
    if types::is_sensitive(scope.api, value) {
        quote!(.field(#name, &format_args!("[redacted]")))
    } else {
        quote!(.field(#name, &self.#ident))
    }
}

/// The type of an argument: whatever turns into a text, a union or a box where it is one.
pub(super) fn argument_type(scope: &Scope<'_>, value: &Value) -> TokenStream {
    let ty = types::of(scope, value);
    if converts(scope, value) {
        let into = scope.into();
        quote!(impl #into<#ty>)
    } else {
        quote!(#ty)
    }
}

/// An argument as a value of its type.
pub(super) fn convert(scope: &Scope<'_>, value: &Value, argument: &TokenStream) -> TokenStream {
    if converts(scope, value) { quote!(#argument.into()) } else { argument.clone() }
}

/// Whether an argument may be of another type.
pub(super) fn converts(scope: &Scope<'_>, value: &Value) -> bool {
    let resolved = types::resolve(scope.api, value);
    if value.boxed && !value.nullable {
        // Whoever has no box need not make one.
        return true;
    }
    let into = match &resolved.ty {
        Type::String | Type::Formatted(_) | Type::Binary => true,
        Type::Model(id) => match &scope.api.model(*id).kind {
            ModelKind::TaggedUnion(_) => true,
            // What nothing tells apart has no conversions.
            ModelKind::UntaggedUnion(union) => !union.looks.is_empty(),
            _ => false,
        },
        _ => false,
    };
    into && !value.nullable && !value.boxed && !resolved.nullable && !resolved.boxed
}
