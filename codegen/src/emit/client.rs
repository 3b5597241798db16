//! The clients, behind Cargo features that are off by default, for crates with operations.
//!
//! Invariant: the list holds every file of the folder; a test compares them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Content, Dependency, File};
use crate::OptionalFeature;
use crate::ir::Api;

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../client/", $name))),)*]
    };
}

const FILES: &[(&str, &str)] = files! {
    "error.rs"
    "exchange.rs"
    "items.rs"
    "mod.rs"
    "options.rs"
    "redirect.rs"
    "reqwest.rs"
    "retry.rs"
    "trace.rs"
    "ureq.rs"
};

/// What the features turn on, sorted by name.
const FEATURES: &[OptionalFeature] = &[
    OptionalFeature {
        name: "reqwest",
        enables: &["dep:futures-core", "dep:httpdate", "dep:reqwest", "dep:tokio", "dep:url"],
    },
    OptionalFeature { name: "tracing", enables: &["dep:tracing"] },
    OptionalFeature { name: "ureq", enables: &["dep:httpdate", "dep:ureq", "dep:url"] },
];

/// Whether a crate has anything to send.
pub(super) fn is_needed(api: &Api) -> bool {
    !api.operations.is_empty()
}

/// The features that bring clients.
pub(super) fn features(api: &Api) -> &'static [OptionalFeature] {
    if is_needed(api) { FEATURES } else { &[] }
}

/// What the clients depend on.
pub(super) fn dependencies(api: &Api) -> Vec<Dependency> {
    let only = |name, version, features| Dependency {
        name,
        version,
        default_features: false,
        features,
        optional: true,
    };
    if !is_needed(api) {
        return Vec::new();
    }
    vec![
        only("futures-core", "0.3.31", &["std"]),
        only("httpdate", "1", &[]),
        only("reqwest", "0.13", &["gzip", "rustls"]),
        only("tokio", "1.30", &["time"]),
        only("tracing", "0.1.35", &["std"]),
        only("ureq", "3.5.2", &["gzip", "rustls"]),
        only("url", "2.5.4", &["std"]),
    ]
}

/// The files of the clients, without their tests.
pub(super) fn files(api: &Api) -> impl Iterator<Item = File> {
    FILES.iter().filter(|_| is_needed(api)).map(|(name, text)| File {
        path: format!("src/client/{name}"),
        content: Content::Verbatim(without_tests(text).into()),
        models: BTreeSet::new(),
    })
}

fn without_tests(text: &str) -> &str {
    text.split_once("\n#[cfg(test)]\n").map_or(text, |(code, _)| code)
}

/// The lines of the crate's root that mount them.
pub(super) fn emit_module(api: &Api) -> TokenStream {
    if !is_needed(api) {
        return TokenStream::new();
    }
    quote! {
        #[cfg(any(feature = "reqwest", feature = "ureq"))]
        #[rustfmt::skip]
        pub mod client;
    }
}

#[cfg(test)]
mod tests {
    /// A file that is missing here would be missing in every output crate.
    #[test]
    fn lists_every_file_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/client");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        found.sort();
        let listed: Vec<&str> = super::FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn tests_stay_here() {
        assert!(super::FILES.iter().all(|(_, text)| !super::without_tests(text).contains("#[test]")));
    }
}
