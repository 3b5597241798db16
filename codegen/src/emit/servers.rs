//! The servers of the document and of operations: data that the runtime makes URLs from.
//!
//! Invariant: only servers that requests can be sent to arrive here.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::{literal, markdown};
use crate::ir::{Server, ServerVariable};

/// The constant that lists servers, if there are any. In an `impl`, its type needs the lifetime `'static`.
pub(super) fn emit(servers: &[Server], docs: &str, lifetime: &TokenStream) -> TokenStream {
    if servers.is_empty() {
        return TokenStream::new();
    }
    let docs = servers.iter().fold(Doc::new(docs), |docs, server| docs.and(&describe(server))).outer();
    let servers = servers.iter().map(|server| {
        let (url, variables) = (&server.url, server.variables.iter().map(emit_variable));
        quote!(runtime::ServerTemplate { url: #url, variables: &[#(#variables),*] })
    });
    quote! {
        #docs
        pub const SERVERS: &#lifetime [runtime::ServerTemplate] = &[#(#servers),*];
    }
}

/// Where an operation goes by itself that has servers of its own: to the first that is absolute.
pub(super) fn emit_own(servers: &[Server], option: &TokenStream) -> TokenStream {
    let Some(url) = servers.iter().find_map(Server::absolute_url) else { return TokenStream::new() };
    quote! {
        fn own_server() -> #option<runtime::Server> {
            Some(runtime::Server::of_operation(#url))
        }
    }
}

fn emit_variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, .. } = variable;
    let values = literal::strings(values);
    quote!(runtime::ServerVariable { name: #name, default: #default, values: &#values })
}

/// What the document says about a server and its variables, in one paragraph.
fn describe(server: &Server) -> String {
    let said = |text: &Option<String>| {
        let text = text.as_deref().map(markdown::plain).unwrap_or_default();
        if text.is_empty() { text } else { format!(": {}", text.trim_end_matches('.')) }
    };
    let mut text = format!("{}{}.", markdown::code(&server.url), said(&server.description));
    for variable in &server.variables {
        text = format!("{text} Variable {}{}.", markdown::code(&variable.name), said(&variable.description));
    }
    text
}
