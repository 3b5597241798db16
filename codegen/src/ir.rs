//! The intermediate representation: what a document means, as plain data.
//!
//! [`lower`](crate::lower) writes it, [`name`](crate::name) and [`emit`](crate::emit) read it. It knows
//! neither YAML nor Rust: names are still the document's own, types refer to each other by [`ModelId`], and
//! every node carries the JSON Pointer of the place in the document that it comes from. Everything that
//! takes a decision (optional, nullable, boxed, constant, sensitive) is decided before this point.

mod docs;
mod format;
mod model;
mod operation;
mod rule;
mod untagged_union;
mod values;

use std::collections::{BTreeMap, BTreeSet};

pub use docs::*;
pub use format::*;
pub use model::*;
pub use operation::*;
pub use rule::*;
pub use untagged_union::*;

/// Where in the document something stands: an RFC 6901 JSON Pointer, `""` for the root.
///
/// In another file than the root of the document, the path of the file from the folder of the root comes first, and
/// then a `#`: `schemas/pet.yaml#/properties/name`. A `%` or `#` in that path is written as `%25` or `%23`.
pub type Pointer = String;

/// The file of a pointer, empty for the root of the document, and the pointer inside of it.
#[must_use]
pub fn split_pointer(pointer: &str) -> (&str, &str) {
    match pointer.split_once('#') {
        // A path in a folder does not begin with a slash, and a JSON Pointer does.
        Some((file, local)) if !file.starts_with('/') => (file, local),
        _ => ("", pointer),
    }
}

/// The pointer of a member: RFC 6901, section 3.
#[must_use]
pub fn join(pointer: &str, key: &str) -> Pointer {
    let mut joined = String::with_capacity(pointer.len() + key.len() + 1);
    joined.push_str(pointer);
    joined.push('/');
    for character in key.chars() {
        match character {
            '~' => joined.push_str("~0"),
            '/' => joined.push_str("~1"),
            other => joined.push(other),
        }
    }
    joined
}

/// The pointer that is called so inside of a file.
#[must_use]
pub(crate) fn in_file(file: &str, local: &str) -> Pointer {
    if file.is_empty() { local.to_owned() } else { format!("{file}#{local}") }
}

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// What the document says of tags, by their names, as far as it does.
    pub tags: BTreeMap<String, String>,
    /// The document's servers, in document order.
    pub servers: Vec<Server>,
    /// Those of `components.securitySchemes` that operations need and that can be applied, in document order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every type that becomes a Rust item. A [`ModelId`] is an index into this list.
    pub models: Vec<Model>,
    /// Where components lead that are nothing but a reference: place by place, one step each.
    pub references: BTreeMap<Pointer, Pointer>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// What webhooks and callbacks bring, in document order.
    pub payloads: Vec<Payload>,
    /// The schemas of properties that have no keyword `type`.
    pub untyped: BTreeSet<Pointer>,
    /// What values and models refer to by [`Keyword::Rule`], sorted by name.
    pub rules: Vec<Rule>,
}

impl Api {
    /// The model with this id.
    ///
    /// # Panics
    ///
    /// If the id comes from another [`Api`].
    #[must_use]
    pub fn model(&self, id: ModelId) -> &Model {
        &self.models[id.0]
    }
}

/// A server of the document (OpenAPI 3.x, Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The URL, which may be relative and may hold `{variables}`.
    pub url: String,
    /// What the document says about it.
    pub description: Option<String>,
    /// The variables of the URL, in document order.
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the defaults of its variables.
    #[must_use]
    pub fn default_url(&self) -> String {
        let variables = self.variables.iter();
        variables.fold(self.url.clone(), |url, it| url.replace(&format!("{{{}}}", it.name), &it.default))
    }

    /// The same, if requests can be sent there as it is.
    #[must_use]
    pub fn absolute_url(&self) -> Option<String> {
        Some(self.default_url()).filter(|url| crate::runtime::Server::new(url.as_str()).is_ok())
    }
}

/// A variable in a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name, as it stands between braces.
    pub name: String,
    /// The value used when the caller gives none.
    pub default: String,
    /// The allowed values; empty where the document allows any.
    pub values: Vec<String>,
    /// What the document says about it.
    pub description: Option<String>,
}

/// An entry of `components.securitySchemes` (OpenAPI 3.x, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its place in the document.
    pub pointer: Pointer,
    /// The name that security requirements use.
    pub name: String,
    /// What the document says about it.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// How it works.
    pub kind: SecuritySchemeKind,
}

/// The kinds of security scheme: how each is applied to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum SecuritySchemeKind {
    /// `type: apiKey`.
    ApiKey {
        /// Where the key goes.
        location: ParameterLocation,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// `type: http` with `scheme: basic`.
    Basic,
    /// `type: http` with `scheme: bearer`.
    Bearer {
        /// What tokens look like, in words.
        format: Option<String>,
    },
    /// `type: http` with `scheme: digest`.
    Digest,
    /// `type: oauth2`.
    OAuth2 {
        /// Where a client can buy a token by itself, if it can: `tokenUrl` of the flow `clientCredentials`.
        token_url: Option<String>,
        /// The ways to get a token.
        flows: Vec<OAuthFlow>,
        /// Where the server describes itself.
        metadata_url: Option<String>,
    },
    /// `type: openIdConnect`, with the discovery URL.
    OpenIdConnect(Option<String>),
    /// `type: mutualTLS`.
    MutualTls,
}

/// One flow of an `oauth2` scheme, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct OAuthFlow {
    /// The flow's key in the document, such as `clientCredentials`.
    pub kind: String,
    /// Its URLs, each with its key in the document.
    pub urls: Vec<(String, String)>,
    /// The scopes and what each stands for.
    pub scopes: Vec<(String, String)>,
}
