//! Compares operations: how they are called, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Aspect, Difference};
use super::matching::{Pair, without_names};
use super::schema::Schemas;
use crate::ir::{
    Api, Content, Operation, Parameter, ParameterLocation, RequestBody, Response, SecurityRequirement,
    SecurityScheme, SecuritySchemeKind, Server, StatusPattern, Type, join,
};
use crate::json::Json;

/// How `theirs` differs from `ours` in the operations that both have.
pub(super) fn compare(ours: &Api, theirs: &Api, pairs: &[Pair]) -> Vec<Difference> {
    let mut compare = Compare { ours, theirs, schemas: Schemas::new(ours, theirs) };
    for pair in pairs {
        let operation = &ours.operations[pair.ours];
        compare.schemas.operation.clone_from(&operation.id);
        let found = pair.theirs.as_ref().and_then(|id| theirs.operations.iter().find(|it| it.id == *id));
        if let Some(found) = found {
            compare.operation(operation, found);
        } else {
            let name = format!("`{}`", operation.id);
            compare.schemas.removed(Aspect::Operation, "", &name, (&operation.pointer, "/paths"));
        }
    }
    compare.schemas.found
}

struct Compare<'a> {
    ours: &'a Api,
    theirs: &'a Api,
    schemas: Schemas<'a>,
}

impl<'a> Compare<'a> {
    fn operation(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        let text = |text: &str| Some(Json::String(text.to_owned()));
        let subject = format!("`{}`", ours.id);
        for (name, our_text, their_text) in [
            ("operationId", &ours.id, &theirs.id),
            ("method", &ours.method, &theirs.method),
            ("path", &without_names(&ours.path), &without_names(&theirs.path)),
        ] {
            if our_text != their_text {
                self.schemas.keyword(name, &subject, at, (text(our_text), text(their_text)));
            }
        }
        self.servers(ours, theirs);
        self.security(ours, theirs);
        self.parameters(ours, theirs);
        self.body(ours.body.as_ref(), theirs.body.as_ref(), at);
        self.responses(ours, theirs);
    }

    fn servers(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let urls = |own: &'a [Server], all: &'a [Server]| {
            let servers = if own.is_empty() { all } else { own };
            servers.iter().map(|it| (it.url.as_str(), it.pointer.as_str())).collect::<Vec<_>>()
        };
        let (our_urls, their_urls) =
            (urls(&ours.servers, &self.ours.servers), urls(&theirs.servers, &self.theirs.servers));
        self.lists(Aspect::Server, "", (&our_urls, &ours.pointer), (&their_urls, &theirs.pointer));
    }

    /// Compares two lists of names, each with its place.
    fn lists(
        &mut self,
        aspect: Aspect,
        subject: &str,
        (ours, our_place): (&[(&str, &str)], &str),
        (theirs, their_place): (&[(&str, &str)], &str),
    ) {
        let has = |list: &[(&str, &str)], name: &str| list.iter().any(|(known, _)| *known == name);
        for (name, place) in ours.iter().filter(|(name, _)| !has(theirs, name)) {
            self.schemas.removed(aspect, subject, &format!("`{name}`"), (place, their_place));
        }
        for (name, place) in theirs.iter().filter(|(name, _)| !has(ours, name)) {
            self.schemas.added(aspect, subject, &format!("`{name}`"), (our_place, place));
        }
    }

    fn security(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let ways = |api: &Api, operation: &Operation| -> BTreeSet<String> {
            let one = |needed: &SecurityRequirement| {
                let scheme = api.security_schemes.iter().find(|scheme| scheme.name == needed.scheme);
                let mut words = scheme.map_or_else(|| format!("`{}`", needed.scheme), words);
                if !needed.scopes.is_empty() {
                    words = format!("{words} with `{}`", needed.scopes.join("`, `"));
                }
                words
            };
            let all = |needed: &Vec<_>| needed.iter().map(one).collect::<BTreeSet<_>>();
            let list = operation.security.iter().map(all).map(|all| all.into_iter().collect::<Vec<_>>());
            list.map(|all| if all.is_empty() { "none".to_owned() } else { all.join(" and ") }).collect()
        };
        let (our_ways, their_ways) = (ways(self.ours, ours), ways(self.theirs, theirs));
        let places = (join(&ours.pointer, "security"), join(&theirs.pointer, "security"));
        let at = (places.0.as_str(), places.1.as_str());
        for way in our_ways.difference(&their_ways) {
            self.schemas.removed(Aspect::Security, "", way, at);
        }
        for way in their_ways.difference(&our_ways) {
            self.schemas.added(Aspect::Security, "", way, at);
        }
    }

    fn parameters(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let name = |it: &Parameter| format!("`{}` in {}", it.wire, it.location.as_str());
        // The names of path parameters are nobody's business but the document's.
        let key = |operation: &Operation, it: &Parameter| match it.location {
            ParameterLocation::Path => operation.path.find(&format!("{{{}}}", it.wire)).map_or_else(
                || name(it),
                |at| format!("{} in path", operation.path[..at].matches('{').count()),
            ),
            ParameterLocation::Header | ParameterLocation::Part => name(it).to_ascii_lowercase(),
            _ => name(it),
        };
        let known: BTreeMap<String, &Parameter> =
            theirs.parameters.iter().map(|it| (key(theirs, it), it)).collect();
        let mut seen = BTreeSet::new();
        for parameter in &ours.parameters {
            let key = key(ours, parameter);
            if let Some(found) = known.get(&key) {
                self.parameter(parameter, found);
            } else {
                let at = (parameter.pointer.as_str(), theirs.pointer.as_str());
                self.schemas.removed(Aspect::Parameter, "", &name(parameter), at);
            }
            seen.insert(key);
        }
        for parameter in theirs.parameters.iter().filter(|it| !seen.contains(&key(theirs, it))) {
            let at = (ours.pointer.as_str(), parameter.pointer.as_str());
            self.schemas.added(Aspect::Parameter, "", &name(parameter), at);
        }
    }

    fn parameter(&mut self, ours: &'a Parameter, theirs: &'a Parameter) {
        let subject = format!("`{}`", ours.wire);
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        self.schemas.required(&subject, at, (ours.required, theirs.required));
        let style = |it: &Parameter| Some(Json::String(format!("{:?}", it.style)));
        if ours.style != theirs.style {
            self.schemas.keyword("style", &subject, at, (style(ours), style(theirs)));
        }
        // Only lists and objects are exploded.
        let is_simple =
            |it: &Parameter| !matches!(it.value.ty, Type::Array(_) | Type::Map(_) | Type::Model(_));
        for (name, our_flag, their_flag) in [
            ("explode", ours.explode, theirs.explode),
            ("allowReserved", ours.allow_reserved, theirs.allow_reserved),
        ] {
            if our_flag != their_flag && !(name == "explode" && is_simple(ours)) {
                self.schemas.keyword(
                    name,
                    &subject,
                    at,
                    (Some(Json::Bool(our_flag)), Some(Json::Bool(their_flag))),
                );
            }
        }
        self.schemas.default(
            &subject,
            (&ours.value.pointer, &theirs.value.pointer),
            (&ours.default, &theirs.default),
        );
        self.schemas.value(&subject, &ours.value, &theirs.value);
    }

    fn body(&mut self, ours: Option<&'a RequestBody>, theirs: Option<&'a RequestBody>, at: (&str, &str)) {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let at = (ours.pointer.as_str(), theirs.pointer.as_str());
                self.schemas.required("the request body", at, (ours.required, theirs.required));
                self.content("the request body", (&ours.content, at.0), (&theirs.content, at.1));
            }
            (Some(ours), None) => self.schemas.removed(Aspect::RequestBody, "", "", (&ours.pointer, at.1)),
            (None, Some(theirs)) => self.schemas.added(Aspect::RequestBody, "", "", (at.0, &theirs.pointer)),
            (None, None) => {}
        }
    }

    fn content(
        &mut self,
        subject: &str,
        (ours, our_place): (&'a [Content], &str),
        (theirs, their_place): (&'a [Content], &str),
    ) {
        let key = |name: &String| name.to_ascii_lowercase().replace(' ', "");
        let all = |list: &'a [Content]| -> Vec<(String, &'a Content)> {
            list.iter().flat_map(|it| it.media_types().map(move |name| (key(name), it))).collect()
        };
        let (our_all, their_all) = (all(ours), all(theirs));
        let has = |list: &[(String, &'a Content)], name: &str| {
            list.iter().find(|(known, _)| known == name).map(|(_, it)| *it)
        };
        for (name, ours) in &our_all {
            if let Some(theirs) = has(&their_all, name) {
                self.schemas.value(subject, &ours.value, &theirs.value);
            } else {
                let at = (ours.pointer.as_str(), their_place);
                self.schemas.removed(Aspect::MediaType, subject, &format!("`{name}`"), at);
            }
        }
        for (name, theirs) in their_all.iter().filter(|(name, _)| has(&our_all, name).is_none()) {
            let at = (our_place, theirs.pointer.as_str());
            self.schemas.added(Aspect::MediaType, subject, &format!("`{name}`"), at);
        }
    }

    fn responses(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let find = |list: &'a [Response], status| list.iter().find(|it| it.status == status);
        for response in &ours.responses {
            let name = status(response.status);
            if let Some(found) = find(&theirs.responses, response.status) {
                self.response(&name, response, found);
            } else {
                let at = (response.pointer.as_str(), theirs.pointer.as_str());
                self.schemas.removed(Aspect::Response, "", &format!("`{name}`"), at);
            }
        }
        for response in theirs.responses.iter().filter(|it| find(&ours.responses, it.status).is_none()) {
            let at = (ours.pointer.as_str(), response.pointer.as_str());
            self.schemas.added(Aspect::Response, "", &format!("`{}`", status(response.status)), at);
        }
    }

    fn response(&mut self, name: &str, ours: &'a Response, theirs: &'a Response) {
        let subject = format!("the response `{name}`");
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        for header in &ours.headers {
            let found = theirs.headers.iter().find(|it| it.wire.eq_ignore_ascii_case(&header.wire));
            let name = format!("`{}`", header.wire);
            match found {
                Some(found) => self.schemas.value(&name, &header.value, &found.value),
                None => self.schemas.removed(Aspect::Header, &subject, &name, (&header.pointer, at.1)),
            }
        }
        let is_new =
            |wire: &String| !ours.headers.iter().any(|header| header.wire.eq_ignore_ascii_case(wire));
        for header in theirs.headers.iter().filter(|it| is_new(&it.wire)) {
            let name = format!("`{}`", header.wire);
            self.schemas.added(Aspect::Header, &subject, &name, (at.0, &header.pointer));
        }
        self.content(&subject, (&ours.content, at.0), (&theirs.content, at.1));
    }
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

/// How a scheme works, without its name, which is nobody's business but the document's.
fn words(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SecuritySchemeKind::ApiKey { location, name } => format!("a key in {} `{name}`", location.as_str()),
        SecuritySchemeKind::Basic => "HTTP basic".to_owned(),
        SecuritySchemeKind::Bearer { .. } => "a bearer token".to_owned(),
        SecuritySchemeKind::Digest => "HTTP digest".to_owned(),
        SecuritySchemeKind::OAuth2 { flows, .. } => {
            let flows = flows.iter().map(|flow| {
                let urls = flow.urls.iter().map(|(_, url)| format!("`{url}`"));
                format!("{} at {}", flow.kind, urls.collect::<Vec<_>>().join(", "))
            });
            format!("OAuth 2.0, {}", flows.collect::<Vec<_>>().join(" or "))
        }
        SecuritySchemeKind::OpenIdConnect(url) => {
            format!("OpenID Connect at `{}`", url.as_deref().unwrap_or_default())
        }
        SecuritySchemeKind::MutualTls => "mutual TLS".to_owned(),
    }
}
