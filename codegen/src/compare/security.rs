//! Compares ways to be authorized: alternatives of schemes with their scopes.
//!
//! Invariant: the names of schemes are nobody's business but the document's; how they work is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::Aspect;
use super::effect::Effect;
use super::found::{Found, Places};
use crate::ir::{Api, Operation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};

/// Schemes that are needed together: each with its scopes, by how it works.
type Alternative = BTreeMap<String, BTreeSet<String>>;

/// Compares the alternatives of two operations.
pub(super) fn compare(
    found: &mut Found,
    at: Places<'_>,
    (our_api, ours): (&Api, &Operation),
    (their_api, theirs): (&Api, &Operation),
) {
    let ours = alternatives(our_api, ours);
    let theirs = alternatives(their_api, theirs);
    for (words, way) in ours.iter().filter(|(words, _)| !theirs.contains_key(*words)) {
        // What is enough for a stricter way is enough for a looser one.
        let effect = if theirs.is_empty() {
            Effect::Depends
        } else if theirs.values().any(|other| is_enough(way, other)) {
            Effect::Loosens
        } else if theirs.values().any(|other| kinds(way) == kinds(other)) {
            // The same from another place.
            Effect::Depends
        } else if theirs.values().any(|other| has_more_flows(way, other)) {
            Effect::Nothing
        } else {
            Effect::Tightens
        };
        found.removed(Aspect::Security, "", words, at, effect);
    }
    let is_new_need = ours.is_empty() && !theirs.values().any(Alternative::is_empty);
    let effect = if is_new_need { Effect::Tightens } else { Effect::Loosens };
    for (words, _) in theirs.iter().filter(|(words, _)| !ours.contains_key(*words)) {
        found.added(Aspect::Security, "", words, at, effect);
    }
}

fn is_enough(given: &Alternative, needed: &Alternative) -> bool {
    needed.iter().all(|(scheme, scopes)| given.get(scheme).is_some_and(|own| scopes.is_subset(own)))
}

/// What is needed, wherever it is got: the ways to get each, and its scopes.
fn kinds(way: &Alternative) -> BTreeSet<(BTreeSet<&str>, &BTreeSet<String>)> {
    way.iter().map(|(words, scopes)| (flows(words), scopes)).collect()
}

fn flows(words: &str) -> BTreeSet<&str> {
    words.split(" or ").map(|flow| flow.split(" at ").next().unwrap_or_default()).collect()
}

/// Whether the same is needed, which can be got in more ways.
fn has_more_flows(ours: &Alternative, theirs: &Alternative) -> bool {
    let (ours, theirs) = (kinds(ours), kinds(theirs));
    let has = |(flows, scopes): &(BTreeSet<&str>, &BTreeSet<String>)| {
        theirs.iter().any(|(other, needed)| flows.is_subset(other) && needed == scopes)
    };
    ours.len() == theirs.len() && ours.iter().all(has)
}

/// The alternatives of an operation, by their words.
fn alternatives(api: &Api, operation: &Operation) -> BTreeMap<String, Alternative> {
    let scheme = |needed: &SecurityRequirement| {
        let scheme = api.security_schemes.iter().find(|scheme| scheme.name == needed.scheme);
        scheme.map_or_else(|| format!("`{}`", needed.scheme), words)
    };
    let one = |needed: &Vec<SecurityRequirement>| {
        let mut texts = BTreeSet::new();
        let mut way = Alternative::new();
        for requirement in needed {
            let words = scheme(requirement);
            way.entry(words.clone()).or_default().extend(requirement.scopes.iter().cloned());
            texts.insert(if requirement.scopes.is_empty() {
                words
            } else {
                format!("{words} with `{}`", requirement.scopes.join("`, `"))
            });
        }
        let texts: Vec<String> = texts.into_iter().collect();
        let text = if texts.is_empty() { "none".to_owned() } else { texts.join(" and ") };
        (text, way)
    };
    operation.security.iter().map(one).collect()
}

/// How a scheme works, without its name.
fn words(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecuritySchemeKind::ApiKey { location, name } => format!("a key in {} `{name}`", location.as_str()),
        SecuritySchemeKind::Basic => "HTTP basic".to_owned(),
        SecuritySchemeKind::Bearer { .. } => "a bearer token".to_owned(),
        SecuritySchemeKind::Digest => "HTTP digest".to_owned(),
        SecuritySchemeKind::OAuth2 { flows, .. } => {
            let flows = flows.iter().map(|flow| {
                let urls = flow.urls.iter().map(|(_, url)| format!("`{url}`"));
                format!("OAuth 2.0 {} at {}", flow.kind, urls.collect::<Vec<_>>().join(", "))
            });
            // Their order means nothing.
            flows.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" or ")
        }
        SecuritySchemeKind::OpenIdConnect(url) => {
            format!("OpenID Connect at `{}`", url.as_deref().unwrap_or_default())
        }
        SecuritySchemeKind::MutualTls => "mutual TLS".to_owned(),
    }
}
