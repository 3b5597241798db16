//! What a response says about its body beyond the body's type, as methods that replies and errors are checked by.
//!
//! Invariant: nothing is emitted where there is nothing to check.

use proc_macro2::TokenStream;
use quote::quote;

use super::responses::{ReplyNames, all, body_type, is_failure, successes};
use super::{Subject, content};
use crate::ir::Response;
use crate::name::Ident;

/// Emits the methods of `Operation` that check what was received.
pub(super) fn emit(subject: &Subject<'_>) -> TokenStream {
    let successes: Vec<_> = successes(subject).collect();
    let success = match successes.as_slice() {
        [(response, names)] => emit_body(subject, response, *names),
        several => emit_variants(subject, &subject.names.success, several, emit_body),
    };
    let failures: Vec<_> = all(subject).filter(|(response, _)| is_failure(response)).collect();
    let failure = emit_variants(subject, &subject.names.failure, &failures, |subject, response, names| {
        content::emit_received_checks(subject.scope, &response.content, names.content)
    });
    let (success, failure) = (
        emit_method(&quote!(check_success), &quote!(Success), &success),
        emit_method(&quote!(check_failure), &quote!(Failure), &failure),
    );
    quote!(#success #failure)
}

fn emit_method(name: &TokenStream, ty: &TokenStream, checks: &TokenStream) -> TokenStream {
    if checks.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn #name(value: &Self::#ty, at: &runtime::Location<'_>, report: &mut runtime::Report) {
            #checks
        }
    }
}

/// The checks of a success's body. Where some of its statuses have none, it is an option.
fn emit_body(subject: &Subject<'_>, response: &Response, names: ReplyNames<'_>) -> TokenStream {
    let checks = content::emit_received_checks(subject.scope, &response.content, names.content);
    if response.bodiless.is_empty() || checks.is_empty() {
        return checks;
    }
    quote! {
        if let Some(value) = value {
            #checks
        }
    }
}

/// The checks of an enum of responses. Variants of one type with the same checks share them.
fn emit_variants(
    subject: &Subject<'_>,
    ident: &Ident,
    responses: &[(&Response, ReplyNames<'_>)],
    checks_of: fn(&Subject<'_>, &Response, ReplyNames<'_>) -> TokenStream,
) -> TokenStream {
    let mut arms: Vec<(String, TokenStream, Vec<TokenStream>)> = Vec::new();
    let mut unchecked: Vec<TokenStream> = Vec::new();
    for (response, names) in responses {
        let variant = names.variant;
        let body = body_type(subject, response, *names);
        let checks = checks_of(subject, response, *names);
        if checks.is_empty() {
            let body = body.map(|_| quote!((_)));
            unchecked.push(quote!(#ident::#variant #body));
            continue;
        }
        let key = format!("{} {checks}", body.unwrap_or_default());
        let pattern = quote!(#ident::#variant(value));
        match arms.iter_mut().find(|(other, ..)| *other == key) {
            Some((_, _, patterns)) => patterns.push(pattern),
            None => arms.push((key, checks, vec![pattern])),
        }
    }
    match arms.as_slice() {
        [] => return TokenStream::new(),
        [(_, checks, patterns)] if unchecked.is_empty() => {
            let pattern = match patterns.as_slice() {
                [one] => quote!(#one),
                many => quote!((#(#many)|*)),
            };
            return quote!(let #pattern = value; #checks);
        }
        _ => {}
    }
    let arms = arms.iter().map(|(_, checks, patterns)| quote!(#(#patterns)|* => { #checks }));
    let rest = if unchecked.is_empty() { TokenStream::new() } else { quote!(#(#unchecked)|* => {}) };
    quote! {
        match value {
            #(#arms)*
            #rest
        }
    }
}
