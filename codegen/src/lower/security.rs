//! Security Scheme Objects and Security Requirement Objects (OpenAPI 3.x).

use super::Lower;
use crate::diagnostic::{Code, Place};
use crate::ir::{OAuthFlow, ParameterLocation, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
use crate::ledger::Fate;
use crate::openapi::{Fields, Node};

impl<'d> Lower<'d, '_> {
    pub(super) fn lower_security_schemes(&mut self, components: Option<&Node<'d>>) -> Vec<SecurityScheme> {
        let schemes = components.and_then(|components| components.get("securitySchemes"));
        let schemes: Vec<_> = schemes.iter().flat_map(Node::members).collect();
        schemes.into_iter().filter_map(|(name, node)| self.lower_security_scheme(name, node)).collect()
    }

    fn lower_security_scheme(&mut self, name: &str, node: Node<'d>) -> Option<SecurityScheme> {
        let node = self.document.follow(node, self.diagnostics)?;
        let mut fields = Fields::new(&node, "Security Scheme Object", self.diagnostics);
        let description = fields.string("description", self.diagnostics).map(str::to_owned);
        fields.take("deprecated");
        let ty = fields.required_string("type", self.diagnostics);
        let kind = match ty {
            "apiKey" => {
                let location = match fields.required_string("in", self.diagnostics) {
                    "query" => ParameterLocation::Query,
                    "cookie" => ParameterLocation::Cookie,
                    _ => ParameterLocation::Header,
                };
                let name = fields.required_string("name", self.diagnostics).to_owned();
                Some(SecuritySchemeKind::ApiKey { location, name })
            }
            "http" => {
                fields.take("bearerFormat");
                let scheme = fields.required_string("scheme", self.diagnostics);
                Some(SecuritySchemeKind::Http(scheme.to_ascii_lowercase()))
            }
            "oauth2" => {
                fields.take("oauth2MetadataUrl");
                let flows = fields.take("flows");
                Some(SecuritySchemeKind::OAuth2(self.lower_flows(flows.as_ref())))
            }
            "openIdConnect" => {
                let url = fields.required_string("openIdConnectUrl", self.diagnostics).to_owned();
                Some(SecuritySchemeKind::OpenIdConnect(url))
            }
            "mutualTLS" => Some(SecuritySchemeKind::MutualTls),
            other => {
                let place = Place::Key(node.pointer.clone());
                let message = format!("`{other}` is not a type of security scheme");
                let help = "the types are `apiKey`, `http`, `oauth2`, `openIdConnect` and `mutualTLS`";
                self.diagnostics.error(Code::WrongType, place, message, help);
                None
            }
        };
        fields.finish(self.diagnostics);
        Some(SecurityScheme { pointer: node.pointer, name: name.to_owned(), description, kind: kind? })
    }

    fn lower_flows(&mut self, node: Option<&Node<'d>>) -> Vec<OAuthFlow> {
        let flows = node.into_iter().flat_map(Node::members).filter(|(kind, _)| !kind.starts_with("x-"));
        let mut lowered = Vec::new();
        for (kind, flow) in flows {
            let mut fields = Fields::new(&flow, "OAuth Flow Object", self.diagnostics);
            let token_url = fields.string("tokenUrl", self.diagnostics).map(str::to_owned);
            for key in ["authorizationUrl", "refreshUrl", "deviceAuthorizationUrl"] {
                fields.take(key);
            }
            let scopes = fields.take("scopes");
            let scopes = scopes.iter().flat_map(Node::members).map(|(name, description)| {
                (name.to_owned(), description.json.as_str().unwrap_or_default().to_owned())
            });
            let scopes = scopes.collect();
            fields.finish(self.diagnostics);
            lowered.push(OAuthFlow { kind: kind.to_owned(), token_url, scopes });
        }
        lowered
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
