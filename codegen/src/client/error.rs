//! Why there is no reply.
//!
//! Invariant: no message holds a URL, a header or a body, since any of them may hold a secret.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use super::super::runtime::credentials::CredentialError;
use super::super::runtime::{BuildError, NoHeaders, Operation, Reply, ResponseError};

/// The reply to an operation.
pub type ReplyOf<O> = Reply<<O as Operation>::Success, <O as Operation>::Headers>;

/// Why an operation of this type has no reply.
pub type FailureOf<O> = SendError<<O as Operation>::Failure, <O as Operation>::Headers>;

/// Why an operation has no reply.
#[non_exhaustive]
pub enum SendError<F, H = NoHeaders> {
    /// The operation can not be sent as it is. Nothing was.
    Build(BuildError),
    /// What happened on the way.
    Failed(Failed),
    /// A response came that is no documented success.
    Response(ResponseError<F, H>),
}

/// Why no response came.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failed {
    /// The credentials can not be applied.
    Credentials(CredentialError),
    /// A server would not give what the credentials need, such as a token.
    Preparation {
        /// The status of its answer.
        status: StatusCode,
        /// What is wrong with it.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// The operation has a server of its own in the document, at an origin where this client does not go. Nothing was sent.
    Elsewhere,
    /// Nothing came that is a response.
    Transport(TransportError),
}

/// Why nothing came that is a response.
///
/// Clients make it; so can a test of code that takes one, without a server: `TransportError::new(TransportErrorKind::Timeout)`
/// becomes a [`Failed`] and a [`SendError`] by `From`. The first page of this crate has an example.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What kept a response from coming.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection to the server.
    Connect,
    /// It took too long.
    Timeout,
    /// The body is larger than the client reads.
    TooLarge,
    /// The connection ended too early, or what came is no HTTP.
    Broken,
}

impl<F, H> SendError<F, H> {
    /// The status of the response, if there is one, or of the answer that was of no use to credentials.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Response(error) => Some(error.status()),
            Self::Failed(failed) => failed.status(),
            Self::Build(_) => None,
        }
    }

    /// The failure that the document describes, if it is one.
    #[must_use]
    pub fn failure(&self) -> Option<&F> {
        match self {
            Self::Response(error) => error.failure(),
            Self::Build(_) | Self::Failed(_) => None,
        }
    }

    /// The response, if there is one.
    #[must_use]
    pub fn response(&self) -> Option<&ResponseError<F, H>> {
        match self {
            Self::Response(error) => Some(error),
            Self::Build(_) | Self::Failed(_) => None,
        }
    }

    /// Whether the same may succeed later: after 408, 429, 500, 502, 503 and 504, and where nothing came. A request whose
    /// method is not idempotent may have had its effect all the same. What credentials need counts like the request.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Build(_) => false,
            Self::Failed(failed) => failed.is_retryable(),
            Self::Response(error) => error.is_retryable(),
        }
    }
}

impl Failed {
    fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Preparation { status, .. } => Some(*status),
            Self::Credentials(CredentialError::InVain { status, .. }) => *status,
            Self::Credentials(_) | Self::Elsewhere | Self::Transport(_) => None,
        }
    }

    fn is_retryable(&self) -> bool {
        match self {
            Self::Credentials(CredentialError::InVain { status, .. }) => status.is_none_or(passes),
            Self::Credentials(_) | Self::Elsewhere => false,
            Self::Preparation { status, .. } => passes(*status),
            Self::Transport(error) => error.kind != TransportErrorKind::TooLarge,
        }
    }
}

/// Whether a status says that another one may come later.
fn passes(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

impl TransportError {
    /// An error of this kind, of which nothing else is known.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// The same error, with what is behind it: its [`source`](Error::source).
    #[must_use]
    pub fn caused_by(self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What kept the response from coming.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "there is no connection to the server",
            TransportErrorKind::Timeout => "the response took too long",
            TransportErrorKind::TooLarge => "the body of the response is too large",
            TransportErrorKind::Broken => "the response is broken",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credentials(error) => error.fmt(f),
            Self::Preparation { .. } => f.write_str("the credentials got no answer that they can use"),
            Self::Elsewhere => {
                f.write_str("the operation has a server of its own, where this client does not go")
            }
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl Error for Failed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Credentials(error) => error.source(),
            Self::Preparation { cause, .. } => Some(&**cause),
            Self::Elsewhere => None,
            Self::Transport(error) => error.source(),
        }
    }
}

impl<F, H> fmt::Display for SendError<F, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Failed(error) => error.fmt(f),
            Self::Response(error) => error.fmt(f),
        }
    }
}

impl<F: fmt::Debug, H> fmt::Debug for SendError<F, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => f.debug_tuple("Build").field(error).finish(),
            Self::Failed(error) => f.debug_tuple("Failed").field(error).finish(),
            Self::Response(error) => f.debug_tuple("Response").field(error).finish(),
        }
    }
}

impl<F: fmt::Debug, H> Error for SendError<F, H> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Build(error) => error.source(),
            Self::Failed(error) => error.source(),
            Self::Response(error) => error.source(),
        }
    }
}

impl<F, H> From<BuildError> for SendError<F, H> {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl<F, H> From<Failed> for SendError<F, H> {
    fn from(error: Failed) -> Self {
        Self::Failed(error)
    }
}

impl<F, H> From<ResponseError<F, H>> for SendError<F, H> {
    fn from(error: ResponseError<F, H>) -> Self {
        Self::Response(error)
    }
}

impl<F, H> From<TransportError> for SendError<F, H> {
    fn from(error: TransportError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<CredentialError> for Failed {
    fn from(error: CredentialError) -> Self {
        Self::Credentials(error)
    }
}

impl From<TransportError> for Failed {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}
