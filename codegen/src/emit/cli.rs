//! The command line, behind a Cargo feature that is off by default, for crates with operations: a table of commands that is
//! made from the document, and what serves it, copied as it is.
//!
//! Invariant: text of the document is a value of the table, cleaned of what a terminal would act upon.

mod command;
mod flags;
mod scheme;
mod text;
mod value;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::features::Gates;
use super::{Content, File};
use crate::ir::Api;
use crate::name::Names;

/// The table of commands, a file for each.
pub(super) fn emit_files(api: &Api, names: &Names, gates: &Gates) -> Vec<File> {
    let file = |path: String, items| File { path, content: Content::Items(items), models: BTreeSet::new() };
    let mut words = flags::Flags::default();
    let words: Vec<String> =
        names.operations.iter().map(|operation| words.take(operation.module.as_str())).collect();
    let commands = api.operations.iter().zip(&names.operations).zip(words);
    let commands = commands.map(|((operation, own), word)| {
        let path = format!("src/cli/commands/{}.rs", own.module.as_str());
        file(path, command::emit(api, names, operation, own, &word))
    });
    let mut files: Vec<File> = commands.collect();
    files.push(file("src/cli/commands.rs".to_owned(), emit_table(api, names, gates)));
    files
}

fn emit_table(api: &Api, names: &Names, gates: &Gates) -> Vec<TokenStream> {
    let modules = names.operations.iter().zip(&gates.operations).map(|(names, gate)| {
        let (module, gate) = (&names.module, gate.attribute());
        quote!(#gate mod #module;)
    });
    let commands = names.operations.iter().zip(&gates.operations).map(|(names, gate)| {
        let (module, gate) = (&names.module, gate.attribute());
        quote!(#gate #module::COMMAND,)
    });
    let (title, version) = (text::line(&api.title), text::line(&api.version));
    let about = text::lines(api.description.as_deref().unwrap_or_default());
    let (tags, schemes) = (emit_tags(api), scheme::emit_all(api, names));
    let uses = if schemes.is_empty() {
        quote!(
            use super::command::{Command, Scheme, Tag};
        )
    } else {
        quote! {
            use std::sync::Arc;

            use super::command::{Command, Scheme, Tag, Way};
            use crate::credentials;
        }
    };
    let servers = if api.servers.is_empty() { quote!(&[]) } else { quote!(crate::SERVERS) };
    let modules = quote! {
        #![doc = " The commands, one for each operation."]

        #(#modules)*

        #uses
        use crate::runtime;
    };
    let table = quote! {
        #[doc = " What the document is called."]
        pub(super) const TITLE: &str = #title;
        #[doc = " What it says about itself."]
        pub(super) const ABOUT: &str = #about;
        #[doc = " Which version of it this is for."]
        pub(super) const VERSION: &str = #version;
        #[doc = " Its servers, the first by preference."]
        pub(super) const SERVERS: &[runtime::ServerTemplate] = #servers;
        #[doc = " Its security schemes."]
        pub(super) const SCHEMES: &[Scheme] = &[#schemes];
        #[doc = " Its tags."]
        pub(super) const TAGS: &[Tag] = &[#(#tags),*];
        #[doc = " Its operations, in the order of the document."]
        pub(super) const COMMANDS: &[Command] = &[#(#commands)*];
    };
    vec![modules, table]
}

/// The tags that operations have, each with a word of its own among them and the operations without a tag.
fn emit_tags(api: &Api) -> Vec<TokenStream> {
    let mut tags: Vec<&String> = Vec::new();
    for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut words = flags::Flags::default();
    let tags = tags.into_iter().map(|tag| {
        let (wire, name) = (text::line(tag), words.take(&heck::ToSnakeCase::to_snake_case(tag.as_str())));
        quote!(Tag { wire: #wire, name: #name, about: "" })
    });
    tags.collect()
}
