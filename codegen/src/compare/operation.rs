//! Compares operations: how they are called, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Aspect, Difference};
use super::effect::Effect;
use super::extent::{Extent, Whose};
use super::found::Way;
use super::matching::{Pair, without_names};
use super::schema::{Schemas, flat};
use super::security;
use crate::ir::{
    Api, Content, Header, ModelId, ModelKind, Operation, Parameter, ParameterLocation, Payload,
    PropertyEncoding, RequestBody, Response, Server, StatusPattern, Style, Type,
};
use crate::json::Json;

/// What came of comparing two IRs.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) differences: Vec<Difference>,
    /// The models that stand in the same places.
    pub(crate) models: BTreeSet<(ModelId, ModelId)>,
}

/// How `theirs` differs from `ours` in the operations that both have.
pub(super) fn compare(ours: &Api, theirs: &Api, pairs: &[Pair], extent: Extent<'_>) -> Compared {
    let mut compare = Compare { ours, theirs, extent, schemas: Schemas::new(ours, theirs) };
    compare.schemas.is_thorough = extent.is_all();
    for pair in pairs {
        let operation = &ours.operations[pair.ours];
        compare.schemas.found.operation.clone_from(&operation.id);
        let found = pair.theirs.as_ref().and_then(|id| theirs.operations.iter().find(|it| it.id == *id));
        if let Some(found) = found {
            compare.operation(operation, found);
        } else {
            // Who was told that it would go is not surprised.
            let effect = if operation.docs.deprecated { Effect::Depends } else { Effect::Tightens };
            let name = format!("`{}`", operation.id);
            let at = (operation.pointer.as_str(), "/paths");
            compare.schemas.found.removed(Aspect::Operation, "", &name, at, effect);
        }
    }
    if extent.is_all() {
        compare.others(pairs);
        compare.payloads();
    }
    Compared { models: compare.schemas.pairs(), differences: compare.schemas.found.into_list() }
}

struct Compare<'a> {
    ours: &'a Api,
    theirs: &'a Api,
    extent: Extent<'a>,
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
                self.schemas.found.keyword(name, &subject, at, (text(our_text), text(their_text)));
            }
        }
        self.servers(ours, theirs);
        let places = (
            self.extent.own_or_root(Whose::Ours, &ours.pointer, "security"),
            self.extent.own_or_root(Whose::Theirs, &theirs.pointer, "security"),
        );
        let at = (places.0.as_str(), places.1.as_str());
        security::compare(&mut self.schemas.found, at, (self.ours, ours), (self.theirs, theirs));
        self.parameters(ours, theirs);
        self.body(ours.body.as_ref(), theirs.body.as_ref(), at);
        self.schemas.found.way = Way::Received;
        self.responses(ours, theirs);
        self.schemas.found.way = Way::Sent;
        self.lifecycle(ours, theirs);
    }

    /// Compares what is said about an operation beside how it works.
    fn lifecycle(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        let subject = format!("`{}`", ours.id);
        self.schemas.deprecated(&subject, at, (ours.docs.deprecated, theirs.docs.deprecated));
        if !self.extent.is_all() {
            return;
        }
        let tags = |operation: &'a Operation| {
            operation.tags.iter().map(|it| (it.as_str(), operation.pointer.as_str())).collect::<Vec<_>>()
        };
        let (our_tags, their_tags) = (tags(ours), tags(theirs));
        let effects = (Effect::Nothing, Effect::Nothing);
        self.lists(Aspect::Tag, &subject, (&our_tags, at.0), (&their_tags, at.1), effects);
    }

    /// Adds the operations that only the other document has.
    fn others(&mut self, pairs: &[Pair]) {
        let known: BTreeSet<&str> = pairs.iter().filter_map(|pair| pair.theirs.as_deref()).collect();
        for operation in self.theirs.operations.iter().filter(|it| !known.contains(it.id.as_str())) {
            self.schemas.found.operation.clone_from(&operation.id);
            let (name, at) = (format!("`{}`", operation.id), ("/paths", operation.pointer.as_str()));
            self.schemas.found.added(Aspect::Operation, "", &name, at, Effect::Loosens);
        }
    }

    /// Compares what servers send on their own.
    fn payloads(&mut self) {
        self.schemas.found.way = Way::Received;
        let find = |list: &'a [Payload], id: &str| list.iter().find(|it| it.id == id);
        for payload in &self.ours.payloads {
            self.schemas.found.operation.clone_from(&payload.id);
            let name = format!("`{}`", payload.id);
            if let Some(found) = find(&self.theirs.payloads, &payload.id) {
                self.schemas.value(&name, &payload.value, &found.value);
            } else {
                let at = (payload.pointer.as_str(), "");
                self.schemas.found.removed(Aspect::Payload, "", &name, at, Effect::Replaces);
            }
        }
        for payload in self.theirs.payloads.iter().filter(|it| find(&self.ours.payloads, &it.id).is_none()) {
            self.schemas.found.operation.clone_from(&payload.id);
            let (name, at) = (format!("`{}`", payload.id), ("", payload.pointer.as_str()));
            self.schemas.found.added(Aspect::Payload, "", &name, at, Effect::Nothing);
        }
    }

    fn servers(&mut self, ours: &'a Operation, theirs: &'a Operation) {
        let urls = |own: &'a [Server], all: &'a [Server]| {
            let servers = if own.is_empty() { all } else { own };
            servers.iter().flat_map(server).collect::<Vec<_>>()
        };
        let (our_urls, their_urls) =
            (urls(&ours.servers, &self.ours.servers), urls(&theirs.servers, &self.theirs.servers));
        let effects = (Effect::Depends, Effect::Nothing);
        let place = |operation: &Operation| {
            let is_root = self.extent.is_all() && operation.servers.is_empty();
            if is_root { "/servers".to_owned() } else { operation.pointer.clone() }
        };
        let (our_place, their_place) = (place(ours), place(theirs));
        let (our_urls, their_urls) = (borrowed(&our_urls), borrowed(&their_urls));
        self.lists(Aspect::Server, "", (&our_urls, &our_place), (&their_urls, &their_place), effects);
    }

    /// Compares two lists of names, each with its place.
    fn lists(
        &mut self,
        aspect: Aspect,
        subject: &str,
        (ours, our_place): (&[(&str, &str)], &str),
        (theirs, their_place): (&[(&str, &str)], &str),
        effects: (Effect, Effect),
    ) {
        let has = |list: &[(&str, &str)], name: &str| list.iter().any(|(known, _)| *known == name);
        for (name, place) in ours.iter().filter(|(name, _)| !has(theirs, name)) {
            self.schemas.found.removed(
                aspect,
                subject,
                &format!("`{name}`"),
                (place, their_place),
                effects.0,
            );
        }
        for (name, place) in theirs.iter().filter(|(name, _)| !has(ours, name)) {
            self.schemas.found.added(aspect, subject, &format!("`{name}`"), (our_place, place), effects.1);
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
                self.schemas.found.removed(Aspect::Parameter, "", &name(parameter), at, Effect::Depends);
            }
            seen.insert(key);
        }
        for parameter in theirs.parameters.iter().filter(|it| !seen.contains(&key(theirs, it))) {
            let at = (ours.pointer.as_str(), parameter.pointer.as_str());
            let effect = if parameter.required { Effect::Tightens } else { Effect::Nothing };
            self.schemas.found.added(Aspect::Parameter, "", &name(parameter), at, effect);
        }
    }

    /// Whether a parameter is the same text exploded or not: only lists and objects are exploded, and lists of the simple
    /// style have their commas in any case.
    fn is_sent_alike(&self, parameter: &Parameter) -> bool {
        match flat(self.schemas.ours, &parameter.value).ty {
            Type::Array(_) => parameter.style == Style::Simple,
            Type::Map(_) | Type::AnyObject | Type::Any => false,
            Type::Model(id) => matches!(self.schemas.ours.model(*id).kind, ModelKind::Enum(_)),
            _ => true,
        }
    }

    fn parameter(&mut self, ours: &'a Parameter, theirs: &'a Parameter) {
        let subject = format!("`{}`", ours.wire);
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        self.schemas.found.required(&subject, at, (ours.required, theirs.required));
        let style = |it: &Parameter| Some(Json::String(format!("{:?}", it.style)));
        if ours.style != theirs.style {
            self.schemas.found.keyword("style", &subject, at, (style(ours), style(theirs)));
        }
        for (name, our_flag, their_flag) in [
            ("explode", ours.explode, theirs.explode),
            ("allowReserved", ours.allow_reserved, theirs.allow_reserved),
        ] {
            if our_flag != their_flag && !(name == "explode" && self.is_sent_alike(ours)) {
                self.schemas.found.keyword(
                    name,
                    &subject,
                    at,
                    (Some(Json::Bool(our_flag)), Some(Json::Bool(their_flag))),
                );
            }
        }
        self.schemas.deprecated(&subject, at, (ours.docs.deprecated, theirs.docs.deprecated));
        // A request without it means something else now.
        self.schemas.found.default_value(
            &subject,
            (&ours.value.pointer, &theirs.value.pointer),
            (&ours.default, &theirs.default),
            Effect::Depends,
        );
        self.schemas.value(&subject, &ours.value, &theirs.value);
    }

    fn body(&mut self, ours: Option<&'a RequestBody>, theirs: Option<&'a RequestBody>, at: (&str, &str)) {
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => {
                let at = (ours.pointer.as_str(), theirs.pointer.as_str());
                self.schemas.found.required("the request body", at, (ours.required, theirs.required));
                self.content("the request body", (&ours.content, at.0), (&theirs.content, at.1));
            }
            (Some(ours), None) => {
                let at = (ours.pointer.as_str(), at.1);
                self.schemas.found.removed(Aspect::RequestBody, "", "", at, Effect::Replaces);
            }
            (None, Some(theirs)) => {
                let at = (at.0, theirs.pointer.as_str());
                let effect = if theirs.required { Effect::Tightens } else { Effect::Nothing };
                self.schemas.found.added(Aspect::RequestBody, "", "", at, effect);
            }
            (None, None) => {}
        }
    }

    fn content(
        &mut self,
        subject: &str,
        (ours, our_place): (&'a [Content], &str),
        (theirs, their_place): (&'a [Content], &str),
    ) {
        let key = |name: &str| name.to_ascii_lowercase().replace(' ', "");
        let all = |list: &'a [Content]| -> Vec<(String, &'a Content)> {
            list.iter().flat_map(|it| it.media_types().map(move |name| (key(name), it))).collect()
        };
        let (our_all, their_all) = (all(ours), all(theirs));
        let find = |list: &[(String, &'a Content)], name: &str| {
            list.iter().find(|(known, _)| known == name).map(|(_, it)| *it)
        };
        for (name, ours) in &our_all {
            if let Some(theirs) = find(&their_all, name) {
                self.encodings(ours, theirs);
                self.schemas.value(subject, &ours.value, &theirs.value);
            }
        }
        // Where several would look the same in Rust, the IR has one of them.
        let names = |whose, at: &str, list: &[(String, &'a Content)]| -> Vec<(String, String)> {
            match self.extent.media_types(whose, at) {
                Some(names) => names.into_iter().map(|(name, at)| (key(name), at)).collect(),
                None => list.iter().map(|(name, it)| (name.clone(), it.pointer.clone())).collect(),
            }
        };
        let our_names = names(Whose::Ours, our_place, &our_all);
        let their_names = names(Whose::Theirs, their_place, &their_all);
        // What a client asks for, or sends, is not there any more.
        let effects = (Effect::Replaces, Effect::Nothing);
        let (our_names, their_names) = (borrowed(&our_names), borrowed(&their_names));
        self.lists(Aspect::MediaType, subject, (&our_names, our_place), (&their_names, their_place), effects);
    }

    /// How the properties of a form are written.
    fn encodings(&mut self, ours: &Content, theirs: &Content) {
        let of = |content: &Content, property: &str| {
            content.encodings.iter().find(|it| it.property == property).cloned()
        };
        let properties: BTreeSet<&str> =
            ours.encodings.iter().chain(&theirs.encodings).map(|it| it.property.as_str()).collect();
        for property in properties {
            let (own, other) = (of(ours, property), of(theirs, property));
            let subject = format!("the part `{property}`");
            let at = (ours.pointer.as_str(), theirs.pointer.as_str());
            let said = |it: &Option<PropertyEncoding>, name: &str| {
                let it = it.as_ref()?;
                match (name, it.style) {
                    ("contentType", _) => it.content_type.clone().map(Json::String),
                    ("style", Some((style, ..))) => Some(Json::String(format!("{style:?}"))),
                    ("explode", Some((_, explode, _))) => Some(Json::Bool(explode)),
                    ("allowReserved", Some((.., reserved))) => Some(Json::Bool(reserved)),
                    _ => None,
                }
            };
            for name in ["contentType", "style", "explode", "allowReserved"] {
                let values = (said(&own, name), said(&other, name));
                if values.0 != values.1 {
                    self.schemas.found.keyword(name, &subject, at, values);
                }
            }
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
                let is_expected = ours.is_success(response);
                let effect = if is_expected { Effect::Replaces } else { Effect::Nothing };
                self.schemas.found.removed(Aspect::Response, "", &format!("`{name}`"), at, effect);
            }
        }
        for response in theirs.responses.iter().filter(|it| find(&ours.responses, it.status).is_none()) {
            let at = (ours.pointer.as_str(), response.pointer.as_str());
            let name = format!("`{}`", status(response.status));
            self.schemas.found.added(Aspect::Response, "", &name, at, Effect::Nothing);
        }
    }

    fn response(&mut self, name: &str, ours: &'a Response, theirs: &'a Response) {
        let subject = format!("the response `{name}`");
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        for header in &ours.headers {
            let found = theirs.headers.iter().find(|it| it.wire.eq_ignore_ascii_case(&header.wire));
            let name = format!("`{}`", header.wire);
            let is_required = |side, header: &Header| self.extent.says(side, &header.pointer, "required");
            let own = is_required(Whose::Ours, header);
            if let Some(found) = found {
                let flags = (own, is_required(Whose::Theirs, found));
                let at = (header.pointer.as_str(), found.pointer.as_str());
                self.schemas.found.required(&name, at, flags);
                self.schemas.deprecated(&name, at, (header.docs.deprecated, found.docs.deprecated));
                self.schemas.value(&name, &header.value, &found.value);
            } else {
                let effect = if own { Effect::Replaces } else { Effect::Depends };
                let at = (header.pointer.as_str(), at.1);
                self.schemas.found.removed(Aspect::Header, &subject, &name, at, effect);
            }
        }
        let is_new =
            |wire: &String| !ours.headers.iter().any(|header| header.wire.eq_ignore_ascii_case(wire));
        for header in theirs.headers.iter().filter(|it| is_new(&it.wire)) {
            let name = format!("`{}`", header.wire);
            let at = (at.0, header.pointer.as_str());
            self.schemas.found.added(Aspect::Header, &subject, &name, at, Effect::Nothing);
        }
        self.content(&subject, (&ours.content, at.0), (&theirs.content, at.1));
    }
}

/// What there is to say of a server, each with its place: its URL, and what can stand for its variables.
fn server(server: &Server) -> Vec<(String, String)> {
    let mut all = vec![server.url.clone()];
    for variable in &server.variables {
        let with = |value: &str, note: &str| format!("{} with {}={value}{note}", server.url, variable.name);
        all.push(with(&variable.default, " by default"));
        all.extend(variable.values.iter().map(|value| with(value, "")));
    }
    all.into_iter().map(|words| (words, server.pointer.clone())).collect()
}

/// Names with their places.
fn borrowed(names: &[(String, String)]) -> Vec<(&str, &str)> {
    names.iter().map(|(name, at)| (name.as_str(), at.as_str())).collect()
}

fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Exact(code) => code.to_string(),
        StatusPattern::Class(class) => format!("{class}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}
