//! The files that hold the others together: `lib.rs`, `models.rs` and `operations.rs`, and what they share:
//! `patterns.rs` and `rules.rs`.
//!
//! Invariant: every model and operation is reachable by one public path.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::features::Gates;
use super::{
    Content, File, cli, client, constructor, credentials, jiff, landing, markdown, operation, servers,
    validator,
};
use crate::ir::{Api, Model, ModelKind, Operation, Server};
use crate::name::Names;

/// So many models can not exceed rustc's own limit.
const MANY_MODELS: usize = 32;

/// Emits them.
pub(super) fn emit_roots(api: &Api, names: &Names, gates: &Gates, has_examples: bool) -> Vec<File> {
    let patterns = emit_patterns(names);
    let file = |path: &str, items| File {
        path: path.to_owned(),
        content: Content::Items(items),
        models: BTreeSet::new(),
    };
    let mut roots = vec![
        file("src/lib.rs", emit_lib(api, names, gates, (has_examples, patterns.is_some()))),
        file("src/models.rs", emit_models(api, names, gates)),
        file("src/operations.rs", emit_operations(api, names, gates)),
    ];
    roots.extend(patterns.map(|items| file("src/patterns.rs", items)));
    roots.extend(validator::rules::emit_table(api, names).map(|table| file("src/rules.rs", vec![table])));
    roots
}

fn emit_lib(
    api: &Api,
    names: &Names,
    gates: &Gates,
    (has_examples, has_patterns): (bool, bool),
) -> Vec<TokenStream> {
    let docs = landing::docs(api, names, gates).inner();
    let recursion_limit = emit_recursion_limit(api);
    let lints = emit_lints(names);
    let deprecated = if any_deprecated(api) {
        quote!(#[allow(deprecated, reason = "what is deprecated is still read and written")])
    } else {
        TokenStream::new()
    };
    // It is public, so that what no test needs under some features is not called dead.
    let examples = has_examples.then(|| {
        quote! {
            #[cfg(test)]
            #[rustfmt::skip]
            pub mod examples;
        }
    });
    // It is public, so that what no type needs under some features is not called dead.
    let patterns = has_patterns.then(|| {
        quote! {
            #[doc(hidden)]
            #[rustfmt::skip]
            pub mod patterns;
        }
    });
    // For the same reason.
    let rules = (!api.rules.is_empty()).then(|| {
        quote! {
            #[doc(hidden)]
            #[rustfmt::skip]
            pub mod rules;
        }
    });
    let (client, credentials) = (client::emit_module(api), credentials::emit_modules(api));
    let conversions = if jiff::is_needed(api) { jiff::emit_module() } else { TokenStream::new() };
    let cli = cli::emit_module(api, &deprecated);
    let modules = quote! {
        #docs
        #![forbid(unsafe_code)]
        #recursion_limit
        #lints

        #cli
        #client
        #credentials
        #examples
        #[rustfmt::skip]
        #deprecated
        pub mod models;
        #[rustfmt::skip]
        #deprecated
        pub mod operations;
        #patterns
        #rules
        #[rustfmt::skip]
        pub mod runtime;
        #conversions
    };
    let exports = quote! {
        #[rustfmt::skip]
        pub use runtime::{
            BodyError, BuildError, DecodeError, Operation, Reply, ResponseError, ResponseErrorKind, Server,
            ServerError, Validate, Violation, Violations,
        };
    };
    let docs = "The servers of the document, the first by preference.";
    let servers = servers::emit(&api.servers, docs, &TokenStream::new());
    let servers = if servers.is_empty() { servers } else { quote!(#[rustfmt::skip] #servers) };
    let mut items = vec![modules, exports, servers];
    items.extend(api.servers.iter().find_map(|server| emit_default_server(api, server)));
    items
}

fn any_deprecated(api: &Api) -> bool {
    let in_model = |model: &Model| match &model.kind {
        ModelKind::Object(object) => object.properties.iter().any(|property| property.docs.deprecated),
        _ => false,
    };
    let in_operation = |operation: &Operation| operation.parameters.iter().any(|it| it.docs.deprecated);
    api.models.iter().any(|model| model.docs.deprecated || in_model(model))
        || api.operations.iter().any(|operation| operation.docs.deprecated || in_operation(operation))
}

/// Whether a type is `Send` is decided member by member, and types that refer to each other make long ways.
fn emit_recursion_limit(api: &Api) -> TokenStream {
    if api.models.len() > MANY_MODELS { quote!(#![recursion_limit = "1024"]) } else { TokenStream::new() }
}

/// Letters beyond ASCII are legitimate in identifiers, but some lints find them odd.
fn emit_lints(names: &Names) -> TokenStream {
    let models = names.models.iter().flat_map(|names| {
        let fields = names.fields.iter().map(|names| &names.field);
        fields.chain(&names.variants).chain([&names.ty])
    });
    let operations = names
        .operations
        .iter()
        .flat_map(|names| names.parameters.iter().map(|names| &names.field).chain([&names.ty]));
    let credentials = names.credentials.iter().map(|names| &names.constructor);
    if models.chain(operations).chain(credentials).all(|ident| ident.as_str().is_ascii()) {
        return TokenStream::new();
    }
    quote! {
        #![allow(
            confusable_idents,
            mixed_script_confusables,
            uncommon_codepoints,
            reason = "identifiers are spelt as in the document"
        )]
    }
}

/// `Server::default()`, if the document has an absolute server.
fn emit_default_server(api: &Api, server: &Server) -> Option<TokenStream> {
    let url = server.absolute_url()?;
    let docs = Doc::new(&format!("The document's first server, {}.", markdown::code(&url)));
    let docs = match &server.description {
        Some(description) => docs.and_cleaned(description),
        None => docs,
    };
    let has_own = |operation: &Operation| operation.servers.iter().any(|it| it.absolute_url().is_some());
    let docs = if api.operations.iter().any(has_own) {
        docs.and("Operations that have servers of their own go to the first of those instead.")
    } else {
        docs
    };
    let docs = docs.outer();
    Some(quote! {
        impl Default for Server {
            #docs
            fn default() -> Self {
                Self::from_static(#url)
            }
        }
    })
}

fn emit_models(api: &Api, names: &Names, gates: &Gates) -> Vec<TokenStream> {
    let docs = Doc::new("The types of the document, one file per component.").inner();
    let mut files: Vec<_> = names.model_files.iter().zip(&gates.models).collect();
    files.sort_by_key(|(file, _)| &file.module);
    let modules = files.iter().map(|(file, gate)| {
        let (module, gate) = (&file.module, gate.attribute());
        quote!(#gate mod #module;)
    });
    let exports = files.iter().map(|(file, gate)| {
        let types = file.models.iter().flat_map(|id| {
            let it = names.model(*id);
            let required = matches!(&api.model(*id).kind, ModelKind::Object(object)
                if constructor::has_required(api, object));
            std::iter::once(&it.ty).chain(required.then_some(&it.required))
        });
        let (gate, export) = (gate.attribute(), emit_export(&file.module, types.collect()));
        quote!(#gate #export)
    });
    vec![quote!(#docs #(#modules)*), quote!(#(#exports)*)]
}

fn emit_operations(api: &Api, names: &Names, gates: &Gates) -> Vec<TokenStream> {
    let docs = Doc::new("The operations of the document, one file each.").inner();
    let modules = names.operations.iter().zip(&gates.operations).map(|(names, gate)| {
        let (module, gate) = (&names.module, gate.attribute());
        quote!(#gate mod #module;)
    });
    let operations = api.operations.iter().zip(&names.operations).zip(&gates.operations);
    let exports = operations.map(|((it, names), gate)| {
        let export = emit_export(&names.module, operation::public_types(api, it, names));
        let gate = gate.attribute();
        quote!(#gate #export)
    });
    vec![quote!(#docs #(#modules)*), quote!(#(#exports)*)]
}

/// The patterns of the document, where there are any.
fn emit_patterns(names: &Names) -> Option<Vec<TokenStream>> {
    let docs = Doc::new("The patterns of the document, a function for each.").inner();
    let mut items = validator::pattern::emit_functions(names).into_iter();
    let first = items.next()?;
    Some(std::iter::once(quote!(#docs #first)).chain(items).collect())
}

fn emit_export(module: &crate::name::Ident, mut types: Vec<&crate::name::Ident>) -> TokenStream {
    types.sort();
    match types.as_slice() {
        [one] => quote!(pub use #module::#one;),
        many => quote!(pub use #module::{#(#many),*};),
    }
}
