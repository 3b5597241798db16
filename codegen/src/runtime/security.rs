//! What operations say about who may call them.

/// A security scheme that an operation needs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct SecurityRequirement {
    /// The name of the scheme in the document.
    pub scheme: &'static str,
    /// The scopes or roles that it needs.
    pub scopes: &'static [&'static str],
    /// How the scheme shows in requests.
    pub kind: SecurityKind,
}

/// How a security scheme shows in requests.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum SecurityKind {
    /// In a way that the generator does not know.
    Other,
    /// By a token in the header `Authorization`.
    Bearer,
    /// By user name and password in the header `Authorization`.
    Basic,
    /// By answers to challenges, made from user name and password.
    Digest,
    /// By a key in the header of this name.
    Header(&'static str),
    /// By a key in the query parameter of this name.
    Query(&'static str),
    /// By a key in the cookie of this name.
    Cookie(&'static str),
    /// By a certificate of the connection.
    MutualTls,
}

impl SecurityRequirement {
    /// A scheme that is needed with these scopes or roles.
    #[must_use]
    pub const fn new(scheme: &'static str, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes, kind: SecurityKind::Other }
    }

    /// The same, but it shows as a token.
    #[must_use]
    pub const fn bearer(self) -> Self {
        self.of(SecurityKind::Bearer)
    }

    /// The same, but it shows as user name and password.
    #[must_use]
    pub const fn basic(self) -> Self {
        self.of(SecurityKind::Basic)
    }

    /// The same, but it shows as answers to challenges.
    #[must_use]
    pub const fn digest(self) -> Self {
        self.of(SecurityKind::Digest)
    }

    /// The same, but it shows in this way.
    #[must_use]
    pub const fn of(self, kind: SecurityKind) -> Self {
        Self { kind, ..self }
    }
}
