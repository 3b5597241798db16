//! What type a body has, in one media type or in the one that the caller chooses.
//!
//! Invariant: a body with several media types is an enum of this operation; `lower` has merged those that are one.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter::{encoding, request};
use crate::emit::docs::Doc;
use crate::emit::scope::Scope;
use crate::emit::{markdown, types, validator};
use crate::ir::{Api, Content, ContentFormat, RequestBody, Type, Value};
use crate::name::ContentNames;

/// The media type of a request body that has only one.
pub(super) fn of_body(body: &RequestBody) -> Option<&Content> {
    body.content.first()
}

/// What stands in the place of a request body. An enum of media types is like nothing else.
pub(in crate::emit) fn body_value(body: &RequestBody) -> Option<Value> {
    let content = of_body(body)?;
    let value = content.value.clone();
    let several = body.content.len() > 1;
    Some(if several { Value { ty: Type::Any, nullable: false, sensitive: false, ..value } } else { value })
}

/// The Rust type of a body in one media type.
pub(in crate::emit) fn ty(scope: &Scope<'_>, content: &Content) -> TokenStream {
    match content.format {
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            types::of(scope, &content.value)
        }
        ContentFormat::JsonItems | ContentFormat::Events => {
            let item = types::of(scope, &content.value);
            quote!(runtime::Items<#item>)
        }
        ContentFormat::Text => scope.string(),
        ContentFormat::Binary => {
            let vec = scope.vec();
            quote!(#vec<u8>)
        }
        ContentFormat::File => quote!(runtime::File),
    }
}

/// The Rust type of a body: an enum where there are several media types. `None` where there is no body.
pub(super) fn ty_of(scope: &Scope<'_>, content: &[Content], names: &ContentNames) -> Option<TokenStream> {
    match content {
        [] => None,
        [one] => Some(ty(scope, one)),
        _ => {
            let ident = &names.ty;
            Some(quote!(#ident))
        }
    }
}

/// Whether the checks of its schema apply: nobody looks into bytes, and items are not read before they are asked for.
pub(in crate::emit) fn is_checked(content: &Content) -> bool {
    !matches!(
        content.format,
        ContentFormat::Binary | ContentFormat::File | ContentFormat::JsonItems | ContentFormat::Events
    )
}

/// Whether `Debug` may not show a body in one of its media types.
pub(super) fn is_sensitive(scope: &Scope<'_>, content: &Content) -> bool {
    types::is_sensitive(scope.api, &content.value)
}

/// The statement that sends a body, which is a reference.
pub(super) fn emit_write(api: &Api, content: &Content, body: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    let request = request(types::is_secret(api, &content.value));
    match content.format {
        ContentFormat::Json => quote!(#request.json_body(#media_type, #body);),
        ContentFormat::Form => {
            let encodings = emit_encodings(content);
            quote!(#request.form_body(#media_type, #body, &[#encodings]);)
        }
        ContentFormat::Multipart => {
            let (encodings, content_types) = (emit_encodings(content), emit_content_types(content));
            quote!(#request.multipart_body(#media_type, #body, &[#encodings], &[#content_types]);)
        }
        // Only responses are read item by item.
        ContentFormat::JsonItems | ContentFormat::Events | ContentFormat::Text => {
            quote!(#request.text_body(#media_type, #body);)
        }
        ContentFormat::Binary => quote!(#request.bytes_body(#media_type, #body.as_slice());),
        ContentFormat::File => quote!(#request.file_body(#media_type, #body);),
    }
}

fn emit_encodings(content: &Content) -> TokenStream {
    let styled = content.encodings.iter().filter_map(|it| Some((&it.property, it.style?)));
    let encodings = styled.map(|(property, (style, explode, reserved))| {
        let encoding = encoding(style, explode, reserved);
        quote!((#property, #encoding),)
    });
    encodings.collect()
}

fn emit_content_types(content: &Content) -> TokenStream {
    let typed = content.encodings.iter().filter_map(|it| Some((&it.property, it.content_type.as_ref()?)));
    typed.map(|(property, content_type)| quote!((#property, #content_type),)).collect()
}

/// The enum of a body with several media types. What is sent can be made of each of its types.
pub(super) fn emit_enum(
    scope: &Scope<'_>,
    content: &[Content],
    names: &ContentNames,
    docs: &Doc,
    is_request: bool,
) -> TokenStream {
    if content.len() < 2 {
        return TokenStream::new();
    }
    let (ident, docs) = (&names.ty, docs.outer());
    let variants = content.iter().zip(&names.variants).map(|(content, variant)| {
        let all: Vec<String> = content.media_types().map(|it| markdown::code(it)).collect();
        let (docs, ty) = (Doc::new(&format!("As {}.", all.join(" or "))).outer(), ty(scope, content));
        quote! {
            #docs
            #variant(#ty),
        }
    });
    let sensitive = content.iter().any(|content| is_sensitive(scope, content));
    let derived = if sensitive { TokenStream::new() } else { quote!(Debug,) };
    let redacted = if sensitive { emit_debug(scope, content, names) } else { TokenStream::new() };
    let request = if is_request { emit_request_impls(scope, content, names) } else { TokenStream::new() };
    quote! {
        #docs
        #[derive(Clone, #derived PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
        }

        #redacted

        #request
    }
}

fn emit_debug(scope: &Scope<'_>, content: &[Content], names: &ContentNames) -> TokenStream {
    let ident = &names.ty;
    let arms = content.iter().zip(&names.variants).map(|(content, variant)| {
        let name = variant.as_str();
        if is_sensitive(scope, content) {
            let text = format!("{name}([redacted])");
            return quote!(Self::#variant(_) => f.write_str(#text),);
        }
        quote!(Self::#variant(body) => f.debug_tuple(#name).field(body).finish(),)
    });
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// A type that several media types share becomes the first of them.
fn emit_request_impls(scope: &Scope<'_>, content: &[Content], names: &ContentNames) -> TokenStream {
    let (ident, from) = (&names.ty, scope.from());
    let mut seen: Vec<String> = Vec::new();
    let conversions = content.iter().zip(&names.variants).map(|(content, variant)| {
        let ty = ty(scope, content);
        // Two aliases of one type are one type to the compiler.
        let plain = resolved(scope, content);
        if seen.contains(&plain) {
            return TokenStream::new();
        }
        seen.push(plain);
        quote! {
            impl #from<#ty> for #ident {
                fn from(body: #ty) -> Self {
                    Self::#variant(body)
                }
            }
        }
    });
    let conversions: Vec<TokenStream> = conversions.collect();
    let checks = emit_match(scope, content, names, &quote!(self), &quote!(Self));
    let (at, report) =
        if checks.is_empty() { (quote!(_at), quote!(_report)) } else { (quote!(at), quote!(report)) };
    quote! {
        #(#conversions)*

        impl runtime::Validate for #ident {
            fn check(&self, #at: &runtime::Location<'_>, #report: &mut runtime::Report) {
                #checks
            }
        }
    }
}

/// The checks of a body with several media types, if there are any.
fn emit_match(
    scope: &Scope<'_>,
    content: &[Content],
    names: &ContentNames,
    body: &TokenStream,
    ty: &TokenStream,
) -> TokenStream {
    let checks: Vec<TokenStream> = content.iter().map(|content| emit_checks(scope, content)).collect();
    if checks.iter().all(TokenStream::is_empty) {
        return TokenStream::new();
    }
    let arms = checks.iter().zip(&names.variants).map(|(checks, variant)| {
        if checks.is_empty() {
            return quote!(#ty::#variant(_) => {},);
        }
        quote!(#ty::#variant(value) => { #checks },)
    });
    quote! {
        match #body {
            #(#arms)*
        }
    }
}

/// A text that is the same for contents of one Rust type.
fn resolved(scope: &Scope<'_>, content: &Content) -> String {
    match content.format {
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            let value = types::resolve(scope.api, &content.value);
            types::of(scope, value).to_string()
        }
        _ => ty(scope, content).to_string(),
    }
}

/// The checks of what was received, which is at hand as `value`.
pub(super) fn emit_received_checks(
    scope: &Scope<'_>,
    content: &[Content],
    names: &ContentNames,
) -> TokenStream {
    match content {
        [one] => emit_checks(scope, one),
        several => {
            let ident = &names.ty;
            emit_match(scope, several, names, &quote!(value), &quote!(#ident))
        }
    }
}

/// The checks of a body in one media type, which is at hand as `value`.
fn emit_checks(scope: &Scope<'_>, content: &Content) -> TokenStream {
    if !is_checked(content) {
        return TokenStream::new();
    }
    validator::emit_here(scope, &content.value)
}
