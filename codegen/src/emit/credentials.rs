//! The file of the credentials: a function per security scheme that operations need.
//!
//! Invariant: only files of the runtime that some scheme needs are there, so that no other document pays for them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::Doc;
use super::{Content, File, client, markdown};
use crate::ir::{Api, OAuthFlow, ParameterLocation, SecurityScheme, SecuritySchemeKind};
use crate::name::{CredentialNames, Names};

/// What a credential of the runtime consists of.
struct Part {
    /// Its files below `runtime/credentials`.
    files: &'static [&'static str],
    /// Its public types.
    types: &'static [&'static str],
}

const COMMON: Part = Part {
    files: &["credential", "error", "secret", "set"],
    types: &["Credential", "CredentialError", "Credentials"],
};
const API_KEY: Part = Part { files: &["api_key"], types: &["ApiKey"] };
const BASIC: Part = Part { files: &["basic"], types: &["Basic"] };
const BEARER: Part = Part { files: &["bearer"], types: &["Bearer"] };
const DIGEST: Part = Part { files: &["challenge"], types: &[] };
const MUTUAL_TLS: Part = Part { files: &["mutual_tls"], types: &["MutualTls"] };
const OAUTH2: Part = Part {
    files: &["access_token", "basic", "bearer", "client_credentials", "token_failure", "token_url"],
    types: &[
        "AccessToken",
        "Bearer",
        "ClientAuthentication",
        "ClientCredentials",
        "TokenErrorCode",
        "TokenFailure",
    ],
};

/// Whether a crate has credentials.
pub(super) fn are_needed(api: &Api) -> bool {
    !api.security_schemes.is_empty()
}

/// Whether a crate answers digest challenges, for which it needs another one.
pub(super) fn need_digest(api: &Api) -> bool {
    api.security_schemes.iter().any(|scheme| scheme.kind == SecuritySchemeKind::Digest)
}

/// The files of the runtime's credentials that a crate needs, without the root of their folder.
pub(super) fn files(api: &Api) -> BTreeSet<&'static str> {
    parts(api).flat_map(|part| part.files.iter().copied()).collect()
}

fn parts(api: &Api) -> impl Iterator<Item = &'static Part> {
    // Clients carry a set of credentials, which may be empty.
    let common = (are_needed(api) || client::is_needed(api)).then_some(&COMMON);
    common.into_iter().chain(api.security_schemes.iter().map(part))
}

fn part(scheme: &SecurityScheme) -> &'static Part {
    match &scheme.kind {
        SecuritySchemeKind::ApiKey { .. } => &API_KEY,
        SecuritySchemeKind::Basic => &BASIC,
        SecuritySchemeKind::Digest => &DIGEST,
        SecuritySchemeKind::OAuth2 { token_url: Some(_), .. } => &OAUTH2,
        SecuritySchemeKind::Bearer { .. }
        | SecuritySchemeKind::OAuth2 { token_url: None, .. }
        | SecuritySchemeKind::OpenIdConnect(_) => &BEARER,
        SecuritySchemeKind::MutualTls => &MUTUAL_TLS,
    }
}

/// The files of a crate that has credentials, those of the runtime aside.
pub(super) fn emit_files(api: &Api, names: &Names) -> Vec<File> {
    let file = |path: &str, content| File { path: path.to_owned(), content, models: BTreeSet::new() };
    let mut files = Vec::new();
    if are_needed(api) {
        files.push(file("src/credentials.rs", Content::Items(emit(api, names))));
    }
    if need_digest(api) {
        let text = include_str!("../with_digest_auth.rs");
        files.push(file("src/with_digest_auth.rs", Content::Verbatim(text.into())));
    }
    files
}

/// The lines of the crate's root that mount the files.
pub(super) fn emit_modules(api: &Api) -> TokenStream {
    let credentials = are_needed(api).then(|| {
        quote! {
            #[rustfmt::skip]
            pub mod credentials;
        }
    });
    let digest = need_digest(api).then(|| {
        quote! {
            #[cfg(feature = "digest_auth")]
            #[rustfmt::skip]
            mod with_digest_auth;
        }
    });
    quote!(#credentials #digest)
}

fn emit(api: &Api, names: &Names) -> Vec<TokenStream> {
    let docs = Doc::new("Who calls: a function for each security scheme of the document, which makes its credentials.")
        .and("[`Credentials`] hold those that the caller has, and apply what an operation needs to a finished request. Each can be applied by itself too, with [`Credential::apply`].")
        .inner();
    let types: BTreeSet<&str> = parts(api).flat_map(|part| part.types.iter().copied()).collect();
    let types = types.into_iter().map(|name| format_ident!("{name}"));
    let digest = need_digest(api).then(|| {
        quote! {
            #[cfg(feature = "digest_auth")]
            pub use crate::with_digest_auth::Digest;
        }
    });
    // The order of components means nothing.
    let mut functions: Vec<_> = api.security_schemes.iter().zip(&names.credentials).collect();
    functions.sort_by_key(|(_, names)| &names.constructor);
    let uses = quote! {
        #docs
        pub use crate::runtime::credentials::{#(#types),*};
        #digest
    };
    std::iter::once(uses)
        .chain(functions.into_iter().flat_map(|(scheme, names)| emit_functions(scheme, names)))
        .collect()
}

/// The functions of a scheme.
fn emit_functions(scheme: &SecurityScheme, names: &CredentialNames) -> Vec<TokenStream> {
    let (name, constructor) = (&scheme.name, &names.constructor);
    let bearer = |constructor| {
        let docs = token_docs(scheme);
        function(scheme, constructor, &["token"], docs, &quote!(Bearer), &quote!(Bearer::new(#name, token)))
    };
    match &scheme.kind {
        SecuritySchemeKind::ApiKey { location, name: place } => {
            let (method, words) = match location {
                ParameterLocation::Query => ("query", "query parameter"),
                ParameterLocation::Cookie => ("cookie", "cookie"),
                _ => ("header", "header"),
            };
            let docs =
                intro(scheme).and(&format!("The key goes into the {words} {}.", markdown::code(place)));
            let method = format_ident!("{method}");
            let make = quote!(ApiKey::#method(#name, #place, key));
            vec![function(scheme, constructor, &["key"], docs, &quote!(ApiKey), &make)]
        }
        SecuritySchemeKind::Basic => {
            let docs = intro(scheme).and("User name and password are sent as they are (RFC 7617).");
            let make = quote!(Basic::new(#name, user, password));
            vec![function(scheme, constructor, &["user", "password"], docs, &quote!(Basic), &make)]
        }
        SecuritySchemeKind::Digest => {
            let docs = intro(scheme)
                .and("User name and password answer the challenges of the server (RFC 7616).")
                .and("Cargo feature: `digest_auth`.");
            let make = quote!(Digest::new(#name, user, password));
            let function = function(scheme, constructor, &["user", "password"], docs, &quote!(Digest), &make);
            vec![quote!(#[cfg(feature = "digest_auth")] #function)]
        }
        SecuritySchemeKind::OAuth2 { token_url: Some(url), flows, .. } => {
            let place = markdown::code(url);
            let relative = if url.contains("://") { "" } else { ", relative to the server" };
            let words =
                format!("Id and secret of a client buy tokens at {place}{relative} (RFC 6749, section 4.4).");
            let docs = intro(scheme).and(&words);
            let own = flows.iter().filter(|flow| flow.kind == "clientCredentials");
            let docs = own.fold(docs, scopes);
            let make = quote!(ClientCredentials::new(#name, #url, client_id, client_secret));
            let arguments = &["client_id", "client_secret"];
            let ty = quote!(ClientCredentials);
            vec![function(scheme, constructor, arguments, docs, &ty, &make), bearer(&names.token)]
        }
        SecuritySchemeKind::Bearer { .. }
        | SecuritySchemeKind::OAuth2 { .. }
        | SecuritySchemeKind::OpenIdConnect(_) => vec![bearer(constructor)],
        SecuritySchemeKind::MutualTls => {
            let docs = intro(scheme).and("The connection presents a certificate; requests stay as they are.");
            vec![function(scheme, constructor, &[], docs, &quote!(MutualTls), &quote!(MutualTls::new(#name)))]
        }
    }
}

/// What the document says about a scheme, or our own words.
fn intro(scheme: &SecurityScheme) -> Doc {
    match &scheme.description {
        Some(description) if !description.trim().is_empty() => Doc::cleaned(description),
        _ => Doc::new(&format!("Credentials for the security scheme {}.", markdown::code(&scheme.name))),
    }
}

/// What there is to say about a token.
fn token_docs(scheme: &SecurityScheme) -> Doc {
    let docs = intro(scheme).and("The token is sent as it is (RFC 6750).");
    match &scheme.kind {
        SecuritySchemeKind::Bearer { format: Some(format) } => {
            docs.and(&format!("Format: {}.", markdown::code(format)))
        }
        SecuritySchemeKind::OAuth2 { flows, metadata_url, .. } => {
            let docs = match metadata_url {
                Some(url) => docs.and(&format!("The server describes itself at {}.", markdown::code(url))),
                None => docs,
            };
            flows.iter().fold(docs, |docs, flow| scopes(urls(docs, flow), flow))
        }
        SecuritySchemeKind::OpenIdConnect(Some(url)) => {
            docs.and(&format!("Where to get it is described at {}.", markdown::code(url)))
        }
        _ => docs,
    }
}

fn urls(docs: Doc, flow: &OAuthFlow) -> Doc {
    let urls = flow.urls.iter().map(|(key, url)| format!("{key} {}", markdown::code(url)));
    let urls: Vec<String> = urls.collect();
    docs.and(&format!("The flow {}: {}.", markdown::code(&flow.kind), urls.join(", ")))
}

fn scopes(docs: Doc, flow: &OAuthFlow) -> Doc {
    if flow.scopes.is_empty() {
        return docs;
    }
    let docs = docs.and(&format!("Scopes of {}:", markdown::code(&flow.kind)));
    docs.list(flow.scopes.iter().map(|(scope, description)| {
        let description = markdown::plain(description);
        let joint = if description.is_empty() { "" } else { ": " };
        format!("{}{joint}{description}", markdown::code(scope))
    }))
}

/// A function that takes texts and makes credentials.
fn function(
    scheme: &SecurityScheme,
    ident: &crate::name::Ident,
    arguments: &[&str],
    docs: Doc,
    ty: &TokenStream,
    make: &TokenStream,
) -> TokenStream {
    let docs = docs.pointer(&scheme.pointer).outer();
    let deprecated = scheme.deprecated.then(|| quote!(#[deprecated]));
    let arguments = arguments.iter().map(|name| {
        let name = format_ident!("{name}");
        quote!(#name: impl Into<String>)
    });
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #ident(#(#arguments),*) -> #ty {
            #make
        }
    }
}
