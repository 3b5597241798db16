//! What the document says of an operation as a whole, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::literal;
use crate::ir::{Operation, StatusPattern};

/// Emits the constants of the trait.
pub(super) fn emit(it: &Operation) -> TokenStream {
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
            quote!(runtime::SecurityRequirement::new(#scheme, &#scopes))
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

/// A status as the document writes it.
pub(super) fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(status) => status.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
