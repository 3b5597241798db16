//! The servers of the document, or of an operation: what is said of them, and a flag for each of their variables.

use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::flags::Flags;
use super::{scheme, text};
use crate::emit::literal;
use crate::ir::{Api, Server, ServerVariable};
use crate::json::Json;

/// What stands on all commands of a document.
pub(super) struct Common {
    /// The variables of the document's servers, each with its flag.
    pub(super) variables: Vec<(String, String)>,
    /// The flags that are taken.
    pub(super) flags: Flags,
}

impl Common {
    /// What the document has.
    pub(super) fn new(api: &Api) -> Self {
        let mut flags = Flags::of_values();
        if scheme::buy_tokens(api) {
            flags.take("token_url");
        }
        let variables = words(&api.servers, &[], &mut flags);
        Self { variables, flags }
    }
}

/// The variables of servers, each once and with its flag. One that is known keeps its flag.
pub(super) fn words(
    servers: &[Server],
    known: &[(String, String)],
    flags: &mut Flags,
) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    for variable in servers.iter().flat_map(|server| &server.variables) {
        if words.iter().any(|(name, _)| *name == variable.name) {
            continue;
        }
        let known = known.iter().find(|(name, _)| *name == variable.name).map(|(_, word)| word.clone());
        let new = || flags.take(&format!("server_{}", variable.name.to_snake_case()));
        words.push((variable.name.clone(), known.unwrap_or_else(new)));
    }
    words
}

/// Emits their entry of the table; the URLs are at hand as a constant.
pub(super) fn emit(servers: &[Server], urls: &TokenStream, words: &[(String, String)]) -> TokenStream {
    if servers.is_empty() {
        return quote!(Servers::NONE);
    }
    let abouts = servers.iter().map(|server| text::first_line(server.description.as_deref()));
    let variables = words.iter().map(|(name, word)| emit_variable(servers, name, word));
    quote!(Servers { templates: #urls, abouts: &[#(#abouts),*], variables: &[#(#variables),*] })
}

fn emit_variable(servers: &[Server], name: &str, word: &str) -> TokenStream {
    let all = servers.iter().flat_map(|server| &server.variables).filter(|variable| variable.name == name);
    let all: Vec<&ServerVariable> = all.collect();
    let about = all.iter().map(|variable| text::first_line(variable.description.as_deref()));
    let about = about.into_iter().find(|about| !about.is_empty());
    let about = about.map(|about| quote!(.about(#about)));
    let default = all.first().filter(|first| all.iter().all(|other| other.default == first.default));
    // What can not be shown is not shown.
    let is_plain = |text: &String| text::line(text) == *text;
    let default = default.filter(|variable| is_plain(&variable.default));
    let default = default.map(|variable| literal::json(&Json::String(variable.default.clone())));
    let default = default.map(|json| quote!(.default(#json)));
    // One server may take any, and another one only some.
    let mut values: Vec<String> = Vec::new();
    if all.iter().all(|variable| !variable.values.is_empty()) {
        for value in all.iter().flat_map(|variable| &variable.values) {
            if is_plain(value) && !values.contains(value) {
                values.push(value.clone());
            }
        }
    }
    let possible = (!values.is_empty()).then(|| {
        let values = literal::strings(&values);
        quote!(.possible(&#values))
    });
    quote!(Value::new(#name, #word, Kind::Text) #about #default #possible)
}
