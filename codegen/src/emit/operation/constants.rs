//! What the document says of an operation as a whole, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::literal;
use crate::ir::{Api, Operation, ParameterLocation, SecuritySchemeKind, StatusPattern};

/// Emits the constants of the trait.
pub(super) fn emit(api: &Api, it: &Operation) -> TokenStream {
    let (id, path) = (&it.id, &it.path);
    let method = &it.method;
    let tags = literal::strings(&it.tags);
    let roles = (!it.roles.is_empty()).then(|| {
        let roles = literal::strings(&it.roles);
        quote!(const ROLES: &'static [&'static str] = &#roles;)
    });
    let alternatives = it.security.iter().map(|alternative| {
        let needed = alternative.iter().map(|needed| {
            let (scheme, scopes) = (&needed.scheme, literal::strings(&needed.scopes));
            let kind = kind(api, scheme);
            quote!(runtime::SecurityRequirement::new(#scheme, &#scopes) #kind)
        });
        quote!(&[#(#needed),*])
    });
    let security = (!it.security.is_empty()).then(|| {
        quote!(const SECURITY: &'static [&'static [runtime::SecurityRequirement]] = &[#(#alternatives),*];)
    });
    let statuses: Vec<String> = it.responses.iter().map(|response| status(response.status)).collect();
    let statuses = literal::strings(&statuses);
    quote! {
        const ID: &'static str = #id;
        const METHOD: &'static str = #method;
        const PATH: &'static str = #path;
        const TAGS: &'static [&'static str] = &#tags;
        #roles
        #security
        const STATUSES: &'static [&'static str] = &#statuses;
    }
}

/// How a scheme shows in requests.
fn kind(api: &Api, scheme: &str) -> TokenStream {
    let scheme = api.security_schemes.iter().find(|it| it.name == scheme);
    match scheme.map(|scheme| &scheme.kind) {
        None => TokenStream::new(),
        Some(SecuritySchemeKind::Basic) => quote!(.basic()),
        Some(SecuritySchemeKind::Digest) => quote!(.digest()),
        Some(SecuritySchemeKind::MutualTls) => quote!(.of(runtime::SecurityKind::MutualTls)),
        Some(SecuritySchemeKind::ApiKey { location, name }) => match location {
            ParameterLocation::Query => quote!(.of(runtime::SecurityKind::Query(#name))),
            ParameterLocation::Cookie => quote!(.of(runtime::SecurityKind::Cookie(#name))),
            _ => quote!(.of(runtime::SecurityKind::Header(#name))),
        },
        Some(
            SecuritySchemeKind::Bearer { .. }
            | SecuritySchemeKind::OAuth2 { .. }
            | SecuritySchemeKind::OpenIdConnect(_),
        ) => quote!(.bearer()),
    }
}

/// A status as the document writes it.
pub(super) fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(status) => status.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
