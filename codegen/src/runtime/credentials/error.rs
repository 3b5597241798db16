//! Why credentials could not be applied.
//!
//! Invariant: names schemes, never a secret.

use std::fmt;

use http::{HeaderValue, StatusCode};

/// Why credentials could not be applied.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CredentialError {
    /// There are no credentials for any of the alternatives that the operation has.
    Missing {
        /// The alternatives: each lists the schemes that are needed together.
        alternatives: Vec<Vec<&'static str>>,
    },
    /// The secret holds something that can not stand where the scheme puts it.
    Value {
        /// The scheme.
        scheme: &'static str,
    },
    /// The user name has a colon, which would end it, or user name or password have a control character
    /// (RFC 7617, section 2).
    User {
        /// The scheme.
        scheme: &'static str,
    },
    /// The token is not a bearer token, and nothing else is known (RFC 6749, section 7.1).
    TokenType {
        /// The scheme.
        scheme: &'static str,
        /// The type that it has, as messages show it: not at length, and without control characters.
        token_type: String,
    },
    /// There is no token yet: one has to be bought first.
    NotPrepared {
        /// The scheme.
        scheme: &'static str,
    },
    /// Somebody else has asked for what is needed, and has no answer yet: it will be there soon.
    Pending {
        /// The scheme.
        scheme: &'static str,
    },
    /// Somebody else has asked for what is needed in vain, while this caller waited for it.
    InVain {
        /// The scheme.
        scheme: &'static str,
        /// The status of the answer, if one came.
        status: Option<StatusCode>,
        /// When the answer says that it is worth asking again: its header `Retry-After`.
        retry_after: Option<HeaderValue>,
    },
    /// The server asks for something that can not be answered.
    Challenge {
        /// The scheme.
        scheme: &'static str,
        /// What that is.
        reason: &'static str,
    },
    /// The response has a proof that the server knows the secret, and that is wrong (`rspauth`; RFC 7616, section 3.5): it may
    /// be from somebody else. Whatever was asked for may have been done.
    Unproven {
        /// The scheme.
        scheme: &'static str,
    },
    /// The URL that results is not one: it is too long, or the document has none.
    Url {
        /// The scheme.
        scheme: &'static str,
    },
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { alternatives } => {
                let list = |all: &Vec<&str>| {
                    all.iter().map(|scheme| format!("`{scheme}`")).collect::<Vec<_>>().join(" and ")
                };
                let alternatives = alternatives.iter().map(list).collect::<Vec<_>>();
                write!(f, "the operation needs credentials for {}", alternatives.join(", or for "))
            }
            Self::Value { scheme } => {
                write!(f, "the secret for `{scheme}` holds something that can not stand where it goes")
            }
            Self::User { scheme } => write!(
                f,
                "the user name for `{scheme}` has a colon, or it or the password has a control character"
            ),
            Self::TokenType { scheme, .. } => write!(f, "the token for `{scheme}` is not a bearer token"),
            Self::NotPrepared { scheme } => write!(f, "there is no token for `{scheme}` yet"),
            Self::Pending { scheme } => write!(f, "a token for `{scheme}` is being bought"),
            Self::InVain { scheme, status: Some(status), .. } => {
                write!(f, "a token for `{scheme}` was asked for in vain: the answer is {}", status.as_u16())
            }
            Self::InVain { scheme, status: None, .. } => {
                write!(f, "a token for `{scheme}` was asked for in vain: no answer came")
            }
            Self::Challenge { scheme, reason } => {
                write!(f, "the challenge for `{scheme}` can not be answered: {reason}")
            }
            Self::Unproven { scheme } => {
                write!(f, "the server does not prove that it knows the secret for `{scheme}`")
            }
            Self::Url { scheme } => write!(f, "the credentials for `{scheme}` do not make a URL"),
        }
    }
}

impl std::error::Error for CredentialError {}
