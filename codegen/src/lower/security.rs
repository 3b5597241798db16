//! Security Scheme Objects and Security Requirement Objects (OpenAPI 3.x).
//!
//! What is wrong with a scheme stops nothing: operations can be called without it, or with credentials of another kind.

use std::collections::HashSet;

use super::Lower;
use crate::Options;
use crate::diagnostic::{Code, Place};
use crate::ir::{Api, OAuthFlow, ParameterLocation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::json::Json;
use crate::ledger::Fate;
use crate::openapi::{Fields, Node, join};

/// The URLs of a flow.
const URLS: &[&str] = &["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"];

/// The flow in which a client buys a token for itself.
const CLIENT_CREDENTIALS: &str = "clientCredentials";

/// What becomes of a scheme that does not say where tokens come from.
const TAKES_TOKEN: &str = "its constructor takes a token";

/// A scheme, and what it was read from.
pub(super) type Lowered<'d> = (SecurityScheme, &'d Json);

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_security_schemes(&mut self, components: Option<&Node<'d>>) -> Vec<Lowered<'d>> {
        let schemes = components.and_then(|components| components.get("securitySchemes"));
        let schemes: Vec<_> = schemes.iter().flat_map(Node::members).collect();
        let named = schemes.into_iter().filter(|(name, _)| !name.starts_with("x-"));
        named.filter_map(|(name, node)| self.lower_security_scheme(name, node)).collect()
    }

    /// Keeps the schemes that operations need. The others are only worth a word where all operations are there.
    pub(super) fn keep_needed_schemes(
        &mut self,
        schemes: Vec<Lowered<'d>>,
        api: &mut Api,
        options: &Options,
    ) {
        let all = !options.is_choice();
        let needed = api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
        let needed: HashSet<String> = needed.map(|needed| needed.scheme.clone()).collect();
        for (scheme, json) in schemes {
            if needed.contains(&scheme.name) {
                self.note_tokens(&scheme);
                api.security_schemes.push(scheme);
                continue;
            }
            self.diagnostics.ledger().whole(json, if all { Fate::Reported } else { Fate::Unused });
            if all {
                let message = format!("no operation needs the security scheme `{}`", scheme.name);
                self.diagnostics.note(Code::UnusedComponent, Place::Key(scheme.pointer), message, "");
            }
        }
    }

    /// Says where tokens have to come from, if a program can not buy them by itself.
    fn note_tokens(&mut self, scheme: &SecurityScheme) {
        let has_own = |flows: &[OAuthFlow]| flows.iter().any(|flow| flow.kind == CLIENT_CREDENTIALS);
        let why = match &scheme.kind {
            SecuritySchemeKind::OAuth2 { flows, .. } if !flows.is_empty() && !has_own(flows) => {
                "no flow gives a program a token without a user"
            }
            SecuritySchemeKind::OpenIdConnect(Some(_)) => "OpenID Connect gives tokens to users",
            // There is a better way, or what is missing was reported already.
            _ => return,
        };
        let message = format!("the credentials for `{}` are a token: {why}", scheme.name);
        let help = "get a token by other means, and give it to the constructor";
        self.diagnostics.note(Code::TokenOnly, Place::Key(scheme.pointer.clone()), message, help);
    }

    fn lower_security_scheme(&mut self, name: &str, node: Node<'d>) -> Option<Lowered<'d>> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Security Scheme Object", self.diagnostics);
        let description = fields.string("description", self.diagnostics).map(str::to_owned);
        let deprecated = fields.flag("deprecated", self.diagnostics);
        let kind = self.lower_kind(&node, &mut fields);
        let Some(kind) = kind else {
            // A diagnostic has said why.
            self.diagnostics.ledger().whole(node.json, Fate::Reported);
            return None;
        };
        fields.finish(self.diagnostics);
        let json = node.json;
        Some((
            SecurityScheme { pointer: node.pointer, name: name.to_owned(), description, deprecated, kind },
            json,
        ))
    }

    fn lower_kind(&mut self, node: &Node<'d>, fields: &mut Fields<'d>) -> Option<SecuritySchemeKind> {
        match self.needed(node, fields, "type")? {
            "apiKey" => self.lower_api_key(node, fields),
            "http" => self.lower_http(node, fields),
            "oauth2" => {
                let metadata_url = self.documented(fields, "oauth2MetadataUrl");
                let flows = fields.take("flows");
                if flows.is_none() {
                    self.defect(node, "flows", TAKES_TOKEN);
                }
                let (token_url, flows) = self.lower_flows(flows.as_ref());
                Some(SecuritySchemeKind::OAuth2 { token_url, flows, metadata_url })
            }
            "openIdConnect" => {
                let url = self.documented(fields, "openIdConnectUrl");
                if url.is_none() {
                    self.defect(node, "openIdConnectUrl", TAKES_TOKEN);
                }
                Some(SecuritySchemeKind::OpenIdConnect(url))
            }
            "mutualTLS" => Some(SecuritySchemeKind::MutualTls),
            // As Swagger 2.0 has it.
            "basic" => {
                let place = Place::Value(join(&node.pointer, "type"));
                let help = "write `type: http` and `scheme: basic`: that is how it is read";
                self.diagnostics.warn(Code::WrongType, place, "`basic` is a scheme, not a type", help);
                Some(SecuritySchemeKind::Basic)
            }
            other => {
                let message = format!("`{other}` is not a type of security scheme");
                let types = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
                let near = crate::suggest::nearest(other, types);
                let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? "));
                self.unsupported(node, message, &near);
                None
            }
        }
    }

    fn lower_api_key(&mut self, node: &Node<'d>, fields: &mut Fields<'d>) -> Option<SecuritySchemeKind> {
        let location = self.needed(node, fields, "in");
        let name = self.needed(node, fields, "name");
        let (location, name) = (location?, name?.to_owned());
        let location = match location {
            "query" => ParameterLocation::Query,
            "cookie" => ParameterLocation::Cookie,
            "header" => ParameterLocation::Header,
            other => {
                self.unsupported(node, format!("`{other}` is no place for a key"), "");
                return None;
            }
        };
        if location == ParameterLocation::Header && http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            self.unsupported(node, format!("no header can be called `{}`", name.escape_debug()), "");
            return None;
        }
        Some(SecuritySchemeKind::ApiKey { location, name })
    }

    fn lower_http(&mut self, node: &Node<'d>, fields: &mut Fields<'d>) -> Option<SecuritySchemeKind> {
        let format = self.documented(fields, "bearerFormat");
        let scheme = self.needed(node, fields, "scheme")?;
        match scheme.to_ascii_lowercase().as_str() {
            "basic" => Some(SecuritySchemeKind::Basic),
            "bearer" => Some(SecuritySchemeKind::Bearer { format }),
            "digest" => Some(SecuritySchemeKind::Digest),
            _ => {
                let message = format!("the HTTP authentication scheme `{scheme}` is not supported");
                self.unsupported(node, message, "");
                None
            }
        }
    }

    /// The place where a client buys tokens by itself, if there is one, and all flows.
    fn lower_flows(&mut self, node: Option<&Node<'d>>) -> (Option<String>, Vec<OAuthFlow>) {
        let flows = node.into_iter().flat_map(Node::members).filter(|(kind, _)| !kind.starts_with("x-"));
        let (mut place, mut lowered) = (None, Vec::new());
        for (kind, flow) in flows {
            let mut fields = Fields::new(&flow, "OAuth Flow Object", self.diagnostics);
            let url = |key: &&'static str| Some(((*key).to_owned(), self.documented(&mut fields, key)?));
            let urls: Vec<(String, String)> = URLS.iter().filter_map(url).collect();
            let scopes = fields.take("scopes");
            if let Some(scopes) = &scopes {
                self.diagnostics.ledger().whole(scopes.json, Fate::Documentation);
            }
            let scopes = scopes.iter().flat_map(Node::members).map(|(name, description)| {
                (name.to_owned(), description.json.as_str().unwrap_or_default().to_owned())
            });
            let scopes = scopes.collect();
            fields.finish(self.diagnostics);
            if kind == CLIENT_CREDENTIALS {
                place = self.token_url(&flow, &urls);
            }
            lowered.push(OAuthFlow { kind: kind.to_owned(), urls, scopes });
        }
        (place, lowered)
    }

    /// The URL at which a client buys tokens by itself.
    fn token_url(&mut self, flow: &Node<'d>, urls: &[(String, String)]) -> Option<String> {
        let Some((_, url)) = urls.iter().find(|(key, _)| key == "tokenUrl") else {
            self.defect(flow, "tokenUrl", TAKES_TOKEN);
            return None;
        };
        let node = flow.get("tokenUrl")?;
        // It decides where requests go, and is not only for people.
        self.diagnostics.ledger().whole(node.json, Fate::Code);
        // A relative one is resolved against the server of the caller's choice.
        let is_absolute = url.split_once("://").is_some_and(|(scheme, _)| !scheme.contains(['/', '?']));
        let fault = match crate::runtime::Server::new(url.split('?').next().unwrap_or_default()) {
            Err(error) if is_absolute => Some(error.to_string()),
            _ if url.contains(['{', '}']) => Some("it has a variable".to_owned()),
            _ => None,
        };
        if let Some(fault) = fault {
            let message = format!("no token can be bought at this URL: {fault}");
            let help = "the caller can name another one by `token_url`";
            self.warn(Code::Ignored, &node.pointer, message, help);
        }
        Some(url.clone())
    }

    /// Takes a text that ends up in the documentation.
    fn documented(&mut self, fields: &mut Fields<'d>, key: &'static str) -> Option<String> {
        let node = fields.take(key)?;
        self.diagnostics.ledger().whole(node.json, Fate::Documentation);
        node.string(self.diagnostics).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Takes a text without which a scheme can not be applied.
    fn needed(&mut self, node: &Node<'d>, fields: &mut Fields<'d>, key: &'static str) -> Option<&'d str> {
        let text = fields.take(key).and_then(|node| node.json.as_str()).filter(|text| !text.is_empty());
        if text.is_none() {
            self.defect(node, key, "there is no constructor for its credentials");
        }
        text
    }

    /// Reports that something is missing, with what is done about it.
    fn defect(&mut self, node: &Node<'d>, key: &str, so: &str) {
        // An object of another type was reported already.
        if node.json.as_object().is_some() {
            let message = format!("this security scheme has no usable `{key}`");
            let help = format!("add `{key}`: without it {so}");
            self.diagnostics.warn(Code::MissingField, Place::Key(node.pointer.clone()), message, help);
        }
    }

    fn unsupported(&mut self, node: &Node<'d>, message: String, near: &str) {
        let help = format!("{near}the caller can implement `Credential` for it");
        let place = Place::Key(node.pointer.clone());
        self.diagnostics.warn(Code::UnsupportedSecurityScheme, place, message, help);
    }

    /// Lowers a list of alternatives.
    pub(super) fn lower_security(&mut self, node: Option<&Node<'d>>) -> Vec<Vec<SecurityRequirement>> {
        let Some(node) = node.filter(|node| node.is_array(self.diagnostics)) else { return Vec::new() };
        self.diagnostics.ledger().whole(node.json, Fate::Code);
        let mut alternatives = Vec::new();
        for alternative in node.items() {
            if !alternative.is_object(self.diagnostics) {
                continue;
            }
            let mut needed = Vec::new();
            for (scheme, scopes) in alternative.members() {
                self.check_scheme(scheme, &scopes.pointer);
                let scopes = scopes.strings(self.diagnostics);
                let scopes = scopes.into_iter().map(|(scope, _)| scope.to_owned()).collect();
                needed.push(SecurityRequirement { scheme: scheme.to_owned(), scopes });
            }
            alternatives.push(needed);
        }
        alternatives
    }

    fn check_scheme(&mut self, scheme: &str, pointer: &str) {
        let components = self.document.node().get("components");
        let schemes = components.and_then(|components| components.get("securitySchemes"));
        let mut names = schemes.iter().flat_map(Node::members).map(|(name, _)| name);
        if !names.any(|name| name == scheme) {
            let names = schemes.iter().flat_map(Node::members).map(|(name, _)| name);
            let help = match crate::suggest::nearest(scheme, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "define it in `components.securitySchemes`".to_owned(),
            };
            let message = format!("no security scheme is called `{scheme}`");
            self.diagnostics.warn(Code::UnresolvedReference, Place::Key(pointer.to_owned()), message, help);
        }
    }
}
