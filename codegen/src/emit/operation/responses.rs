//! Reading responses: exact statuses, then classes, then the default.
//!
//! Invariant: a documented status of class 2XX is a success, any other documented one a failure.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constants::status;
use super::{Subject, content, response_checks};
use crate::emit::docs::Doc;
use crate::emit::{literal, markdown, types};
use crate::ir::{Content, ContentFormat, ModelId, Response, StatusPattern, Type};
use crate::name::{ContentNames, Ident};

/// Whether a response is a failure. A default that is a success is one as well.
pub(super) fn is_failure(response: &Response) -> bool {
    !response.status.is_2xx()
}

/// What a response is called: its variant, and the types of its body.
#[derive(Clone, Copy)]
pub(super) struct ReplyNames<'a> {
    pub(super) variant: &'a Ident,
    pub(super) content: &'a ContentNames,
}

pub(super) fn all<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a Response, ReplyNames<'a>)> {
    let names = subject.names.responses.iter().zip(&subject.names.response_content);
    let names = names.map(|(variant, content)| ReplyNames { variant, content });
    subject.it.responses.iter().zip(names)
}

pub(super) fn successes<'a>(
    subject: &'a Subject<'_>,
) -> impl Iterator<Item = (&'a Response, ReplyNames<'a>)> {
    all(subject).filter(|(response, _)| subject.it.is_success(response))
}

/// The type of a response's body, if it has one.
pub(super) fn body_type(
    subject: &Subject<'_>,
    response: &Response,
    names: ReplyNames<'_>,
) -> Option<TokenStream> {
    content::ty_of(subject.scope, &response.content, names.content)
}

/// The type of what a successful response holds.
pub(super) fn success_type(subject: &Subject<'_>) -> TokenStream {
    if subject.it.has_several_successes() {
        let success = &subject.names.success;
        return quote!(#success);
    }
    let body =
        successes(subject).next().and_then(|(response, names)| success_body_type(subject, response, names));
    body.unwrap_or_else(|| quote!(()))
}

/// The model that the only success of an operation holds, if it is one.
pub(super) fn success_model(subject: &Subject<'_>) -> Option<ModelId> {
    let mut successes = successes(subject);
    let (response, _) = successes.next().filter(|_| !subject.it.has_several_successes())?;
    let [content] = response.content.as_slice() else { return None };
    match types::resolve(subject.scope.api, &content.value).ty {
        Type::Model(id) => Some(id),
        _ => None,
    }
}

/// The type of a success's body: an option where some of its statuses have none.
fn success_body_type(
    subject: &Subject<'_>,
    response: &Response,
    names: ReplyNames<'_>,
) -> Option<TokenStream> {
    let ty = body_type(subject, response, names)?;
    let option = subject.scope.option();
    Some(if response.bodiless.is_empty() { ty } else { quote!(#option<#ty>) })
}

/// Emits the enums.
pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let owner = &subject.names.ty;
    let failures: Vec<_> = all(subject).filter(|(response, _)| is_failure(response)).collect();
    let docs = Doc::new(&format!("The documented failures of [`{owner}`]."));
    let failure = emit_enum(subject, &subject.names.failure, &docs, &failures, body_type);
    let bodies = all(subject).map(|(response, names)| {
        let docs = format!("The body of a response to [`{owner}`], in one of its media types.");
        content::emit_enum(subject.scope, &response.content, names.content, &Doc::new(&docs), false)
    });
    let failure = quote!(#failure #(#bodies)*);
    if !subject.it.has_several_successes() {
        return failure;
    }
    let docs = Doc::new(&format!("The documented successes of [`{owner}`]."));
    let successes: Vec<_> = successes(subject).collect();
    let success = emit_enum(subject, &subject.names.success, &docs, &successes, success_body_type);
    quote!(#success #failure)
}

fn emit_enum(
    subject: &Subject<'_>,
    ident: &Ident,
    docs: &Doc,
    responses: &[(&Response, ReplyNames<'_>)],
    body_type: fn(&Subject<'_>, &Response, ReplyNames<'_>) -> Option<TokenStream>,
) -> TokenStream {
    let docs = docs.outer();
    let variants = responses.iter().map(|(response, names)| {
        let (docs, variant) = (variant_docs(response).outer(), names.variant);
        let body = body_type(subject, response, *names).map(|ty| quote!((#ty)));
        quote! {
            #docs
            #variant #body,
        }
    });
    let sensitive = responses.iter().any(|(response, _)| is_sensitive(subject, response));
    let derived = if sensitive { TokenStream::new() } else { quote!(Debug,) };
    let redacted = if sensitive { emit_debug(subject, ident, responses) } else { TokenStream::new() };
    quote! {
        #docs
        #[derive(Clone, #derived PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
        }

        #redacted
    }
}

/// Whether `Debug` may not show the body of a response.
fn is_sensitive(subject: &Subject<'_>, response: &Response) -> bool {
    // An enum of media types hides itself.
    matches!(response.content.as_slice(), [content] if content::is_sensitive(subject.scope, content))
}

/// `Debug` for an enum of which some bodies are sensitive: it looks like the derived one but for those.
fn emit_debug(
    subject: &Subject<'_>,
    ident: &Ident,
    responses: &[(&Response, ReplyNames<'_>)],
) -> TokenStream {
    let arms = responses.iter().map(|(response, names)| {
        let (variant, name) = (names.variant, names.variant.as_str());
        if response.content.is_empty() {
            return quote!(Self::#variant => f.write_str(#name),);
        }
        if is_sensitive(subject, response) {
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

/// Whether replies must not show their body: it is no type of this crate that hides itself.
pub(super) fn hides_success(subject: &Subject<'_>) -> bool {
    !subject.it.has_several_successes()
        && successes(subject).any(|(response, _)| is_sensitive(subject, response))
}

fn variant_docs(response: &Response) -> Doc {
    let status = match response.status {
        StatusPattern::Default => "Any other status".to_owned(),
        pattern => format!("Status {}", status(pattern)),
    };
    let description = markdown::plain(&response.description);
    if description.is_empty() {
        Doc::new(&format!("{status}."))
    } else {
        Doc::new(&format!("{status}: {description}"))
    }
}

/// Emits the methods that read a response, and check what was read.
pub(super) fn emit_read(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let mut arms: Vec<(u8, TokenStream)> = Vec::new();
    for (response, names) in all(subject) {
        push_arms(subject, response, names, &mut arms);
    }
    arms.sort_by_key(|(rank, _)| *rank);
    let has_default = subject.it.responses.iter().any(|it| it.status == StatusPattern::Default);
    let rest = if has_default { TokenStream::new() } else { quote!(_ => runtime::Outcome::Undocumented,) };
    let arms = arms.iter().map(|(_, arm)| arm);
    let checks = response_checks::emit(subject);
    let failure = &subject.names.failure;
    let failure =
        all(subject).any(|(response, _)| is_failure(response)).then(|| quote!(use #failure as Failure;));
    quote! {
        fn read_response(
            response: &runtime::Received<'_>,
        ) -> #result<runtime::Outcome<Self::Success, Self::Failure>, runtime::BodyError> {
            #failure
            Ok(match response.status() {
                #(#arms)*
                #rest
            })
        }

        #checks
    }
}

fn push_arms(
    subject: &Subject<'_>,
    response: &Response,
    names: ReplyNames<'_>,
    arms: &mut Vec<(u8, TokenStream)>,
) {
    let success = || emit_success(subject, response, names);
    let failure = || emit_failure(response, names);
    let outcome = if response.status.is_2xx() { success() } else { failure() };
    match response.status {
        StatusPattern::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            arms.push((0, quote!(#status => #outcome,)));
        }
        StatusPattern::Class(class) => {
            arms.extend(emit_bodiless(subject, response, names).map(|arm| (1, arm)));
            let first = u16::from(class) * 100;
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(first + 99));
            arms.push((1, quote!(#first..=#last => #outcome,)));
        }
        StatusPattern::Default => {
            if subject.it.is_success(response) {
                let success = success();
                arms.extend(emit_bodiless(subject, response, names).map(|arm| (2, arm)));
                arms.push((2, quote!(200..=299 => #success,)));
            }
            arms.push((3, quote!(_ => #outcome,)));
        }
    }
}

/// The arm for the statuses of a success that have no body.
fn emit_bodiless(subject: &Subject<'_>, response: &Response, names: ReplyNames<'_>) -> Option<TokenStream> {
    let statuses: Vec<Literal> = response.bodiless.iter().map(|it| Literal::u16_unsuffixed(*it)).collect();
    if statuses.is_empty() {
        return None;
    }
    let (success, variant) = (&subject.names.success, names.variant);
    let body =
        if subject.it.has_several_successes() { quote!(#success::#variant(None)) } else { quote!(None) };
    Some(quote!(#(#statuses)|* => runtime::Outcome::Success(#body),))
}

fn emit_success(subject: &Subject<'_>, response: &Response, names: ReplyNames<'_>) -> TokenStream {
    let (variant, body) = (names.variant, emit_body(response, names));
    let body = if response.bodiless.is_empty() { body } else { body.map(|body| quote!(Some(#body))) };
    if subject.it.has_several_successes() {
        let success = &subject.names.success;
        let body = body.map(|body| quote!((#body)));
        return quote!(runtime::Outcome::Success(#success::#variant #body));
    }
    let body = body.unwrap_or_else(|| quote!(()));
    quote!(runtime::Outcome::Success(#body))
}

fn emit_failure(response: &Response, names: ReplyNames<'_>) -> TokenStream {
    let variant = names.variant;
    if let [content] = response.content.as_slice()
        && is_json(content)
    {
        let media_types = emit_media_types(content);
        return quote!(response.failure(#media_types, Failure::#variant)?);
    }
    let body = emit_body(response, names).map(|body| quote!((#body)));
    quote!(runtime::Outcome::Failure(Failure::#variant #body))
}

fn is_json(content: &Content) -> bool {
    matches!(content.format, ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart)
}

/// The media types that a content is documented with.
fn emit_media_types(content: &Content) -> TokenStream {
    let media_types: Vec<&String> = content.media_types().collect();
    if matches!(media_types.as_slice(), [only] if *only == "application/json") {
        return quote!(runtime::JSON);
    }
    let media_types = literal::strings(&media_types);
    quote!(&#media_types)
}

fn emit_body(response: &Response, names: ReplyNames<'_>) -> Option<TokenStream> {
    let (last, others) = match response.content.as_slice() {
        [] => return None,
        [one] => return Some(emit_read_content(one)),
        [others @ .., last] => (last, others),
    };
    let documented = response.content.iter().map(emit_media_types);
    let (ty, variants) = (&names.content.ty, &names.content.variants);
    let arm = |content: &Content, variant: &Ident| {
        let read = emit_read_content(content);
        quote!(#ty::#variant(#read))
    };
    let arms = others.iter().zip(variants).enumerate().map(|(index, (content, variant))| {
        let (index, arm) = (Literal::usize_unsuffixed(index), arm(content, variant));
        quote!(#index => #arm,)
    });
    let arms: TokenStream = arms.collect();
    let rest = variants.last().map(|variant| arm(last, variant));
    Some(quote! {
        match response.content(&[#(#documented),*])? {
            #arms
            _ => #rest,
        }
    })
}

fn emit_read_content(content: &Content) -> TokenStream {
    let media_types = emit_media_types(content);
    match content.format {
        ContentFormat::JsonItems => quote!(response.items(runtime::Framing::Json)?),
        ContentFormat::Events => quote!(response.items(runtime::Framing::Events)?),
        ContentFormat::Text => quote!(response.text()?),
        ContentFormat::Binary | ContentFormat::File => quote!(response.bytes()?),
        ContentFormat::Json | ContentFormat::Form | ContentFormat::Multipart => {
            quote!(response.json(#media_types)?)
        }
    }
}
