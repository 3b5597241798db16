//! Reading responses: exact statuses, then classes, then the default.
//!
//! Invariant: a documented status of class 2XX is a success, any other documented one a failure.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Subject, content, status};
use crate::emit::docs::Doc;
use crate::emit::{literal, markdown, types};
use crate::ir::{ContentFormat, Operation, Response, StatusPattern};
use crate::name::Ident;

/// Whether a response is a success. The default is one where no other is.
pub(super) fn is_success(it: &Operation, response: &Response) -> bool {
    is_2xx(response.status) || response.status == StatusPattern::Default && !has_2xx(it)
}

fn has_2xx(it: &Operation) -> bool {
    it.responses.iter().any(|response| is_2xx(response.status))
}

fn is_2xx(status: StatusPattern) -> bool {
    matches!(status, StatusPattern::Exact(200..=299) | StatusPattern::Class(2))
}

/// Whether a response is a failure. A default that is a success is one as well.
fn is_failure(response: &Response) -> bool {
    !is_2xx(response.status)
}

fn successes<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a Response, &'a Ident)> {
    let all = subject.it.responses.iter().zip(&subject.names.responses);
    all.filter(|(response, _)| is_success(subject.it, response))
}

/// Whether the successes of an operation need an enum.
pub(super) fn has_success_enum(it: &Operation) -> bool {
    it.responses.iter().filter(|response| is_success(it, response)).count() > 1
}

/// The type of what a successful response holds.
pub(super) fn success_type(subject: &Subject<'_>) -> TokenStream {
    if has_success_enum(subject.it) {
        let success = &subject.names.success;
        return quote!(#success);
    }
    let body = successes(subject).next().and_then(|(response, _)| content::preferred(&response.content));
    body.map_or_else(|| quote!(()), |content| content::ty(subject.scope, content))
}

/// Emits the enums.
pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let owner = &subject.names.ty;
    let failures = subject.it.responses.iter().zip(&subject.names.responses);
    let failures: Vec<_> = failures.filter(|(response, _)| is_failure(response)).collect();
    let docs = Doc::new(&format!("The documented failures of [`{owner}`]."));
    let failure = emit_enum(subject, &subject.names.failure, &docs, &failures);
    if !has_success_enum(subject.it) {
        return failure;
    }
    let docs = Doc::new(&format!("The documented successes of [`{owner}`]."));
    let success = emit_enum(subject, &subject.names.success, &docs, &successes(subject).collect::<Vec<_>>());
    quote!(#success #failure)
}

fn emit_enum(
    subject: &Subject<'_>,
    ident: &Ident,
    docs: &Doc,
    responses: &[(&Response, &Ident)],
) -> TokenStream {
    let docs = docs.outer();
    let variants = responses.iter().map(|(response, variant)| {
        let docs = variant_docs(response).outer();
        let body = content::preferred(&response.content).map(|content| {
            let ty = content::ty(subject.scope, content);
            quote!((#ty))
        });
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
    let body = content::preferred(&response.content);
    body.is_some_and(|content| types::is_sensitive(subject.scope.api, &content.value))
}

/// `Debug` for an enum of which some bodies are sensitive: it looks like the derived one but for those.
fn emit_debug(subject: &Subject<'_>, ident: &Ident, responses: &[(&Response, &Ident)]) -> TokenStream {
    let arms = responses.iter().map(|(response, variant)| {
        let name = variant.as_str();
        if content::preferred(&response.content).is_none() {
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
    !has_success_enum(subject.it) && successes(subject).any(|(response, _)| is_sensitive(subject, response))
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

/// Emits the method that reads a response.
pub(super) fn emit_read(subject: &Subject<'_>) -> TokenStream {
    let result = subject.scope.result();
    let mut arms: Vec<(u8, TokenStream)> = Vec::new();
    for (response, variant) in subject.it.responses.iter().zip(&subject.names.responses) {
        push_arms(subject, response, variant, &mut arms);
    }
    arms.sort_by_key(|(rank, _)| *rank);
    let has_default = subject.it.responses.iter().any(|it| it.status == StatusPattern::Default);
    let rest = if has_default { TokenStream::new() } else { quote!(_ => runtime::Outcome::Undocumented,) };
    let arms = arms.iter().map(|(_, arm)| arm);
    quote! {
        fn read_response(
            response: &runtime::Received<'_>,
        ) -> #result<runtime::Outcome<Self::Success, Self::Failure>, runtime::BodyError> {
            Ok(match response.status() {
                #(#arms)*
                #rest
            })
        }
    }
}

fn push_arms(subject: &Subject<'_>, response: &Response, variant: &Ident, arms: &mut Vec<(u8, TokenStream)>) {
    let success = || emit_success(subject, response, variant);
    let failure = || emit_failure(subject, response, variant);
    let outcome = if is_2xx(response.status) { success() } else { failure() };
    match response.status {
        StatusPattern::Exact(status) => {
            let status = Literal::u16_unsuffixed(status);
            arms.push((0, quote!(#status => #outcome,)));
        }
        StatusPattern::Class(class) => {
            let first = u16::from(class) * 100;
            let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(first + 99));
            arms.push((1, quote!(#first..=#last => #outcome,)));
        }
        StatusPattern::Default => {
            if is_success(subject.it, response) {
                let success = success();
                arms.push((2, quote!(200..=299 => #success,)));
            }
            arms.push((3, quote!(_ => #outcome,)));
        }
    }
}

fn emit_success(subject: &Subject<'_>, response: &Response, variant: &Ident) -> TokenStream {
    let body = emit_body(response);
    if has_success_enum(subject.it) {
        let success = &subject.names.success;
        let body = body.map(|body| quote!((#body)));
        return quote!(runtime::Outcome::Success(#success::#variant #body));
    }
    let body = body.unwrap_or_else(|| quote!(()));
    quote!(runtime::Outcome::Success(#body))
}

fn emit_failure(subject: &Subject<'_>, response: &Response, variant: &Ident) -> TokenStream {
    let failure = &subject.names.failure;
    let body = emit_body(response).map(|body| quote!((#body)));
    quote!(runtime::Outcome::Failure(#failure::#variant #body))
}

fn emit_body(response: &Response) -> Option<TokenStream> {
    let content = content::preferred(&response.content)?;
    let same =
        |other: &&crate::ir::Content| other.format == content.format && other.value.ty == content.value.ty;
    let media_types: Vec<&String> = response.content.iter().filter(same).map(|it| &it.media_type).collect();
    let media_types = literal::strings(&media_types);
    Some(match content.format {
        ContentFormat::Json => quote!(response.json(&#media_types)?),
        ContentFormat::Text => quote!(response.text()?),
        ContentFormat::Binary => quote!(response.bytes()?),
    })
}
