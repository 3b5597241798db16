//! Why a request could not be built.
//!
//! Invariant: names parameters, never their values.

use std::fmt;

use super::server::ServerError;
use super::violation::Violations;

/// Why a request could not be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// Parameters or body do not satisfy the document.
    Violations(Violations),
    /// The server's URL is not usable.
    Server(ServerError),
    /// A segment of the path would be empty, `.` or `..`, and so lead to another resource.
    PathSegment {
        /// The parameter that makes up the segment, or the last of several.
        parameter: &'static str,
    },
    /// The URL is longer than a URL may be.
    Url(http::uri::InvalidUri),
    /// The value can not stand in a header.
    Header {
        /// The name of the header.
        name: &'static str,
        /// What is wrong with the value.
        source: http::header::InvalidHeaderValue,
    },
    /// A list or an object can not be written where its parameter goes.
    Parameter {
        /// The name of the parameter.
        name: &'static str,
        /// What is wrong with the value.
        source: serde_json::Error,
    },
    /// The body can not be written in its media type.
    Body(serde_json::Error),
    /// The parts do not make a request.
    Http(http::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Violations(violations) => violations.fmt(f),
            Self::Server(_) => f.write_str("the server's URL is not usable"),
            Self::PathSegment { parameter } => {
                write!(f, "the path parameter `{parameter}` makes a segment that is empty, `.` or `..`")
            }
            Self::Url(_) => f.write_str("parameters and server do not make a URL"),
            Self::Header { name, .. } => write!(f, "the value can not stand in the header `{name}`"),
            Self::Parameter { name, .. } => write!(f, "the parameter `{name}` can not be written"),
            Self::Body(_) => f.write_str("the body can not be written in its media type"),
            Self::Http(_) => f.write_str("the parts do not make a request"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Violations(_) | Self::PathSegment { .. } => None,
            Self::Server(error) => Some(error),
            Self::Url(error) => Some(error),
            Self::Header { source, .. } => Some(source),
            Self::Parameter { source: error, .. } | Self::Body(error) => Some(error),
            Self::Http(error) => Some(error),
        }
    }
}

impl From<Violations> for BuildError {
    fn from(violations: Violations) -> Self {
        Self::Violations(violations)
    }
}

impl From<ServerError> for BuildError {
    fn from(error: ServerError) -> Self {
        Self::Server(error)
    }
}
