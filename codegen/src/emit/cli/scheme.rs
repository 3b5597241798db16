//! Security schemes, and the variables that hold their credentials.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::text;
use crate::ir::{Api, SecurityScheme, SecuritySchemeKind};
use crate::name::{CredentialNames, Ident, Names};

/// Emits the entries of the table.
pub(super) fn emit_all(api: &Api, names: &Names) -> TokenStream {
    let mut schemes: Vec<_> = api.security_schemes.iter().zip(&names.credentials).collect();
    // The order of components means nothing.
    schemes.sort_by_key(|(_, names)| &names.constructor);
    schemes.into_iter().map(|(scheme, names)| emit(scheme, names)).collect()
}

/// Whether there are tokens to buy.
pub(super) fn buy_tokens(api: &Api) -> bool {
    let kinds = api.security_schemes.iter().map(|scheme| &scheme.kind);
    kinds.into_iter().any(|kind| matches!(kind, SecuritySchemeKind::OAuth2 { token_url: Some(_), .. }))
}

fn emit(scheme: &SecurityScheme, names: &CredentialNames) -> TokenStream {
    let own = &names.constructor;
    let ways = match &scheme.kind {
        SecuritySchemeKind::ApiKey { .. } => way(own, own, &["key"]),
        SecuritySchemeKind::Basic | SecuritySchemeKind::Digest => way(own, own, &["user", "password"]),
        SecuritySchemeKind::OAuth2 { token_url: Some(url), .. } => {
            let variable = format!("{}_token_url", own.as_str()).to_uppercase();
            let token = way(own, &names.token, &["token"]);
            let bought = variables(own, &["client_id", "client_secret"]);
            let parameter = format_ident!("parts");
            quote! {
                Way {
                    variables: &[#(#bought),*],
                    token_url: Some((#variable, #url)),
                    make: |#parameter| Arc::new(credentials::#own(parts[0], parts[1]).token_url(parts[2])),
                },
                #token
            }
        }
        SecuritySchemeKind::Bearer { .. }
        | SecuritySchemeKind::OAuth2 { .. }
        | SecuritySchemeKind::OpenIdConnect(_) => way(own, own, &["token"]),
        // The connection has them.
        SecuritySchemeKind::MutualTls => return TokenStream::new(),
    };
    let gate = (scheme.kind == SecuritySchemeKind::Digest).then(|| quote!(#[cfg(feature = "digest_auth")]));
    let (name, about) = (text::line(&scheme.name), text::first_line(scheme.description.as_deref()));
    quote!(#gate Scheme { name: #name, about: #about, ways: &[#ways] },)
}

/// A function of the credentials, and a variable for each of its arguments.
fn way(own: &Ident, function: &Ident, arguments: &[&str]) -> TokenStream {
    let variables = variables(own, arguments);
    let parts = 0..arguments.len();
    let parts = parts.map(|index| {
        let index = Literal::usize_unsuffixed(index);
        quote!(parts[#index])
    });
    let parameter = format_ident!("parts");
    quote! {
        Way {
            variables: &[#(#variables),*],
            token_url: None,
            make: |#parameter| Arc::new(credentials::#function(#(#parts),*)),
        },
    }
}

fn variables(own: &Ident, arguments: &[&str]) -> Vec<String> {
    let variables = arguments.iter().map(|argument| format!("{}_{argument}", own.as_str()).to_uppercase());
    variables.collect()
}
