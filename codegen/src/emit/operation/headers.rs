//! The documented response headers, typed where they are simple enough.
//!
//! Invariant: every header of every response has a field, and a malformed one is `None`.

use proc_macro2::TokenStream;
use quote::quote;

use super::Subject;
use super::parameter::is_scalar;
use crate::emit::constructor::debug_field;
use crate::emit::docs::Doc;
use crate::emit::{markdown, types, validator};
use crate::ir::{Header, Type, Value};
use crate::name::Ident;

pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    if subject.names.header_fields.is_empty() {
        return TokenStream::new();
    }
    let (headers, owner) = (&subject.names.headers, &subject.names.ty);
    let docs = Doc::new(&format!("The documented headers of responses to [`{owner}`].")).outer();
    let sensitive = fields(subject).any(|(_, _, all)| all.iter().any(|header| is_sensitive(subject, header)));
    let debug = if sensitive { TokenStream::new() } else { quote!(Debug,) };
    let declared = fields(subject).map(|(_, field, all)| emit_field(subject, field, &all));
    let read = fields(subject).map(|(wire, field, _)| quote!(#field: runtime::header(headers, #wire),));
    let redacted = if sensitive { emit_debug(subject) } else { TokenStream::new() };
    let check = emit_check(subject);
    quote! {
        #docs
        #[derive(Clone, #debug Default, PartialEq)]
        #[non_exhaustive]
        pub struct #headers {
            #(#declared)*
        }

        impl runtime::ResponseHeaders for #headers {
            fn read(headers: &http::HeaderMap) -> Self {
                Self { #(#read)* }
            }

            #check
        }

        #redacted
    }
}

/// The method that checks them, if there is anything to check. What responses do not agree on was reported in `lower`.
fn emit_check(subject: &Subject<'_>) -> TokenStream {
    let checks = fields(subject).filter_map(|(wire, field, _)| {
        let header = subject.it.agreed_header(wire)?;
        let value = Value { nullable: false, ..header.value.clone() };
        Some(validator::emit_member(subject.scope, &header.wire, &quote!(self.#field), true, &value))
    });
    let checks: TokenStream = checks.collect();
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn check(&self, at: &runtime::Location<'_>, report: &mut runtime::Report) {
            #checks
        }
    }
}

/// The name in lower case, the field, and the header of each response that has it.
fn fields<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a str, &'a Ident, Vec<&'a Header>)> {
    subject
        .names
        .header_fields
        .iter()
        .map(|(wire, field)| (wire.as_str(), field, subject.it.headers(wire).collect()))
}

fn is_sensitive(subject: &Subject<'_>, header: &Header) -> bool {
    types::is_sensitive(subject.scope.api, &header.value)
}

fn emit_field(subject: &Subject<'_>, field: &Ident, all: &[&Header]) -> TokenStream {
    let Some(header) = all.first() else { return TokenStream::new() };
    let sensitive = is_sensitive(subject, header);
    let docs = Doc::of(&header.docs, &format!("The header {}.", markdown::code(&header.wire)));
    let docs = docs.details(&header.docs, sensitive).outer();
    let (option, ty) = (subject.scope.option(), ty(subject, all));
    quote! {
        #docs
        pub #field: #option<#ty>,
    }
}

/// The type that all responses agree on, or else the text.
fn ty(subject: &Subject<'_>, all: &[&Header]) -> TokenStream {
    let api = subject.scope.api;
    let plain = |header: &Header| Value { nullable: false, ..header.value.clone() };
    let agreed = all.windows(2).all(|pair| types::same(api, &plain(pair[0]), &plain(pair[1])));
    let Some(header) = all.first().filter(|_| agreed) else { return subject.scope.string() };
    let value = plain(header);
    let simple = match &types::resolve(api, &value).ty {
        Type::Array(items) => !items.nullable && is_scalar(api, items),
        _ => is_scalar(api, &value),
    };
    if simple { types::of(subject.scope, &value) } else { subject.scope.string() }
}

fn emit_debug(subject: &Subject<'_>) -> TokenStream {
    let headers = &subject.names.headers;
    let name = headers.as_str();
    let fields = fields(subject).map(|(_, field, all)| {
        let shown = all.iter().find(|header| is_sensitive(subject, header)).or(all.first());
        shown.map(|header| debug_field(subject.scope, field, &header.value))
    });
    quote! {
        impl std::fmt::Debug for #headers {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name)#(#fields)*.finish()
            }
        }
    }
}
