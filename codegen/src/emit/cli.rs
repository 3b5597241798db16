//! The command line, behind a Cargo feature that is off by default, for crates with operations: a table of commands that is
//! made from the document, and what serves it, copied as it is.
//!
//! Invariant: text of the document is a value of the table, cleaned of what a terminal would act upon.

mod body;
mod command;
mod files;
mod flags;
mod scheme;
mod servers;
mod text;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use self::flags::Flags;
use self::servers::Common;
use super::features::Gates;
use super::{Content, Dependency, File, client, credentials};
use crate::OptionalFeature;
use crate::ir::Api;
use crate::name::Names;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../cli/", $name))),)*]
    };
}

const FILES: &[(&str, &str)] = files! {
    "access.rs"
    "arguments.rs"
    "body.rs"
    "call.rs"
    "command.rs"
    "completions.rs"
    "credentials_file.rs"
    "edit.rs"
    "exit.rs"
    "fault.rs"
    "files.rs"
    "flags.rs"
    "input.rs"
    "media.rs"
    "mod.rs"
    "output.rs"
    "pages.rs"
    "pretty.rs"
    "problem.rs"
    "progress.rs"
    "prose.rs"
    "redact.rs"
    "run.rs"
    "settings.rs"
    "shells.rs"
    "table.rs"
    "target.rs"
    "terminal.rs"
    "tree.rs"
    "usage.rs"
};

/// What the feature turns on.
const FEATURE: OptionalFeature =
    OptionalFeature { name: "cli", enables: &["dep:clap", "dep:clap_mangen", "ureq"] };

/// The same for a document with digest authentication.
const FEATURE_WITH_DIGEST: OptionalFeature =
    OptionalFeature { name: "cli", enables: &["dep:clap", "dep:clap_mangen", "digest_auth", "ureq"] };

/// The feature, for crates with operations.
pub(super) fn feature(api: &Api) -> Option<OptionalFeature> {
    let feature = if credentials::need_digest(api) { FEATURE_WITH_DIGEST } else { FEATURE };
    client::is_needed(api).then_some(feature)
}

/// What the command line depends on.
pub(super) fn dependencies(api: &Api) -> Vec<Dependency> {
    let only = |name, version, features| Dependency {
        name,
        version,
        default_features: false,
        features,
        optional: true,
    };
    if !client::is_needed(api) {
        return Vec::new();
    }
    let clap = &["color", "error-context", "help", "std", "suggestions", "usage", "wrap_help"];
    vec![only("clap", "4.6", clap), Dependency { default_features: true, ..only("clap_mangen", "0.3", &[]) }]
}

/// The lines of the crate's root that mount it.
pub(super) fn emit_module(api: &Api, deprecated: &TokenStream) -> TokenStream {
    if !client::is_needed(api) {
        return TokenStream::new();
    }
    quote! {
        #[cfg(feature = "cli")]
        #[rustfmt::skip]
        #deprecated
        pub mod cli;
    }
}

/// What serves the table, the table, with a file for each command, and the program.
pub(super) fn emit_files(api: &Api, names: &Names, gates: &Gates) -> Vec<File> {
    if !client::is_needed(api) {
        return Vec::new();
    }
    let file = |path: String, content| File { path, content, models: BTreeSet::new() };
    let copied = FILES.iter();
    let copied =
        copied.map(|(name, text)| file(format!("src/cli/{name}"), Content::Verbatim((*text).into())));
    let mut files: Vec<File> = copied.collect();
    let words = Words::new(api, names);
    let tags = emit_tags(api, &words);
    let common = Common::new(api);
    for ((operation, own), word) in api.operations.iter().zip(&names.operations).zip(&words.commands) {
        let path = format!("src/cli/commands/{}.rs", own.module.as_str());
        files.push(file(path, Content::Items(command::emit(api, names, operation, own, word, &common))));
    }
    let table = Content::Items(emit_table(api, names, gates, &tags, &common));
    files.push(file("src/cli/commands.rs".to_owned(), table));
    files.extend(names.package.as_ref().map(|package| {
        let path = format!("src/bin/{}.rs", package.as_str());
        file(path, Content::Items(vec![emit_program(package.as_str())]))
    }));
    files
}

/// The program. Without the feature there is nothing that it could do.
fn emit_program(package: &str) -> TokenStream {
    let package = format_ident!("{package}");
    quote! {
        #![doc = " The command line for the operations of the document, with the Cargo feature `cli`."]

        use std::process::ExitCode;

        #[cfg(feature = "cli")]
        fn main() -> ExitCode {
            #package::cli::main()
        }

        #[cfg(not(feature = "cli"))]
        fn main() -> ExitCode {
            eprintln!("build this program with `--features cli`");
            ExitCode::from(2)
        }
    }
}

fn emit_table(
    api: &Api,
    names: &Names,
    gates: &Gates,
    tags: &[TokenStream],
    common: &Common,
) -> Vec<TokenStream> {
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
    let schemes = scheme::emit_all(api, names);
    let (of_variables, of_schemes) = (
        (!common.variables.is_empty()).then(|| quote!(Kind, Value,)),
        (!schemes.is_empty()).then(|| quote!(Way,)),
    );
    let credentials = (!schemes.is_empty()).then(|| {
        quote! {
            use std::sync::Arc;

            use crate::credentials;
        }
    });
    let uses = quote! {
        #credentials
        use super::command::{Command, Scheme, Servers, Tag, #of_variables #of_schemes};
    };
    let server = if api.servers.iter().any(|server| server.absolute_url().is_some()) {
        quote! {
            #[allow(clippy::unnecessary_wraps, reason = "not every document has one")]
            pub(super) fn server() -> Option<runtime::Server> {
                Some(runtime::Server::default())
            }
        }
    } else {
        quote! {
            pub(super) const fn server() -> Option<runtime::Server> {
                None
            }
        }
    };
    let servers = servers::emit(&api.servers, &quote!(crate::SERVERS), &common.variables);
    let token_failure = emit_token_failure(api);
    let deprecated = api
        .security_schemes
        .iter()
        .any(|scheme| scheme.deprecated)
        .then(|| quote!(#[allow(deprecated, reason = "whoever has such credentials may give them")]));
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
        pub(super) const SERVERS: Servers = #servers;
        #[doc = " The server that requests go to if nobody says otherwise."]
        #server
        #[doc = " The code and the words with which a server has refused to sell a token, if it is that."]
        #token_failure
        #[doc = " Its security schemes."]
        #deprecated
        pub(super) const SCHEMES: &[Scheme] = &[#schemes];
        #[doc = " Its tags."]
        pub(super) const TAGS: &[Tag] = &[#(#tags),*];
        #[doc = " Its operations, in the order of the document."]
        pub(super) const COMMANDS: &[Command] = &[#(#commands)*];
    };
    vec![modules, table]
}

/// Emits what reads why there is no token. Only crates whose documents have tokens to buy have its type.
fn emit_token_failure(api: &Api) -> TokenStream {
    if !scheme::buy_tokens(api) {
        return quote! {
            pub(super) const fn token_failure(
                _: &(dyn std::error::Error + Send + Sync + 'static),
            ) -> Option<(String, Option<String>)> {
                None
            }
        };
    }
    quote! {
        pub(super) fn token_failure(
            cause: &(dyn std::error::Error + Send + Sync + 'static),
        ) -> Option<(String, Option<String>)> {
            let response = cause.downcast_ref::<runtime::ResponseError<credentials::TokenFailure>>()?;
            let failure = response.failure()?;
            Some((failure.code.as_str().to_owned(), failure.description.clone()))
        }
    }
}

/// The words of all tags and operations.
pub(crate) struct Words {
    /// The tags that operations have, as the table spells them, each with a word of its own.
    tags: Vec<(String, String)>,
    /// The words of the operations.
    pub(crate) commands: Vec<String>,
}

impl Words {
    /// Those of a document.
    pub(crate) fn new(api: &Api, names: &Names) -> Self {
        // Operations without a tag stand beside the tags.
        let mut words = Flags::of_commands();
        let mut tags: Vec<(String, String)> = Vec::new();
        for tag in api.operations.iter().flat_map(|operation| &operation.tags).map(|tag| text::line(tag)) {
            if !tags.iter().any(|(wire, _)| *wire == tag) {
                tags.push((tag, String::new()));
            }
        }
        // What the document spells like a word is that word, whatever other tags would have it too.
        let is_word = |tag: &str| tag.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let (mut first, mut others): (Vec<_>, Vec<_>) = tags.iter_mut().partition(|(tag, _)| is_word(tag));
        for (tag, word) in first.iter_mut().chain(&mut others) {
            *word = words.take(&heck::ToSnakeCase::to_snake_case(tag.as_str()));
        }
        let commands = names.operations.iter().map(|own| words.take(own.module.as_str())).collect();
        Self { tags, commands }
    }

    /// The word of a tag that operations have.
    pub(crate) fn tag(&self, tag: &str) -> Option<&str> {
        let line = text::line(tag);
        self.tags.iter().find(|(wire, _)| *wire == line).map(|(_, word)| word.as_str())
    }
}

fn emit_tags(api: &Api, words: &Words) -> Vec<TokenStream> {
    let about: BTreeMap<String, &str> =
        api.tags.iter().map(|(name, about)| (text::line(name), about.as_str())).collect();
    let tags = words.tags.iter().map(|(wire, name)| {
        let about = text::first_line(about.get(wire).copied());
        quote!(Tag { wire: #wire, name: #name, about: #about })
    });
    tags.collect()
}

#[cfg(test)]
mod tests {
    /// A file that is missing here would be missing in every output crate.
    #[test]
    fn lists_every_file_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let listed: Vec<&str> = super::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found);
    }
}
